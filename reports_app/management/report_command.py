"""What the report commands share: whose report, which year and scope, and how they refuse."""

import argparse
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from openness.organs.acting import ActingCommand, ActingRefused, acting_person, organ_by_code
from openness.organs.choices import Scope
from openness.organs.models import Organ, User
from reports_app.figures import FiguresRefused
from reports_app.formats import NoFormat
from reports_app.report_years import reportable
from requests_app.refusals import Refusal


@dataclass(frozen=True)
class Target:
    """Whose report, and who acts (None: the system, in development)."""

    by: User | None
    organ: Organ
    year: int
    scope: str


def year(text: str) -> int:
    """Return the year that an argument names. Raises ArgumentTypeError where it is none."""
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"“{text}”不是年份，应为四位数字，如 2024")
    return int(text)


class ReportCommand(ActingCommand):
    """A command about one report: `--organ CODE --year Y [--scope own|aggregate]`."""

    refusals = (ActingRefused, Refusal, NoFormat, FiguresRefused)

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the arguments that name the report."""
        parser.add_argument("--organ", required=True, metavar="CODE", help="单位代码")
        parser.add_argument("--year", required=True, type=year, metavar="Y", help="报告年度")
        parser.add_argument("--scope", default=Scope.OWN, choices=Scope.values, help="范围：own 本机关，aggregate 汇总")

    def target(self, options: dict[str, Any]) -> Target:
        """Return whose report the command line names.

        Raises:
            ActingRefused, WrongUsage: an unknown person or unit.
            NoFormat: a year that cannot be reported on.
        """
        reportable(options["year"], today=timezone.localdate())
        by = acting_person(options["username"])
        return Target(by, organ_by_code(options["organ"]), options["year"], options["scope"])
