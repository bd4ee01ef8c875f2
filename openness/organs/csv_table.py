"""Reading a .csv of units or people into plain rows; what cannot be read is told with what to do."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openness.file_kinds import FileKind, kind_by_content


class FileRefused(Exception):
    """A file that is not taken; every reason in Chinese, one a line."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("\n".join([*reasons, "没有写入任何内容。请改正后重新运行。"]))


@dataclass(frozen=True)
class Columns:
    """Which columns a file has.

    Args:
        what: what its rows are, in Chinese.
        required: the columns that must be there.
        known: all that may be there.
        refusal: how a file of them is refused.
    """

    what: str
    required: tuple[str, ...]
    known: tuple[str, ...]
    refusal: type[FileRefused]

    @property
    def accepted(self) -> str:
        """The kind of file that is taken, and how to make one."""
        return f"载入{self.what}要用 .csv：请用Excel打开，“另存为”选“CSV UTF-8（逗号分隔）”后重试，"


@dataclass(frozen=True)
class PlainRow:
    """One row: Excel's number, its cells by column, trimmed, and whether it has more cells than the header."""

    number: int
    cells: Mapping[str, str]
    is_too_long: bool


def read_rows(path: Path, columns: Columns) -> list[PlainRow]:
    """Return the rows of a file that hold anything.

    Args:
        path: a .csv file in UTF-8 or GB18030, columns by name in any order.
        columns: which columns it has.

    Raises:
        FileRefused: the file cannot be read, or its columns are not those; of the kind that `columns` names.
    """
    return [row for row in _rows(path, columns) if any(row.cells.values())]


def repeated(rows: list[tuple[int, str]], column: str, what: str) -> list[str]:
    """Return the rows whose key stands above already.

    Args:
        rows: Excel's number and the key of each row; empty keys are passed over.
        column: the name of the column.
        what: what a row is, in Chinese.
    """
    seen: dict[str, int] = {}
    return [
        f"第{number}行 “{column}”“{key}”与第{seen[key]}行重复；每个{what}只能有一行。"
        for number, key in rows
        if key and seen.setdefault(key, number) != number
    ]


def _rows(path: Path, columns: Columns) -> Iterator[PlainRow]:
    for number, cells in enumerate(_table(path, columns), start=2):
        plain = {name: (value or "").strip() for name, value in cells.items() if isinstance(name, str)}
        yield PlainRow(number, plain, cells.get(None) is not None)


def _table(path: Path, columns: Columns) -> list[dict[Any, Any]]:
    """Return the rows by column, as csv.DictReader gives them."""
    reader = csv.DictReader(io.StringIO(_text(path, columns), newline=""), strict=True)
    try:
        names = [name.strip() for name in reader.fieldnames or ()]
        reasons = _wrong_columns(names, columns)
        if reasons:
            raise columns.refusal(reasons)
        reader.fieldnames = names
        return list(reader)
    except csv.Error as broken:
        why = f"“{path.name}”不是完整的逗号分隔文件（第{reader.line_num}行附近）。请核对引号是否成对，或另存为 CSV UTF-8。"
        raise columns.refusal([why]) from broken


def _text(path: Path, columns: Columns) -> str:
    if not path.is_file():
        raise columns.refusal([f"找不到文件“{path}”。请核对路径。"])
    kind, found = kind_by_content(path)
    if kind is None and not found:
        raise columns.refusal([f"“{path.name}”是空文件，没有内容可读。请核对是否选错文件。"])
    if kind is not FileKind.CSV:
        held = found or f"Excel工作簿（{kind}）"
        raise columns.refusal([f"“{path.name}”的内容是{held}；{columns.accepted}改扩展名不能改变内容。"])
    raw = path.read_bytes()
    if b"\x00" in raw:
        raise columns.refusal([f"“{path.name}”里有不是文字的内容；{columns.accepted}改扩展名不能改变内容。"])
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise columns.refusal([f"“{path.name}”的文字编码既不是 UTF-8 也不是 GB18030。请另存为 CSV UTF-8 后重试。"])


def _wrong_columns(names: list[str], columns: Columns) -> list[str]:
    missing = [name for name in columns.required if name not in names]
    unknown = [name for name in names if name not in columns.known]
    twice = sorted({name for name in names if names.count(name) > 1})
    reasons = [f"缺少列：{'、'.join(missing)}。"] if missing else []
    reasons += [f"不认识的列：{'、'.join(unknown)}；可用的列：{'、'.join(columns.known)}。"] if unknown else []
    return reasons + ([f"重复的列：{'、'.join(twice)}。"] if twice else [])
