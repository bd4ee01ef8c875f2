"""What the pages say of a reopened case: what its steps do there, and by when it is to be answered again."""

from datetime import date

import pytest

from requests_app import operations
from requests_app.models import DisclosureRequest
from tests.office import NOW, Office
from tests.requests_app.admin.conftest import TODAY, SignedIn, act_page, page, replied
from tests.requests_app.admin.desks import figures

FIRST_TERM = "从发函次日起到收到意见之日止不计入期限"


def reopened(case: DisclosureRequest, office: Office, answer_by: date | None = None) -> DisclosureRequest:
    """Answer the case and open it again on 23 November."""
    return operations.reopen(
        case=replied(case, office), by=office.head, at=NOW, on=TODAY, because="复议决定（虚构）", answer_by=answer_by
    )


@pytest.mark.parametrize(
    ("answer_by", "told"),
    [(date(2026, 12, 1), "须于 2026-12-01 前重新答复"), (None, "没有登记重新答复的期限")],
)
def test_the_form_of_a_consultation_does_not_promise_a_pause(
    office: Office, case: DisclosureRequest, signed_in: SignedIn, answer_by: date | None, told: str
) -> None:
    browser = signed_in(office.clerk)
    assert FIRST_TERM in browser.get(act_page(case, "consult")).content.decode()
    again = reopened(case, office, answer_by)
    for address in (act_page(again, "consult"), page("change", again.pk)):
        text = browser.get(address).content.decode()
        assert FIRST_TERM not in text
        assert "不因征求意见改动" in text
    assert told in browser.get(act_page(again, "consult")).content.decode()


def test_barred_steps_say_that_the_first_term_has_ended(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    text = signed_in(office.clerk).get(page("change", reopened(case, office).pk)).content.decode()
    assert "首次答复的期限已经终止，告知补正只属于首次办理" in text
    assert "首次答复的期限已经终止，收费只属于首次办理" in text


def test_a_withdrawal_is_entered_on_the_page_of_a_reopened_case(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    again = reopened(case, office)
    browser = signed_in(office.clerk)
    assert "首次办结的结果、日期和统计不变" in browser.get(act_page(again, "withdraw")).content.decode()
    sent = {"on": "2026-11-23", "note": "来信（虚构）", "version": again.version}
    browser.post(act_page(again, "withdraw"), sent)
    again.refresh_from_db()
    assert (again.status, again.outcome) == ("closed", "OPEN")
    assert figures(browser)["again"].value == "0"
