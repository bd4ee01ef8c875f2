"""Typed figures and drafts of the sample's reports: real ones for 2018, invented ones for later years."""

from datetime import datetime
from random import Random
from typing import Any

from django.utils.timezone import localdate

from openness.organs.choices import Scope
from openness.organs.models import Organ, User
from openness.sample.cases_2018 import YEAR, totals
from reports_app import operations
from reports_app.formats import format_for
from reports_app.models import Report

LATER_NARRATIVE = "（示例：本部分文字由各单位自行撰写，此处为虚构占位。）"


def make_reports(*, by: User, at: datetime, root: Organ) -> None:
    """Enter the figures and compile the aggregate reports of the sample district up to last year."""
    enter_2018(by=by, at=at, root=root)
    for year in range(YEAR + 1, localdate(at).year):
        _later_report(by=by, at=at, root=root, year=year)


def enter_2018(*, by: User, at: datetime, root: Organ) -> Report:
    """Enter the published figures of 2018 and compile its report."""
    given: dict[str, Any] = totals()
    operations.enter_figures(by=by, at=at, organ=root, year=YEAR, scope=Scope.AGGREGATE, raw=given["figures"])
    report = operations.compile_report(by=by, at=at, organ=root, year=YEAR, scope=Scope.AGGREGATE)
    return operations.edit_report(
        by=by,
        at=at,
        report=report,
        version=report.version,
        parts=given["narrative"],
        signed_on=given["signed_on"],
    )


def _later_report(*, by: User, at: datetime, root: Organ, year: int) -> Report:
    operations.enter_figures(by=by, at=at, organ=root, year=year, scope=Scope.AGGREGATE, raw=_part_two(year))
    report = operations.compile_report(by=by, at=at, organ=root, year=year, scope=Scope.AGGREGATE)
    parts = {"1": f"{report.narrative.get('1', '')}\n{LATER_NARRATIVE}".strip(), "5": LATER_NARRATIVE}
    return operations.edit_report(by=by, at=at, report=report, version=report.version, parts=parts)


def _part_two(year: int) -> dict[str, object]:
    """Return invented figures for every cell of part two."""
    dice = Random(year)  # noqa: S311  (the same sample every time)
    cells = [cell for cell in format_for(year).cells.values() if cell.address.startswith("T2/")]
    return {cell.address: str(dice.randint(0, 400)) for cell in cells}
