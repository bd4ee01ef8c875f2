"""A change of the calendar that is thought out and not yet written: values laid over what the office has entered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from openness.organs.models import Organ
from requests_app.calendars import Entered
from requests_app.models import CalendarDay


@dataclass(frozen=True)
class DayValues:
    """What the day table says of one day."""

    is_workday: bool
    notice: str
    standing: str


@dataclass(frozen=True)
class NoticeValues:
    """What is entered of one year's notice."""

    notice: str
    standing: str


@dataclass(frozen=True)
class DayOffValues:
    """Why a unit's subtree has a day off."""

    reason: str
    standing: str


@dataclass(frozen=True)
class CalendarPlan:
    """Rows as they would be; None takes a row out.

    Args:
        what: the change in words, for the logs of the cases that it moves.
        days: rows of the day table.
        notices: years with their notice; `of_year` says to which of them `days` belong.
        days_off: days off of `organ` and all units under it.
        is_new: whether the rows put are new ones; where one stands already it is not silently overwritten.
    """

    what: str
    days: Mapping[date, DayValues | None] = field(default_factory=dict)
    notices: Mapping[int, NoticeValues | None] = field(default_factory=dict)
    of_year: int | None = None
    organ: Organ | None = None
    days_off: Mapping[date, DayOffValues | None] = field(default_factory=dict)
    is_new: bool = False

    def laid_over(self, entered: Entered) -> Entered:
        """Return what the office would have entered after this change."""
        days = {on: row.is_workday for on, row in self.days.items() if row}
        kept_days = {on: is_workday for on, is_workday in entered.days.items() if on not in self.days}
        years = {year for year, row in self.notices.items() if row}
        kept_years = entered.years - set(self.notices)
        off = dict(entered.days_off)
        if self.organ is not None:
            kept_off = off.get(self.organ.path, frozenset()) - set(self.days_off)
            off[self.organ.path] = kept_off | {on for on, row in self.days_off.items() if row}
        return Entered(days=kept_days | days, years=kept_years | years, days_off=off)


def day_plan(*, on: date, is_workday: bool, notice: str, standing: str, is_new: bool) -> CalendarPlan:
    """Return the plan of one day entered or changed."""
    what = f"{on} {'上班' if is_workday else '放假'}（{notice}）"
    return CalendarPlan(what, days={on: DayValues(is_workday, notice, standing)}, is_new=is_new)


def day_removal(*, on: date, notice: str) -> CalendarPlan:
    """Return the plan of one day taken out of the table."""
    return CalendarPlan(f"删去 {on}（{notice}）", days={on: None})


def notice_plan(
    *, year: int, notice: str, standing: str, days_off: Iterable[date], workdays: Iterable[date], is_new: bool
) -> CalendarPlan:
    """Return the plan of a year's notice entered or amended: its days as listed, and no others of before."""
    days: dict[date, DayValues | None] = dict.fromkeys(days_of_notice(year))
    days |= {on: DayValues(False, notice, standing) for on in days_off}
    days |= {on: DayValues(True, notice, standing) for on in workdays}
    notices = {year: NoticeValues(notice, standing)}
    return CalendarPlan(f"{year}年（{notice}）", days=days, notices=notices, of_year=year, is_new=is_new)


def notice_removal(*, year: int, notice: str) -> CalendarPlan:
    """Return the plan of a year's notice taken out together with its days."""
    days = dict.fromkeys(days_of_notice(year))
    return CalendarPlan(f"删去{year}年（{notice}）", days=days, notices={year: None})


def days_off_plan(
    *, organ: Organ, days: Iterable[date], reason: str, standing: str, instead_of: Iterable[date] = ()
) -> CalendarPlan:
    """Return the plan of days off of a unit's subtree.

    Args:
        organ: the unit at the head of the subtree.
        days: the days off.
        reason: the local rule behind them.
        standing: whether it was read in an official text.
        instead_of: days of `organ` that the days take the place of; none where they are new.
    """
    replaced = list(instead_of)
    off: dict[date, DayOffValues | None] = dict.fromkeys(replaced)
    off |= {on: DayOffValues(reason, standing) for on in days}
    return CalendarPlan(f"{organ}休假（{reason}）", organ=organ, days_off=off, is_new=not replaced)


def day_off_removal(*, organ: Organ, on: date, reason: str) -> CalendarPlan:
    """Return the plan of a day off of a unit's subtree taken back."""
    return CalendarPlan(f"删去{organ} {on} 休假（{reason}）", organ=organ, days_off={on: None})


def days_of_notice(year: int) -> list[date]:
    """Return the days in the table that belong to the notice of a year."""
    return list(CalendarDay.objects.filter(of_notice__year=year).order_by("on").values_list("on", flat=True))
