"""The working-day calendar of a unit: the packaged notices, the office's own day table, the subtree's days off."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from openness.organs.models import Organ, path_after
from requests_app.models import CalendarDay, CalendarNotice, ExtraDayOff
from requests_app.workdays import WorkCalendar, packaged_calendar

WARNED_FROM_MONTH = 11
"""The month from which next year's notice is missed: it comes between late October and mid-December. A matter of
office practice, not of the law."""


@dataclass(frozen=True)
class Entered:
    """What the office has entered, as values.

    Args:
        days: date to whether it is worked.
        years: the years whose notice is entered.
        days_off: by path of the unit, the days off of its subtree.
    """

    days: Mapping[date, bool]
    years: frozenset[int]
    days_off: Mapping[str, frozenset[date]]


class Calendars:
    """The calendar of each unit, composed once; most units share the office's."""

    def __init__(self, entered: Entered) -> None:
        self.base = _composed(entered.days, entered.years)
        self._days_off = {path: off for path, off in entered.days_off.items() if off}
        self._of_path: dict[str, WorkCalendar] = {}
        self._with: dict[frozenset[date], WorkCalendar] = {frozenset(): self.base}

    def of(self, organ: Organ) -> WorkCalendar:
        """Return the calendar of `organ`: the office's, less the days off of the units above it and its own."""
        if not self._days_off:
            return self.base
        if organ.path not in self._of_path:
            self._of_path[organ.path] = self._composed_for(organ.path)
        return self._of_path[organ.path]

    def by_region(self) -> dict[str, WorkCalendar]:
        """Return the calendar of each subtree by its path; "" is the whole tree, the deepest one that holds a unit counts."""
        return {"": self.base, **{path: self._composed_for(path) for path in self._days_off}}

    def _composed_for(self, path: str) -> WorkCalendar:
        off = frozenset().union(*(days for above, days in self._days_off.items() if path.startswith(above)))
        if off not in self._with:
            self._with[off] = self.base.with_days_off(off)
        return self._with[off]


def by_calendar(calendars: Calendars, day_of: Callable[[WorkCalendar], date], condition: Callable[[date], Q]) -> Q:
    """Return a condition on cases that depends on a day that each unit's own calendar gives; it costs no query.

    Args:
        calendars: the calendars of the units.
        day_of: the day that a calendar gives.
        condition: what a day amounts to; a later day must take in whatever an earlier one does.
    """
    days = {path: day_of(calendar) for path, calendar in calendars.by_region().items()}
    widest = condition(max(days.values()))
    if len(set(days.values())) == 1:
        return widest
    each = Q()
    for day in sorted(set(days.values())):
        units = Organ.objects.filter(_where(day, days)).order_by()
        each |= condition(day) & Q(organ_id__in=units.values("pk"))
    # said once more for all of them, so that one index finds the rows
    return widest & each


def _where(day: date, days: Mapping[str, date]) -> Q:
    """Return the condition on units whose deepest region has this day."""
    found = Q()
    for path in (path for path, given in days.items() if given == day):
        others = [below for below, given in days.items() if below.startswith(path) and given != day]
        within = _below(path)
        for below in others:
            within &= ~_below(below)
        found |= within
    return found


def _below(path: str) -> Q:
    return Q(path__gte=path, path__lt=path_after(path))


def entered() -> Entered:
    """Return what the office has entered by now."""
    off: dict[str, set[date]] = {}
    for path, on in ExtraDayOff.objects.order_by().values_list("organ__path", "on"):
        off.setdefault(path, set()).add(on)
    return Entered(_days(), _years(), {path: frozenset(days) for path, days in off.items()})


def office_calendar() -> WorkCalendar:
    """Return the packaged calendar with the office's own day table laid over it."""
    return _composed(_days(), _years())


def calendar_of(organ: Organ, base: WorkCalendar | None = None) -> WorkCalendar:
    """Return the calendar of `organ`: the office's, less the days off of the units above it.

    Args:
        organ: the unit.
        base: the office's calendar where it has been read already.
    """
    calendar = base or office_calendar()
    above = [organ.path[:end] for end in range(organ.steplen, len(organ.path) + 1, organ.steplen)]
    extra = frozenset(ExtraDayOff.objects.filter(organ__path__in=above).values_list("on", flat=True))
    return calendar.with_days_off(extra) if extra else calendar


def years_without_notice(calendar: WorkCalendar, today: date) -> tuple[int, ...]:
    """Return the years whose notice should have been entered by `today`: this year's, and from November next year's.

    Args:
        calendar: the office's; the years of its packaged notices are known too.
        today: today's date.
    """
    wanted = (today.year, today.year + 1) if today.month >= WARNED_FROM_MONTH else (today.year,)
    return tuple(year for year in wanted if calendar.is_provisional(date(year, 1, 1)))


def _days() -> dict[date, bool]:
    return dict(CalendarDay.objects.order_by().values_list("on", "is_workday"))


def _years() -> frozenset[int]:
    return frozenset(CalendarNotice.objects.order_by().values_list("year", flat=True))


def _composed(days: Mapping[date, bool], years: frozenset[int]) -> WorkCalendar:
    calendar = packaged_calendar()
    return calendar.with_notice(days=days, years=years) if days or years else calendar
