"""Exports cases as a ledger that import_cases reads back unchanged."""

import argparse
from pathlib import Path
from typing import Any

from django.utils import timezone

from openness.organs.acting import ActingCommand, ActingRefused, acting_person, organ_by_code
from openness.organs.choices import Scope
from requests_app.ledger.exporting import export_ledger
from requests_app.ledger.problems import LedgerRefused


class Command(ActingCommand):
    """export_ledger --organ CODE --year Y [--scope own|aggregate] -o FILE.xlsx|.csv [--with-personal] [--as USER]."""

    leaves_own_trail = True
    help = "导出某年收到的申请和提起的复议诉讼；写出的文件可用 import_cases 原样读回"
    refusals = (ActingRefused, LedgerRefused)

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the unit, the year and the file."""
        parser.add_argument("--organ", required=True, metavar="CODE", help="单位代码")
        parser.add_argument("--year", required=True, type=int, metavar="Y", help="收到申请的年份")
        parser.add_argument("--scope", choices=Scope.values, default=Scope.OWN.value, help="own 本机关，aggregate 汇总")
        parser.add_argument("-o", "--output", required=True, type=Path, metavar="FILE", help="输出文件：.xlsx 或 .csv")

        parser.add_argument(
            "--with-personal",
            action="store_true",
            help="姓名、证件号码、电话等写出全文（默认遮盖）；须有查看个人信息的权限，并留痕",
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Export and print what was written."""
        person = acting_person(options["username"])
        done = export_ledger(
            organ=organ_by_code(options["organ"]),
            year=options["year"],
            scope=options["scope"],
            path=options["output"],
            by=person,
            at=timezone.now(),
            with_personal=options["with_personal"],
        )
        self.stdout.write(f"导出 申请 {done.cases}，复议诉讼 {done.appeals}：{'、'.join(map(str, done.files))}")
