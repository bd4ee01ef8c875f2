"""The working-day calendar: the notices, what lies over them, and how it counts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.workdays import OutsideCalendar, packaged_calendar

CALENDAR = packaged_calendar()
DAYS = st.dates(date(2008, 1, 1), date(2099, 1, 1))


@pytest.mark.parametrize("on", [date(2007, 12, 31), date(2101, 1, 1)])
def test_a_day_outside_the_calendar_is_refused_in_chinese(on: date) -> None:
    with pytest.raises(OutsideCalendar) as refused:
        CALENDAR.is_workday(on)
    assert str(on) in str(refused.value)
    assert "工作日历范围" in str(refused.value)


def test_a_count_running_over_the_end_of_the_calendar_is_refused() -> None:
    with pytest.raises(OutsideCalendar):
        CALENDAR.add(date(2100, 12, 20), 20)


@pytest.mark.parametrize("n", [0, -1])
def test_counting_no_working_day_is_refused(n: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        CALENDAR.add(date(2026, 1, 1), n)


@pytest.mark.parametrize(
    ("on", "is_workday"),
    [
        (date(2026, 2, 13), True),  # an ordinary Friday
        (date(2026, 2, 14), True),  # Saturday, make-up day before the Spring Festival
        (date(2026, 2, 16), False),  # Monday of the Spring Festival
        (date(2026, 9, 20), True),  # Sunday, make-up day
        (date(2026, 9, 19), False),  # an ordinary Saturday
        (date(2020, 1, 31), False),  # Friday that the amended notice of 2020 made a day off
        (date(2020, 2, 3), True),  # Monday that the amended notice made a working day again
        (date(2018, 12, 31), False),  # Monday named by the notice of the following year
        (date(2018, 12, 29), True),  # Saturday named by the notice of the following year
        (date(2022, 12, 31), False),
        (date(2008, 10, 1), True),  # no notice kept for 2008, no statutory days either: weekends only
        (date(2027, 2, 5), False),  # statutory day of a year without a notice
        (date(2027, 2, 9), True),  # the day after: no longer holiday guessed
    ],
)
def test_a_day_is_a_working_day_or_not(on: date, is_workday: bool) -> None:
    assert CALENDAR.is_workday(on) is is_workday


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [  # law digest §2, worked dates
        (date(2026, 2, 10), 20, date(2026, 3, 16)),
        (date(2026, 9, 18), 7, date(2026, 9, 29)),
        (date(2026, 9, 18), 20, date(2026, 10, 22)),
        (date(2026, 9, 18), 40, date(2026, 11, 19)),
        (date(2020, 1, 20), 20, date(2020, 2, 25)),
    ],
)
def test_the_worked_dates_come_out(start: date, n: int, due: date) -> None:
    assert CALENDAR.add(start, n) == due


def test_a_working_day_rolls_to_itself_and_a_day_off_to_the_next_working_day() -> None:
    assert CALENDAR.roll(date(2026, 9, 30)) == date(2026, 9, 30)
    assert CALENDAR.roll(date(2026, 10, 1)) == date(2026, 10, 8)


def test_days_between_leave_out_the_first_and_count_the_last_and_run_backwards_too() -> None:
    assert CALENDAR.between(date(2026, 9, 30), date(2026, 10, 8)) == 1
    assert CALENDAR.between(date(2026, 10, 8), date(2026, 9, 30)) == -1
    assert CALENDAR.between(date(2026, 10, 8), date(2026, 10, 8)) == 0


def test_a_year_without_a_notice_is_provisional() -> None:
    assert CALENDAR.is_provisional(date(2012, 12, 31))
    assert not CALENDAR.is_provisional(date(2013, 1, 1))
    assert not CALENDAR.is_provisional(date(2026, 12, 31))
    assert CALENDAR.is_provisional(date(2027, 1, 1))
    assert CALENDAR.provisional_years(date(2026, 12, 1), date(2028, 1, 1)) == (2027, 2028)


def test_a_region_has_days_off_of_its_own_and_the_shared_calendar_keeps_its_days() -> None:
    # invented: a unit's festival on two working days
    regional = CALENDAR.with_days_off([date(2026, 3, 3), date(2026, 3, 4)])
    assert regional.add(date(2026, 2, 10), 20) == date(2026, 3, 18)
    assert CALENDAR.add(date(2026, 2, 10), 20) == date(2026, 3, 16)
    assert regional.with_days_off([date(2026, 3, 5)]).add(date(2026, 2, 10), 20) == date(2026, 3, 19)


def test_a_regional_day_off_stands_before_a_make_up_day_and_a_later_notice() -> None:
    regional = CALENDAR.with_days_off([date(2026, 2, 28)])
    assert not regional.is_workday(date(2026, 2, 28))
    assert not regional.with_notice(days={date(2026, 2, 28): True}).is_workday(date(2026, 2, 28))


def test_an_entered_notice_settles_its_year_and_replaces_the_bare_statutory_days() -> None:
    # invented notice of 2027
    noticed = CALENDAR.with_notice(days={date(2027, 2, 9): False, date(2027, 2, 20): True}, years=[2027])
    assert not noticed.is_provisional(date(2027, 2, 9))
    assert not noticed.is_workday(date(2027, 2, 9))
    assert noticed.is_workday(date(2027, 2, 20))
    assert noticed.is_workday(date(2027, 4, 5))
    assert CALENDAR.is_provisional(date(2027, 2, 9))


def test_single_days_entered_without_their_notice_leave_the_year_provisional() -> None:
    assert CALENDAR.with_notice(days={date(2027, 2, 9): False}).is_provisional(date(2027, 2, 9))


@given(DAYS, st.integers(1, 200))
def test_adding_is_the_same_as_walking_day_by_day(start: date, n: int) -> None:
    on, left = start, n
    while left:
        on += timedelta(days=1)
        left -= CALENDAR.is_workday(on)
    assert CALENDAR.add(start, n) == on


@given(DAYS, st.integers(1, 200))
def test_adding_and_counting_are_each_others_reverse(start: date, n: int) -> None:
    assert CALENDAR.between(start, CALENDAR.add(start, n)) == n
