"""`check_report --organ CODE --year Y [--scope …] [--json]`: prints the findings on a report's numbers."""

import argparse
import json
import sys
from typing import Any

from openness.organs.acting import require_right
from openness.organs.rights import Action
from reports_app.compiling import compiled
from reports_app.consistency import Finding
from reports_app.json_export import finding_as_json
from reports_app.management.report_command import ReportCommand


class Command(ReportCommand):
    """Checks one report."""

    help = "检查年度报告的数字；有未说明的错误时退出码为 1。"

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add `--json` to the arguments that name the report."""
        super().arguments(parser)
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the findings; leave with 1 where an error is unanswered."""
        target = self.target(options)
        require_right(target.by, Action.REPORT_VIEW, target.organ)
        findings = compiled(organ=target.organ, year=target.year, scope=target.scope).findings
        if options["json"]:
            found = [finding_as_json(finding) for finding in findings]
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(map(line_of, findings)) or "检查未发现问题。")
        if any(finding.severity == "error" for finding in findings):
            sys.exit(1)


def line_of(finding: Finding) -> str:
    """Return a finding as one line of text: severity, rule, message, hint, cells."""
    cells = f" 〔{'、'.join(finding.cells)}〕" if finding.cells else ""
    return f"[{finding.severity}] {finding.rule} {finding.message} {finding.hint}{cells}"
