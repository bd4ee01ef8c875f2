"""Attachments on their pages: uploaded, listed, opened and taken down by those who may, and by nobody else."""

from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from openness.middleware import HEADER
from openness.organs.choices import TrailKind
from openness.organs.models import TrailEntry
from requests_app import operations
from requests_app.models import Attachment, DisclosureRequest
from tests.office import NOW, Office
from tests.requests_app.attachments import samples
from tests.requests_app.attachments.conftest import Attach, SignedIn, files_in
from tests.requests_app.attachments.samples import sent

NAME = "钱多多的身份证（虚构）.png"
CASE = "admin:requests_app_disclosurerequest"
OUTSIDE = ("administrator", "neighbour", "stranger")
READERS = ("manager", "auditor")
HANDLERS = ("clerk", "head", "coordinator")


@pytest.fixture
def picture(attach: Attach) -> Attachment:
    """Return a scanned identity card, invented."""
    return attach(file=sent(NAME, samples.PNG))


def case_page(case: DisclosureRequest) -> str:
    return reverse(f"{CASE}_change", args=(case.pk,))


def upload_page(case: DisclosureRequest) -> str:
    return reverse(f"{CASE}_do", args=(case.pk, "attach"))


def file_page(attachment: Attachment, *, name: str = "attachment") -> str:
    return reverse(f"{CASE}_{name}", args=(attachment.request_id, attachment.seq))


def body(client: Client, address: str) -> bytes:
    answer = client.get(address)
    return b"".join(answer) if answer.streaming else answer.content


@pytest.mark.parametrize("who", [*OUTSIDE, *READERS])
def test_whoever_may_not_read_personal_data_gets_not_a_byte_of_the_file(
    who: str, office: Office, picture: Attachment, signed_in: SignedIn
) -> None:
    client = signed_in(getattr(office, who))
    for address in (file_page(picture), f"{file_page(picture)}?show=1"):
        assert client.get(address).status_code in (302, 403, 404)
        assert samples.PNG not in body(client, address)
        assert NAME not in body(client, address).decode(errors="replace")


def test_nobody_opens_a_file_without_signing_in(picture: Attachment) -> None:
    answer = Client().get(file_page(picture))
    assert answer.status_code == 302
    assert "/login/" in answer["Location"]


@pytest.mark.parametrize("who", READERS)
def test_readers_see_what_kind_how_large_and_when_but_no_name_and_no_way_to_open(
    who: str, office: Office, case: DisclosureRequest, picture: Attachment, signed_in: SignedIn
) -> None:
    text = signed_in(getattr(office, who)).get(case_page(case)).content.decode()
    assert "申请材料" in text
    assert "2026-11-23 09:00" in text
    assert "1 KB" in text
    assert "钱多多" not in text
    assert "/attachment/" not in text
    operations.remove_attachment(attachment=picture, by=office.clerk, at=NOW, reason="传错了")
    text = signed_in(getattr(office, who)).get(case_page(case)).content.decode()
    assert "传错了" in text
    assert "钱多多" not in text


@pytest.mark.parametrize("who", HANDLERS)
def test_handlers_get_the_file_under_its_name_to_be_kept_and_not_run(
    who: str, office: Office, case: DisclosureRequest, picture: Attachment, signed_in: SignedIn
) -> None:
    client = signed_in(getattr(office, who))
    page = client.get(case_page(case)).content.decode()
    assert NAME in page
    assert f'href="{file_page(picture)}"' in page
    answer = client.get(file_page(picture))
    assert b"".join(answer) == samples.PNG
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{quote(NAME)}"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer[HEADER].startswith("sandbox; script-src 'none'; object-src 'none'")
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert int(answer["Content-Length"]) == len(samples.PNG)


