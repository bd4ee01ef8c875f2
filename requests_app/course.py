"""What the log says of a case so far: its course, folded entry by entry (R19 Arts. 30–37)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from requests_app.choices import ConsultedParty, EventKind, ProposedAct, Status
from requests_app.opinions import refusing
from requests_app.timeline import ANSWERED, Entry, effective


@dataclass(frozen=True)
class Course:
    """What the log says of a case so far."""

    regime: str
    is_confirmed: bool = False
    is_correcting: bool = False
    was_corrected: bool = False
    correction_came: bool = False
    is_extended: bool = False
    extension_is_told: bool = False
    sent_consultations: frozenset[str] = frozenset()
    open_consultations: frozenset[str] = frozenset()
    delivered_consultations: frozenset[str] = frozenset()
    third_parties: frozenset[str] = frozenset()
    refusing_parties: frozenset[str] = frozenset()
    is_explaining: bool = False
    was_asked_reasons: bool = False
    reasons_came: bool = False
    is_paying: bool = False
    was_charged: bool = False
    charge_is_delivered: bool = False
    is_fee_waived: bool = False
    pending: frozenset[str] = frozenset()
    has_open_answer: bool = False
    is_closed: bool = False
    is_reopened: bool = False
    is_served: bool = False
    is_void: bool = False
    last_on: date | None = None
    steps: int = 0

    @property
    def undelivered_consultations(self) -> frozenset[str]:
        """The letters whose receipt by the asked party is not on record, be they answered or not."""
        return self.sent_consultations - self.delivered_consultations

    @property
    def owes_notice(self) -> bool:
        """Whether an extension is still to be told to the applicant (R19 Art. 33)."""
        return self.is_extended and not self.extension_is_told and not self.is_closed and not self.is_void

    @property
    def status(self) -> Status:
        """Where the case is: the last word first."""
        ladder = (
            (self.is_void, Status.VOID),
            (self.is_reopened, Status.REOPENED),
            (self.is_closed, Status.CLOSED),
            (not self.is_confirmed, Status.UNCONFIRMED),
            (self.has_open_answer, Status.DECIDED),
            (self.is_correcting, Status.CORRECTING),
            (self.is_paying, Status.PAYING),
            (bool(self.open_consultations), Status.CONSULTING),
            (self.is_explaining, Status.EXPLAINING),
        )
        return next((status for holds, status in ladder if holds), Status.OPEN)


def course_of(regime: str, entries: Iterable[Entry]) -> Course:
    """Fold the log of a case into what it says so far.

    Args:
        regime: the regulation the case follows.
        entries: its log, amendments included.
    """
    course = Course(regime=regime)
    standing = effective(entries)
    for entry in standing:
        step = _STEPS.get(EventKind(entry.kind))
        if step is None:
            continue
        course = step(course, entry)
        if entry.kind not in _NOTES:
            # what others do is learned late: it keeps no step of the office's own from its day
            last_on = course.last_on if entry.kind in ANSWERED else max(course.last_on or entry.on, entry.on)
            course = replace(course, last_on=last_on, steps=course.steps + 1)
    return replace(course, refusing_parties=frozenset(one.ref for one in refusing(standing)))


def _registered(course: Course, entry: Entry) -> Course:
    return replace(course, is_confirmed=not entry.data.get("unconfirmed", False))


def _consulted(course: Course, entry: Entry) -> Course:
    ref = str(entry.data["ref"])
    is_organ = entry.data.get("party") == ConsultedParty.JOINT_ORGAN
    third = course.third_parties if is_organ else course.third_parties | {ref}
    return replace(
        course,
        sent_consultations=course.sent_consultations | {ref},
        open_consultations=course.open_consultations | {ref},
        third_parties=third,
    )


def _delivered(course: Course, entry: Entry) -> Course:
    return replace(course, delivered_consultations=course.delivered_consultations | {str(entry.data["ref"])})


def _returned(course: Course, entry: Entry) -> Course:
    return replace(course, open_consultations=course.open_consultations - {str(entry.data["ref"])})


def _reasons_given(course: Course, entry: Entry) -> Course:
    return replace(course, is_explaining=False, reasons_came=not entry.data.get("none_came"))


def _extended(course: Course, entry: Entry) -> Course:
    return replace(
        course,
        is_extended=True,
        extension_is_told=bool(entry.data.get("told_on")),
        pending=course.pending - {ProposedAct.EXTEND},
    )


def _decided(course: Course, entry: Entry) -> Course:
    return replace(
        course,
        has_open_answer=True,
        is_explaining=False,
        is_paying=False,
        pending=course.pending - {ProposedAct.DECIDE},
    )


def _submitted(course: Course, entry: Entry) -> Course:
    return replace(course, pending=course.pending | {str(entry.data["act"])})


def _taken_back(course: Course, entry: Entry) -> Course:
    return replace(course, pending=course.pending - {str(entry.data["act"])})


def _withdrawn(course: Course, entry: Entry) -> Course:
    return replace(_ended(course), is_reopened=False, is_served=True)


def _served(course: Course, entry: Entry) -> Course:
    return replace(_ended(course), is_reopened=False, is_served=bool(entry.data.get("served_on")))


def _ended(course: Course) -> Course:
    """Nothing is awaited any more: where the case is reopened, it is answered, not waited for."""
    return replace(
        course,
        is_closed=True,
        has_open_answer=False,
        is_correcting=False,
        is_explaining=False,
        is_paying=False,
        pending=frozenset(),
    )


def is_step(entry: Entry) -> bool:
    """Say whether an entry is a step of the case's course, not a note about it."""
    return EventKind(entry.kind) in _STEPS and entry.kind not in _NOTES


