"""Every act on a case through its page: what is sent, what becomes of the case, what a refusal shows."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from requests_app import operations
from requests_app.admin.acts import CASE_ACTS
from requests_app.choices import Status
from requests_app.lifecycle import Act
from requests_app.models import Appeal, DisclosureRequest
from tests.office import NOW, Office
from tests.requests_app.admin.conftest import TODAY, SignedIn, act_page, consulted, page, replied
from tests.requests_app.conftest import Register

DAY = "2026-11-23"
Before = Callable[[DisclosureRequest, Office], object]


def asked(case: DisclosureRequest, office: Office) -> DisclosureRequest:
    """Ask for a correction on 23 November."""
    return operations.ask_correction(
        case=case, by=office.clerk, at=NOW, on=TODAY, what="文号", respond_by=date(2026, 12, 8)
    )


def decided(case: DisclosureRequest, office: Office) -> DisclosureRequest:
    """Decide on 23 November, the reply not yet made."""
    return operations.decide(case=case, by=office.clerk, at=NOW, on=TODAY, outcome="OPEN")


def nothing(case: DisclosureRequest, office: Office) -> DisclosureRequest:
    """Leave the case as it is."""
    return case


ACTS: list[tuple[str, Before, dict[str, Any], str]] = [
    ("ask_correction", nothing, {"on": DAY, "what": "请写明文号", "respond_by": "2026-12-01"}, Status.CORRECTING),
    ("receive_correction", asked, {"on": DAY, "content": "绿化工程合同"}, Status.OPEN),
    ("consult", nothing, {"on": DAY, "party": "third_party", "name": "孙某（虚构）"}, Status.CONSULTING),
    ("consultation_returned", consulted, {"on": DAY, "ref": "1", "stance": "agrees", "opinion": "同意"}, Status.OPEN),
    ("extend", nothing, {"on": DAY, "days": "20", "reason": "量大"}, Status.OPEN),
    ("postpone", nothing, {"on": DAY, "until": "2027-03-01", "reason": "量大"}, Status.OPEN),
    ("decide", nothing, {"on": DAY, "outcome": "OPEN"}, Status.DECIDED),
    ("decide", nothing, {"on": DAY, "outcome": "OPEN", "replied_on": DAY, "reply_way": "post"}, Status.CLOSED),
    (
        "decide", nothing,
        {"on": DAY, "outcome": "PARTIAL", "exemptions": ["DENY_THIRD", "DENY_PROCESS"], "basis": "涉及商业秘密的部分不予公开", "replied_on": DAY},
        Status.CLOSED,
    ),
    ("serve", decided, {"on": DAY, "way": "post", "proof": "XA123"}, Status.CLOSED),
    ("serve", replied, {"on": DAY, "proof": "XA123"}, Status.CLOSED),
    ("withdraw", nothing, {"on": DAY, "note": "书面撤回"}, Status.CLOSED),
    ("reopen", replied, {"on": DAY, "because": "某复议决定撤销"}, Status.REOPENED),
    ("strike", asked, {"reason": "按错了按钮"}, Status.OPEN),
    ("strike", replied, {"reason": "登到了别的申请上"}, Status.DECIDED),
    ("void", nothing, {"reason": "重复登记"}, Status.VOID),
    ("open_appeal", replied, {"route": "review", "filed_on": DAY, "body": "某市政府"}, Status.CLOSED),
]  # fmt: skip


@pytest.mark.parametrize(("act", "before", "sent", "status"), ACTS)
def test_an_act_is_done_from_its_page(
    office: Office,
    case: DisclosureRequest,
    signed_in: SignedIn,
    act: str,
    before: Before,
    sent: dict[str, Any],
    status: str,
) -> None:
    before(case, office)
    case.refresh_from_db()
    browser = signed_in(office.head)
    assert browser.get(act_page(case, act)).status_code == 200
    response = browser.post(act_page(case, act), {**sent, "version": case.version}, follow=True)
    assert response.redirect_chain == [(page("change", case.pk), 302)], response.context["form"].errors
    case.refresh_from_db()
    assert case.status == status
    title = "补登送达日期" if (act, before) == ("serve", replied) else CASE_ACTS[act].title
    assert f"“{title}”已登记" in response.content.decode()


def test_receipt_is_confirmed_from_its_page(office: Office, register: Register, signed_in: SignedIn) -> None:
    waiting = register(arrived_on=TODAY, received_on=None, receipt_basis="", channel="web")
    sent = {"on": DAY, "confirmed_by": "phone", "note": "下班前打通", "version": 1}
    response = signed_in(office.clerk).post(act_page(waiting, "confirm_receipt"), sent, follow=True)
    waiting.refresh_from_db()
    assert (waiting.received_on, waiting.receipt_basis) == (TODAY, "both_sides")
    event = waiting.events.get(kind="receipt_confirmed")
    assert (event.data["how"], event.sealed["with"]) == ("phone", "申请人本人")
    assert "确认方式：电话" in response.content.decode()
    assert "答复期限：2026-12-21" in response.content.decode()


def test_every_operation_of_the_lifecycle_has_its_row() -> None:
    assert set(CASE_ACTS) == set(Act)


@pytest.mark.parametrize(
    ("act", "sent", "sentence"),
    [
        ("decide", {"on": DAY, "outcome": "OPEN", "exemptions": ["DENY_THIRD"]}, "只有部分公开才记录"),
        ("decide", {"on": "2026-11-01", "outcome": "OPEN"}, "早于上一步的日期"),
        ("withdraw", {"on": "2026-12-24"}, "晚于今天"),
        ("extend", {"on": DAY, "days": "21", "reason": "量大"}, "延期应为1至20个工作日"),
        ("postpone", {"on": DAY, "until": DAY, "reason": "量大"}, "应晚于现在的答复期限"),
        ("ask_correction", {"on": "昨天", "what": "文号"}, "请填写日期"),
        ("ask_correction", {"on": DAY, "what": "文号"}, "请填写补正期限"),
        ("amend", {"reason": "记错"}, "请填写登记编号"),
    ],
)
def test_a_refusal_is_shown_and_loses_nothing_typed(
    office: Office, case: DisclosureRequest, signed_in: SignedIn, act: str, sent: dict[str, Any], sentence: str
) -> None:
    typed = {**sent, "version": case.version, "note": "打了很久的字", "basis": "打了很久的字"}
    who = office.head if act == "extend" else office.clerk
    response = signed_in(who).post(act_page(case, act), typed)
    text = response.content.decode()
    assert response.status_code == 200
    assert sentence in text
    assert "没有保存" in text
    if act in ("decide", "withdraw"):
        assert "打了很久的字" in text
    case.refresh_from_db()
    assert case.version == 1


def test_two_people_at_one_case_do_not_overwrite_each_other(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    seen = case.version
    asked(case, office)
    response = signed_in(office.clerk).post(act_page(case, "withdraw"), {"on": DAY, "version": seen})
    assert "他人已修改：li.clerk 11-23 09:00 登记“告知补正”" in response.content.decode()
    case.refresh_from_db()
    assert case.status == Status.CORRECTING


def test_an_act_that_is_not_next_leads_back_with_the_reason(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    response = signed_in(office.clerk).get(act_page(case, "receive_correction"), follow=True)
    assert response.redirect_chain == [(page("change", case.pk), 302)]
    assert "不能办理这一步" in response.content.decode()


def test_the_page_offers_what_is_next_and_greys_the_rest_with_its_reason(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    context = signed_in(office.clerk).get(page("change", case.pk)).context
    offered = {action["label"] for action in context["actions"]}
    barred = {step["label"]: step["reason"] for step in context["barred"]}
    assert {"告知补正", "征求意见", "拟延期送审", "作出决定", "更正"} <= offered
    assert "审核的权限" in barred["延期答复"]
    assert "作废" not in offered | set(barred)
    assert "不能办理这一步" in barred["收到补正"]


@pytest.mark.parametrize("who", ["manager", "auditor"])
def test_who_only_reads_is_offered_no_step(
    office: Office, case: DisclosureRequest, signed_in: SignedIn, who: str
) -> None:
    response = signed_in(getattr(office, who)).get(page("change", case.pk))
    assert response.context["actions"] == response.context["barred"] == []
    assert "您的角色只能查看本件" in response.content.decode()


def test_a_new_case_is_offered_the_new_list_of_outcomes_only(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    form = signed_in(office.clerk).get(act_page(case, "decide")).context["form"]
    codes = {code for _, group in form.fields["outcome"].choices[1:] for code, _ in group}
    assert "DENY_THIRD" in codes
    assert "OLD_OPEN" not in codes
    assert "OPEN_UNSPECIFIED" not in codes


def test_a_case_from_before_the_revision_is_offered_both_lists_by_period(
    office: Office, register: Register, signed_in: SignedIn
) -> None:
    old = register(arrived_on=date(2019, 5, 6), received_on=date(2019, 5, 6))
    text = signed_in(office.clerk).get(act_page(old, "decide")).content.decode()
    assert "2019-05-15 起作出的决定" in text
    assert "2019-05-15 以前作出的决定" in text
    sent = {"on": "2019-05-10", "outcome": "OPEN", "version": old.version}
    refused = signed_in(office.clerk).post(act_page(old, "decide"), sent).content.decode()
    assert "不在 2019-05-10 适用的清单内" in refused


def test_amending_sends_only_what_was_changed(office: Office, case: DisclosureRequest, signed_in: SignedIn) -> None:
    browser = signed_in(office.clerk)
    sent = whole_form(browser.get(act_page(case, "amend")).context["form"])
    assert "regime" not in sent
    response = browser.post(
        act_page(case, "amend"), {**sent, "received_on": "2026-11-21", "reason": "看错邮戳"}, follow=True
    )
    assert response.redirect_chain, response.context["form"].errors
    case.refresh_from_db()
    last = case.events.latest("seq")
    assert last.data["changes"] == {"received_on": ["2026-11-20", "2026-11-21"]}
    assert last.data["personal"] == []


def test_amending_the_days_of_an_extension_moves_the_term(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    operations.extend(case=case, by=office.head, at=NOW, on=TODAY, days=20, reason="量大")
    case.refresh_from_db()
    browser, before = signed_in(office.head), case.due_on
    sent = whole_form(browser.get(act_page(case, "amend")).context["form"])
    browser.post(act_page(case, "amend"), {**sent, "event_2_days": "10", "reason": "批的是10天"})
    case.refresh_from_db()
    assert before == date(2027, 1, 18)
    assert case.due_on == date(2027, 1, 4)
    assert case.extension_days == 10


def test_line_ends_of_the_browser_are_no_change(office: Office, register: Register, signed_in: SignedIn) -> None:
    lined = register(content="第一行\n第二行")
    browser = signed_in(office.clerk)
    sent = whole_form(browser.get(act_page(lined, "amend")).context["form"])
    sent |= {"content": "第一行\r\n第二行", "reason": "试"}
    assert "没有任何改动" in browser.post(act_page(lined, "amend"), sent).content.decode()


def test_a_void_case_offers_nothing(office: Office, case: DisclosureRequest, signed_in: SignedIn) -> None:
    operations.void(case=case, by=office.head, at=NOW, reason="重复")
    response = signed_in(office.head).get(page("change", case.pk))
    assert response.context["actions"] == []
    assert "本件已作废" in response.content.decode()


def test_the_page_shows_how_the_term_came_about(office: Office, case: DisclosureRequest, signed_in: SignedIn) -> None:
    text = signed_in(office.clerk).get(page("change", case.pk)).content.decode()
    assert "期限怎么算的" in text
    assert "第三十三条" in text
    assert "2026-12-18" in text
    assert "剩 19 个工作日" in text


def test_the_page_of_a_case_shows_its_appeals(office: Office, case: DisclosureRequest, signed_in: SignedIn) -> None:
    replied(case, office)
    sent = {"route": "review", "filed_on": DAY, "version": 2}
    text = signed_in(office.clerk).post(act_page(case, "open_appeal"), sent, follow=True).content.decode()
    assert Appeal.objects.get().request_id == case.pk
    assert "尚未审结" in text


def whole_form(form: Any) -> dict[str, Any]:
    """Return what a browser would send for a form left as it is."""
    sent = {}
    for entry in form:
        value = entry.value()
        if value not in (None, "", []):
            sent[entry.html_name] = value
    return sent


def test_a_struck_step_stays_in_the_log_and_says_so(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    asked(case, office)
    sent = {"reason": "按错了按钮", "version": 2}
    text = signed_in(office.clerk).post(act_page(case, "strike"), sent, follow=True).content.decode()
    assert "撤销第2项“告知补正”" in text
    assert "按错了按钮" in text
