"""Papers on the page of a case: what is due, drafts, issuing, downloads, and who gets none of it."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from docx import Document

from openness.organs.models import TrailEntry
from requests_app import letters, operations
from requests_app.choices import PaperKind
from requests_app.models import DisclosureRequest, IssuedPaper, NumberSeries
from requests_app.operations.paper_assignments import occasions_of
from tests.office import NOW, Office
from tests.requests_app.admin.conftest import TODAY, SignedIn, page
from tests.requests_app.conftest import Register
from tests.requests_app.papers.conftest import words

pytestmark = pytest.mark.django_db

NAME = "钱多多（虚构）"
RECEIVED = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path / "media"
    yield


def receipt(case: DisclosureRequest, office: Office) -> IssuedPaper:
    return letters.issue_paper(case=case, by=office.clerk, at=NOW, kind=PaperKind.RECEIPT, on=RECEIVED, event_seq=1)


def key_of(case: DisclosureRequest, kind: PaperKind) -> str:
    return next(one.key for one in occasions_of(case) if one.kind == kind)


@pytest.mark.parametrize(
    ("who", "status"),
    [("neighbour", 404), ("stranger", 404), ("administrator", 404), ("manager", 403), ("auditor", 403), ("clerk", 200)],
)
def test_a_paper_is_handed_only_to_who_may_read_personal_data(
    case: DisclosureRequest, office: Office, signed_in: SignedIn, who: str, status: int
) -> None:
    paper = receipt(case, office)
    answer = signed_in(getattr(office, who)).get(page("paper_file", case.pk, paper.seq))
    assert answer.status_code == status
    assert (answer.content == paper.content()) is (status == 200)


@pytest.mark.parametrize("who", ["manager", "auditor"])
def test_who_only_reads_is_offered_neither_files_nor_steps(
    case: DisclosureRequest, office: Office, signed_in: SignedIn, who: str
) -> None:
    receipt(case, office)
    client = signed_in(getattr(office, who))
    shown = client.get(page("change", case.pk)).content.decode()
    assert "甲局登〔2026〕1号" in shown
    assert page("paper_file", case.pk, 1) not in shown
    assert "制发" not in shown.replace("已制发", "").replace('<th scope="col">制发</th>', "").replace("制发文书", "")
    for name, args in (
        ("paper", (case.pk, "application-e1")),
        ("paper_serve", (case.pk, 1)),
        ("paper_void", (case.pk, 1)),
    ):
        assert client.get(page(name, *args)).status_code == 403
    for name in ("zip", "receipt"):
        assert client.get(page(name, case.pk)).status_code == 403


def test_a_download_has_its_chinese_name_and_is_kept_by_nobody(
    case: DisclosureRequest, office: Office, signed_in: SignedIn
) -> None:
    paper = receipt(case, office)
    answer = signed_in(office.clerk).get(page("paper_file", case.pk, paper.seq))
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E6%94%BF%E5%BA%9C")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


def test_a_damaged_paper_is_told_and_not_handed_out(
    case: DisclosureRequest, office: Office, signed_in: SignedIn
) -> None:
    paper = receipt(case, office)
    Path(paper.file.path).unlink()
    answer = signed_in(office.clerk).get(page("paper_file", case.pk, paper.seq), follow=True)
    assert "请告知系统管理员从备份恢复" in answer.content.decode()


def test_what_is_due_is_offered_issued_and_then_listed(
    case: DisclosureRequest, office: Office, signed_in: SignedIn
) -> None:
    client = signed_in(office.clerk)
    case_page = client.get(page("change", case.pk)).content.decode()
    address = page("paper", case.pk, key_of(case, PaperKind.RECEIPT))
    assert address in case_page
    form = client.get(address)
    assert form.context["form"]["on"].initial == RECEIVED
    answer = client.post(address, {"on": "2026-11-20", "version": case.version}, follow=True)
    shown = answer.content.decode()
    assert "已制发：政府信息公开申请登记回执 甲局登〔2026〕1号。" in shown
    assert address not in shown
    assert page("paper_file", case.pk, 1) in shown
    assert client.get(address).status_code == 404


def asked_without_a_day(register: Register, office: Office) -> DisclosureRequest:
    """Ask for a correction under the old Regulation, by which the log need not name a day: the paper asks for it."""
    case, on = register(arrived_on=date(2018, 3, 1), received_on=date(2018, 3, 1)), date(2018, 3, 5)
    return operations.ask_correction(case=case, by=office.clerk, at=NOW, on=on, what="写明名称（虚构）")


def test_a_draft_says_what_is_typed_and_takes_no_number(
    register: Register, office: Office, signed_in: SignedIn
) -> None:
    case = asked_without_a_day(register, office)
    client, key = signed_in(office.clerk), key_of(case, PaperKind.CORRECTION)
    plain = client.get(page("paper_draft", case.pk, key))
    assert "写明名称" in words(plain.content)
    typed = client.post(
        page("paper_draft", case.pk, key),
        {
            "on": "2026-11-23",
            "version": case.version,
            "correction_items": "改写过（虚构）",
            "correction_due_on": "12月1日",
        },
    )
    said = words(typed.content)
    assert [one for one in ("改写过（虚构）", "12月1日", "（待编号）") if one not in said] == []
    assert not IssuedPaper.objects.exists()
    assert not NumberSeries.objects.filter(paper=PaperKind.CORRECTION).exists()


def test_what_is_missing_is_said_beside_its_entry_and_nothing_typed_is_lost(
    register: Register, office: Office, signed_in: SignedIn
) -> None:
    case = asked_without_a_day(register, office)
    client, address = signed_in(office.clerk), page("paper", case.pk, key_of(case, PaperKind.CORRECTION))
    given = {"on": "2026-11-23", "version": case.version, "correction_items": "改写过（虚构）", "correction_due_on": ""}
    answer = client.post(address, given)
    assert "文书还缺：补正期限" in answer.context["form"].errors["correction_due_on"][0]
    assert "改写过（虚构）" in answer.content.decode()
    assert not IssuedPaper.objects.exists()


def test_the_receipt_page_says_word_for_word_what_the_paper_says(
    case: DisclosureRequest, office: Office, signed_in: SignedIn
) -> None:
    client = signed_in(office.clerk)
    paper = receipt(case, office)
    answer = client.get(page("receipt", case.pk))
    shown = answer.content.decode()
    assert [line for line in words(paper.content()).split("\n") if line.strip() and line.strip() not in shown] == []
    assert "no-store" in answer["Cache-Control"]


def test_an_unconfirmed_request_has_no_receipt_to_print(register: Any, office: Office, signed_in: SignedIn) -> None:
    case = register(channel="web", received_on=None, receipt_basis="")
    answer = signed_in(office.clerk).get(page("receipt", case.pk), follow=True)
    assert "收到日期尚未确认" in answer.content.decode()


def test_service_and_voiding_are_entered_on_their_forms(
    case: DisclosureRequest, office: Office, signed_in: SignedIn
) -> None:
    paper, client = receipt(case, office), signed_in(office.clerk)
    wrong = client.post(page("paper_serve", case.pk, 1), {"sent_on": "2026-11-19", "way": "pick_up"})
    assert "sent_on" in wrong.context["form"].errors
    client.post(page("paper_serve", case.pk, 1), {"sent_on": "2026-11-20", "way": "pick_up", "proof": "签字（虚构）"})
    client.post(page("paper_void", case.pk, 1), {"reason": "误发（虚构）"})
    paper.refresh_from_db()
    assert (paper.sent_on, paper.way, paper.void_reason) == (RECEIVED, "pick_up", "误发（虚构）")
    shown = client.get(page("change", case.pk)).content.decode()
    assert "已作废" in shown
    assert page("paper_void", case.pk, 1) not in shown


@pytest.mark.parametrize("key", ["receipt-e9", "nothing", "answer-d1"])
def test_what_is_not_called_for_has_no_page(
    case: DisclosureRequest, office: Office, signed_in: SignedIn, key: str
) -> None:
    assert signed_in(office.clerk).get(page("paper", case.pk, key)).status_code == 404


TEMPLATES = reverse("admin:requests_app_papertemplate_changelist")


def template_page(office: Office, name: str, kind: str = "receipt", organ: Any = None) -> str:
    return reverse(f"admin:requests_app_papertemplate_{name}", args=((organ or office.first).pk, kind))


def uploaded(content: bytes, name: str = "回执.docx") -> dict[str, Any]:
    file = io.BytesIO(content)
    file.name = name
    return {"file": file}


def test_templates_of_a_unit_elsewhere_do_not_exist(office: Office, signed_in: SignedIn) -> None:
    client = signed_in(office.head)
    for name in ("kind", "download", "restore"):
        assert client.get(template_page(office, name, organ=office.second)).status_code == 404
    found = client.get(f"{TEMPLATES}?unit=乙局")
    assert "乙局" not in found.content.decode().replace('value="乙局"', "")


def test_the_complaints_about_a_template_stand_on_the_page_each_in_its_line(
    office: Office, signed_in: SignedIn
) -> None:
    document, content = Document(), io.BytesIO()
    document.add_paragraph("{{ 登记编码 }}")
    document.save(content)
    answer = signed_in(office.head).post(template_page(office, "kind"), uploaded(content.getvalue()))
    found = answer.context["form"].errors["file"]
    assert "没有字段“{{ 登记编码 }}”，是不是“{{ 登记编号 }}”？" in found
    assert len(found) == 6
    assert "原来的照旧使用" in answer.content.decode()


@pytest.mark.parametrize("content", [b"", b"abc", b"\0" * 3 * 1024 * 1024])
def test_a_file_that_is_no_document_is_refused_in_words(office: Office, signed_in: SignedIn, content: bytes) -> None:
    answer = signed_in(office.head).post(template_page(office, "kind"), uploaded(content))
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]


def test_a_template_is_put_in_place_shown_handed_out_and_retired(office: Office, signed_in: SignedIn) -> None:
    client = signed_in(office.head)
    builtin = client.get(reverse("admin:requests_app_papertemplate_builtin", args=("receipt",))).content
    assert builtin == letters.builtin_template(PaperKind.RECEIPT)
    client.post(template_page(office, "kind"), uploaded(builtin))
    assert "本单位模板：回执.docx" in client.get(TEMPLATES).content.decode()
    assert client.get(template_page(office, "download")).content == builtin
    assert client.get(template_page(office, "restore")).status_code == 302  # a link that is followed retires nothing
    assert "本单位模板" in client.get(TEMPLATES).content.decode()
    client.post(template_page(office, "restore"))
    shown = client.get(TEMPLATES).content.decode()
    assert "本单位模板" not in shown
    assert "回执.docx" in client.get(template_page(office, "kind")).content.decode()


def test_a_form_filled_with_the_applicants_address_leaves_a_look(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    operations.decide(case=case, by=office.clerk, at=NOW, on=TODAY, outcome="OPEN", replied_on=TODAY)
    letters.issue_paper(
        case=case,
        by=office.clerk,
        at=NOW,
        kind=PaperKind.ANSWER,
        on=TODAY,
        decision=1,
        typed={"detail": "见附件（虚构）"},
    )
    browser = signed_in(office.clerk)
    address = page("paper", case.pk, key_of(case, PaperKind.SERVICE))
    assert case.address in browser.get(address).content.decode()
    browser.post(address, {"on": "", "recipient_address": case.address})  # comes back with what is wrong
    looks = TrailEntry.objects.filter(kind="look").values_list("username", "subject", "with_personal")
    assert list(looks) == [("li.clerk", case.number, True)] * 2
    TrailEntry.objects.filter(kind="look")._raw_delete("default")
    without = page("paper", case.pk, key_of(case, PaperKind.APPLICATION))
    assert case.address not in browser.get(without).content.decode()
    assert not TrailEntry.objects.filter(kind="look").exists()
