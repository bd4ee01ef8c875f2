"""Two people at one case: the second is told who did what, loses nothing typed, and may save knowing it."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from requests_app.models import Appeal
from requests_app.operations import Answer
from requests_app.operations.meanwhile import MOST
from tests.office import Office
from tests.requests_app.admin.conftest import SignedIn, act_page
from tests.requests_app.admin.scenes import DAY, ON, Stage
from tests.requests_app.casework import Hands

VERSION = re.compile(r'name="version" value="(\d+)"')


@pytest.fixture
def stage(office: Office) -> Stage:
    return Stage(office)


def told(browser: Client, address: str, sent: dict[str, Any]) -> str:
    """Send a form and return the page that comes back."""
    answer = browser.post(address, sent)
    assert answer.status_code == 200
    return answer.content.decode()


def version_in(text: str) -> int:
    """Return the version that the page carries for the next attempt."""
    found = VERSION.search(text)
    assert found
    return int(found[1])


def test_the_second_is_told_and_what_was_typed_stands(stage: Stage, signed_in: SignedIn) -> None:
    case = stage.case()
    stage.head.assign(case=case, to=stage.colleague, reason="分工")
    stage.head.extend(case=case, on=ON, days=5, reason="量大")
    sent = {"on": DAY, "party": "third_party", "name": "孙某（虚构）", "note": "打了很久的字", "version": 1}
    text = told(signed_in(stage.office.clerk), act_page(case, "consult"), sent)
    assert "您打开之后他人已修改：wang.head 11-23 09:00 登记“分派”；wang.head 11-23 09:00 登记“延期”。" in text
    assert "打了很久的字" in text
    assert "孙某（虚构）" in text
    case.refresh_from_db()
    assert (case.version, case.status) == (3, "open")


def test_the_next_attempt_carries_the_new_version_and_goes_through(stage: Stage, signed_in: SignedIn) -> None:
    case, browser = stage.case(), signed_in(stage.office.clerk)
    stage.head.assign(case=case, to=stage.colleague, reason="分工")
    sent = {"on": DAY, "party": "third_party", "name": "孙某（虚构）", "version": 1}
    text = told(browser, act_page(case, "consult"), sent)
    assert version_in(text) == 2
    assert browser.post(act_page(case, "consult"), {**sent, "version": version_in(text)}).status_code == 302
    case.refresh_from_db()
    assert (case.version, case.status) == (3, "consulting")


def test_an_act_that_is_no_longer_possible_says_so_when_it_is_sent_again(stage: Stage, signed_in: SignedIn) -> None:
    case, browser = stage.case(), signed_in(stage.office.clerk)
    stage.clerk.ask_correction(case=case, on=ON, what="文号", respond_by=date(2026, 12, 8))
    text = told(
        browser, act_page(case, "ask_correction"), {"on": DAY, "what": "图号", "respond_by": "2026-12-01", "version": 1}
    )
    assert "登记“告知补正”" in text
    text = told(
        browser,
        act_page(case, "ask_correction"),
        {"on": DAY, "what": "图号", "respond_by": "2026-12-01", "version": version_in(text)},
    )
    assert "不能办理这一步" in text
    assert "图号" in text


def test_corrected_entries_are_named_and_personal_ones_only_by_their_name(stage: Stage, signed_in: SignedIn) -> None:
    case = stage.case(phone="13800001111")
    stage.head.amend(
        case=case, changes={"channel": "letter", "receipt_basis": "signed_for", "phone": "13900002222"}, reason="更正"
    )
    text = told(signed_in(stage.office.clerk), act_page(case, "withdraw"), {"on": DAY, "version": 1})
    assert "登记“更正”（申请渠道、收到日期依据、联系电话）" in text
    assert "13900002222" not in text


def test_who_missed_much_is_told_the_last_of_it(stage: Stage, signed_in: SignedIn) -> None:
    case = stage.case()
    for turn in range(MOST + 2):
        stage.head.amend(case=case, changes={"note": f"第{turn}次"}, reason="更正")
    text = told(signed_in(stage.office.clerk), act_page(case, "withdraw"), {"on": DAY, "version": 1})
    assert text.count("登记“更正”") == MOST
    assert f"共{MOST + 2}项，只列最后{MOST}项" in text


def test_a_draft_kept_meanwhile_is_told_although_the_log_has_no_entry_of_it(stage: Stage, signed_in: SignedIn) -> None:
    case = stage.case(organ=stage.bureau.organ, by=stage.drafter.by)
    stage.bureau.colleague.propose_answer(case=case, answer=Answer("OPEN"), submit=False)
    sent = {"outcome": "DENY_THIRD", "basis": "打了很久的字", "version": 1}
    text = told(signed_in(stage.drafter.by), act_page(case, "propose_answer"), sent)
    assert "lv.colleague 11-23 09:00 保存“答复决定”的草稿" in text
    assert "打了很久的字" in text
    assert case.proposals.get().by == stage.bureau.colleague.by


def test_the_same_holds_of_reviews_and_suits(stage: Stage, signed_in: SignedIn) -> None:
    appeal: Appeal = stage.clerk.open_appeal(organ=stage.office.first, route="lit_direct", filed_on=ON)
    address = reverse("admin:requests_app_appeal_do", args=(appeal.pk, "close"))
    Hands(stage.office.head).amend_appeal(appeal=appeal, changes={"body": "某法院（虚构）"}, reason="补记")
    browser, sent = signed_in(stage.office.clerk), {"on": DAY, "result": "upheld", "note": "打了很久的字", "version": 1}
    text = told(browser, address, sent)
    assert "wang.head 11-23 09:00 登记“更正”（受理机关）" in text
    assert "打了很久的字" in text
    assert browser.post(address, {**sent, "version": version_in(text)}).status_code == 302
    appeal.refresh_from_db()
    assert (appeal.result, appeal.version) == ("upheld", 3)
