"""Time that is not counted: pauses merged, and the working days that remain (R07 Art. 24, R19 Art. 33)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from requests_app.workdays import WorkCalendar


@dataclass(frozen=True, slots=True, order=True)
class Pause:
    """Days not counted: those after `after`, up to and including `upto`."""

    after: date
    upto: date


def merged(pauses: Iterable[Pause]) -> list[Pause]:
    """Return the pauses sorted, with overlapping ones joined so that no day is left out twice."""
    joined: list[Pause] = []
    for pause in sorted(pauses):
        if joined and pause.after <= joined[-1].upto:
            joined[-1] = Pause(joined[-1].after, max(joined[-1].upto, pause.upto))
        else:
            joined.append(pause)
    return joined


def nth_counted(*, start: date, days: int, pauses: Iterable[Pause], calendar: WorkCalendar) -> date:
    """Return the `days`-th working day after `start` that lies in no pause.

    Args:
        start: the day before the count.
        days: working days to count, at least 1.
        pauses: what is left out; parts before `start`, or after the end of the count, change nothing.
        calendar: the working days.
    """
    due = calendar.add(start, days)
    for pause in merged(pauses):
        if pause.after >= due:
            break
        days += _left_out(pause, start, calendar)
        due = calendar.add(start, days)
    return due


def left_out(*, start: date, pauses: Iterable[Pause], calendar: WorkCalendar) -> int:
    """Return how many working days after `start` lie in the pauses, each counted once."""
    return sum(_left_out(pause, start, calendar) for pause in merged(pauses))


def _left_out(pause: Pause, start: date, calendar: WorkCalendar) -> int:
    return max(0, calendar.between(max(pause.after, start), max(pause.upto, start)))
