"""Which files are taken as attachments: name, declared type and content must agree, and the content decides."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO

from requests_app.attachment_content import CHUNK, Format, Found, look_into
from requests_app.attachment_names import clean_name, suffix_of
from requests_app.refusals import Refusal

ALLOWED_WORDS = "PDF、OFD、图片（JPEG、PNG、TIFF）、Word 或 WPS 文字、Excel 或 WPS 表格、纯文本（.txt）、邮件（.eml）"
_OOXML = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class Suffix:
    """What an extension promises: the format behind it, and the content type it is served with."""

    format: Format
    content_type: str


SUFFIXES: Mapping[str, Suffix] = {
    ".pdf": Suffix(Format.PDF, "application/pdf"),
    ".ofd": Suffix(Format.OFD, "application/ofd"),
    ".jpg": Suffix(Format.JPEG, "image/jpeg"),
    ".jpeg": Suffix(Format.JPEG, "image/jpeg"),
    ".png": Suffix(Format.PNG, "image/png"),
    ".tif": Suffix(Format.TIFF, "image/tiff"),
    ".tiff": Suffix(Format.TIFF, "image/tiff"),
    ".docx": Suffix(Format.WORD, f"{_OOXML}wordprocessingml.document"),
    ".doc": Suffix(Format.WORD_OLD, "application/msword"),
    ".wps": Suffix(Format.WORD_OLD, "application/wps-office.wps"),
    ".xlsx": Suffix(Format.EXCEL, f"{_OOXML}spreadsheetml.sheet"),
    ".xls": Suffix(Format.EXCEL_OLD, "application/vnd.ms-excel"),
    ".et": Suffix(Format.EXCEL_OLD, "application/wps-office.et"),
    ".txt": Suffix(Format.TEXT, "text/plain"),
    ".eml": Suffix(Format.EMAIL, "message/rfc822"),
}
SHOWN_IN_THE_BROWSER = frozenset({"application/pdf", "image/jpeg", "image/png"})
"""Content types that browsers draw by themselves; whatever they cannot draw inside the sandbox is still downloaded."""

_OTHER_NAMES: dict[str, Format] = {
    "application/x-pdf": Format.PDF,
    "image/jpg": Format.JPEG,
    "image/pjpeg": Format.JPEG,
    "image/x-png": Format.PNG,
    "application/wps-office.doc": Format.WORD_OLD,
    "application/wps-office.docx": Format.WORD,
    "application/wps-office.xls": Format.EXCEL_OLD,
    "application/wps-office.xlsx": Format.EXCEL,
    "application/wps-office.pdf": Format.PDF,
    "application/kswps": Format.WORD_OLD,
    "application/kset": Format.EXCEL_OLD,
}
_DECLARED: Mapping[str, Format] = {one.content_type: one.format for one in SUFFIXES.values()} | _OTHER_NAMES
_NEVER = ("text/html", "application/xhtml+xml", "image/svg+xml", "text/javascript", "application/javascript")


@dataclass(frozen=True)
class Checked:
    """A file that may be kept.

    Args:
        name: as it is shown, cleaned.
        content_type: verified.
        size: bytes.
        sha256: of its content, hexadecimal.
    """

    name: str
    content_type: str
    size: int
    sha256: str


def check_file(*, name: str, declared: str, size: int, file: BinaryIO | None, most_bytes: int) -> Checked:
    """Look at a file that was sent and return what is kept about it.

    Args:
        name: as the browser sent it.
        declared: the content type that the browser sent; empty where none.
        size: bytes, as received.
        file: its content, which can be wound back; None where it was cut off, too large or one too many.
        most_bytes: the largest size taken.

    Raises:
        Refusal: empty, too large, not of a kind that is taken, or not what its name or declared type says.
    """
    shown = clean_name(name)
    if not size:
        raise _refusal("empty_file", f"“{shown}”是空文件，没有内容。请核对是否选错文件。")
    if size > most_bytes:
        raise _refusal(
            "too_large",
            f"“{shown}”有 {in_words(size)}，单个文件不能超过 {in_words(most_bytes)}。请降低扫描分辨率或拆成几个文件后上传。",
        )
    if file is None:
        raise _refusal("too_much_together", f"一次上传的文件合计太大，“{shown}”没有收到。请分几次上传。")
    found = look_into(file)
    suffix = _agreed(shown, declared, found)
    return Checked(shown, suffix.content_type, size, _fingerprint(file))


def in_words(size: int) -> str:
    """Return a size in bytes as people read it: `820 KB`, `3.4 MB`."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB".replace(".0 ", " ")


def _agreed(shown: str, declared: str, found: Found) -> Suffix:
    """Return what the extension promises where content and declared type keep the promise."""
    if not found.formats:
        advice = found.advice or f"可以上传：{ALLOWED_WORDS}。"
        raise _refusal(found.code, f"“{shown}”的内容是{found.words}，不能上传。{advice}")
    ending = suffix_of(shown).lower()
    suffix = SUFFIXES.get(ending)
    if suffix is None or suffix.format not in found.formats:
        told = f"扩展名却是“{ending}”" if ending else "却没有扩展名"
        right = "或".join(one for one, row in SUFFIXES.items() if row.format in found.formats)
        raise _refusal(
            "renamed", f"“{shown}”的内容是{found.words}，{told}。请核对是否选错文件；没有选错的，把扩展名改为 {right}。"
        )
    stated = declared.partition(";")[0].strip().lower()
    if stated in _NEVER or _DECLARED.get(stated, suffix.format) not in found.formats:
        raise _refusal(
            "declared_otherwise",
            f"“{shown}”的内容是{found.words}，浏览器却说它是“{stated}”。请用原来的程序打开后另存一份再上传。",
        )
    return suffix


def _fingerprint(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _refusal(code: str, message: str) -> Refusal:
    return Refusal(code, message, "upload")
