"""What calamine cannot tell of an .xlsx: which cells are formulas or errors, and whether it is a zip bomb."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NoReturn
from xml.etree import ElementTree

from requests_app.ledger.problems import LedgerRefused

MAX_UNPACKED = 1024**3
CHUNK = 1024 * 1024
OVERLAP = 64

_MAYBE_ODD = re.compile(rb"<(?:\w+:)?f[\s/>]|\st=[\"']e[\"']")
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


def odd_cells(path: Path, sheet_name: str) -> dict[int, set[int]]:
    """Return the formula and error cells of a sheet: row number → column indexes.

    Args:
        path: the workbook, already passed by `refuse_dangerous`.
        sheet_name: the sheet.
    """
    with zipfile.ZipFile(path) as archive:
        part = _part_of(archive, sheet_name)
        if part is None:
            return {}
        with archive.open(part) as stream:
            if not _may_be_odd(stream):
                return {}
        with archive.open(part) as stream:
            found: dict[int, set[int]] = {}
            for row, column in _located(stream):
                found.setdefault(row, set()).add(column)
            return found


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


def _may_be_odd(stream: IO[bytes]) -> bool:
    """Look for formulas without parsing: most ledgers have none, and parsing takes longer than all else."""
    tail = b""
    while chunk := stream.read(CHUNK):
        if not tail and not chunk.lstrip(b"\xef\xbb\xbf").startswith(b"<"):
            return True  # not UTF-8: let the parser see to it
        if _MAYBE_ODD.search(tail + chunk):
            return True
        tail = chunk[-OVERLAP:]
    return False


def _located(stream: IO[bytes]) -> Iterator[tuple[int, int]]:
    row = column = 0
    for event, element in ElementTree.iterparse(stream, events=("start", "end")):  # noqa: S314
        name = element.tag.rpartition("}")[2]
        if event == "start" and name == "row":
            row, column = int(element.get("r") or row + 1), 0
        elif event == "end" and name == "c":
            row, column = _address(element.get("r", ""), row, column)
            if element.get("t") == "e" or any(child.tag.rpartition("}")[2] == "f" for child in element):
                yield row, column - 1
        elif event == "end" and name == "row":
            element.clear()


def _address(reference: str, row: int, column: int) -> tuple[int, int]:
    """Return row and column (1 = A) of a cell; cells without a reference follow the one before."""
    match = _COLUMN.fullmatch(reference)
    if match is None:
        return row, column + 1
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), number


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
