"""A change of the calendar is one operation: with the right, whole or not at all, exactly as its preview said."""

from datetime import date, timedelta
from random import Random

import pytest

from openness.organs.choices import Role
from openness.organs.models import Deputy
from openness.organs.standing import with_deputyships
from requests_app import calendar_plans, operations
from requests_app.calendar_plans import CalendarPlan
from requests_app.calendars import Calendars, Entered, entered
from requests_app.models import CalendarDay, CalendarNotice, DisclosureRequest, ExtraDayOff
from requests_app.operations import recalculation
from requests_app.operations.recalculation import moves
from tests.office import NOW, Office
from tests.refusing import refused
from tests.requests_app.conftest import Register

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
DAY = calendar_plans.day_plan(
    on=date(2026, 3, 4), is_workday=False, notice="虚构的通知", standing="confirmed", is_new=True
)


@pytest.mark.parametrize("who", ["clerk", "head", "manager", "auditor"])
def test_who_does_not_keep_the_calendar_neither_previews_nor_changes_it(office: Office, who: str) -> None:
    person = getattr(office, who)
    with refused("not_allowed"):
        operations.preview_change(by=person, today=TODAY, plan=DAY)
    with refused("not_allowed"):
        operations.change_calendar(by=person, at=NOW, plan=DAY)
    assert CalendarDay.objects.count() == 0


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_the_calendar_of_all_units_is_changed_at_the_top_of_the_tree_only(office: Office, role: Role) -> None:
    leaf = office.person("leaf.keeper", role, office.first)
    for plan in (DAY, calendar_plans.day_removal(on=date(2026, 3, 4), notice="虚构的通知")):
        with refused("not_allowed"):
            operations.preview_change(by=leaf, today=TODAY, plan=plan)
        with refused("not_allowed"):
            operations.change_calendar(by=leaf, at=NOW, plan=plan)
    with refused("not_allowed"):
        operations.recalculate(by=leaf, at=NOW, why="x")
    assert CalendarDay.objects.count() == 0
    own = calendar_plans.days_off_plan(organ=office.first, days=[date(2026, 3, 4)], reason="虚构", standing="confirmed")
    operations.change_calendar(by=leaf, at=NOW, plan=own)
    assert ExtraDayOff.objects.get().organ == office.first


def test_who_stands_in_for_the_coordinator_of_the_top_changes_it_in_those_days(office: Office) -> None:
    deputy = office.person("deputy.head", Role.HEAD, office.district)
    Deputy.objects.create(
        person=office.coordinator, deputy=deputy, since=TODAY, until=TODAY, reason="出差（虚构）", set_at=NOW
    )
    with refused("not_allowed"):
        operations.change_calendar(by=with_deputyships(deputy, date(2026, 11, 24)), at=NOW, plan=DAY)
    operations.change_calendar(by=with_deputyships(deputy, TODAY), at=NOW, plan=DAY)
    assert CalendarDay.objects.count() == 1


def test_nobody_gives_a_day_off_to_another_district(office: Office) -> None:
    plan = calendar_plans.days_off_plan(
        organ=office.elsewhere, days=[date(2026, 3, 4)], reason="虚构", standing="confirmed"
    )
    with refused("not_allowed"):
        operations.change_calendar(by=office.coordinator, at=NOW, plan=plan)
    assert ExtraDayOff.objects.count() == 0


def test_the_log_of_a_case_says_by_whom_and_by_which_notice(office: Office, register: Register) -> None:
    case = register()
    operations.change_calendar(by=office.coordinator, at=NOW, plan=DAY)
    event = case.events.get(kind="recalculated")
    assert (event.by, event.at) == (office.coordinator, NOW)
    assert event.note == "工作日历变动：2026-03-04 放假（虚构的通知）"
    assert CalendarDay.history.get().history_user == office.coordinator


def test_the_history_says_who_took_a_row_out(office: Office) -> None:
    operations.change_calendar(by=office.coordinator, at=NOW, plan=DAY)
    gone = calendar_plans.day_removal(on=date(2026, 3, 4), notice="虚构的通知")
    operations.change_calendar(by=office.administrator, at=NOW, plan=gone)
    assert CalendarDay.history.get(history_type="-").history_user == office.administrator


def test_a_day_off_of_one_unit_leaves_a_term_elsewhere_alone_that_had_to_move_before(
    office: Office, register: Register
) -> None:
    there = register(by=office.neighbour, organ=office.second)
    CalendarDay.objects.create(on=date(2026, 3, 5), is_workday=False, notice="虚构")
    plan = calendar_plans.days_off_plan(
        organ=office.first, days=[date(2026, 3, 4)], reason="虚构", standing="confirmed"
    )
    operations.change_calendar(by=office.coordinator, at=NOW, plan=plan)
    assert DisclosureRequest.objects.get(pk=there.pk).due_on == date(2026, 3, 16)


