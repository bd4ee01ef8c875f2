"""The statutory clock: a pure fold over a case's events that gives the due date and every step towards it."""

from collections.abc import Sequence

from requests_app.clock_course import Course
from requests_app.clock_reading import ClockError, ClockEvent, ClockState, Reading, Step
from requests_app.clock_steps import take
from requests_app.regimes import RegimeError
from requests_app.workdays import OutsideCalendar, WorkCalendar

__all__ = ["ClockError", "ClockEvent", "ClockState", "Reading", "Step", "read"]


def read(*, regime: str, events: Sequence[ClockEvent], calendar: WorkCalendar) -> Reading:
    """Fold the events of a case into its due date (R07 Arts. 21, 24; R19 Arts. 30–35).

    Args:
        regime: code of the Regulation whose terms apply.
        events: in the order in which they happened, corrections already applied (`timeline.clock_events`).
        calendar: the working days of the unit.

    Raises:
        ClockError: unknown regime, or events that contradict each other or the law's limits.
    """
    try:
        course = Course(regime, calendar)
        for event in events:
            take(course, event)
        return course.reading()
    except (RegimeError, OutsideCalendar) as broken:
        raise ClockError(broken.code, str(broken)) from broken
