"""Ledgers as .csv: UTF-8 with or without BOM, or GB18030; texts that a spreadsheet would run are guarded by a quote."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from requests_app.ledger.problems import LedgerRefused

FIELD_LIMIT = 64 * 1024 * 1024
"""Python's own limit of 131,072 would end in an error; a cell too long is told at its row instead."""

_RUN_BY_SPREADSHEETS = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def read_csv(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a .csv file with Excel's row numbers, guarding quotes taken off.

    Raises:
        LedgerRefused: neither UTF-8 nor GB18030, or no comma-separated table.
    """
    # The limit is the csv module's global; every reader in this process is content with a higher one.
    csv.field_size_limit(FIELD_LIMIT)
    text = _decoded(path)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline="")), start=1):
            yield number, [unguarded(cell) for cell in cells]
    except csv.Error as broken:
        raise LedgerRefused("damaged", f"“{path.name}”不是完整的逗号分隔文件。请用Excel另存为 CSV 后重试。") from broken


def guarded(text: str) -> str:
    """Return `text` as it is written to .csv: what a spreadsheet would run as a formula gets a quote before it."""
    return f"'{text}" if _RUN_BY_SPREADSHEETS.match(text) else text


def unguarded(text: str) -> str:
    """Return `text` without the one quote that `guarded` put before it."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text


def _decoded(path: Path) -> str:
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise LedgerRefused(
        "encoding", f"“{path.name}”的文字编码既不是 UTF-8 也不是 GB18030。请用Excel另存为 CSV UTF-8 后重试。"
    )
