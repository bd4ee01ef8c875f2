"""Small invented files of every kind, made from nothing; and as the browser sends them."""

import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO

import xlsxwriter
import xlwt
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
TIFF = b"II*\x00\x08\x00\x00\x00\x00\x00"
TEXT = "今收到申请一份（虚构）。\r\n".encode()
TEXT_GB = "今收到申请一份（虚构），共三页。\r\n".encode("gb18030")
EMAIL = b"From: invented@example.org\r\nDate: Mon, 23 Nov 2026 09:00:00 +0800\r\nSubject: =?utf-8?B?5rWL6K+V?=\r\n\r\nhello\r\n"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(60)
OLE_TREE_END = 0xFFFFFFFF


def png(width: int = 4, height: int = 4) -> bytes:
    """Return a picture in one colour."""
    rows = b"".join(b"\x00" + b"\x1d\x44\x77" * width for _ in range(height))
    head = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


PNG = png()


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(further: Mapping[str, bytes] | None = None) -> bytes:
    """Return a Word document, with further parts."""
    out = BytesIO()
    Document().save(out)
    with zipfile.ZipFile(out, "a") as archive:
        for name, content in (further or {}).items():
            archive.writestr(name, content)
    return out.getvalue()


def xlsx() -> bytes:
    """Return an Excel workbook."""
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write(0, 0, "虚构")
    return out.getvalue()


def xls() -> bytes:
    """Return an Excel 97-2003 workbook."""
    book, out = xlwt.Workbook(), BytesIO()
    book.add_sheet("虚构").write(0, 0, "虚构")
    book.save(out)
    return out.getvalue()


def container(*names: str, below: Sequence[str] = ()) -> bytes:
    """Return an old Office container with streams of these names at its top, and others below a storage of its own."""
    entries = [_entry("Root Entry", 5, child=1)]
    last = len(names) + (1 if below else 0)
    for place, name in enumerate(names, start=1):
        entries.append(_entry(name, 2, right=place + 1 if place < last else OLE_TREE_END))
    if below:
        entries.append(_entry("ObjectPool", 1, child=last + 1))
        for place, name in enumerate(below, start=last + 1):
            entries.append(_entry(name, 2, right=place + 1 if place < last + len(below) else OLE_TREE_END))
    directory = b"".join(entries)
    sectors = -(-len(directory) // 512)
    directory = directory.ljust(sectors * 512, b"\x00")
    chain = [*range(2, sectors + 1), 0xFFFFFFFE]
    table = struct.pack("<128I", 0xFFFFFFFD, *chain, *[0xFFFFFFFF] * (127 - sectors))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    return head + table + directory


def _entry(name: str, kind: int, *, right: int = OLE_TREE_END, child: int = OLE_TREE_END) -> bytes:
    raw = name.encode("utf-16-le") + b"\x00\x00"
    head = raw.ljust(64, b"\x00") + struct.pack("<HBB3I", len(raw), kind, 1, OLE_TREE_END, right, child)
    return head.ljust(128, b"\x00")


DOC = container("1Table", "WordDocument")
OFD = zipped({"OFD.xml": b"<?xml version='1.0'?><ofd:OFD/>", "Doc_0/Document.xml": b"<x/>"})


def sent(
    name: str = "申请表.pdf", content: bytes = PDF, declared: str = "application/octet-stream"
) -> SimpleUploadedFile:
    """Return a file as the browser sends it."""
    return SimpleUploadedFile(name, content, declared)
