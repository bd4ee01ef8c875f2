"""The file of a case: one page, and a zip that is whole or not handed out at all."""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from requests_app import letters, operations
from requests_app.choices import PaperKind
from requests_app.letters.archive import csv_bytes, safe_name
from requests_app.letters.attached import Attached
from requests_app.models import DisclosureRequest, IssuedPaper, PaperDamaged
from tests.office import NOW, Office
from tests.requests_app.admin.conftest import SignedIn, page
from tests.requests_app.papers.conftest import words

pytestmark = pytest.mark.django_db

NAME = "钱多多（虚构）"
PERSONAL = (NAME, "500118199001011234", "13800001111", "虚构路1号")


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path / "media"
    yield


@pytest.fixture
def paper(case: DisclosureRequest, office: Office) -> IssuedPaper:
    return letters.issue_paper(
        case=case, by=office.clerk, at=NOW, kind=PaperKind.RECEIPT, on=date(2026, 11, 20), event_seq=1
    )


def attached(content: bytes | None) -> Attached:
    def read() -> bytes:
        if content is None:
            raise PaperDamaged("missing", "申请书扫描件.pdf")
        return content

    return Attached(1, "../申请书:扫描件.pdf", "申请材料", date(2026, 11, 20), 3, "0", read)


def unpacked(office: Office, case: DisclosureRequest, signed_in: SignedIn) -> zipfile.ZipFile:
    answer = signed_in(office.clerk).get(page("zip", case.pk))
    assert answer.streaming
    return zipfile.ZipFile(io.BytesIO(answer.getvalue()))


@pytest.mark.parametrize("who", ["manager", "auditor"])
def test_on_the_page_personal_data_are_masked_for_who_may_not_read_them(
    case: DisclosureRequest, paper: IssuedPaper, office: Office, signed_in: SignedIn, who: str
) -> None:
    shown = signed_in(getattr(office, who)).get(page("file", case.pk)).content.decode()
    assert [one for one in PERSONAL if one in shown] == []
    assert "钱＊＊＊" in shown
    assert paper.number in shown


def test_the_page_has_everything_of_the_case(
    case: DisclosureRequest, paper: IssuedPaper, office: Office, signed_in: SignedIn
) -> None:
    scan = SimpleUploadedFile("钱多多的申请书扫描件.txt", "虚构".encode())
    operations.attach(case=case, by=office.clerk, at=NOW, kind="other", file=scan)
    operations.open_appeal(
        by=office.clerk, at=NOW, organ=office.first, case=case, route="review", filed_on=date(2026, 11, 23)
    )
    shown = signed_in(office.clerk).get(page("file", case.pk)).content.decode()
    parts = (*PERSONAL, case.number, paper.number, "钱多多的申请书扫描件.txt", "行政复议", "制发文书", "期限怎么算的")
    assert [one for one in parts if one not in shown] == []
    for who in (office.manager, office.auditor):  # people name files after applicants
        masked = signed_in(who).get(page("file", case.pk)).content.decode()
        assert "钱多多的申请书扫描件" not in masked
        assert "其他" in masked


def test_the_zip_begins_with_its_contents_and_holds_every_paper_and_attachment_as_kept(
    case: DisclosureRequest, paper: IssuedPaper, office: Office, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("archive", "context"):
        monkeypatch.setattr(f"requests_app.letters.{module}.attachments_of", lambda _: [attached(b"pdf")])
    operations.void_paper(paper=paper, by=office.clerk, at=NOW, reason="误发（虚构）")
    archive = unpacked(office, case, signed_in)
    title = f"文书/001-政府信息公开申请登记回执 {paper.number}（已作废）.docx"
    assert archive.namelist() == [
        "00-归档目录.docx", "01-案卷.html", "01-案卷.css", "02-办理记录.csv", title, "附件/001-_申请书_扫描件.pdf",
        "校验清单.csv",
    ]  # fmt: skip
    assert archive.read(title) == paper.content()
    contents = words(archive.read("00-归档目录.docx"))
    assert [one for one in (paper.number, "已作废", "../申请书:扫描件.pdf") if one not in contents] == []
    log = archive.read("02-办理记录.csv").decode("utf-8-sig")
    assert [one for one in ("登记", "制发文书", "文书作废", "误发（虚构）") if one not in log] == []
    sums = archive.read("校验清单.csv").decode("utf-8-sig")
    for name in archive.namelist()[:-1]:
        assert hashlib.sha256(archive.read(name)).hexdigest() in sums
    whole = archive.read("01-案卷.html").decode()
    assert NAME in whole
    assert re.findall(r'rel="stylesheet" href="([^"]*)"', whole) == ["01-案卷.css"]  # in the zip beside it
    assert "/static/" not in whole
    assert "@page" in archive.read("01-案卷.css").decode()


def test_the_same_case_gives_the_same_zip(
    case: DisclosureRequest, paper: IssuedPaper, office: Office, signed_in: SignedIn
) -> None:
    first, again = (signed_in(office.clerk).get(page("zip", case.pk)).getvalue() for _ in range(2))
    assert first == again


@pytest.mark.parametrize("spoiled", ["missing", "altered", "attachment"])
def test_where_one_file_is_missing_or_altered_nothing_is_handed_out(
    case: DisclosureRequest, paper: IssuedPaper, office: Office, signed_in: SignedIn, spoiled: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    at = Path(paper.file.path)
    if spoiled == "missing":
        at.unlink()
    elif spoiled == "altered":
        at.chmod(0o600)
        at.write_bytes(b"PK")
    else:
        monkeypatch.setattr("requests_app.letters.archive.attachments_of", lambda _: [attached(None)])
    answer = signed_in(office.clerk).get(page("zip", case.pk), follow=True)
    assert not answer.streaming
    shown = answer.content.decode()
    assert "案卷没有导出" in shown
    assert ("申请书扫描件.pdf" if spoiled == "attachment" else paper.number) in shown


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ('a<b>:"c"|d?*.pdf', "a_b___c__d__.pdf"),
        ("", "未命名"),
        (" . ", "未命名"),
        ("合同\u202efdp.exe", "合同_fdp.exe"),
        ("长" * 200 + ".docx", "长" * 60 + ".docx"),
    ],
)
def test_names_in_the_zip_are_safe_everywhere(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_cell_of_the_log_is_no_formula() -> None:
    assert csv_bytes([("=1+1", "正常")]).decode("utf-8-sig") == "'=1+1,正常\r\n"
