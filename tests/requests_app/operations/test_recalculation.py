"""A changed calendar moves the terms of open cases, and only those, and says which."""

from datetime import date

import pytest

from requests_app import operations
from requests_app.calendar_plans import day_plan
from requests_app.models import CalendarDay, CalendarNotice, DisclosureRequest, ExtraDayOff
from requests_app.operations.recalculation import moves
from tests.office import NOW, Office, instant
from tests.refusing import refused
from tests.requests_app.casework import Hands, day
from tests.requests_app.conftest import Register
from tests.requests_app.operations.test_answer import answered

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["clerk", "auditor", "manager"])
def test_who_does_not_keep_the_calendar_moves_nothing(office: Office, who: str) -> None:
    with refused("not_allowed"):
        operations.recalculate(by=getattr(office, who), at=NOW, why="x")


def test_nothing_moves_while_nothing_changed(register: Register, office: Office) -> None:
    register()
    assert operations.recalculate(by=office.coordinator, at=NOW, why="无") == []


def test_a_new_day_off_moves_open_cases_and_leaves_closed_ones(register: Register, office: Office) -> None:
    moved_case = register()
    closed_case = answered(register(), office, date(2026, 3, 10))
    CalendarDay.objects.create(on=date(2026, 3, 4), is_workday=False, notice="虚构的通知")
    assert [move.number for move in moves()] == [moved_case.number]
    moved = operations.recalculate(by=office.coordinator, at=NOW, why="虚构的通知")
    assert [(move.before, move.after) for move in moved] == [(date(2026, 3, 16), date(2026, 3, 17))]
    fresh = DisclosureRequest.objects.get(pk=moved_case.pk)
    assert fresh.due_on == date(2026, 3, 17)
    assert fresh.events.get(kind="recalculated").data == {"changes": {"due_on": ["2026-03-16", "2026-03-17"]}}
    assert DisclosureRequest.objects.get(pk=closed_case.pk).due_on == date(2026, 3, 16)


def test_a_new_day_off_moves_the_days_for_paying_too(register: Register, office: Office, clerk: Hands) -> None:
    case = clerk.notice_fee(case=register(), on=day("03-02"), basis="by_page", quantity=50)
    case = clerk.deliver_fee(case=case, on=day("03-03"))
    plan = day_plan(on=day("03-10"), is_workday=False, notice="虚构的通知", standing="confirmed", is_new=True)
    seen = operations.preview_change(by=office.coordinator, today=day("03-20"), plan=plan)
    assert [(move.term, move.before, move.after) for move in seen.first] == [("pay_by", day("03-31"), day("04-01"))]
    operations.change_calendar(by=office.coordinator, at=NOW, plan=plan, seen=seen.token)
    case.refresh_from_db()
    assert (case.due_on, case.awaited_until, case.fee_notices.get().pay_by) == (None, day("04-01"), day("04-01"))
    assert case.events.get(kind="recalculated").data == {"changes": {"pay_by": ["2026-03-31", "2026-04-01"]}}
    assert seen.overdue == 0  # a late payment is no late reply
    assert list(moves()) == []


def test_a_payment_taken_back_has_its_last_day_by_the_calendar_of_today(
    register: Register, office: Office, clerk: Hands
) -> None:
    case = clerk.notice_fee(case=register(), on=day("03-02"), basis="by_page", quantity=50)
    case = clerk.deliver_fee(case=case, on=day("03-03"))
    case = clerk.pay_fee(case=case, on=day("03-10"), paid=case.fee_notices.get().amount)
    CalendarDay.objects.create(on=day("03-11"), is_workday=False, notice="虚构的通知")
    case = clerk.strike(case=case, reason="款未到账")
    assert case.awaited_until == case.fee_notices.get().pay_by == day("04-01")


def test_a_day_off_of_one_unit_moves_its_cases_only(register: Register, office: Office) -> None:
    register()
    register(by=office.neighbour, organ=office.second)
    ExtraDayOff.objects.create(organ=office.first, on=date(2026, 3, 4), reason="地方节日（虚构）")
    moved = operations.recalculate(by=office.coordinator, at=NOW, why="地方节日")
    assert [DisclosureRequest.objects.get(pk=move.case_id).organ for move in moved] == [office.first]


def test_a_date_in_a_year_without_notice_is_provisional_until_it_comes(register: Register, office: Office) -> None:
    at = instant("2026-12-25 10:00")
    case = register(at=at, arrived_on=date(2026, 12, 21), received_on=date(2026, 12, 21))
    assert case.is_provisional
    CalendarNotice.objects.create(year=2027, notice="虚构的2027年通知")
    moved = operations.recalculate(by=office.coordinator, at=at, why="2027年通知")
    assert [move.is_provisional for move in moved] == [False]
    assert not DisclosureRequest.objects.get(pk=case.pk).is_provisional


def test_after_an_appeal_the_log_stays_in_order(register: Register, office: Office) -> None:
    case = register()
    operations.open_appeal(
        by=office.clerk, at=NOW, organ=office.first, case=case, route="review", filed_on=date(2026, 2, 20)
    )
    CalendarDay.objects.create(on=date(2026, 3, 4), is_workday=False, notice="虚构的通知")
    operations.recalculate(by=office.coordinator, at=NOW, why="虚构的通知")
    assert [event.seq for event in case.events.all()] == [1, 2, 3]
