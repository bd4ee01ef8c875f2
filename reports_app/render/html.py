"""The report as one self-contained HTML file: no script, no outside reference, prints on A4."""

from django.template.loader import render_to_string

from reports_app.cells import Format, SumSource
from reports_app.render.document import Annex, Document, Part, blocks
from reports_app.render.tables import DrawnTable, drawn_table
from reports_app.standing import StandingReport

DRAFT_NOTICE = "草稿，尚未发布"
NOT_ENTERED_NOTICE = "{count} 个单元格尚未填报，文中以“未填”标出"


def html_of(standing: StandingReport) -> str:
    """Return the report as a whole page."""
    return render_to_string("export/report.html", {"document": document_of(standing)})


def document_of(standing: StandingReport) -> Document:
    """Return the report as the export template draws it."""
    report, format = standing.report, standing.numbers.format
    return Document(
        title=standing.title,
        signature=standing.numbers.organ.signed_name,
        introduction=blocks(standing.introduction),
        parts=tuple(
            Part(part.title, blocks(report.narrative.get(part.no, "")), _tables(standing, part.table))
            for part in format.parts
        ),
        annexes=_annexes(standing, format),
        notice=_notice(standing),
        signed_on=report.signed_on,
    )


def _tables(standing: StandingReport, table: str) -> tuple[DrawnTable, ...]:
    if not table:
        return ()
    numbers = standing.numbers
    return (drawn_table(format=numbers.format, table=table, values=numbers.grid.values),)


def _annexes(standing: StandingReport, format: Format) -> tuple[Annex, ...]:
    if format.annex is None:
        return ()
    return (Annex(format.annex.title, _tables(standing, format.annex.table)),)


def _notice(standing: StandingReport) -> str:
    values = standing.numbers.grid.values
    cells = standing.numbers.format.cells.items()
    # a total is missing only because a part of it is: people enter the parts
    missing = sum(values[one].value is None for one, cell in cells if not isinstance(cell.source, SumSource))
    said = [DRAFT_NOTICE, NOT_ENTERED_NOTICE.format(count=missing) if missing else ""]
    return "；".join(text for text in said if text) + "。"
