"""The files that a report is exported as."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reports_app.json_export import ReportHead, report_as_json
from reports_app.render.html import html_of
from reports_app.standing import StandingReport

NOT_YET = ("docx", "xlsx")


@dataclass(frozen=True)
class ExportFile:
    """One file to hand out."""

    name: str
    content_type: str
    content: bytes


def file_of(standing: StandingReport, kind: str) -> ExportFile:
    """Return the report as a file of `kind`, one of `FORMATS`; raises KeyError for another."""
    content_type, write = FORMATS[kind]
    report = standing.report
    name = f"{report.organ.code}-{report.year}-{report.scope}.{kind}"
    return ExportFile(name, content_type, write(standing).encode())


def json_of(standing: StandingReport) -> str:
    """Return the report as `openness-report/1`."""
    report, numbers = standing.report, standing.numbers
    head = ReportHead(
        organ_code=numbers.organ.code,
        organ_name=numbers.organ.name,
        year=report.year,
        scope=report.scope,
        status=report.status,
        narrative={no: text for no, text in sorted(report.narrative.items()) if text},
    )
    data = report_as_json(head=head, grid=numbers.grid, findings=numbers.findings)
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, tuple[str, Callable[[StandingReport], str]]] = {
    "html": ("text/html; charset=utf-8", html_of),
    "json": ("application/json", json_of),
}
