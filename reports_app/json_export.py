"""Writes a report as the stable JSON shape `openness-report/1` (interfaces.md), from values that are finished."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from reports_app.cells import Cell, CountedSource, Format
from reports_app.consistency.finding import Finding
from reports_app.tabulate import Grid, Number, Value

SCHEMA = "openness-report/1"


@dataclass(frozen=True)
class ReportHead:
    """What stands above the numbers: whose report, of which year, how far it is."""

    organ_code: str
    organ_name: str
    year: int
    scope: str
    status: str
    narrative: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnsweredFinding:
    """A finding with the written answer that a person gave; None = not answered."""

    finding: Finding
    answer: str | None = None


def report_as_json(
    *, head: ReportHead, grid: Grid, findings: Iterable[Finding | AnsweredFinding] = ()
) -> dict[str, Any]:
    """Return the report as plain data: counts as integers, amounts as decimal strings, not entered as None.

    `cells` holds every printed cell of the format and the P/ and X/ figures that are known; `derived` the sums that
    are not printed; `sources` says of each counted cell how much was counted and how much typed.
    """
    return {
        "schema": SCHEMA,
        "organ": {"code": head.organ_code, "name": head.organ_name},
        "year": head.year,
        "format": grid.format.id,
        "scope": head.scope,
        "status": head.status,
        "cells": {**_numbers(grid, grid.format.cells), **_figures(grid)},
        "derived": _numbers(grid, grid.format.derived),
        "sources": _sources(grid),
        "narrative": dict(head.narrative),
        "findings": [finding_as_json(one) for one in findings],
    }


def json_number(number: Number | None, type_: str) -> int | str | None:
    """A count as an integer, an amount or a rate as a decimal string."""
    if number is None:
        return None
    if type_ in ("amount", "rate"):
        return str(Decimal(number))
    return int(number) if number == int(number) else str(number)


def _numbers(grid: Grid, addresses: Iterable[str]) -> dict[str, int | str | None]:
    return {address: json_number(grid.values[address].value, _type(grid.format, address)) for address in addresses}


def _figures(grid: Grid) -> dict[str, Any]:
    own = [address for address in grid.values if address.startswith(("P/", "X/"))]
    return {address: _figure(grid, address) for address in own if grid.values[address].value is not None}


def _figure(grid: Grid, address: str) -> Any:
    """A bare number where the format says all about it, else the object with its unit, label and rate."""
    value, cell = grid.values[address], grid.format.figures.get(address)
    type_ = cell.type if cell else ""
    number = json_number(value.value, type_)
    if cell is not None and _says_all(cell, value):
        return number
    words = {"value": str(number) if type_ != "count" else number, "unit": value.unit, "label": value.label}
    return {**words, "of": list(value.of)} if value.of else words


def _says_all(cell: Cell, value: Value) -> bool:
    is_bare = cell.type == "count" or isinstance(cell.source, CountedSource)
    return is_bare and not value.of and (value.label, value.unit) == (cell.label, cell.unit)


def _sources(grid: Grid) -> dict[str, Any]:
    return {
        address: {"counted": _part(value.counted), "typed": _part(value.typed or 0)}
        for address, value in grid.values.items()
        if value.counted is not None and value.value is not None and address not in grid.format.derived
    }


def _part(number: Number | None) -> int | str | None:
    return None if number is None else json_number(number, "")


def _type(format: Format, address: str) -> str:
    cell = format.cell(address)
    return cell.type if cell else ""


def finding_as_json(one: Finding | AnsweredFinding) -> dict[str, Any]:
    answered = one if isinstance(one, AnsweredFinding) else AnsweredFinding(one)
    finding = answered.finding
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "answerable": finding.answerable,
        "answer": answered.answer,
        "cells": list(finding.cells),
        "message": finding.message,
        "hint": finding.hint,
    }