_NOTES = frozenset({EventKind.SUBMITTED, EventKind.SENT_BACK, EventKind.RECALLED})
"""What happens inside the office before a step is taken: it changes what may be done, but is no step of the law."""

_STEPS: dict[EventKind, Callable[[Course, Entry], Course]] = {
    EventKind.REGISTERED: _registered,
    EventKind.RECEIPT_CONFIRMED: lambda course, _: replace(course, is_confirmed=True),
    EventKind.CORRECTION_ASKED: lambda course, _: replace(course, is_correcting=True, was_corrected=True),
    EventKind.CORRECTION_RECEIVED: lambda course, _: replace(course, is_correcting=False, correction_came=True),
    EventKind.CONSULTATION_SENT: _consulted,
    EventKind.CONSULTATION_DELIVERED: _delivered,
    EventKind.CONSULTATION_RETURNED: _returned,
    EventKind.REASONS_ASKED: lambda course, _: replace(course, is_explaining=True, was_asked_reasons=True),
    EventKind.REASONS_GIVEN: _reasons_given,
    EventKind.FEE_NOTICED: lambda course, _: replace(course, is_paying=True, was_charged=True),
    EventKind.FEE_DELIVERED: lambda course, _: replace(course, charge_is_delivered=True),
    EventKind.FEE_PAID: lambda course, _: replace(course, is_paying=False),
    EventKind.FEE_WAIVED: lambda course, _: replace(course, is_paying=False, is_fee_waived=True),
    EventKind.SUBMITTED: _submitted,
    EventKind.SENT_BACK: _taken_back,
    EventKind.RECALLED: _taken_back,
    EventKind.EXTENDED: _extended,
    EventKind.EXTENSION_TOLD: lambda course, _: replace(course, extension_is_told=True),
    EventKind.POSTPONED: lambda course, _: replace(course, is_explaining=False),
    EventKind.DECIDED: _decided,
    EventKind.SERVED: _served,
    EventKind.WITHDRAWN: _withdrawn,
    EventKind.REOPENED: lambda course, _: replace(course, is_reopened=True, is_served=False),
    EventKind.VOIDED: lambda course, _: replace(course, is_void=True, pending=frozenset()),
}
