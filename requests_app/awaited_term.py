"""By when the applicant is to do what was asked: correct, give reasons, pay (R19 Arts. 30, 35; 国办函〔2020〕109号 Art. 6)."""

from collections.abc import Iterable
from datetime import date

from requests_app.choices import EventKind
from requests_app.course import course_of
from requests_app.regimes import terms
from requests_app.timeline import Entry, effective
from requests_app.workdays import WorkCalendar


def awaited_until(*, regime: str, entries: Iterable[Entry], calendar: WorkCalendar) -> date | None:
    """Return the last day for what is awaited of the applicant; None where nothing is, or no day is set.

    The days for correcting and for giving reasons are named in the notice; those for paying are counted in working days
    from the day the applicant received the notice, so they move with the calendar.

    Args:
        regime: the Regulation the case follows.
        entries: its log, amendments included.
        calendar: the working days of the unit.

    Raises:
        OutsideCalendar: the calendar ends before.
    """
    steps = effective(entries)
    course = course_of(regime, steps)
    if course.is_closed or course.is_void or course.has_open_answer:
        return None
    if course.is_paying:
        delivered = [step.on for step in steps if step.kind == EventKind.FEE_DELIVERED]
        return last_day_to_pay(regime=regime, delivered_on=delivered[-1], calendar=calendar) if delivered else None
    asked = EventKind.CORRECTION_ASKED if course.is_correcting else EventKind.REASONS_ASKED
    if not (course.is_correcting or course.is_explaining):
        return None
    named = [step.data.get("respond_by") for step in steps if step.kind == asked][-1]
    return date.fromisoformat(named) if named else None


def last_day_to_pay(*, regime: str, delivered_on: date, calendar: WorkCalendar) -> date | None:
    """Return the last day for paying (国办函〔2020〕109号 Art. 6); None where the law sets no term.

    Args:
        regime: the Regulation the case follows.
        delivered_on: the day the applicant received the notice; the day after is day 1.
        calendar: the working days of the unit.
    """
    days = terms(regime, delivered_on).fee_payment_days.value
    return calendar.add(delivered_on, days) if isinstance(days, int) else None
