"""What a step would do to the term, before it is taken: the same clock over the log with one entry more."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from requests_app import clock
from requests_app.timeline import Entry, clock_events
from requests_app.workdays import WorkCalendar


def foresee(
    *,
    regime: str,
    entries: Sequence[Entry],
    kind: str,
    on: date,
    data: Mapping[str, Any],
    calendar: WorkCalendar,
) -> clock.Reading:
    """Return what the clock would say.

    Args:
        regime: the regulation of the case.
        entries: its log, amendments included.
        kind, on, data: the step that is thought of.
        calendar: the working days of the unit.

    Raises:
        ClockError: the step cannot follow what came before.
    """
    next_seq = max((entry.seq for entry in entries), default=0) + 1
    thought = [*entries, Entry(next_seq, kind, on, data)]
    return clock.read(regime=regime, events=clock_events(thought), calendar=calendar)
