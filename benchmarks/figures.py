"""What a benchmark finds: one measured thing beside another one, their ratio, and the limit it should keep."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

HEAD = ("what", "takes", "beside it", "takes", "ratio", "goal", "reached")


@dataclass(frozen=True)
class Figure:
    """One thing measured beside another.

    Args:
        what, seconds: the thing and its median time.
        beside, beside_seconds: what it is compared with.
        goal: the largest ratio that is good; None where none is set.
        note: what a reader must know.
    """

    what: str
    seconds: float
    beside: str
    beside_seconds: float
    goal: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float:
        """How many times as long it takes."""
        return self.seconds / self.beside_seconds if self.beside_seconds else 0.0

    @property
    def is_reached(self) -> bool:
        """Say whether the ratio keeps its goal."""
        return self.goal is None or self.ratio <= self.goal

    def as_json(self) -> dict[str, Any]:
        """Return the fields for another process."""
        return asdict(self)


def table(figures: Iterable[Figure]) -> str:
    """Return the figures as a Markdown table with their notes under it."""
    listed = list(figures)
    rows = [HEAD, ("---", "---:", "---", "---:", "---:", "---:", "---"), *map(_row, listed)]
    notes = [f"- {figure.what}: {figure.note}" for figure in listed if figure.note]
    return "\n".join(["| " + " | ".join(row) + " |" for row in rows] + (["", *notes] if notes else []))


def _row(figure: Figure) -> tuple[str, ...]:
    goal = f"≤ {figure.goal:g}" if figure.goal is not None else ""
    reached = "" if figure.goal is None else "yes" if figure.is_reached else "**no**"
    return (
        figure.what, _time(figure.seconds), figure.beside, _time(figure.beside_seconds), f"{figure.ratio:.2f}", goal, reached
    )  # fmt: skip


def _time(seconds: float) -> str:
    return f"{seconds * 1000:,.1f} ms" if seconds < 1 else f"{seconds:,.2f} s"
