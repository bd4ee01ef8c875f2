"""What calamine cannot tell of an .xlsx: which cells are formulas or errors, and whether it is a zip bomb."""

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NoReturn
from xml.etree import ElementTree

from requests_app.ledger.problems import LedgerRefused

MAX_UNPACKED = 1024**3
CHUNK = 1024 * 1024
MAX_AREA = 25_000_000
"""Cells of the rectangle that holds all content: calamine keeps the empty ones too."""

_MAYBE_ODD = re.compile(rb"<(?:\w+:)?f[\s/>]|\st=[\"']e[\"']")
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s>/])([^>]*)>")
_REFERENCE = re.compile(rb"\sr=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_COLUMN = re.compile(r"([A-Z]+)(\d+)")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"


def refuse_dangerous(path: Path) -> None:
    """Unpack every part of a workbook once, keeping nothing, so that nothing dangerous is parsed later.

    Raises:
        LedgerRefused: unpacked larger than 1 GiB, damaged, or with a document type in its XML.
    """
    left = MAX_UNPACKED
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
                _refuse_size(path)
            for name in archive.namelist():
                with archive.open(name) as part:
                    left -= _measured(path, part, left)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError) as broken:
        raise LedgerRefused("damaged", f"“{path.name}”已损坏或设有密码。请用Excel打开后另存一份再试。") from broken


@dataclass
class Extent:
    """How far a sheet goes, and its cells that are formulas or errors.

    Args:
        rows, columns: the furthest row and column with content, 1 = the first.
        odd: row number → column indexes.
    """

    rows: int = 0
    columns: int = 0
    odd: dict[int, set[int]] = field(default_factory=dict)

    def reach(self, row: int, column: int) -> None:
        """Take a cell with content in."""
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)


def odd_cells(path: Path, sheet_name: str) -> dict[int, set[int]]:
    """Return the formula and error cells of a sheet: row number → column indexes.

    Args:
        path: the workbook, already passed by `refuse_dangerous`.
        sheet_name: the sheet.

    Raises:
        LedgerRefused: its content is scattered so far that reading it would take all memory.
    """
    with zipfile.ZipFile(path) as archive:
        part = _part_of(archive, sheet_name)
        if part is None:
            return {}
        with archive.open(part) as stream:
            extent = _glance(stream)
        if extent is None:
            with archive.open(part) as stream:
                extent = _parsed(stream)
    if extent.rows * extent.columns > MAX_AREA:
        raise LedgerRefused(
            "too_large",
            f"工作表“{sheet_name}”的内容散布到第{extent.rows}行、第{extent.columns}列，范围过大，没有读取。请删去远处的零散内容后重试。",
        )
    return extent.odd


def _measured(path: Path, part: IO[bytes], left: int) -> int:
    size = 0
    while chunk := part.read(CHUNK):
        if not size and b"<!DOCTYPE" in chunk[:CHUNK].replace(b"\x00", b""):
            raise LedgerRefused(
                "wrong_kind", f"“{path.name}”含有工作簿不该有的内容（DOCTYPE），没有读取。请用Excel另存后重试。"
            )
        size += len(chunk)
        if size > left:
            _refuse_size(path)
    return size


def _refuse_size(path: Path) -> NoReturn:
    raise LedgerRefused(
        "too_large", f"“{path.name}”解压后超过1GB，没有读取。请核对是否选错文件；确需导入的请拆成几个文件。"
    )


def _glance(stream: IO[bytes]) -> Extent | None:
    """Look without parsing: most ledgers have nothing odd, and parsing takes longer; None where there may be."""
    extent, held = Extent(), b""
    while chunk := stream.read(CHUNK):
        if not held and not extent.rows and not chunk.lstrip(b"\xef\xbb\xbf").startswith(b"<"):
            return None  # not UTF-8: let the parser see to it
        held += chunk
        whole, held = held[: held.rfind(b"<")], held[held.rfind(b"<") :]
        if _MAYBE_ODD.search(whole) or not _reach(extent, whole):
            return None
    return extent if not _MAYBE_ODD.search(held) else None


def _reach(extent: Extent, xml: bytes) -> bool:
    """Take in the cells with content of a piece of XML; False where one does not say where it stands."""
    for cell in _CELL.finditer(xml):
        if cell[1].endswith(b"/"):
            continue
        reference = _REFERENCE.search(cell[1])
        if reference is None:
            return False
        extent.reach(int(reference[2]), _number(reference[1].decode()))
    return True


def _parsed(stream: IO[bytes]) -> Extent:
    extent = Extent()
    row = column = 0
    for event, element in ElementTree.iterparse(stream, events=("start", "end")):  # noqa: S314
        name = element.tag.rpartition("}")[2]
        if event == "start" and name == "row":
            row, column = int(element.get("r") or row + 1), 0
        elif event == "end" and name == "c":
            row, column = _address(element.get("r", ""), row, column)
            _take_in(extent, element, row, column)
        elif event == "end" and name == "row":
            element.clear()
    return extent


def _take_in(extent: Extent, cell: ElementTree.Element, row: int, column: int) -> None:
    if len(cell):
        extent.reach(row, column)
    if cell.get("t") == "e" or any(child.tag.rpartition("}")[2] == "f" for child in cell):
        extent.odd.setdefault(row, set()).add(column - 1)


def _address(reference: str, row: int, column: int) -> tuple[int, int]:
    """Return row and column (1 = A) of a cell; cells without a reference follow the one before."""
    match = _COLUMN.fullmatch(reference)
    if match is None:
        return row, column + 1
    return int(match[2]), _number(match[1])


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _part_of(archive: zipfile.ZipFile, sheet_name: str) -> str | None:
    """Return the part that holds a sheet, by the workbook's list and its relationships."""
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    for sheet in [*book.iter(f"{_MAIN}sheet"), *book.iter(f"{_STRICT}sheet")]:
        if sheet.get("name") == sheet_name:
            link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
            target = targets.get(link, "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            return part if part in archive.namelist() else None
    return None
