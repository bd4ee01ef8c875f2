"""What may be done to a case next: a table of acts and statuses, and named preconditions (R19 Arts. 30–37)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from requests_app.choices import EventKind, Regime, Status
from requests_app.refusals import Refusal
from requests_app.timeline import Entry, effective


class Act(StrEnum):
    """An operation on a case."""

    CONFIRM_RECEIPT = "confirm_receipt"
    ASK_CORRECTION = "ask_correction"
    RECEIVE_CORRECTION = "receive_correction"
    CONSULT = "consult"
    CONSULTATION_RETURNED = "consultation_returned"
    EXTEND = "extend"
    POSTPONE = "postpone"
    DECIDE = "decide"
    SERVE = "serve"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    AMEND = "amend"
    STRIKE = "strike"
    VOID = "void"
    OPEN_APPEAL = "open_appeal"
    ATTACH = "attach"


@dataclass(frozen=True)
class Course:
    """What the log says of a case so far."""

    regime: str
    is_confirmed: bool = False
    is_correcting: bool = False
    was_corrected: bool = False
    is_extended: bool = False
    open_consultations: frozenset[str] = frozenset()
    has_open_answer: bool = False
    is_closed: bool = False
    is_reopened: bool = False
    is_served: bool = False
    is_void: bool = False
    last_on: date | None = None
    steps: int = 0

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
            (bool(self.open_consultations), Status.CONSULTING),
        )
        return next((status for holds, status in ladder if holds), Status.OPEN)


_ALIVE = frozenset({Status.OPEN, Status.CORRECTING, Status.CONSULTING, Status.DECIDED})
_ENDED = frozenset({Status.CLOSED, Status.REOPENED})

ALLOWED_FROM: dict[Act, frozenset[Status]] = {
    Act.CONFIRM_RECEIPT: frozenset({Status.UNCONFIRMED}),
    Act.ASK_CORRECTION: frozenset({Status.OPEN}),
    Act.RECEIVE_CORRECTION: frozenset({Status.CORRECTING}),
    Act.CONSULT: frozenset({Status.OPEN, Status.CONSULTING}),
    Act.CONSULTATION_RETURNED: frozenset({Status.CONSULTING}),
    Act.EXTEND: frozenset({Status.OPEN, Status.CONSULTING}),
    Act.POSTPONE: frozenset({Status.OPEN}),
    Act.DECIDE: frozenset({Status.OPEN, Status.CORRECTING, Status.CONSULTING, Status.REOPENED}),
    Act.SERVE: frozenset({Status.DECIDED, Status.CLOSED, Status.REOPENED}),
    Act.WITHDRAW: _ALIVE,
    Act.REOPEN: frozenset({Status.CLOSED}),
    Act.AMEND: frozenset(Status) - {Status.VOID},
    Act.STRIKE: frozenset(Status) - {Status.VOID},
    Act.VOID: frozenset(Status) - {Status.VOID},
    Act.OPEN_APPEAL: _ENDED | _ALIVE,
    Act.ATTACH: frozenset(Status) - {Status.VOID},
}

Predicate = Callable[[Course], bool]


def not_corrected_before(course: Course) -> bool:
    """Correction is asked for once (R19 Art. 30: 一次性告知)."""
    return not course.was_corrected


def not_extended(course: Course) -> bool:
    """A term is extended once (R19 Art. 33; R07 Art. 24)."""
    return not course.is_extended


def under_2019(course: Course) -> bool:
    """Postponement of excessive requests exists since the 2019 revision (Art. 35)."""
    return course.regime == Regime.R2019


def no_open_answer(course: Course) -> bool:
    """An answer that waits for delivery is delivered or amended before another is given."""
    return not course.has_open_answer


def delivery_missing(course: Course) -> bool:
    """There is an answer to deliver, or the delivery date of the one given is still missing."""
    return course.has_open_answer or (course.status == Status.CLOSED and not course.is_served)


def has_steps(course: Course) -> bool:
    """The registration itself is not struck: a case entered by mistake is voided."""
    return course.steps > 1


PRECONDITIONS: dict[Act, tuple[tuple[Predicate, str, str], ...]] = {
    Act.ASK_CORRECTION: (
        (
            not_corrected_before,
            "correction_once",
            "补正只能一次性告知，本件已告知过补正。仍不明确的，可在答复中按“补正后申请内容仍不明确”处理。",
        ),
    ),
    Act.EXTEND: ((not_extended, "extension_once", "答复期限只能延长一次，本件已延期。请在现有期限内答复。"),),
    Act.POSTPONE: (
        (under_2019, "postpone_2019_only", "合理延后（第三十五条）只适用于2019年修订的《条例》，本件适用旧条例。"),
    ),
    Act.DECIDE: ((no_open_answer, "answer_waits", "本件已有待送达的答复。请先登记送达，或用“更正”修改该答复。"),),
    Act.STRIKE: (
        (has_steps, "nothing_to_strike", "登记之后还没有办过任何一步，没有可撤销的。整件登记错的请用“作废”。"),
    ),
    Act.SERVE: (
        (delivery_missing, "nothing_to_serve", "没有待送达的答复：送达日期已登记，或尚未作出决定。填错的请用“更正”。"),
    ),
}


def refusal(act: Act, course: Course) -> Refusal | None:
    """Return why `act` may not be done now, or None where it may."""
    if course.status not in ALLOWED_FROM[act]:
        allowed = "、".join(str(status.label) for status in Status if status in ALLOWED_FROM[act])
        return Refusal(
            "not_in_this_status",
            f"本件现在是“{course.status.label}”，不能办理这一步；只有“{allowed}”的申请可以。",
        )
    for holds, code, message in PRECONDITIONS.get(act, ()):
        if not holds(course):
            return Refusal(code, message)
    return None


def allowed_acts(course: Course) -> list[Act]:
    """Return what may be done next, in the order of the law's steps."""
    return [act for act in Act if refusal(act, course) is None]


