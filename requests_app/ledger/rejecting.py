"""The file of rows that were not taken: as they stood, with where and why, to be mended and imported again."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from requests_app.ledger.cells import EXACT_DIGITS, MAX_CHARACTERS
from requests_app.ledger.columns import APPEALS_SHEET, REJECT_COLUMNS
from requests_app.ledger.lines import Line
from requests_app.ledger.reading import Reading
from requests_app.ledger.tables import beside, replacing, write_csv, write_xlsx

CASES_SHEET = "退回的行"
Table = tuple[str, Sequence[str], Iterator[Sequence[Any]]]


def write_rejects(path: Path, reading: Reading) -> list[Path]:
    """Write the rows with problems and return the files written.

    Args:
        path: .xlsx (appeals as a second sheet) or .csv (appeals as a second file).
        reading: the lines.

    Raises:
        LedgerRefused: another kind of file, or a place that cannot be written to.
    """
    named: tuple[tuple[str, Sequence[Line[Any]]], ...] = (
        (CASES_SHEET, reading.cases),
        (APPEALS_SHEET, reading.appeals),
    )
    tables = [_table(name, [line for line in lines if line.problems]) for name, lines in named]
    if path.suffix.lower() != ".csv":
        with replacing(path) as draft:
            write_xlsx(draft, tables)
        return [path]
    targets = [path, *([beside(path, APPEALS_SHEET)] if any(line.problems for line in reading.appeals) else [])]
    for target, (_, headers, rows) in zip(targets, tables, strict=False):
        with replacing(target) as draft:
            write_csv(draft, headers, rows)
    return targets


def _table(name: str, lines: Sequence[Line[Any]]) -> Table:
    headers = list(dict.fromkeys(header for line in lines for header in line.seen()))
    return name, [*headers, *REJECT_COLUMNS], (_row(line, headers) for line in lines)


def _row(line: Line[Any], headers: Sequence[str]) -> list[Any]:
    seen = line.seen()
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
