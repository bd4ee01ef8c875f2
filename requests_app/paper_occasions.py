"""Which papers a case calls for: each kind with the entry of the log, the decision or the paper it answers to."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from requests_app.answer_law import ANSWERS
from requests_app.choices import ConsultedParty, EventKind, PaperKind
from requests_app.disclosures import PARTIAL, discloses
from requests_app.opinions import refusing
from requests_app.paper_law import PAPERS
from requests_app.timeline import Entry, effective

WITHDRAWN = frozenset({"OTHER_OTHER", "OLD_WITHDRAWN"})

SERVED_BY_RECEIPT = frozenset(
    {PaperKind.CORRECTION, PaperKind.EXTENSION, PaperKind.FEE, PaperKind.ANSWER, PaperKind.ABANDONED, PaperKind.OVERRIDE,
     PaperKind.CONSULTATION}
)  # fmt: skip
"""The papers for whose delivery a 送达回证 is offered."""


OF_A_PART = frozenset({PaperKind.RECEIPT, PaperKind.APPLICATION, PaperKind.EXTENSION})
"""The papers that a part of a split application may have for a step taken before: they bear its own number. What was asked
of the applicant, or of others, was asked once, for the whole (R19 Art. 30: 一次性告知)."""


@dataclass(frozen=True)
class Answer:
    """A decision as far as papers depend on it.

    Args:
        seq: its place.
        outcome, decided_on, exemptions: what was decided when.
        is_override: a third party's refusal was overridden.
        replied_on: when it was given; None while it waits.
        has_own_number: it bears a number that was typed, of a letter that was not issued here.
    """

    seq: int
    outcome: str
    decided_on: date
    exemptions: tuple[str, ...] = ()
    is_override: bool = False
    replied_on: date | None = None
    has_own_number: bool = False

    @property
    def discloses_against_refusal(self) -> bool:
        """Whether information is given out that a refusing third party may be hurt by."""
        return discloses(self.outcome, self.exemptions) or (self.outcome in PARTIAL and self.is_override)


@dataclass(frozen=True)
class Made:
    """An issued paper that was not voided."""

    seq: int
    kind: str
    on: date
    event_seq: int | None = None
    decision: int | None = None
    about: int | None = None


@dataclass(frozen=True)
class Occasion:
    """One paper that a case calls for or allows.

    Args:
        kind: which paper.
        on: the day of what it answers to; the paper cannot be older.
        event_seq: the entry of the log it answers to.
        decision: the place of the decision it tells.
        about: the place of the paper it accompanies.
        until: the day on which the reply that it carries was made; the paper cannot be younger.
        is_due: the law or good order demands it; else it is merely possible.
    """

    kind: PaperKind
    on: date
    event_seq: int | None = None
    decision: int | None = None
    about: int | None = None
    until: date | None = None
    is_due: bool = True

    @property
    def key(self) -> str:
        """Its place in an address."""
        parts = (("e", self.event_seq), ("d", self.decision), ("p", self.about))
        return "-".join([self.kind.value.replace("_", "-"), *(f"{mark}{at}" for mark, at in parts if at is not None)])

    def is_met_by(self, paper: Made) -> bool:
        """Say whether a paper was made for this; whether it still says what the case says: `outdated_papers`."""
        return (paper.kind, paper.event_seq, paper.decision, paper.about) == (
            self.kind, self.event_seq, self.decision, self.about,
        )  # fmt: skip


def occasions(
    *, regime: str, entries: Iterable[Entry], answers: Sequence[Answer], papers: Sequence[Made]
) -> list[Occasion]:
    """Return the papers that a case calls for or allows and that are not made yet, in the order of its course.

    Args:
        regime: the Regulation the case follows; some papers exist under one only.
        entries: its log, amendments included.
        answers: its decisions that stand.
        papers: what was issued, not voided, and still says what the case says (`outdated_papers`).
    """
    course = effective(entries)
    found = [
        *(one for entry in course for one in _of_entry(entry)),
        *_of_answers(course, answers),
        *_overrides(course, answers),
        *(Occasion(PaperKind.SERVICE, one.on, about=one.seq, is_due=False) for one in papers if _is_served(one)),
        *_at_the_end(course),
    ]
    known = [one for one in found if PAPERS[one.kind].basis[regime] is not None]
    return [one for one in known if not any(one.is_met_by(paper) for paper in papers)]


def is_overtaken(answer: Answer, answers: Sequence[Answer]) -> bool:
    """Say whether an answer that waited will never be given: its applicant withdrew the request before."""
    return answer.replied_on is None and any(other.seq > answer.seq for other in answers)


def _is_served(paper: Made) -> bool:
    return paper.kind in SERVED_BY_RECEIPT


def _of_entry(entry: Entry) -> Iterator[Occasion]:
    rule = _RULES.get(EventKind(entry.kind))
    if rule is None:
        return
    is_copied = bool(entry.data.get("origin"))
    for kind, is_due in rule(entry.data):
        if not is_copied or kind in OF_A_PART:
            yield Occasion(kind, entry.on, event_seq=entry.seq, is_due=is_due and not is_copied)


def _registered(data: Any) -> list[tuple[PaperKind, bool]]:
    form = (PaperKind.APPLICATION, False)
    return [form] if data.get("unconfirmed") else [(PaperKind.RECEIPT, True), form]


def _consulted(data: Any) -> list[tuple[PaperKind, bool]]:
    if data.get("party") == ConsultedParty.JOINT_ORGAN:
        return [(PaperKind.JOINT, True)]
    return [(PaperKind.CONSULTATION, True), (PaperKind.CONSULTATION_REPLY, True), (PaperKind.CONSULTATION_NOTICE, True)]


def _just(kind: PaperKind) -> Callable[[Any], list[tuple[PaperKind, bool]]]:
    return lambda _: [(kind, True)]


_RULES: dict[EventKind, Callable[[Any], list[tuple[PaperKind, bool]]]] = {
    EventKind.REGISTERED: _registered,
    EventKind.RECEIPT_CONFIRMED: _just(PaperKind.RECEIPT),
    EventKind.CORRECTION_ASKED: _just(PaperKind.CORRECTION),
    EventKind.CONSULTATION_SENT: _consulted,
    EventKind.REASONS_ASKED: _just(PaperKind.REASONS),
    EventKind.EXTENDED: _just(PaperKind.EXTENSION),
    EventKind.POSTPONED: _just(PaperKind.EXTENSION),
    EventKind.FEE_NOTICED: _just(PaperKind.FEE),
}


def _of_answers(course: Sequence[Entry], answers: Sequence[Answer]) -> Iterator[Occasion]:
    """An answer that was decided here needs its letter; one a ledger only tells of may get one."""
    is_withdrawn = any(entry.kind == EventKind.WITHDRAWN for entry in course)
    decided_here = {entry.on for entry in course if entry.kind == EventKind.DECIDED}
    for answer in answers:
        if (answer.outcome in WITHDRAWN and is_withdrawn) or is_overtaken(answer, answers):
            continue
        words = ANSWERS.get(answer.outcome)  # none for what only ledgers leave open: no letter can say it
        if words is not None:
            is_due = answer.decided_on in decided_here and not answer.has_own_number
            yield Occasion(
                PaperKind(words.paper), answer.decided_on, decision=answer.seq, until=answer.replied_on, is_due=is_due
            )


def _overrides(course: Sequence[Entry], answers: Sequence[Answer]) -> Iterator[Occasion]:
    """Each third party that refused is told in writing where the information is disclosed all the same (R19 Art. 32).

    A refusal heard in a reopened case overrules nothing that was answered before the reopening.
    """
    refusals = refusing(course)
    for answer in answers:
        if answer.discloses_against_refusal and not is_overtaken(answer, answers):
            for one in refusals:
                if answer.decided_on < _reopened_before(course, one.seq):
                    continue
                on = max(one.on, answer.decided_on)
                yield Occasion(PaperKind.OVERRIDE, on, event_seq=one.seq, decision=answer.seq)


def _reopened_before(course: Sequence[Entry], seq: int) -> date:
    """Return the day of the reopening in which the refusal `seq` was heard; the beginning of time where it was in none."""
    reopened = [one.on for one in course if one.kind == EventKind.REOPENED and one.seq < seq]
    return reopened[-1] if reopened else date.min


def _at_the_end(course: Sequence[Entry]) -> Iterator[Occasion]:
    """The contents of the file are listed when the case is done."""
    done = [entry for entry in course if entry.kind in (EventKind.SERVED, EventKind.WITHDRAWN)]
    if done:
        yield Occasion(PaperKind.ARCHIVE, done[-1].on, event_seq=done[-1].seq, is_due=False)