def course_of(regime: str, entries: Iterable[Entry]) -> Course:
    """Fold the log of a case into what it says so far.

    Args:
        regime: the regulation the case follows.
        entries: its log, amendments included.
    """
    course = Course(regime=regime)
    for entry in effective(entries):
        step = _STEPS.get(EventKind(entry.kind))
        if step is not None:
            last_on = max(course.last_on or entry.on, entry.on)
            course = replace(step(course, entry), last_on=last_on, steps=course.steps + 1)
    return course


def _registered(course: Course, entry: Entry) -> Course:
    return replace(course, is_confirmed=not entry.data.get("unconfirmed", False))


def _consulted(course: Course, entry: Entry) -> Course:
    return replace(course, open_consultations=course.open_consultations | {str(entry.data["ref"])})


def _returned(course: Course, entry: Entry) -> Course:
    return replace(course, open_consultations=course.open_consultations - {str(entry.data["ref"])})


def _served(course: Course, entry: Entry) -> Course:
    return replace(
        course,
        is_closed=True,
        is_reopened=False,
        has_open_answer=False,
        is_correcting=False,
        is_served=bool(entry.data.get("served_on")),
    )


def is_step(entry: Entry) -> bool:
    """Say whether an entry is a step of the case's course, not a note about it."""
    return EventKind(entry.kind) in _STEPS


_STEPS: dict[EventKind, Callable[[Course, Entry], Course]] = {
    EventKind.REGISTERED: _registered,
    EventKind.RECEIPT_CONFIRMED: lambda course, _: replace(course, is_confirmed=True),
    EventKind.CORRECTION_ASKED: lambda course, _: replace(course, is_correcting=True, was_corrected=True),
    EventKind.CORRECTION_RECEIVED: lambda course, _: replace(course, is_correcting=False),
    EventKind.CONSULTATION_SENT: _consulted,
    EventKind.CONSULTATION_RETURNED: _returned,
    EventKind.EXTENDED: lambda course, _: replace(course, is_extended=True),
    EventKind.POSTPONED: lambda course, _: course,
    EventKind.DECIDED: lambda course, _: replace(course, has_open_answer=True),
    EventKind.SERVED: _served,
    EventKind.WITHDRAWN: lambda course, _: replace(course, is_closed=True, has_open_answer=False, is_served=True),
    EventKind.REOPENED: lambda course, _: replace(course, is_reopened=True, is_served=False),
    EventKind.VOIDED: lambda course, _: replace(course, is_void=True),
}
