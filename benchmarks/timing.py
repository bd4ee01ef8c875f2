"""Timing things against each other in one run: in turns, so that a busy moment hits all of them, and by the median."""

from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

Thing = Callable[[], Any]


def in_turns(things: dict[str, Thing], *, repeats: int) -> dict[str, float]:
    """Return the median seconds of each thing, all of them done in turns after one untimed round."""
    taken: dict[str, list[float]] = {name: [] for name in things}
    for thing in things.values():
        thing()
    for _ in range(repeats):
        for name, thing in things.items():
            taken[name].append(seconds(thing))
    return {name: median(values) for name, values in taken.items()}


def seconds(thing: Thing) -> float:
    """Return how long one call takes."""
    start = perf_counter()
    thing()
    return perf_counter() - start
