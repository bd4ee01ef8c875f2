"""Reviews and suits through the admin: who sees them, how they are entered, ended, corrected, voided."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from requests_app import operations
from requests_app.admin.acts import APPEAL_ACTS
from requests_app.models import Appeal, DisclosureRequest
from tests.office import NOW, Office
from tests.requests_app.admin.conftest import SignedIn


def page(name: str, *args: Any) -> str:
    """Return the address of a page of appeals."""
    return reverse(f"admin:requests_app_appeal_{name}", args=args)


@pytest.fixture
def appeal(office: Office) -> Appeal:
    """Return a made-up review against 甲局, of a request not kept here."""
    return operations.open_appeal(
        by=office.clerk, at=NOW, organ=office.first, route="review", filed_on=date(2026, 11, 2),
        request_number="甲-旧-1", case_number="某府复〔2026〕1号",
    )  # fmt: skip


@pytest.mark.parametrize("who", ["neighbour", "stranger", "administrator"])
def test_outside_the_subtree_an_appeal_does_not_exist(
    office: Office, appeal: Appeal, signed_in: SignedIn, who: str
) -> None:
    browser = signed_in(getattr(office, who))
    for address in (page("change", appeal.pk), *(page("do", appeal.pk, act) for act in APPEAL_ACTS)):
        assert browser.get(address).status_code == 404
        assert browser.post(address, {"version": 1, "reason": "试"}).status_code in (403, 404)
    assert "某府复" not in browser.get(page("changelist")).content.decode()
    appeal.refresh_from_db()
    assert appeal.is_live


@pytest.mark.parametrize("who", ["manager", "auditor"])
def test_who_only_reads_appeals_changes_none(office: Office, appeal: Appeal, signed_in: SignedIn, who: str) -> None:
    browser = signed_in(getattr(office, who))
    assert browser.get(page("change", appeal.pk)).status_code == 200
    assert browser.get(page("add")).status_code == 403
    for act in APPEAL_ACTS:
        assert browser.post(page("do", appeal.pk, act), {"version": 1, "reason": "试"}).status_code == 403


def test_a_result_before_the_filing_is_refused_in_words(office: Office, appeal: Appeal, signed_in: SignedIn) -> None:
    sent = {"on": "2026-11-01", "result": "upheld", "version": 1}
    assert "早于上一步的日期" in signed_in(office.clerk).post(page("do", appeal.pk, "close"), sent).content.decode()


def test_half_a_result_is_refused_in_words(office: Office, appeal: Appeal, signed_in: SignedIn) -> None:
    sent = {"route": "review", "filed_on": "2026-11-02", "result": "upheld", "reason": "漏填", "version": 1}
    sent |= {"request_number": "甲-旧-1", "case_number": "某府复〔2026〕1号"}
    text = signed_in(office.clerk).post(page("do", appeal.pk, "amend"), sent).content.decode()
    assert "审结日期与结果须同时填写" in text


@pytest.mark.parametrize(
    ("act", "sent", "words"),
    [
        ("close", {"on": "2026-11-20", "result": "corrected"}, "结果纠正"),
        ("amend", {"route": "lit_direct", "filed_on": "2026-11-03", "reason": "登错"}, "未经复议直接起诉"),
        ("void", {"reason": "登重了"}, "已作废"),
    ],
)
def test_an_act_on_an_appeal_is_done_from_its_page(
    office: Office, appeal: Appeal, signed_in: SignedIn, act: str, sent: dict[str, str], words: str
) -> None:
    browser = signed_in(office.head)
    assert browser.get(page("do", appeal.pk, act)).status_code == 200
    response = browser.post(page("do", appeal.pk, act), {**sent, "version": 1}, follow=True)
    assert response.redirect_chain == [(page("change", appeal.pk), 302)]
    assert words in response.content.decode()


def test_a_concluded_appeal_is_not_concluded_again(office: Office, appeal: Appeal, signed_in: SignedIn) -> None:
    operations.close_appeal(appeal=appeal, by=office.clerk, at=NOW, on=date(2026, 11, 20), result="upheld")
    response = signed_in(office.clerk).get(page("do", appeal.pk, "close"), follow=True)
    assert "审结。填错的请用" in response.content.decode()


def test_an_appeal_is_entered_and_joined_to_the_case_of_its_number(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    sent = {"organ": office.first.pk, "route": "review", "filed_on": "2026-11-23", "request_number": case.number}
    text = signed_in(office.clerk).post(page("add"), sent, follow=True).content.decode()
    assert Appeal.objects.get().request_id == case.pk
    assert "已关联本系统的申请" in text


def test_an_appeal_about_something_not_kept_here_is_entered_by_number(office: Office, signed_in: SignedIn) -> None:
    sent = {"organ": office.first.pk, "route": "lit_direct", "filed_on": "2026-11-23", "request_number": "旧-9"}
    signed_in(office.clerk).post(page("add"), sent)
    assert Appeal.objects.get().request_number == "旧-9"


def test_the_list_shows_what_is_pending(office: Office, appeal: Appeal, signed_in: SignedIn) -> None:
    browser = signed_in(office.coordinator)
    assert "尚未审结" in browser.get(page("changelist"), {"result": "pending"}).content.decode()
    assert "某府复" not in browser.get(page("changelist"), {"route": "lit_after"}).content.decode()


def test_the_second_instance_of_a_concluded_suit_is_entered_and_the_form_says_what_becomes_of_the_conclusion(
    office: Office, signed_in: SignedIn
) -> None:
    suit = operations.open_appeal(
        by=office.clerk, at=NOW, organ=office.first, route="lit_direct", filed_on=date(2026, 6, 1)
    )
    operations.close_appeal(appeal=suit, by=office.clerk, at=NOW, on=date(2026, 9, 1), result="corrected")
    browser = signed_in(office.clerk)
    form = browser.get(page("do", suit.pk, "further"))
    assert "本件已登记为 2026-09-01 审结（结果纠正）。登记上诉后，这就是一审裁判" in form.content.decode()
    assert 'name="first_result"' not in form.content.decode()
    text = browser.post(
        page("do", suit.pk, "further"), {"on": "2026-09-10", "version": 2}, follow=True
    ).content.decode()
    assert "结果：结果纠正 → （空）" in text
    suit.refresh_from_db()
    assert (suit.first_result, suit.result, suit.second_filed_on) == ("corrected", "", date(2026, 9, 10))


def test_a_pending_suit_is_still_asked_for_its_first_judgment(office: Office, signed_in: SignedIn) -> None:
    suit = operations.open_appeal(
        by=office.clerk, at=NOW, organ=office.first, route="lit_direct", filed_on=date(2026, 6, 1)
    )
    browser = signed_in(office.clerk)
    text = browser.get(page("do", suit.pk, "further")).content.decode()
    assert 'name="first_result"' in text
    assert "这就是一审裁判" not in text
    text = browser.post(page("do", suit.pk, "further"), {"on": "2026-09-10", "version": 1}).content.decode()
    assert "没有保存" in text
