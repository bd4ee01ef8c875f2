"""What holds of every course of the clock, whatever its dates."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from requests_app.clock import ClockEvent, read
from requests_app.workdays import packaged_calendar

CALENDAR = packaged_calendar()
REGIMES = st.sampled_from(["r2007", "r2019"])
RECEIPTS = st.dates(date(2008, 5, 1), date(2060, 12, 31))
PAUSES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4)


def due_on(regime: str, receipt: date, *, extension: int = 0, pauses: list[tuple[int, int]] | None = None) -> date:
    """Return the due date of a request with an extension and pauses given as (days after receipt, length)."""
    events = [ClockEvent("extended", receipt, days=extension)] if extension else []
    for number, (offset, length) in enumerate(pauses or []):
        start, end = receipt + timedelta(days=offset), receipt + timedelta(days=offset + length)
        events.append(ClockEvent("consultation_sent", start, ref=str(number)))
        events.append(ClockEvent("consultation_returned", end, ref=str(number)))
    # sorted is stable: a letter stays before its opinion on the same day
    ordered = [ClockEvent("registered", receipt), *sorted(events, key=lambda event: event.on)]
    found = read(regime=regime, events=ordered, calendar=CALENDAR).due_on
    assert found is not None
    return found


@given(REGIMES, RECEIPTS, PAUSES)
def test_a_due_date_is_a_working_day(regime: str, receipt: date, pauses: list[tuple[int, int]]) -> None:
    assert CALENDAR.is_workday(due_on(regime, receipt, pauses=pauses))


@given(REGIMES, RECEIPTS, PAUSES, st.integers(1, 14))
def test_a_longer_extension_is_due_later(
    regime: str, receipt: date, pauses: list[tuple[int, int]], extension: int
) -> None:
    shorter, longer = (due_on(regime, receipt, extension=days, pauses=pauses) for days in (extension, extension + 1))
    assert shorter < longer


@given(REGIMES, RECEIPTS, PAUSES, st.tuples(st.integers(0, 60), st.integers(0, 60)))
def test_another_pause_never_shortens(
    regime: str, receipt: date, pauses: list[tuple[int, int]], another: tuple[int, int]
) -> None:
    assert due_on(regime, receipt, pauses=[*pauses, another]) >= due_on(regime, receipt, pauses=pauses)


@given(REGIMES, RECEIPTS, PAUSES)
def test_exactly_the_base_term_is_counted_outside_the_pauses(
    regime: str, receipt: date, pauses: list[tuple[int, int]]
) -> None:
    base = {"r2007": 15, "r2019": 20}[regime]
    due, counted, day = due_on(regime, receipt, pauses=pauses), 0, receipt
    while day < due:
        day += timedelta(days=1)
        counted += CALENDAR.is_workday(day) and not any(_covers(regime, receipt, pause, day) for pause in pauses)
    assert counted == base


@given(REGIMES, RECEIPTS, RECEIPTS)
def test_a_later_receipt_is_never_due_earlier(regime: str, one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    assert due_on(regime, earlier) <= due_on(regime, later)


def _covers(regime: str, receipt: date, pause: tuple[int, int], day: date) -> bool:
    start, end = receipt + timedelta(days=pause[0]), receipt + timedelta(days=sum(pause))
    last = min(end, CALENDAR.add(start, 15)) if regime == "r2019" else end
    return start < day <= last
