"""The rules in force, by id: a new rule is a new module and a line here."""

from collections.abc import Callable, Iterable, Mapping
from types import ModuleType

from reports_app.cells import Format
from reports_app.consistency import v1_balance, v2_results, v3_applicants, v5_appeals, v9_blanks, v19_indicators
from reports_app.consistency.finding import Finding, Numbers, Sheet

Rule = Callable[[Sheet], Iterable[Finding]]
MODULES: tuple[ModuleType, ...] = (v1_balance, v2_results, v3_applicants, v5_appeals, v9_blanks, v19_indicators)
RULES: Mapping[str, Rule] = {module.ID: module.check for module in MODULES}


def check(*, format: Format, cells: Numbers, printed: bool = False) -> list[Finding]:
    """Return all findings on the numbers of a report.

    Args:
        cells: address → number; None or absent = blank.
        printed: the numbers stand in a published report, where a blank is somebody's habit: then V9 only warns.
    """
    sheet = Sheet(format, cells, printed)
    return [finding for rule in RULES.values() for finding in rule(sheet)]
