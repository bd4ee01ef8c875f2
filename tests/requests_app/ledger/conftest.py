"""An import into the test office, and looking at what it did."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from requests_app.ledger.importing import Outcome, Wish, import_ledger
from requests_app.ledger.problems import LedgerRefused
from requests_app.models import Appeal, CaseEvent, Decision, DisclosureRequest, ImportBatch
from tests.office import NOW, Office

Import = Callable[..., Outcome]
Refusing = Callable[..., LedgerRefused]


@pytest.fixture
def load(office: Office) -> Import:
    """Return a function that imports a file for 甲局, by default as its clerk."""

    def make(path: Path, *, by: Any = office.clerk, **wishes: Any) -> Outcome:
        wish = replace(Wish(path=path, organ=office.first), **wishes)
        return import_ledger(wish=wish, by=by, at=NOW)

    return make


@pytest.fixture
def refuse(load: Import) -> Refusing:
    """Return a function that expects an import to be refused with nothing written, and returns the refusal."""

    def make(path: Path, **wishes: Any) -> LedgerRefused:
        before = rows_kept()
        with pytest.raises(LedgerRefused) as caught:
            load(path, **wishes)
        assert rows_kept() == before
        return caught.value

    return make


def rows_kept() -> list[int]:
    """Return how many rows each table of cases holds."""
    return [model.objects.count() for model in (DisclosureRequest, CaseEvent, Decision, Appeal, ImportBatch)]


def codes(refusal: LedgerRefused) -> list[tuple[int, str, str]]:
    """Return row, column and code of every problem."""
    return [(problem.row, problem.column, problem.code) for problem in refusal.problems]
