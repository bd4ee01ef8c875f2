"""From a file to checked lines: which sheets hold cases and appeals, and what each of their rows says."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from requests_app.ledger.appeals import AppealLine, check_appeal
from requests_app.ledger.basis import Basis
from requests_app.ledger.cells import is_blank
from requests_app.ledger.columns import (
    APPEAL_COLUMNS,
    APPEALS_SHEET,
    CASE_COLUMNS,
    REJECT_COLUMNS,
    Column,
    DuplicateHeaders,
    HeaderRow,
    find_header,
    plain,
)
from requests_app.ledger.lines import Line
from requests_app.ledger.problems import LedgerRefused, Problem
from requests_app.ledger.rows import CaseLine, check_row
from requests_app.ledger.sheets import LedgerFile, Sheet, read_file

ONLY_HEADINGS = (
    "提示：只有表头，没有一行申请。请核对是否选错了文件，数据是否在别的或隐藏的工作表里，填好的台账是否已经保存。"
)


@dataclass
class Reading:
    """What a ledger holds: its lines, checked one by one."""

    cases: list[CaseLine] = field(default_factory=list)
    appeals: list[AppealLine] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @property
    def lines(self) -> list[Line[Any]]:
        """All lines, cases first."""
        return [*self.cases, *self.appeals]

    @property
    def problems(self) -> list[Problem]:
        """Everything that is wrong, in the order of the file."""
        return [problem for line in self.lines for problem in line.problems]


def read_ledger(path: Path, appeals_path: Path | None, basis: Basis) -> Reading:
    """Return the checked lines of a ledger.

    Args:
        path: the ledger; its visible sheets with a header row are read, 复议诉讼 as appeals.
        appeals_path: a file of appeals apart from it, if there is one.
        basis: what rows are checked against.

    Raises:
        LedgerRefused: a file that cannot be read, without a sheet of cases, or with a header twice.
    """
    reading = Reading()
    ledger = read_file(path)
    reading.notices += ledger.notices
    _read_cases(ledger, reading, basis)
    _read_appeals(
        ledger, [sheet for sheet in ledger.sheets if is_appeals(sheet) and not _is_bare(sheet)], reading, basis
    )
    if appeals_path is not None:
        _read_apart(read_file(appeals_path), reading, basis)
    if not reading.lines:
        reading.notices.append(ONLY_HEADINGS)
    return reading


def is_appeals(sheet: Sheet) -> bool:
    """Say whether a sheet is the one of appeals, by its name."""
    return plain(sheet.name) == APPEALS_SHEET


def _is_bare(sheet: Sheet) -> bool:
    """Say whether a sheet of appeals holds nothing but headings, whichever: beside others it is no error."""
    headings = {column.header for column in APPEAL_COLUMNS} | set(REJECT_COLUMNS)
    return len(sheet.rows) < 2 and all(any(plain(cell) in headings for cell in cells) for _, cells in sheet.rows)


def _read_cases(ledger: LedgerFile, reading: Reading, basis: Basis) -> None:
    found = False
    for sheet in ledger.sheets:
        header = None if is_appeals(sheet) else _header(sheet, CASE_COLUMNS)
        if header is None:
            continue
        found = True
        lines = list(_lines(sheet, header, lambda line: check_row(line, basis)))
        reading.notices += [f"{sheet.place}：{len(lines)}行。", *_unknown(sheet, header, "随申请一并保存")]
        reading.cases += lines
    if not found:
        raise _wrong_sheet(ledger, CASE_COLUMNS)


def _read_apart(apart: LedgerFile, reading: Reading, basis: Basis) -> None:
    """Read a file of appeals: its sheet of that name, or else the first."""
    reading.notices += apart.notices
    if not apart.sheets:
        raise _wrong_sheet(apart, APPEAL_COLUMNS)
    named = [sheet for sheet in apart.sheets if is_appeals(sheet)]
    _read_appeals(apart, named or apart.sheets[:1], reading, basis)


def _read_appeals(file: LedgerFile, sheets: Sequence[Sheet], reading: Reading, basis: Basis) -> None:
    for sheet in sheets:
        header = _header(sheet, APPEAL_COLUMNS)
        if header is None:
            raise _wrong_sheet(file, APPEAL_COLUMNS, sheet)
        lines = list(_lines(sheet, header, lambda line: check_appeal(line, basis)))
        reading.notices += [f"{sheet.place}（{APPEALS_SHEET}）：{len(lines)}行。", *_unknown(sheet, header, "记入备注")]
        reading.appeals += lines


def _lines(sheet: Sheet, header: HeaderRow, check: Callable[[Line[Any]], None]) -> Iterator[Line[Any]]:
    for number, cells in sheet.rows:
        if number > header.row and not all(map(is_blank, cells)):
            line: Line[Any] = Line(sheet.place, number, cells, header)
            check(line)
            yield line


def _header(sheet: Sheet, columns: Sequence[Column]) -> HeaderRow | None:
    try:
        return find_header(sheet.head(), columns)
    except DuplicateHeaders as repeated:
        raise LedgerRefused("duplicate_headers", f"{sheet.place}{repeated}") from repeated


def _unknown(sheet: Sheet, header: HeaderRow, fate: str) -> list[str]:
    """Tell of columns that nobody asked for; one without a name only where it holds something."""
    held = {
        index for number, cells in sheet.rows if number > header.row for index in header.unknown if _holds(cells, index)
    }
    names = [name for index, name in header.unknown.items() if index in held or "（无列名）" not in name]
    return [f"提示：{sheet.place}有不认识的列，{fate}：{'、'.join(names)}。"] if names else []


def _holds(cells: Sequence[Any], index: int) -> bool:
    return index < len(cells) and not is_blank(cells[index])


def _wrong_sheet(file: LedgerFile, columns: Sequence[Column], sheet: Sheet | None = None) -> LedgerRefused:
    """Return the refusal of a file, or of one sheet of it, without the header row it needs."""
    needed = "、".join(column.header for column in columns if column.is_required)
    found = [f"“{one.name}”" for one in file.sheets] + [f"“{name}”（隐藏，没有读取）" for name in file.hidden]
    where = f"“{file.name}”的{sheet.place}" if sheet and len(file.sheets) > 1 else f"“{file.name}”"
    return LedgerRefused(
        "wrong_sheet",
        f"{where}里没有找到表头：需要一行同时有“{needed}”等列名（前20行内）。"
        f"文件里的工作表：{'、'.join(found) or '没有'}。请核对是否选错文件，.csv 须用逗号分隔。",
    )
