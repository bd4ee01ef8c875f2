"""Findings as the page shows them: cells by their names, and for each cell the worst that was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reports_app.consistency import Finding
from reports_app.formats import Format

ERROR = "error"


@dataclass(frozen=True, slots=True)
class DrawnFinding:
    """A finding with the name of each cell beside its address, and the written answer where there is one."""

    finding: Finding
    places: tuple[tuple[str, str], ...]
    answer: str = ""


def drawn_findings(
    findings: Sequence[Finding],
    *,
    format: Format,
    answers: Mapping[str, str] | None = None,
) -> tuple[DrawnFinding, ...]:
    """Names the cells of each finding, errors first. answers: rule id → what a person wrote."""
    given = answers or {}
    ordered = sorted(findings, key=lambda finding: finding.severity != ERROR)
    return tuple(DrawnFinding(one, _places(one, format), given.get(one.rule, "")) for one in ordered)


def severities(findings: Sequence[Finding]) -> dict[str, str]:
    """Address → the worst severity found on it, as `Face` reads it."""
    worst: dict[str, str] = {}
    for finding in findings:
        for address in finding.cells:
            if worst.get(address) != ERROR:
                worst[address] = finding.severity
    return worst


def _places(finding: Finding, form: Format) -> tuple[tuple[str, str], ...]:
    found = ((address, form.cell(address)) for address in finding.cells)
    return tuple((address, cell.label if cell else address) for address, cell in found)
