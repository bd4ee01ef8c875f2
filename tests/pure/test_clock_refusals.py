"""The clock refuses courses that cannot be, with a code and a Chinese sentence. Dates are invented."""

from datetime import date

import pytest

from requests_app.clock import ClockError, ClockEvent, read
from requests_app.workdays import packaged_calendar

RECEIVED = ClockEvent("registered", date(2026, 2, 10))
MARCH = date(2026, 3, 2)
APRIL = date(2026, 4, 1)

REFUSED = [
    ("started_twice", "r2019", [RECEIVED, ClockEvent("receipt_confirmed", MARCH)]),
    ("not_started", "r2019", [ClockEvent("extended", MARCH, days=5)]),
    ("not_started", "r2019", [ClockEvent("correction_received", MARCH)]),
    ("out_of_order", "r2019", [RECEIVED, ClockEvent("extended", date(2026, 2, 9), days=5)]),
    (
        "out_of_order",
        "r2019",
        [RECEIVED, ClockEvent("correction_asked", APRIL), ClockEvent("correction_received", MARCH)],
    ),
    ("after_the_end", "r2019", [RECEIVED, ClockEvent("served", MARCH), ClockEvent("extended", APRIL, days=5)]),
    ("before_regulation", "r2007", [ClockEvent("registered", date(2008, 4, 30))]),
    ("unknown_regime", "r1999", [RECEIVED]),
    ("unknown_event", "r2019", [RECEIVED, ClockEvent("telephoned", MARCH)]),
    ("outside_calendar", "r2019", [ClockEvent("registered", date(2100, 12, 30))]),
    (
        "extension_twice",
        "r2019",
        [RECEIVED, ClockEvent("extended", MARCH, days=5), ClockEvent("extended", MARCH, days=5)],
    ),
    ("extension_too_long", "r2019", [RECEIVED, ClockEvent("extended", MARCH, days=21)]),
    (
        "extension_too_long",
        "r2007",
        [ClockEvent("registered", date(2018, 3, 1)), ClockEvent("extended", MARCH, days=16)],
    ),
    ("extension_without_days", "r2019", [RECEIVED, ClockEvent("extended", MARCH)]),
    ("extension_without_days", "r2019", [RECEIVED, ClockEvent("extended", MARCH, days=0)]),
    ("already_suspended", "r2019", [RECEIVED, ClockEvent("correction_asked", MARCH), ClockEvent("fee_noticed", MARCH)]),
    ("fee_not_noticed", "r2019", [RECEIVED, ClockEvent("fee_paid", MARCH)]),
    (
        "no_such_step",
        "r2007",
        [ClockEvent("registered", date(2018, 3, 1)), ClockEvent("fee_noticed", date(2018, 3, 5))],
    ),
    (
        "no_such_step",
        "r2019",
        [ClockEvent("registered", date(2020, 3, 2)), ClockEvent("fee_noticed", date(2020, 3, 5))],
    ),
    (
        "no_such_step",
        "r2007",
        [ClockEvent("registered", date(2018, 3, 1)), ClockEvent("postponed", date(2018, 3, 5), until=APRIL)],
    ),
    ("postponed_backwards", "r2019", [RECEIVED, ClockEvent("postponed", MARCH, until=MARCH)]),
    ("postponed_backwards", "r2019", [RECEIVED, ClockEvent("postponed", MARCH)]),
    ("consultation_not_sent", "r2019", [RECEIVED, ClockEvent("consultation_returned", MARCH, ref="1")]),
    (
        "consultation_open_twice",
        "r2019",
        [RECEIVED, ClockEvent("consultation_sent", MARCH, ref="1"), ClockEvent("consultation_sent", MARCH, ref="1")],
    ),
]


@pytest.mark.parametrize(("code", "regime", "events"), REFUSED)
def test_a_course_that_cannot_be_is_refused_in_chinese(code: str, regime: str, events: list[ClockEvent]) -> None:
    with pytest.raises(ClockError) as refused:
        read(regime=regime, events=events, calendar=packaged_calendar())
    assert refused.value.code == code
    assert str(refused.value).endswith("。")
    assert any(word in str(refused.value) for word in ("请核对", "请先", "请改正", "请删去", "请按"))
