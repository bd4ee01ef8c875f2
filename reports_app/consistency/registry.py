"""The rules in force, by id: a new rule is a new module and a line here."""

from collections.abc import Callable, Iterable, Mapping
from types import ModuleType
from typing import Any

from reports_app.cells import Format
from reports_app.consistency import (
    v1_balance,
    v2_results,
    v3_applicants,
    v5_appeals,
    v9_blanks,
    v17_typed_over,
    v19_indicators,
)
from reports_app.consistency.finding import Finding, Numbers, Sheet

NOTHING: Mapping[str, Any] = {}

Rule = Callable[[Sheet], Iterable[Finding]]
MODULES: tuple[ModuleType, ...] = (
    v1_balance,
    v2_results,
    v3_applicants,
    v5_appeals,
    v9_blanks,
    v17_typed_over,
    v19_indicators,
)
RULES: Mapping[str, Rule] = {module.ID: module.check for module in MODULES}


def check(
    *,
    format: Format,
    cells: Numbers,
    printed: bool = False,
    typed_over: Mapping[str, tuple[str, ...]] = NOTHING,
    entered_by: Mapping[str, tuple[int, int]] = NOTHING,
) -> list[Finding]:
    """Return all findings on the numbers of a report.

    Args:
        cells: address → number; None or absent = blank.
        typed_over, entered_by: what is known of where typed numbers come from (`Sheet`).
        printed: the numbers stand in a published report, where a blank is somebody's habit: then V9 only warns.
    """
    sheet = Sheet(format, cells, printed, typed_over, entered_by)
    return [finding for rule in RULES.values() for finding in rule(sheet)]