def test_a_failure_midway_leaves_neither_the_day_nor_a_moved_term(
    office: Office, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = register(), register()
    monkeypatch.setattr(recalculation, "CHUNK", 1)
    written: list[int] = []
    write = recalculation._write

    def fails_the_second_time(moved: list[recalculation.Move], **given: object) -> None:
        if written:
            raise RuntimeError
        written.append(1)
        write(moved, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(recalculation, "_write", fails_the_second_time)
    with pytest.raises(RuntimeError):
        operations.change_calendar(by=office.coordinator, at=NOW, plan=DAY)
    assert CalendarDay.objects.count() == CalendarDay.history.count() == 0
    assert DisclosureRequest.objects.get(pk=first.pk).due_on == date(2026, 3, 16)
    assert first.events.count() == 1


def test_a_row_that_stays_as_it_was_gets_no_line_in_its_history(office: Office) -> None:
    given = {"year": 2027, "notice": "虚构", "standing": "confirmed", "workdays": []}
    for is_new, days in ((True, [date(2027, 1, 1)]), (False, [date(2027, 1, 1), date(2027, 5, 3)])):
        plan = calendar_plans.notice_plan(**given, days_off=days, is_new=is_new)  # type: ignore[arg-type]
        operations.change_calendar(by=office.coordinator, at=NOW, plan=plan)
    assert CalendarNotice.history.count() == 1
    assert CalendarDay.history.count() == 2


def test_a_token_of_other_moves_writes_nothing(office: Office, register: Register) -> None:
    register()
    token = operations.preview_change(by=office.coordinator, today=TODAY, plan=DAY).token
    register()
    with refused("changed_since"):
        operations.change_calendar(by=office.coordinator, at=NOW, plan=DAY, seen=token)
    assert CalendarDay.objects.count() == 0


def test_cases_of_others_that_change_meanwhile_hinder_nobody_who_cannot_see_them(
    office: Office, register: Register
) -> None:
    local = office.stranger  # of another root: keeps the calendar, sees no case of the district
    token = operations.preview_change(by=local, today=TODAY, plan=DAY).token
    case = register()
    effect = operations.change_calendar(by=local, at=NOW, plan=DAY, seen=token)
    assert effect.total == 0
    assert DisclosureRequest.objects.get(pk=case.pk).due_on == date(2026, 3, 17)


@pytest.mark.parametrize("seed", range(6))
def test_what_is_written_is_what_was_previewed(office: Office, register: Register, seed: int) -> None:
    """The calendar composed in memory and the one written are the same, and move the same cases."""
    register()
    register(by=office.neighbour, organ=office.second)
    dice = Random(seed)
    for make in dice.choices((_day, _notice, _notice_gone, _days_off), k=8):
        plan = make(dice, office)
        stands = entered()
        composed = plan.laid_over(stands)
        shown = operations.preview_change(by=office.coordinator, today=TODAY, plan=plan)
        would_be = {move.case_id: move.after for move in moves(calendars=Calendars(composed))}
        done = operations.change_calendar(by=office.coordinator, at=NOW, plan=plan, seen=shown.token)
        assert (shown, shown.total) == (done, len(would_be))
        assert _told(entered()) == _told(composed)
        due = dict(DisclosureRequest.objects.filter(pk__in=would_be).values_list("pk", "due_on"))
        assert due == would_be
        assert list(moves()) == []


def _told(one: Entered) -> tuple[object, ...]:
    return one.days, one.years, {path: off for path, off in one.days_off.items() if off}


def _near(dice: Random) -> date:
    return date(2026, 2, 11) + timedelta(days=dice.randrange(45))


def _day(dice: Random, office: Office) -> CalendarPlan:
    on, is_workday = _near(dice), dice.random() < 0.5
    if CalendarDay.objects.filter(on=on).exists():
        return calendar_plans.day_removal(on=on, notice="虚构")
    return calendar_plans.day_plan(on=on, is_workday=is_workday, notice="虚构", standing="confirmed", is_new=True)


def _notice(dice: Random, office: Office) -> CalendarPlan:
    days = [_near(dice) for _ in range(4)]
    return calendar_plans.notice_plan(
        year=2026, notice="虚构", standing="unconfirmed", days_off=days[:2], workdays=set(days[2:]) - set(days[:2]),
        is_new=False,
    )  # fmt: skip


def _notice_gone(dice: Random, office: Office) -> CalendarPlan:
    return calendar_plans.notice_removal(year=2026, notice="虚构")


def _days_off(dice: Random, office: Office) -> CalendarPlan:
    return calendar_plans.days_off_plan(
        organ=dice.choice([office.first, office.district]), days=[_near(dice)], reason="虚构", standing="confirmed",
        instead_of=[_near(dice)],
    )  # fmt: skip
