"""A whole case through the browser alone: every step its button, its paper, its date; two people with two pairs of eyes."""

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from openness.organs.models import User
from requests_app.choices import Status
from requests_app.models import Decision, DisclosureRequest, IssuedPaper
from tests.browser.papers import days_ago, registered
from tests.browser.window import TELEPHONE, Window
from tests.office import Office

CASES = "/admin/requests_app/disclosurerequest/"
LETTER = {
    "channel": "letter", "mail": "registered", "arrived_on": days_ago(20).isoformat(),
    "received_on": days_ago(20).isoformat(), "applicant_kind": "np", "applicant_name": "钱某（虚构）", "id_number": "虚构证件",
    "phone": "10000000000", "content": "道路改造工程招标文件（虚构）",
}  # fmt: skip


@pytest.fixture
def second(browser: Browser, live_server: LiveServer) -> Iterator[Window]:
    """Give the window of a second person; whatever was wrong in it fails the test at the end."""
    opened = Window(browser, live_server.url)
    yield opened
    opened.close()
    assert opened.complaints == []


@pytest.fixture
def careful(office: Office) -> Office:
    """Let the answers of 甲局 be approved by a second person."""
    office.first.answers_need_approval = True
    office.first.save(update_fields=["answers_need_approval"])
    return office


def at(window: Window, user: User, case: DisclosureRequest) -> None:
    """Let somebody open the page of the case, signing in where they have not."""
    if window.page.url == "about:blank":
        window.sign_in(user)
    window.open(f"{CASES}{case.pk}/change/")


def do(window: Window, step: str, **entries: date | str) -> None:
    """Take a step: its button, its entries, its confirmation, and what it says."""
    window.follow(step)
    for name in [name for name in ("party", "stance", "basis", "result", "first_result") if name in entries]:
        window.page.check(f"[name={name}][value={entries.pop(name)}]")
    window.fill(**{name: str(entry) for name, entry in entries.items()})
    window.save()
    assert f"“{step}”已登记" in window.text(".messagelist")


def issue(window: Window, paper: str) -> IssuedPaper:
    """Write a paper that is called for, and return it as issued."""
    window.follow(f"制发{paper}")
    window.save()
    return IssuedPaper.objects.latest("pk")


def test_a_letter_goes_from_the_desk_to_the_review_and_its_end(window: Window, second: Window, careful: Office) -> None:
    window.sign_in(careful.clerk)
    window.open(f"{CASES}add/")
    window.fill(**LETTER)
    window.save()
    case = DisclosureRequest.objects.get()

    do(window, "告知补正", on=days_ago(18), what="请写明文号（虚构）", respond_by=days_ago(1))
    assert issue(window, "补正告知书").number
    do(window, "收到补正", on=days_ago(14))
    do(window, "征求意见", on=days_ago(12), party="third_party", name="某公司（虚构）")
    do(window, "收到意见", on=days_ago(8), stance="refuses", opinion="涉及商业秘密（虚构）")

    window.follow("拟延期送审")
    window.fill(reason="需检索多年档案（虚构）")
    window.page.locator("#foreseen").get_by_text("办理后答复期限").wait_for()
    window.save()
    before = DisclosureRequest.objects.get().due_on
    at(second, careful.head, case)
    do(second, "审核：同意", on=days_ago(0))
    case.refresh_from_db()
    assert before is not None
    assert case.due_on is not None
    assert (case.due_on > before, case.extension_days, case.owes_notice) == (True, 20, True)
    at(window, careful.clerk, case)
    do(window, "登记延期告知", on=days_ago(0))

    window.follow("拟答复")
    window.fill(outcome="PARTIAL", basis="其中的报价不予公开（虚构）")
    window.page.check("[name=exemptions][value=DENY_THIRD]")
    window.save()
    at(second, careful.head, case)
    second.follow("审核：同意")
    assert "部分公开" in second.text(".case-section")
    second.save()
    decision = Decision.objects.get()
    assert (decision.drafted_by, decision.approved_by) == (careful.clerk, careful.head)

    at(window, careful.clerk, case)
    letter = issue(window, "答复告知书")
    assert letter.number in window.text("body")
    do(window, "登记送达", on=days_ago(0), way="post", proof="虚构邮件号")
    case.refresh_from_db()
    assert (case.status, case.closed_on, case.outcome) == (Status.CLOSED, days_ago(0), "PARTIAL")

    window.follow("登记复议或诉讼")
    window.fill(route="review", filed_on=days_ago(0).isoformat(), body="某复议机关（虚构）")
    window.save()
    window.page.locator(".appeal-list a").click()
    window.follow("登记审结")
    window.page.check("[name=result][value=upheld]")
    window.save()
    assert "结果维持" in window.text("#content-main")
    assert case.appeals.get().concluded_on == days_ago(0)


def test_a_paper_request_is_registered_on_a_telephone(window: Window, office: Office) -> None:
    window.resize(TELEPHONE)
    window.sign_in(office.clerk)
    window.open(f"{CASES}add/")
    assert list(window.overflow()) == []
    window.fill(
        channel="in_person", arrived_on=days_ago(0).isoformat(), applicant_kind="np", applicant_name="孙某（虚构）",
        id_number="虚构证件", phone="10000000000", content="公园修缮合同（虚构）",
    )  # fmt: skip
    window.save()
    case = DisclosureRequest.objects.get()
    assert case.received_on == days_ago(0)
    assert case.number in window.text("h1")
    assert list(window.overflow()) == []


def test_the_second_of_two_is_told_what_the_first_did_and_may_then_go_on(
    window: Window, second: Window, office: Office
) -> None:
    case = registered(office, received_on=days_ago(3), arrived_on=days_ago(3))
    for one, user in ((window, office.clerk), (second, office.head)):
        at(one, user, case)
        one.follow("更正")
        one.fill(reason="照申请表改（虚构）")
    window.fill(content="第一人改的内容（虚构）")
    window.save()
    second.fill(note="第二人写的备注（虚构）")
    second.save()
    told = second.text(".errorlist.nonfield")
    assert "您打开之后他人已修改：li.clerk" in told
    assert "所需信息内容" in told
    assert second.page.locator("[name=note]").input_value() == "第二人写的备注（虚构）"
    case.refresh_from_db()
    assert (case.content, case.note) == ("第一人改的内容（虚构）", "")
    second.save()
    case.refresh_from_db()
    assert (case.content, case.note) == ("第一人改的内容（虚构）", "第二人写的备注（虚构）")
