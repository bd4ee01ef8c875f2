"""What kind of table a file holds, by its first bytes and not by its name."""

import zipfile
from enum import StrEnum
from pathlib import Path

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEAD_BYTES = 4096


class FileKind(StrEnum):
    """The kinds of file a table comes in."""

    XLSX = ".xlsx"
    XLS = ".xls"
    CSV = ".csv"


_STRANGERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"{\\rtf", "RTF 文档"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\xff\xfe", "“Unicode 文本”"),
    (b"\xfe\xff", "“Unicode 文本”"),
)
_OLE_STREAMS = {
    "EncryptedPackage": "设有密码的工作簿（请用Excel打开，去掉密码后另存）",
    "WordDocument": "Word 文档",
    "PowerPoint Document": "PowerPoint 文档",
}
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<script")


def kind_by_content(path: Path) -> tuple[FileKind | None, str]:
    """Return the kind of a file by what it holds; without a kind the Chinese name of what was found, "" for nothing.

    Args:
        path: a file that is there.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head.strip():
        return None, ""
    if head.startswith(b"PK"):
        return _in_zip(path)
    if head.startswith(OLE):
        return _in_ole(path)
    for magic, found in _STRANGERS:
        if head.startswith(magic):
            return None, found
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        return None, "网页（有的系统导出的“Excel”其实是网页，请用Excel打开后另存）"
    return (None, "二进制数据") if b"\x00" in head else (FileKind.CSV, "")


def _in_ole(path: Path) -> tuple[FileKind | None, str]:
    """Tell what an old Office container holds by the names of its streams."""
    raw = path.read_bytes()
    for stream, found in _OLE_STREAMS.items():
        if stream.encode("utf-16-le") in raw:
            return None, found
    return FileKind.XLS, ""


def _in_zip(path: Path) -> tuple[FileKind | None, str]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError):
        return None, "损坏的压缩包或工作簿"
    if "xl/workbook.xml" in names or any(name.startswith("xl/worksheets/") for name in names):
        return FileKind.XLSX, ""
    return None, "Word 文档" if "word/document.xml" in names else "压缩包"
