"""The file of a case as one zip for the archive: the same case gives the same bytes, and nothing is left out silently."""

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO

from requests_app.choices import PaperKind
from requests_app.letters.attached import attachments_of
from requests_app.letters.render import FIXED_TIME
from requests_app.models import DisclosureRequest
from requests_app.paper_law import PAPERS

UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]')
"""What file systems refuse, and the marks that make a name read backwards."""

NAME_MAX = 60
IN_MEMORY = 8 * 1024 * 1024
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Item:
    """One file of the zip."""

    name: str
    content: bytes


def papers_and_attachments(case: DisclosureRequest) -> Iterable[Item]:
    """Yield the papers as issued, voided ones too, then the attachments.

    Raises:
        PaperDamaged: a file is missing or altered; which one, it says.
    """
    for paper in case.papers.order_by("seq"):
        void = "（已作废）" if paper.voided_at else ""
        title = f"{PAPERS[PaperKind(paper.kind)].title} {paper.number}".strip()
        yield Item(f"文书/{paper.seq:03}-{safe_name(title)}{void}.docx", paper.content())
    for one in attachments_of(case):
        yield Item(f"附件/{one.seq:03}-{safe_name(one.name)}", one.content())


def packed(items: Iterable[Item]) -> IO[bytes]:
    """Return the zip, open at its beginning; a list of fingerprints is its last file."""
    target: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - whoever hands it out closes it
    rows = [("文件", "字节", "SHA-256")]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in items:
            _add(archive, item)
            rows.append((item.name, str(len(item.content)), hashlib.sha256(item.content).hexdigest()))
        _add(archive, Item("校验清单.csv", csv_bytes(rows)))
    target.seek(0)
    return target


def csv_bytes(rows: Iterable[Iterable[str]]) -> bytes:
    """Return a table for Excel; a cell that it would take for a formula begins with an apostrophe."""
    text = io.StringIO()
    csv.writer(text).writerows([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def safe_name(name: str) -> str:
    """Return `name` as a file may be called anywhere, its ending kept where it has one."""
    clean = UNSAFE.sub("_", name).strip(" .") or "未命名"
    stem, dot, ending = clean.rpartition(".")
    if dot and stem and len(ending) <= 5:
        return f"{stem[:NAME_MAX].rstrip(' .')}.{ending}"
    return clean[:NAME_MAX].rstrip(" .")


def _add(archive: zipfile.ZipFile, item: Item) -> None:
    entry = zipfile.ZipInfo(item.name, FIXED_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, item.content)
