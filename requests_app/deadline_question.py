"""A question about a term that belongs to no case: made-up dates turned into events, and what the clock says of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from requests_app.choices import EventKind
from requests_app.clock import ClockError, ClockEvent, Reading, read
from requests_app.regimes import RegimeError, regime_on
from requests_app.workdays import WorkCalendar


@dataclass(frozen=True)
class DeadlineQuestion:
    """The dates of a request, real or made up.

    Args:
        received: the legal receipt date; it decides which Regulation's terms apply.
        corrected: when the corrected request was received.
        pauses: of each consultation, the day the letter was sent and the day the opinion came (or its term ended).
        extension: working days by which the term is extended.
        postponed_until: the date to which the reply is reasonably put off (R19 Art. 35).
    """

    received: date
    corrected: date | None = None
    pauses: tuple[tuple[date, date], ...] = ()
    extension: int | None = None
    postponed_until: date | None = None


class QuestionError(ClockError):
    """Dates that make no course.

    Args:
        code: for programs.
        message: for people, in Chinese.
        entry: the name of the `DeadlineQuestion` entry that is wrong; of a pause which end, `pause_sent` or `pause_returned`.
        place: which of the pauses, counted from 0.
    """

    def __init__(self, code: str, message: str, entry: str, place: int = 0) -> None:
        super().__init__(code, message)
        self.entry, self.place = entry, place


@dataclass(frozen=True)
class CountedDay:
    """The n-th working day after a date, and the years on the way whose holiday notice is not known."""

    on: date
    provisional_years: tuple[int, ...]


@dataclass(frozen=True)
class _Told:
    """An event, and the entry that told of it."""

    entry: str
    place: int
    event: ClockEvent


def answer(question: DeadlineQuestion, *, calendar: WorkCalendar) -> Reading:
    """Return what the clock says of a question, by the same fold that cases use.

    Raises:
        QuestionError: which entry contradicts the others, the law or the calendar.
    """
    try:
        regime = regime_on(question.received)
    except RegimeError as refused:
        raise QuestionError(refused.code, str(refused), "received") from refused
    told = list(_told(question))
    try:
        reading = read(regime=regime, events=[one.event for one in told], calendar=calendar)
    except ClockError as refused:
        raise _blamed(refused, told, regime, calendar) from refused
    until = question.postponed_until
    if until and reading.due_on and reading.due_on > calendar.roll(until):
        message = f"延后到的日期 {until} 早于答复期限 {reading.due_on}，没有延后。请改正延后到的日期。"
        raise QuestionError("postponed_too_early", message, "postponed_until")
    return reading


def working_days_after(start: date, days: int, *, calendar: WorkCalendar) -> CountedDay:
    """Return the `days`-th working day after `start`; the day after it is the first if it is a working day.

    Raises:
        OutsideCalendar: the calendar does not reach so far.
    """
    on = calendar.add(start, days)
    return CountedDay(on, calendar.provisional_years(start, on))


def _told(question: DeadlineQuestion) -> Iterator[_Told]:
    received = question.received
    yield _Told("received", 0, ClockEvent(EventKind.REGISTERED.value, received))
    # when the extension was granted does not move the due date: it is told with the receipt
    if question.extension is not None:
        yield _Told("extension", 0, ClockEvent(EventKind.EXTENDED.value, received, days=question.extension))
    if question.postponed_until:
        event = ClockEvent(EventKind.POSTPONED.value, received, until=question.postponed_until)
        yield _Told("postponed_until", 0, event)
    later = [*_pauses(question.pauses)]
    if question.corrected:
        later.append(_Told("corrected", 0, ClockEvent(EventKind.CORRECTION_RECEIVED.value, question.corrected)))
    yield from sorted(later, key=lambda one: one.event.on)


def _pauses(pauses: tuple[tuple[date, date], ...]) -> Iterator[_Told]:
    for place, (sent, returned) in enumerate(pauses):
        if returned < sent:
            message = f"征求意见的终止日 {returned} 早于起始日 {sent}。请先写发出之日，后写收到意见之日。"
            raise QuestionError("out_of_order", message, "pause_returned", place)
        ref = str(place + 1)
        yield _Told("pause_sent", place, ClockEvent(EventKind.CONSULTATION_SENT.value, sent, until=returned, ref=ref))
        yield _Told("pause_returned", place, ClockEvent(EventKind.CONSULTATION_RETURNED.value, returned, ref=ref))


def _blamed(refused: ClockError, told: list[_Told], regime: str, calendar: WorkCalendar) -> QuestionError:
    """Return the refusal with the entry it belongs to: that of the first event with which the course breaks."""
    for end, last in enumerate(told, start=1):
        try:
            read(regime=regime, events=[one.event for one in told[:end]], calendar=calendar)
        except ClockError as first:
            return QuestionError(first.code, str(first), last.entry, last.place)
    return QuestionError(refused.code, str(refused), "received")