def test_pictures_and_pdf_open_in_the_browser_in_the_same_sandbox_and_nothing_else_does(
    office: Office, picture: Attachment, attach: Attach, signed_in: SignedIn
) -> None:
    client = signed_in(office.clerk)
    for one in (picture, attach()):
        shown = client.get(f"{file_page(one)}?show=1")
        assert shown["Content-Disposition"].startswith("inline")
        assert shown[HEADER].startswith("sandbox;")
        assert shown["X-Content-Type-Options"] == "nosniff"
    others = (("a.txt", samples.TEXT), ("a.eml", samples.EMAIL), ("a.tif", samples.TIFF), ("a.docx", samples.docx()))
    for name, content in others:
        other = attach(file=sent(name, content))
        assert client.get(f"{file_page(other)}?show=1")["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("damage", ["missing", "altered"])
def test_a_file_that_is_gone_or_was_touched_gives_a_page_that_says_so(
    office: Office, picture: Attachment, signed_in: SignedIn, media: Path, damage: str
) -> None:
    (file,) = files_in(media)
    if damage == "missing":
        file.unlink()
    else:
        file.write_bytes(samples.JPEG)
    answer = signed_in(office.clerk).get(file_page(picture))
    assert answer.status_code == 404
    assert "从备份恢复" in answer.content.decode()
    assert ("SHA-256 不符" in answer.content.decode()) == (damage == "altered")


def test_what_was_taken_down_is_not_opened_but_named_with_its_reason(
    office: Office, case: DisclosureRequest, picture: Attachment, signed_in: SignedIn
) -> None:
    client = signed_in(office.clerk)
    address = file_page(picture, name="attachment_remove")
    asked = client.get(address).content.decode()
    assert NAME in asked
    assert 'class="deletelink" value="确认撤下"' in asked and "撤下不能恢复" in asked
    assert "没有保存" in client.post(address, {"reason": ""}).content.decode()
    answer = client.post(address, {"reason": "传到了别人的案件"}, follow=True)
    assert answer.redirect_chain == [(f"{case_page(case)}#attachments", 302)]
    text = answer.content.decode()
    assert "已撤下第 1 号附件" in text
    assert f"{NAME}　1 KB，2026-11-23 09:00 撤下。原因：传到了别人的案件" in text
    opened = client.get(file_page(picture))
    assert (opened.status_code, "已经撤下" in opened.content.decode()) == (404, True)
    again = client.post(address, {"reason": "再来"})
    assert "已经撤下，不用再撤" in again.content.decode()


@pytest.mark.parametrize("who", [*OUTSIDE, *READERS])
def test_whoever_does_not_handle_the_case_uploads_and_removes_nothing(
    who: str, office: Office, case: DisclosureRequest, picture: Attachment, signed_in: SignedIn
) -> None:
    client = signed_in(getattr(office, who))
    given = {"kind": "other", "upload": sent(), "version": case.version}
    assert client.post(upload_page(case), given).status_code in (302, 403, 404)
    address = file_page(picture, name="attachment_remove")
    assert client.post(address, {"reason": "试"}).status_code in (302, 403, 404)
    assert Attachment.objects.kept().count() == 1


def test_an_attachment_is_found_only_below_its_own_case(
    office: Office, picture: Attachment, signed_in: SignedIn
) -> None:
    client = signed_in(office.clerk)
    for pk, seq in ((picture.request_id, 2), (picture.request_id + 1, 1)):
        assert client.get(reverse(f"{CASE}_attachment", args=(pk, seq))).status_code == 404


def test_a_form_without_files_or_kind_is_told_so_by_its_entries(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    answer = signed_in(office.clerk).post(upload_page(case), {"version": case.version})
    assert set(answer.context["form"].errors) == {"kind", "upload"}
    assert "请选择要上传的文件" in answer.content.decode()
    assert 'enctype="multipart/form-data"' in answer.content.decode()


def test_every_file_that_is_not_taken_is_named_at_once_and_none_is_kept(
    office: Office, case: DisclosureRequest, signed_in: SignedIn, media: Path, settings: Settings
) -> None:
    settings.UPLOAD_MAX_BYTES = settings.ATTACHMENT_MAX_BYTES = 4000
    files = [
        sent("好.pdf"), sent("程序.pdf", samples.PROGRAM), sent("空.pdf", b""), sent("大.txt", b"x" * 5000),
        sent("包.zip", samples.zipped({"a": b"b"})),
    ]  # fmt: skip
    answer = signed_in(office.clerk).post(upload_page(case), {"kind": "other", "upload": files, "version": 1})
    errors = answer.context["form"].errors["upload"]
    assert len(errors) == 4
    assert [name for name in ("程序", "空", "大", "包") if any(f"“{name}." in one for one in errors)] == [
        "程序", "空", "大", "包",
    ]  # fmt: skip
    assert "文件要重新选择" in answer.content.decode()
    assert not Attachment.objects.exists()
    assert not files_in(media)


def test_a_refusal_by_the_operation_stands_by_the_files(
    office: Office, case: DisclosureRequest, attach: Attach, signed_in: SignedIn
) -> None:
    attach()
    given = {"kind": "other", "upload": [sent("又一份.pdf")], "version": case.version}
    answer = signed_in(office.clerk).post(upload_page(case), given)
    assert "内容完全相同" in str(answer.context["form"].errors["upload"])


def test_several_files_are_uploaded_at_once_though_somebody_worked_on_the_case_meanwhile(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    seen = case.version
    operations.withdraw(case=case, by=office.head, at=NOW, on=NOW.date())
    given = {"kind": "proof", "upload": [sent(), sent(NAME, samples.PNG, "image/png")], "version": seen}
    answer = signed_in(office.clerk).post(upload_page(case), given, follow=True)
    assert answer.redirect_chain == [(case_page(case), 302)]
    assert "已上传 2 个附件" in answer.content.decode()
    rows = Attachment.objects.values_list("seq", "kind", "name", "content_type")
    assert list(rows) == [(1, "proof", "申请表.pdf", "application/pdf"), (2, "proof", NAME, "image/png")]


def test_a_void_case_shows_its_files_and_takes_no_more(
    office: Office, case: DisclosureRequest, picture: Attachment, signed_in: SignedIn
) -> None:
    operations.void(case=case, by=office.head, at=NOW, reason="重复登记")
    client = signed_in(office.clerk)
    page = client.get(case_page(case)).content.decode()
    assert f'href="{file_page(picture)}"' in page
    assert "remove/" not in page
    given = {"kind": "other", "upload": [sent()], "version": 2}
    assert "不能办理这一步" in client.post(upload_page(case), given).content.decode()


def test_the_log_names_the_file_only_to_whoever_may_read_it(
    office: Office, case: DisclosureRequest, picture: Attachment, signed_in: SignedIn
) -> None:
    log = [signed_in(person).get(case_page(case)).context["events"][-1] for person in (office.clerk, office.auditor)]
    assert [line.get_kind_display for line in log] == ["上传附件", "上传附件"]
    assert log[0].details == ["附件：第1号", "附件类别：申请材料", f"文件名：{NAME}"]
    assert log[1].details == ["附件：第1号", "附件类别：申请材料"]


def test_each_file_handed_out_is_left_in_the_trail_without_its_name(
    office: Office, picture: Attachment, signed_in: SignedIn
) -> None:
    signed_in(office.auditor).get(file_page(picture))
    downloads = TrailEntry.objects.filter(kind=TrailKind.DOWNLOAD)
    assert not downloads.exists()
    signed_in(office.clerk).get(file_page(picture))
    entry = downloads.get()
    assert (entry.who, entry.organ, entry.with_personal) == (office.clerk, office.first, True)
    assert entry.subject == f"{picture.request.number} 第{picture.seq}号附件"
