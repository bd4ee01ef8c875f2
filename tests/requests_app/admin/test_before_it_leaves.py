"""What the pages say before something goes out: reasons of a refusal, what is owed before service, the amount of a fee."""

from typing import Any

import pytest

from requests_app import operations
from requests_app.choices import PaperKind
from requests_app.models import DisclosureRequest
from tests.office import NOW, Office
from tests.requests_app.admin.conftest import TODAY, SignedIn, act_page
from tests.requests_app.papers.conftest import issued

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("outcome", ["DENY_SECRET", "PARTIAL", "UNABLE_NOT_EXIST", "NP_REPEAT"])
def test_an_answer_that_withholds_something_needs_its_reasons(
    case: DisclosureRequest, office: Office, signed_in: SignedIn, outcome: str
) -> None:
    sent = {"on": str(TODAY), "outcome": outcome, "basis": "  ", "version": case.version}
    answer = signed_in(office.clerk).post(act_page(case, "decide"), sent)
    assert answer.context["form"].errors["basis"] == ["请写明事实与依据：不是全部公开的答复，都要说明理由。"]
    case.refresh_from_db()
    assert case.outcome == ""


@pytest.mark.parametrize("outcome", ["OPEN", "OPEN_ALREADY"])
def test_a_full_disclosure_needs_none(
    case: DisclosureRequest, office: Office, signed_in: SignedIn, outcome: str
) -> None:
    signed_in(office.clerk).post(
        act_page(case, "decide"), {"on": str(TODAY), "outcome": outcome, "version": case.version}
    )
    case.refresh_from_db()
    assert case.outcome == outcome


def test_a_draft_may_still_lack_its_reasons_but_not_what_is_handed_in(
    case: DisclosureRequest, office: Office, signed_in: SignedIn
) -> None:
    office.first.answers_need_approval = True
    office.first.save(update_fields=["answers_need_approval"])
    browser, sent = signed_in(office.clerk), {"outcome": "DENY_SECRET", "version": case.version}
    assert "basis" in browser.post(act_page(case, "propose_answer"), sent).context["form"].errors
    assert not case.proposals.exists()
    browser.post(act_page(case, "propose_answer"), {**sent, "as_draft": "1"})
    assert case.proposals.get().state == "draft"


def serving(case: DisclosureRequest, office: Office, signed_in: SignedIn) -> str:
    """Return the page on which the reply is recorded."""
    return signed_in(office.clerk).get(act_page(case, "serve")).content.decode()


def test_before_service_the_page_says_what_is_still_owed(
    case: DisclosureRequest, office: Office, signed_in: SignedIn
) -> None:
    operations.extend(case=case, by=office.head, at=NOW, on=TODAY, days=5, reason="量大（虚构）")
    operations.decide(case=case, by=office.clerk, at=NOW, on=TODAY, outcome="OPEN")
    page = serving(case, office, signed_in)
    assert "还没有登记告知申请人" in page
    assert "答复书还没有在系统里制发" in page
    operations.tell_extension(case=case, by=office.clerk, at=NOW, on=TODAY)
    case.refresh_from_db()
    issued(case, office, PaperKind.ANSWER, on=TODAY, typed={"detail": "见附件（虚构）"})
    page = serving(case, office, signed_in)
    assert "还没有登记告知申请人" not in page
    assert "答复书还没有在系统里制发" not in page


def test_a_reply_is_recorded_with_the_way_it_went(case: DisclosureRequest, office: Office, signed_in: SignedIn) -> None:
    operations.decide(case=case, by=office.clerk, at=NOW, on=TODAY, outcome="OPEN")
    case.refresh_from_db()
    browser, sent = signed_in(office.clerk), {"on": str(TODAY), "version": case.version}
    assert browser.post(act_page(case, "serve"), sent).context["form"].errors["way"] == ["请选择方式。"]
    browser.post(act_page(case, "serve"), {**sent, "way": "post"})
    case.refresh_from_db()
    assert case.closed_on == TODAY
    browser.post(act_page(case, "serve"), {"on": str(TODAY), "version": case.version})  # only the day of delivery
    case.refresh_from_db()
    assert case.served_on == TODAY


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"basis": "by_page", "quantity": "250"}, "应收 4700 元"),
        ({"basis": "by_page", "quantity": "250", "waived": "700"}, "减免 700 元，应缴 4000 元"),
        ({"basis": "by_item", "quantity": "5", "before": "8"}, "应收 300 元"),
        ({"basis": "by_page", "quantity": ""}, "办理后"),
    ],
)
def test_the_amount_of_a_fee_is_told_before_the_notice_goes_out(
    case: DisclosureRequest, office: Office, signed_in: SignedIn, sent: dict[str, Any], said: str
) -> None:
    # check values: law digest §4
    told = signed_in(office.clerk).post(act_page(case, "notice_fee") + "foresee/", {"on": str(TODAY), **sent}).json()
    assert told["text"].startswith(said) or said in told["text"]
    assert ("应收" in told["text"]) == bool(sent["quantity"])
    assert not case.fee_notices.exists()
