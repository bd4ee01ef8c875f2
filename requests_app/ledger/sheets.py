"""Reading a ledger file into sheets of rows; what kind of file it is, its content says, not its name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from openness.file_kinds import FileKind
from requests_app.ledger.cells import Cell, FormulaCell
from requests_app.ledger.columns import HEADER_SEARCH_ROWS
from requests_app.ledger.csv_files import read_csv
from requests_app.ledger.file_kinds import kind_of
from requests_app.ledger.problems import LedgerRefused
from requests_app.ledger.workbook_xml import odd_cells, refuse_dangerous

XLS_NOTICE = "提示：.xls 文件看不出哪些单元格是公式，按当前显示的值读取；如有公式，请另存为 .xlsx 后再导入。"


@dataclass(frozen=True)
class Sheet:
    """One sheet with its rows.

    Args:
        name: as the workbook names it; the file's name for .csv.
        place: how messages name it.
        rows: Excel's row number and the cells, rows without content left out.
    """

    name: str
    place: str
    rows: Sequence[tuple[int, list[Cell]]]

    def head(self) -> Sequence[tuple[int, list[Cell]]]:
        """Return the rows in which the header may stand."""
        return self.rows[:HEADER_SEARCH_ROWS]


@dataclass(frozen=True)
class LedgerFile:
    """A file that was read.

    Args:
        name: its name.
        sheets: the visible worksheets in order.
        hidden: the names of the others.
        notices: what the person should know.
    """

    name: str
    sheets: Sequence[Sheet]
    hidden: Sequence[str]
    notices: Sequence[str]


def read_file(path: Path) -> LedgerFile:
    """Return the sheets of a ledger.

    Args:
        path: an .xlsx, .xls or .csv file.

    Raises:
        LedgerRefused: missing, empty, of another kind than its name says, damaged, or too large when unpacked.
    """
    kind = kind_of(path)
    if kind is FileKind.CSV:
        rows = [(number, cells) for number, cells in read_csv(path) if any(cells)]
        return LedgerFile(path.name, [Sheet(path.name, f"文件“{path.name}”", rows)], (), ())
    if kind is FileKind.XLSX:
        refuse_dangerous(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        sheets, hidden = _sheets_of(book, path, kind)
    except PasswordError as locked:
        raise LedgerRefused("locked", f"“{path.name}”设有密码，无法读取。请去掉密码另存后重试。") from locked
    except CalamineError as broken:
        raise LedgerRefused("damaged", f"“{path.name}”已损坏，无法读取。请用Excel打开后另存一份再试。") from broken
    notices = [XLS_NOTICE] if kind is FileKind.XLS else []
    notices += [f"提示：隐藏的工作表“{name}”没有读取。" for name in hidden]
    return LedgerFile(path.name, sheets, hidden, notices)


def _sheets_of(book: CalamineWorkbook, path: Path, kind: FileKind) -> tuple[list[Sheet], list[str]]:
    """Return the visible worksheets, and the names of the hidden ones."""
    sheets, hidden = [], []
    for about in book.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        if about.visible != SheetVisibleEnum.Visible:
            hidden.append(about.name)
            continue
        odd = odd_cells(path, about.name) if kind is FileKind.XLSX else {}
        sheets.append(Sheet(about.name, f"工作表“{about.name}”", list(_rows(book, about.name, odd))))
    return sheets, hidden


def _rows(book: CalamineWorkbook, name: str, odd: dict[int, set[int]]) -> Iterator[tuple[int, list[Cell]]]:
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    for number, cells in enumerate(rows, start=1):
        for index in odd.get(number, ()):
            cells += [""] * (index + 1 - len(cells))
            cells[index] = FormulaCell()  # type: ignore[call-overload]
        if any(cell != "" for cell in cells):
            yield number, cells
