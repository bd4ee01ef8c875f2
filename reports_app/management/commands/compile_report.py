"""`compile_report --organ CODE --year Y [--scope …]`: makes or refreshes the draft of a report."""

from typing import Any

from django.utils import timezone

from reports_app.management.report_command import ReportCommand
from reports_app.operations import compile_report


class Command(ReportCommand):
    """Compiles one report."""

    help = "编制或刷新年度报告草稿：重新统计数字，改写没有人改动过的正文。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile and say what was made."""
        target = self.target(options)
        report = compile_report(
            by=target.by, at=timezone.now(), organ=target.organ, year=target.year, scope=target.scope
        )  # fmt: skip
        self.stdout.write(f"已编制：{report}（{report.format_id} 格式，{report.get_status_display()}）。")
