"""Steps stand in order of time, what is learned late on its day; the clock folds them so."""

from datetime import date

import pytest

from requests_app.choices import EventKind
from requests_app.clock import ClockState, read
from requests_app.step_order import disorder
from requests_app.timeline import Entry, clock_events, in_order
from requests_app.workdays import packaged_calendar

REGISTERED = Entry(1, EventKind.REGISTERED, date(2026, 2, 10))


def entry(seq: int, kind: EventKind, day: int, ref: str = "", month: int = 3, **data: object) -> Entry:
    """Return an entry of March 2026."""
    return Entry(seq, kind, date(2026, month, day), {"ref": ref, **data} if ref else data)


SENT = entry(2, EventKind.CONSULTATION_SENT, 2, "1", party="third_party")
NEXT = entry(3, EventKind.CONSULTATION_SENT, 9, "2", party="third_party")


@pytest.mark.parametrize(
    ("late", "pair"),
    [
        ([entry(3, EventKind.CORRECTION_ASKED, 1)], (2, 3)),
        ([NEXT, entry(4, EventKind.CONSULTATION_DELIVERED, 1, "1")], (2, 4)),
        ([NEXT, entry(4, EventKind.CONSULTATION_DELIVERED, 8, "2")], (3, 4)),
        ([NEXT, entry(4, EventKind.CONSULTATION_RETURNED, 1, "1")], (2, 4)),
        (
            [entry(3, EventKind.CONSULTATION_RETURNED, 4, "1"), entry(4, EventKind.CONSULTATION_DELIVERED, 5, "1")],
            (4, 3),
        ),
        ([entry(3, EventKind.EXTENDED, 3, days=5), entry(4, EventKind.EXTENSION_TOLD, 2)], (3, 4)),
        ([entry(3, EventKind.FEE_NOTICED, 3), entry(4, EventKind.FEE_DELIVERED, 2)], (3, 4)),
    ],
)
def test_what_stands_before_what_it_follows_is_found(late: list[Entry], pair: tuple[int, int]) -> None:
    found = disorder([REGISTERED, SENT, *late])
    assert found is not None
    assert tuple(one.seq for one in found) == pair


@pytest.mark.parametrize(
    "late",
    [
        [NEXT, entry(4, EventKind.CONSULTATION_DELIVERED, 3, "1"), entry(5, EventKind.CONSULTATION_RETURNED, 4, "1")],
        [NEXT, entry(4, EventKind.CONSULTATION_RETURNED, 4, "1"), entry(5, EventKind.CONSULTATION_DELIVERED, 4, "1")],
        [
            entry(3, EventKind.EXTENDED, 3, days=5),
            entry(4, EventKind.DECIDED, 9),
            entry(5, EventKind.EXTENSION_TOLD, 4),
        ],
    ],
)
def test_what_is_learned_late_follows_only_what_it_answers(late: list[Entry]) -> None:
    assert disorder([REGISTERED, SENT, *late]) is None


def test_of_one_day_a_letter_is_received_before_it_is_answered() -> None:
    back, received = (
        entry(3, EventKind.CONSULTATION_RETURNED, 4, "1"),
        entry(4, EventKind.CONSULTATION_DELIVERED, 4, "1"),
    )
    assert [one.seq for one in in_order([REGISTERED, SENT, back, received])] == [1, 2, 4, 3]
    assert _due(REGISTERED, SENT, back, received) == date(2026, 3, 18)


def test_the_offices_own_steps_keep_the_order_of_the_log() -> None:
    asked = entry(3, EventKind.CORRECTION_ASKED, 1)
    assert [one.seq for one in in_order([REGISTERED, SENT, asked])] == [1, 2, 3]


def test_an_opinion_after_the_reply_moves_nothing() -> None:
    log = [REGISTERED, SENT, entry(3, EventKind.CONSULTATION_RETURNED, 6, "1"), entry(4, EventKind.SERVED, 4)]
    reading = read(regime="r2019", events=clock_events(log), calendar=packaged_calendar())
    assert (reading.state, reading.steps[-2].what) == (ClockState.STOPPED, "作出答复，期限终止计算")


def test_consent_by_silence_is_told_in_the_steps() -> None:
    back = entry(3, EventKind.CONSULTATION_RETURNED, 24, "1", stance="silent", deemed="agrees")
    reading = read(regime="r2019", events=clock_events([REGISTERED, SENT, back]), calendar=packaged_calendar())
    assert "视为同意公开（《政府信息公开条例》（2019）第三十四条）" in reading.steps[2].what


def _due(*log: Entry) -> date | None:
    return read(regime="r2019", events=clock_events(log), calendar=packaged_calendar()).due_on
