"""The file of rows that were not taken: as they stood, with where and why, to be mended and imported again."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from requests_app.ledger.cells import EXACT_DIGITS, MAX_CHARACTERS
from requests_app.ledger.columns import APPEAL_COLUMNS, APPEALS_SHEET, CASE_COLUMNS, REJECT_COLUMNS, Column, plain
from requests_app.ledger.lines import Line
from requests_app.ledger.reading import Reading
from requests_app.ledger.tables import beside, replacing, write_csv, write_xlsx

CASES_SHEET = "退回的行"
Table = tuple[str, Sequence[str], Iterator[Sequence[Any]]]


def write_rejects(path: Path, reading: Reading) -> list[Path]:
    """Write the rows with problems and return the files written.

    Args:
        path: .xlsx (appeals as a second sheet) or .csv (appeals as a second file); appeals only where some came back.
        reading: the lines.

    Raises:
        LedgerRefused: another kind of file, or a place that cannot be written to.
    """
    tables = [_table(CASES_SHEET, reading.cases, CASE_COLUMNS)]
    if any(line.problems for line in reading.appeals):
        tables.append(_table(APPEALS_SHEET, reading.appeals, APPEAL_COLUMNS))
    if path.suffix.lower() != ".csv":
        with replacing(path) as draft:
            write_xlsx(draft, tables)
        return [path]
    targets = [path, beside(path, APPEALS_SHEET)][: len(tables)]
    for target, (_, headers, rows) in zip(targets, tables, strict=True):
        with replacing(target) as draft:
            write_csv(draft, headers, rows)
    return targets


def _table(name: str, lines: Sequence[Line[Any]], columns: Sequence[Column]) -> Table:
    """Return the rejected of some lines; the table of cases is there even without any, for a ledger needs its header.

    A header that two sheets spell differently is one column, as it is when the file is read again.
    """
    rejected = [line for line in lines if line.problems]
    headers = {plain(header): header for line in rejected for header in line.seen()}
    needed = [column.header for column in columns if column.is_required or not rejected]
    headers = {header: header for header in needed if header not in headers} | headers
    return name, [*headers.values(), *REJECT_COLUMNS], (_row(line, list(headers)) for line in rejected)


def _row(line: Line[Any], headers: Sequence[str]) -> list[Any]:
    seen = {plain(header): cell for header, cell in line.seen().items()}
    why = "\n".join(
        f"{problem.column}：{problem.message}" if problem.column else problem.message for problem in line.problems
    )
    cells = [_as_seen(seen.get(header, "")) for header in headers]
    return [*cells, f"{line.place}第{line.row}行", why[:MAX_CHARACTERS]]


def _as_seen(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 10**EXACT_DIGITS:
        return int(cell)
    return str(cell)[:MAX_CHARACTERS]
