"""The report as the page on screen shows it: tables with links and marks, and under each text the numbers it quotes."""

from collections.abc import Callable
from dataclasses import dataclass

from reports_app.cells import CountedSource, Format, TypedSource
from reports_app.compiling import Compiled, drafted
from reports_app.conditions import listing_of
from reports_app.prose import Draft
from reports_app.render.document import Block, blocks
from reports_app.render.findings import DrawnFinding, drawn_findings, severities
from reports_app.render.tables import DrawnTable, Face, drawn_table, number_text, parts_text
from reports_app.standing import StandingReport
from reports_app.tabulate import Value

CellUrl = Callable[[str], str]
OWN_WORDS = ("P/", "X/")


@dataclass(frozen=True, slots=True)
class QuotedNumber:
    """A number that the draft quotes: its cell, where it leads, and whether the text as edited still says it."""

    address: str
    label: str
    text: str
    href: str
    is_said: bool


@dataclass(frozen=True, slots=True)
class PagePart:
    """One part of the report on the page. draft: the text of the numbers of now. is_edited: somebody rewrote it."""

    no: str
    title: str
    text: str
    blocks: tuple[Block, ...]
    draft: str
    is_edited: bool
    quotes: tuple[QuotedNumber, ...]
    table: DrawnTable | None


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """A figure in the report's own words: P/ and X/."""

    address: str
    label: str
    text: str
    unit: str
    href: str
    sub: str
    is_missing: bool


@dataclass(frozen=True)
class ReportPage:
    """All that the page draws."""

    title: str
    introduction: tuple[Block, ...]
    parts: tuple[PagePart, ...]
    annex: DrawnTable | None
    annex_title: str
    figures: tuple[OwnFigure, ...]
    findings: tuple[DrawnFinding, ...]
    errors: int


def page_of(standing: StandingReport, *, cell_url: CellUrl) -> ReportPage:
    """Return the page of a report; `cell_url` gives the address of the list behind a cell."""
    numbers = standing.numbers
    format = numbers.format
    links = links_of(numbers, cell_url)
    face = Face(is_screen=True, links=links, severities=severities(numbers.findings))
    drafts = drafted(numbers)
    return ReportPage(
        title=standing.title,
        introduction=blocks(standing.introduction),
        parts=tuple(
            _part(standing, part.no, part.title, _table(numbers, part.table, face), drafts[part.no], links)
            for part in format.parts
        ),
        annex=_table(numbers, format.annex.table, face) if format.annex else None,
        annex_title=format.annex.title if format.annex else "",
        figures=_own_figures(numbers, links),
        findings=drawn_findings(numbers.findings, format=format),
        errors=sum(finding.severity == "error" for finding in numbers.findings),
    )


def links_of(numbers: Compiled, cell_url: CellUrl) -> dict[str, str]:
    """Return address → the list behind it, for every number above zero that cases stand behind."""
    return {
        address: cell_url(address)
        for address, value in numbers.grid.values.items()
        if value.counted and listing_of(numbers.format, address) is not None
    }


def _part(
    standing: StandingReport, no: str, title: str, table: DrawnTable | None, draft: Draft, links: dict[str, str]
) -> PagePart:
    report = standing.report
    text = report.narrative.get(no, "") if report.pk else draft.text
    is_edited = bool(report.pk) and text != report.drafted.get(no, "")
    quotes = tuple(
        QuotedNumber(
            address=quote.address,
            label=_label(standing.numbers.format, quote.address),
            text=quote.text,
            href=links.get(quote.address, ""),
            is_said=quote.text in text,
        )
        for quote in draft.quotes
    )
    return PagePart(no, title, text, blocks(text), draft.text, is_edited, quotes, table)


def _label(format: Format, address: str) -> str:
    cell = format.cell(address)
    return cell.label if cell else address


def _table(numbers: Compiled, table: str, face: Face) -> DrawnTable | None:
    if not table:
        return None
    return drawn_table(format=numbers.format, table=table, values=numbers.grid.values, face=face)


def _own_figures(numbers: Compiled, links: dict[str, str]) -> tuple[OwnFigure, ...]:
    values = numbers.grid.values
    return tuple(
        _own_figure(numbers.format, address, value, links)
        for address, value in values.items()
        if address.startswith(OWN_WORDS)
    )


def _own_figure(format: Format, address: str, value: Value, links: dict[str, str]) -> OwnFigure:
    cell = format.cell(address)
    has_parts = cell is None or isinstance(cell.source, CountedSource | TypedSource)
    return OwnFigure(
        address=address,
        label=value.label or _label(format, address),
        text=number_text(value.value),
        unit=value.unit,
        href=links.get(address, ""),
        sub=parts_text(value, unit=value.unit) if has_parts else "",
        is_missing=value.value is None,
    )
