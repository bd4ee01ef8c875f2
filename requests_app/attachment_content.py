"""What an attachment really is, by its bytes and not by its name or by what the browser says of it."""

import codecs
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

from openness.file_kinds import HEAD_BYTES, OLE
from openness.ole_directory import BrokenContainer, Contents, contents_of

CHUNK = 256 * 1024
MOST_OF_A_LIST = 1024 * 1024
"""Bytes that are unpacked of a document's list of parts: a small file may unpack to a huge one."""


class Format(StrEnum):
    """What the content of an attachment can be."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    TIFF = "tiff"
    OFD = "ofd"
    WORD = "word"
    WORD_OLD = "word_old"
    EXCEL = "excel"
    EXCEL_OLD = "excel_old"
    TEXT = "text"
    EMAIL = "email"


@dataclass(frozen=True)
class Found:
    """What the bytes say.

    Args:
        words: what it is, in Chinese.
        formats: what it can be taken as; none where it is not taken.
        code: why it is not taken.
        advice: what to do about it.
    """

    words: str
    formats: frozenset[Format] = frozenset()
    code: str = "wrong_kind"
    advice: str = ""


def _taken(words: str, *formats: Format) -> Found:
    return Found(words, frozenset(formats))


_UNPACK = "请解压后逐个上传：压缩包里的文件无法逐个核对。"
_NO_MACROS = "请去掉宏，或另存为不含宏的文件或 PDF 后上传。"
ARCHIVE = Found("压缩包", code="archive", advice=_UNPACK)
MACROS = Found("含有宏的文档", code="has_macros", advice=_NO_MACROS)
LOCKED = Found("设有密码的文档", code="locked", advice="请去掉密码另存后上传，否则日后无人能打开。")
DAMAGED = Found("已损坏的文件", code="damaged", advice="请用原来的程序打开后另存一份再上传。")
WEB_PAGE = Found("网页或 SVG 等标记文件", code="markup", advice="请打印或另存为 PDF 后上传。")
UNKNOWN = Found("无法识别的数据")
_PROGRAM = Found("可执行程序", code="program", advice="程序不是案件材料，请核对是否选错文件。")
_OTHER_TEXT = Found("“Unicode（UTF-16）文本”", advice="请用记事本另存为 UTF-8 编码的文本后上传。")

_BEGINNINGS: tuple[tuple[bytes, Found], ...] = (
    (b"%PDF-", _taken("PDF 文件", Format.PDF)),
    (b"\xff\xd8\xff", _taken("JPEG 图片", Format.JPEG)),
    (b"\x89PNG\r\n\x1a\n", _taken("PNG 图片", Format.PNG)),
    (b"II*\x00", _taken("TIFF 图片", Format.TIFF)),
    (b"MM\x00*", _taken("TIFF 图片", Format.TIFF)),
    (b"MZ", _PROGRAM),
    (b"\x7fELF", _PROGRAM),
    (b"#!", _PROGRAM),
    (b"Rar!", ARCHIVE),
    (b"7z\xbc\xaf", ARCHIVE),
    (b"\x1f\x8b", ARCHIVE),
    (b"PK\x05\x06", ARCHIVE),
    (b"GIF8", Found("GIF 图片", advice="请另存为 PNG 或 JPEG 后上传。")),
    (b"{\\rtf", Found("RTF 文档", advice="请另存为 .docx 或 PDF 后上传。")),
    (b"\xff\xfe", _OTHER_TEXT),
    (b"\xfe\xff", _OTHER_TEXT),
)
_MARKUP = (
    b"<html",
    b"<!doctype",
    b"<!--",
    b"<table",
    b"<?xml",
    b"<?php",
    b"<meta",
    b"<script",
    b"<svg",
    b"<head",
    b"<body",
)
_UNPRINTABLE = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_LETTER_HEAD = re.compile(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+")
_LETTER_LINE = re.compile(rb"^(?:from|date|received|message-id|mime-version):", re.IGNORECASE | re.MULTILINE)
_ENCODINGS = ("utf-8", "gb18030")


def look_into(file: BinaryIO) -> Found:
    """Return what the bytes of `file` say it is; the file is left at its beginning.

    Args:
        file: open for reading, any position; empty files are the caller's.
    """
    file.seek(0)
    head = file.read(HEAD_BYTES)
    try:
        return _by_beginning(file, head)
    finally:
        file.seek(0)


def _by_beginning(file: BinaryIO, head: bytes) -> Found:
    if head.startswith(b"PK\x03\x04"):
        return _in_zip(file)
    if head.startswith(OLE):
        return _in_container(file)
    for beginning, found in _BEGINNINGS:
        if head.startswith(beginning):
            return found
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        return WEB_PAGE
    return _as_text(file, head)


def _in_zip(file: BinaryIO) -> Found:
    try:
        with zipfile.ZipFile(file) as archive:
            return _of_parts(archive, frozenset(archive.namelist()))
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError, ValueError):
        return DAMAGED


def _of_parts(archive: zipfile.ZipFile, names: frozenset[str]) -> Found:
    if "OFD.xml" in names:
        return _taken("OFD 版式文件", Format.OFD)
    if "[Content_Types].xml" not in names:
        return ARCHIVE
    with archive.open("[Content_Types].xml") as part:
        parts = part.read(MOST_OF_A_LIST).lower()
    if b"macroenabled" in parts or any(name.lower().endswith("vbaproject.bin") for name in names):
        return MACROS
    if "word/document.xml" in names:
        return _taken("Word 文档（.docx）", Format.WORD)
    if "xl/workbook.xml" in names:
        return _taken("Excel 工作簿（.xlsx）", Format.EXCEL)
    return Found("其他 Office 文档", advice="请另存为 PDF 后上传。")


def _in_container(file: BinaryIO) -> Found:
    try:
        return _of_contents(contents_of(file))
    except (BrokenContainer, OSError, OverflowError):
        return DAMAGED


def _of_contents(contents: Contents) -> Found:
    if "EncryptedPackage" in contents.top:
        return LOCKED
    if contents.all & {"_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA"}:
        return MACROS
    if "WordDocument" in contents.top:
        return _taken("Word 97-2003 文档（.doc）", Format.WORD_OLD)
    if contents.top & {"Workbook", "Book"}:
        return _taken("Excel 97-2003 工作簿（.xls）", Format.EXCEL_OLD)
    return Found("其他旧版 Office 文件", advice="请另存为 PDF 后上传；Outlook 邮件请另存为 .eml。")


def _as_text(file: BinaryIO, head: bytes) -> Found:
    if not any(_decodes(file, encoding) for encoding in _ENCODINGS):
        return UNKNOWN
    letter_head = _LETTER_HEAD.match(head.replace(b"\r\n", b"\n"))
    if letter_head and _LETTER_LINE.search(letter_head.group()):
        return _taken("邮件", Format.EMAIL, Format.TEXT)
    return _taken("纯文本", Format.TEXT)


def _decodes(file: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in _chunks(file):
            if _UNPRINTABLE.search(chunk):
                return False
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(CHUNK):
        yield chunk
