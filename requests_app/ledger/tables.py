"""Writing tables as .xlsx or .csv so that a spreadsheet takes every text as text."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import xlsxwriter

from requests_app.ledger.cells import MAX_CHARACTERS
from requests_app.ledger.csv_files import guarded
from requests_app.ledger.problems import LedgerRefused, shown

DATE_FORMAT = "yyyy-mm-dd"
WIDTH = 16
KINDS = (".xlsx", ".csv")


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a path to write to that takes the place of `path` only when the block ends well.

    Args:
        path: .xlsx or .csv.

    Raises:
        LedgerRefused: another kind, or a place that cannot be written to.
    """
    draft = _draft_for(path)
    try:
        yield draft
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def require_writable(path: Path) -> None:
    """Refuse an output file that could not be written, before anything else is done.

    Raises:
        LedgerRefused: another kind than .xlsx and .csv, or a place that cannot be written to.
    """
    _draft_for(path).unlink()


def write_xlsx(path: Path, sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Any]]]]) -> None:
    """Write sheets of (name, headers, rows); rows are taken one by one and not kept in memory.

    Raises:
        LedgerRefused: a text longer than a cell of Excel holds.
    """
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        bold = book.add_format({"bold": True, "bg_color": "#E8EEF4"})
        dated = book.add_format({"num_format": DATE_FORMAT})
        for name, headers, rows in sheets:
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, max(len(headers) - 1, 0), WIDTH)
            for column, header in enumerate(headers):
                sheet.write_string(0, column, header, bold)
            for number, row in enumerate(rows, start=1):
                for column, value in enumerate(row):
                    _put(sheet, number, column, value, dated)


def write_csv(path: Path, headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write one table in UTF-8 with BOM, which Excel needs to see Chinese."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([guarded(header) for header in headers])
        for row in rows:
            writer.writerow([guarded(_spelled(value)) for value in row])


def beside(path: Path, what: str) -> Path:
    """Return the path of a second table next to `path`: 台账.csv → 台账-复议诉讼.csv."""
    return path.with_name(f"{path.stem}-{what}{path.suffix}")


def _draft_for(path: Path) -> Path:
    if path.suffix.lower() not in KINDS:
        raise LedgerRefused("output_kind", f"输出文件“{path.name}”的扩展名应为 .xlsx 或 .csv。请改名后重试。")
    try:
        with NamedTemporaryFile(dir=path.parent, suffix=path.suffix, delete=False) as made:
            return Path(made.name)
    except OSError as broken:
        raise LedgerRefused("output_place", f"无法写入“{path}”：文件夹不存在或没有权限。请核对路径。") from broken


def _put(sheet: Any, row: int, column: int, value: Any, dated: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, dated)
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        sheet.write_number(row, column, value)
    else:
        text = str(value)
        if len(text) > MAX_CHARACTERS:
            raise LedgerRefused(
                "too_long", f"“{shown(text)}”超过Excel单元格上限{MAX_CHARACTERS:,}个字符，没有导出。请先删减。"
            )
        sheet.write_string(row, column, text)


def _spelled(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)
