"""`export_report --organ CODE --year Y [--scope …] --format html|docx|xlsx|json -o PATH`: writes the report of now."""

import argparse
from pathlib import Path
from typing import Any

from django.utils import timezone

from openness.organs.acting import ActingRefused, require_right
from openness.organs.choices import TrailKind
from openness.organs.rights import Action
from openness.organs.trail import leave
from reports_app.management.report_command import ReportCommand
from reports_app.render.files import FORMATS, NOT_YET, file_of
from reports_app.standing import standing_report


class Command(ReportCommand):
    """Exports one report."""

    leaves_own_trail = True
    help = "导出年度报告的当前内容（html、json）。"

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the format and the path to the arguments that name the report."""
        super().arguments(parser)
        parser.add_argument("--format", required=True, choices=[*FORMATS, *NOT_YET], help="文件格式")
        parser.add_argument("-o", "--output", required=True, type=Path, metavar="PATH", help="写到哪个文件")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file and say where it is."""
        target = self.target(options)
        require_right(target.by, Action.REPORT_EXPORT, target.organ)
        kind, path = options["format"], options["output"]
        if kind in NOT_YET:
            raise ActingRefused(f"{kind} 格式尚未提供；目前可导出：{'、'.join(FORMATS)}。")
        report = standing_report(organ=target.organ, year=target.year, scope=target.scope)
        try:
            file = file_of(report, kind)
            path.write_bytes(file.content)
        except OSError as broken:
            raise ActingRefused(f"写不了文件 {path}：文件夹不存在或没有权限。请核对路径和权限。") from broken
        leave(by=target.by, at=timezone.now(), kind=TrailKind.EXPORT, subject=file.name, organ=target.organ)
        self.stdout.write(f"已导出：{path}")
