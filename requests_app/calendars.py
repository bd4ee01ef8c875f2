"""The working-day calendar of a unit: the packaged notices, the office's own day table, the subtree's days off."""

from openness.organs.models import Organ
from requests_app.models import CalendarDay, CalendarNotice, ExtraDayOff
from requests_app.workdays import WorkCalendar, packaged_calendar


def office_calendar() -> WorkCalendar:
    """Return the packaged calendar with the office's own day table laid over it."""
    days = dict(CalendarDay.objects.values_list("on", "is_workday"))
    years = frozenset(CalendarNotice.objects.values_list("year", flat=True))
    calendar = packaged_calendar()
    return calendar.with_notice(days=days, years=years) if days or years else calendar


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
