"""By when an applicant is to correct, give reasons or pay: named in the notice, or counted from its receipt."""

from datetime import date
from typing import Any

import pytest

from requests_app.awaited_term import awaited_until
from requests_app.timeline import Entry
from requests_app.workdays import packaged_calendar

Step = tuple[str, str, dict[str, Any]]


def log(*steps: Step) -> list[Entry]:
    """Return a log that starts with a request received on 10 February 2026."""
    told = [("registered", "2026-02-10", {}), *steps]
    return [Entry(seq, kind, date.fromisoformat(on), data) for seq, (kind, on, data) in enumerate(told, start=1)]


NOTICED: Step = ("fee_noticed", "2026-03-02", {})
DELIVERED: Step = ("fee_delivered", "2026-03-03", {"pay_by": "2026-03-31"})
CORRECTION: Step = ("correction_asked", "2026-02-11", {"respond_by": "2026-03-11"})
REASONS: Step = ("reasons_asked", "2026-02-11", {"respond_by": "2026-02-27"})
DECIDED: Step = ("decided", "2026-03-12", {})


@pytest.mark.parametrize(
    ("steps", "until"),
    [
        ([], None),
        ([("correction_asked", "2026-02-11", {})], None),  # a ledger names no day
        ([NOTICED], None),  # the days for paying run from the receipt of the notice
        ([CORRECTION, ("correction_received", "2026-02-24", {})], None),
        ([CORRECTION, DECIDED], None),
        ([CORRECTION, ("withdrawn", "2026-02-12", {})], None),
        ([CORRECTION, ("voided", "2026-02-12", {})], None),
        ([NOTICED, DELIVERED, ("fee_paid", "2026-03-04", {})], None),
        ([REASONS, ("reasons_given", "2026-02-12", {})], None),
        ([CORRECTION], "2026-03-11"),
        ([CORRECTION, ("amended", "2026-02-12", {"events": {"2": {"respond_by": "2026-03-12"}}})], "2026-03-12"),
        ([REASONS], "2026-02-27"),
        ([REASONS, ("consultation_sent", "2026-02-12", {"ref": "1", "party": "third_party"})], "2026-02-27"),
        ([NOTICED, DELIVERED], "2026-03-31"),
    ],
)  # fmt: skip
def test_the_day_is_that_of_what_still_waits(steps: list[Step], until: str | None) -> None:
    found = awaited_until(regime="r2019", entries=log(*steps), calendar=packaged_calendar())
    assert found == (date.fromisoformat(until) if until else None)


def test_a_new_day_off_moves_the_days_for_paying_and_not_a_named_day() -> None:
    calendar = packaged_calendar().with_days_off([date(2026, 3, 10)])
    assert awaited_until(regime="r2019", entries=log(NOTICED, DELIVERED), calendar=calendar) == date(2026, 4, 1)
    assert awaited_until(regime="r2019", entries=log(CORRECTION), calendar=calendar) == date(2026, 3, 11)
