"""What the screens say of papers: which are due, what a print is, what an amount is, and what cannot be taken back."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from requests_app import operations
from requests_app.choices import EventKind, PaperKind
from requests_app.models import DisclosureRequest, IssuedPaper
from tests.office import NOW, Office
from tests.requests_app.admin.conftest import TODAY, SignedIn, page
from tests.requests_app.admin.test_papers import key_of, receipt
from tests.requests_app.papers.conftest import decided, issued, logged

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def test_a_receipt_printed_without_being_issued_has_no_line_for_a_number(
    case: DisclosureRequest, office: Office, signed_in: SignedIn
) -> None:
    client = signed_in(office.clerk)
    shown = client.get(page("receipt", case.pk)).content.decode()
    assert case.content in shown
    assert "待编号" not in shown
    assert not IssuedPaper.objects.exists()
    choice = "不编号、不存入案卷；要编号并存入案卷的，用“制发登记回执”"
    assert choice in client.get(page("change", case.pk)).content.decode()
    receipt(case, office)
    assert choice not in client.get(page("change", case.pk)).content.decode()


def test_papers_of_steps_that_a_record_only_tells_of_are_possible_but_not_due(
    office: Office, signed_in: SignedIn
) -> None:
    record = operations.Record(
        organ_id=office.first.pk, number="2025-1", received_on=date(2025, 3, 3), channel="letter",
        correction_asked_on=date(2025, 3, 5), correction_received_on=date(2025, 3, 7),
        closed_on=date(2025, 3, 20), outcome="OPEN", applicant_kind="np",
    )  # fmt: skip
    case = operations.record_closed(by=office.clerk, at=NOW, organ=office.first, record=record)
    context = signed_in(office.clerk).get(page("change", case.pk)).context
    assert context["papers_due"] == []
    assert {"登记回执", "补正告知书"} <= {one["label"] for one in context["papers_possible"]}
    case = operations.reopen(case=case, by=office.head, at=NOW, on=TODAY, because="复议决定（虚构）")
    operations.decide(case=case, by=office.clerk, at=NOW, on=TODAY, outcome="OPEN")
    due = signed_in(office.clerk).get(page("change", case.pk)).context["papers_due"]
    assert [one["label"] for one in due] == ["答复告知书"]


def test_whoever_issues_the_fee_notice_sees_its_amount(
    case: DisclosureRequest, office: Office, signed_in: SignedIn
) -> None:
    case = operations.notice_fee(case=case, by=office.clerk, at=NOW, on=TODAY, basis="by_page", quantity=45)
    client = signed_in(office.clerk)
    address = page("paper", case.pk, key_of(case, PaperKind.FEE))
    assert f"<dt>应缴金额</dt><dd>{case.fee_notices.get().amount} 元</dd>" in client.get(address).content.decode()
    other = page("paper", case.pk, key_of(case, PaperKind.RECEIPT))
    assert "应缴金额" not in client.get(other).content.decode()


@pytest.mark.parametrize(
    ("name", "button"), [("paper_void", 'class="deletelink" value="确认作废"'), ("paper_serve", 'value="登记送达"')]
)
def test_what_cannot_be_taken_back_is_told_and_red(
    case: DisclosureRequest, office: Office, signed_in: SignedIn, name: str, button: str
) -> None:
    receipt(case, office)
    shown = signed_in(office.clerk).get(page(name, case.pk, 1)).content.decode()
    assert button in shown
    assert ("作废不能恢复" in shown) == (name == "paper_void")


def test_the_service_of_a_letter_leads_with_a_warning_to_the_step_that_closes_the_case(
    case: DisclosureRequest, office: Office, signed_in: SignedIn
) -> None:
    from_answer = operations.decide(case=case, by=office.clerk, at=NOW, on=TODAY, outcome="OPEN")
    client = signed_in(office.clerk)
    given = {"on": "2026-11-23", "version": from_answer.version, "detail": "见附件（虚构）"}
    client.post(page("paper", case.pk, key_of(case, PaperKind.ANSWER)), given)
    letter = IssuedPaper.objects.get()
    led = client.get(page("paper_serve", case.pk, letter.seq), follow=True)
    assert led.redirect_chain == [(page("do", case.pk, "serve"), 302)]
    assert '<li class="warning">' in led.content.decode()


def test_more_issued_papers_cost_the_page_of_the_case_no_more_queries(
    case: DisclosureRequest, office: Office, signed_in: SignedIn
) -> None:
    logged(case, EventKind.EXTENDED, TODAY, note="量大", data={"days": 20, "approved_by": "王"})
    logged(case, EventKind.CONSULTATION_SENT, TODAY, note="合同", sealed={"name": "某"}, data={"ref": "1"})
    logged(case, EventKind.CORRECTION_ASKED, TODAY, note="文号", data={"respond_by": "2026-12-01"})
    decided(case, on=TODAY)
    client, counts = signed_in(office.clerk), {}
    kinds = (PaperKind.ANSWER, PaperKind.CORRECTION, PaperKind.EXTENSION, PaperKind.CONSULTATION)
    for number, kind in enumerate(kinds, start=1):
        issued(case, office, kind)
        with CaptureQueriesContext(connection) as seen:
            context = client.get(page("change", case.pk)).context
        counts[number] = len(seen)
        services = [one["label"] for one in context["papers_possible"] if one["label"].startswith("送达回证（")]
        assert (len(context["papers"]), len(services)) == (number, number)
        assert f"送达回证（{case.papers.last()}）" in services
    assert counts[4] == counts[1]
