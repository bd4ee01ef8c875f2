"""What goes into the statutory clock and what comes out: events, steps, states, the reading."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ClockError(ValueError):
    """Events that make no course the clock can follow; `code` for programs, a Chinese sentence for people."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """What happened to a case, as the clock sees it.

    Args:
        kind: an `EventKind` value.
        on: its legal date; of `registered` and `receipt_confirmed` the legal receipt date.
        days: working days granted, of an extension.
        until: the date named, of a postponement; of a consultation the last day for answering, where known.
        ref: which consultation.
        deemed: what the law takes silence for, of an opinion that never came (`Stance`); empty where one came.
    """

    kind: str
    on: date
    days: int | None = None
    until: date | None = None
    ref: str = ""
    deemed: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the reckoning: when, what (Chinese), how many working days, by which article, how certain."""

    on: date
    what: str
    days: int | None
    article: str
    standing: str = "confirmed"


class ClockState(StrEnum):
    """Whether the term runs."""

    WAITING = "waiting"
    RUNNING = "running"
    SUSPENDED = "suspended"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Reading:
    """What the clock says: the due date (None while none exists), whether it may still move, and why it is so."""

    due_on: date | None
    provisional: bool
    regime: str
    state: ClockState
    steps: tuple[Step, ...]
