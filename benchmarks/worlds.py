"""The databases of one run: all the cases, few of them, one year's; and which of them the code under test reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

WHOLE = "default"
FEW = "few"
ONE_YEAR = "one_year"

_current: ContextVar[str] = ContextVar("world", default=WHOLE)


@dataclass(frozen=True)
class Size:
    """How much is made up.

    Args:
        cases: cases over all years.
        units: units of the tree.
        few_cases, few_units: what the admin's lists are compared with.
        ledger_rows: rows of the imported ledger.
        repeats: how often each thing is timed.
    """

    name: str
    cases: int
    units: int
    few_cases: int = 3_500
    few_units: int = 64
    ledger_rows: int = 5_000
    repeats: int = 9


SIZES = {
    "tiny": Size("tiny", cases=1_200, units=70, few_cases=300, ledger_rows=40, repeats=1),
    "small": Size("small", cases=350_000, units=1_000),
    "large": Size("large", cases=3_500_000, units=45_000, ledger_rows=20_000),
}


@contextmanager
def world(alias: str) -> Iterator[None]:
    """Let everything inside the block read and write the database `alias`."""
    token = _current.set(alias)
    try:
        yield
    finally:
        _current.reset(token)


class WorldRouter:
    """Sends reads and writes to the database of the current world."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        """Name the database to read from."""
        return _current.get()

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        """Name the database to write to."""
        return _current.get()

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Every world has all tables."""
        return True
