"""In what order the steps of a case stand in time: each after the one before, what is learned late after what it answers."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from requests_app.course import is_step
from requests_app.timeline import ANSWERED, Entry, effective

Pair = tuple[Entry, Entry]


def disorder(entries: Iterable[Entry]) -> Pair | None:
    """Return the first two steps of which the second lies before the first in time, though it follows it; None for order.

    Args:
        entries: the log of a case, amendments included.
    """
    steps = [entry for entry in effective(entries) if is_step(entry)]
    return next((pair for pair in _pairs(steps) if pair[1].on < pair[0].on), None)


def _pairs(steps: list[Entry]) -> Iterator[Pair]:
    """Yield what must follow each other: the office's own steps, then each late one with all it answers."""
    yield from pairwise(one for one in steps if one.kind not in ANSWERED)
    for late in steps:
        for asked in steps:
            if asked.kind in ANSWERED.get(late.kind, ()) and _is_about(late, asked):
                yield asked, late


def _is_about(late: Entry, asked: Entry) -> bool:
    return str(late.data.get("ref", "")) == str(asked.data.get("ref", ""))
