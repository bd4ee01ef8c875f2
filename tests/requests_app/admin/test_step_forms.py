"""The form in front of a step: what is told before it, what its button says, and what became of it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from requests_app import operations
from requests_app.admin.acts import APPEAL_ACTS, CASE_ACTS
from requests_app.models import Appeal, DisclosureRequest
from requests_app.operations import Answer
from tests.office import NOW, Office
from tests.requests_app.admin.conftest import TODAY, SignedIn, act_page, consulted, page, replied
from tests.requests_app.admin.scenes import DAY, Stage

Before = Callable[[DisclosureRequest, Office], object]


@pytest.fixture
def stage(office: Office) -> Stage:
    return Stage(office)


def buttons(text: str) -> list[str]:
    return re.findall(r'<input type="submit" class="(?:default|deletelink)" value="([^"]*)"', text)


# What is told before it.


@pytest.mark.parametrize("length", [20, 200])
def test_nobody_drafts_blind(office: Office, register: Any, signed_in: SignedIn, length: int) -> None:
    asked = "道" * length + "完"
    text = signed_in(office.clerk).get(act_page(register(content=asked), "ask_correction")).content.decode()
    assert f"<dt>受理单位</dt><dd>{office.first.name}</dd>" in text
    assert asked in text.replace("&#x27;", "'")
    assert ("<details><summary>所需信息内容" in text) == (length == 200)


def test_whoever_approves_reads_what_was_asked(stage: Stage, signed_in: SignedIn) -> None:
    case = stage.drafted()
    assert case.content in signed_in(stage.bureau.head.by).get(act_page(case, "approve")).content.decode()


def test_the_title_of_the_window_names_the_case(office: Office, case: DisclosureRequest, signed_in: SignedIn) -> None:
    text = signed_in(office.clerk).get(act_page(case, "consult")).content.decode()
    assert f"<title>征求意见 · {case.number} · 政府信息公开管理</title>" in text


def test_striking_names_what_it_takes_back(office: Office, case: DisclosureRequest, signed_in: SignedIn) -> None:
    consulted(case, office)
    text = signed_in(office.clerk).get(act_page(case, "strike")).content.decode()
    assert "将撤销：第2项 征求意见（li.clerk，2026-11-23）。" in text
    assert "日志最新的一项" not in text


def claim(case: DisclosureRequest, office: Office) -> None:
    operations.claim(case=case, by=office.clerk, at=NOW)


def split(case: DisclosureRequest, office: Office) -> None:
    operations.consultation_returned(case=case, by=office.clerk, at=NOW, on=TODAY, stance="agrees")
    operations.split(case=case, by=office.clerk, at=NOW, parts=["甲", "乙"], reason="一事一申请")


@pytest.mark.parametrize(
    ("then", "said"),
    [(claim, "第3项 认领（li.clerk，2026-11-23），这里不撤销它；要收回它，请用“交回”"), (split, "分案")],
)
def test_striking_says_what_it_passes_over_and_which_button_takes_that_back(
    office: Office, case: DisclosureRequest, signed_in: SignedIn, then: Before, said: str
) -> None:
    then(consulted(case, office), office)
    text = signed_in(office.clerk).get(act_page(case, "strike")).content.decode()
    assert "将撤销：第" in text
    assert "日志最新的一项是" in text
    assert said in text


def test_striking_beside_a_draft_that_waits_says_how_to_recall_it_and_nothing_once_it_is(
    stage: Stage, signed_in: SignedIn
) -> None:
    case = stage.case(organ=stage.bureau.organ, by=stage.drafter.by)
    case = stage.drafter.consult(case=case, on=TODAY, party="third_party", name="孙某（虚构）")
    case = stage.drafter.propose_extension(case=case, days=5, reason="量大")
    browser = signed_in(stage.drafter.by)
    assert "请用起草人的“撤回送审”" in browser.get(act_page(case, "strike")).content.decode()
    stage.drafter.recall(case=case, act="extend")
    assert "日志最新的一项" not in browser.get(act_page(case, "strike")).content.decode()


# What its button says.


def test_no_button_says_that_one_is_sure_twice() -> None:
    labels = [act.submit_label for act in (*CASE_ACTS.values(), *APPEAL_ACTS.values())]
    assert [label for label in labels if label.count("确认") > 1 or not label] == []
    assert {CASE_ACTS[code].submit_label for code in ("propose_answer", "propose_extension")} == {"送审"}
    assert CASE_ACTS["confirm_receipt"].submit_label == "确认日期"


def test_the_draft_button_stands_second_and_outlined(stage: Stage, signed_in: SignedIn) -> None:
    case = stage.case(organ=stage.bureau.organ, by=stage.drafter.by)
    text = signed_in(stage.drafter.by).get(act_page(case, "propose_answer")).content.decode()
    assert buttons(text) == ["送审"]
    assert text.index('value="送审"') < text.index('class="second-choice" name="as_draft"')


# What became of it.


@pytest.mark.parametrize(
    ("act", "sent"), [("propose_answer", {"outcome": "OPEN"}), ("propose_extension", {"days": "5", "reason": "量大"})]
)
@pytest.mark.parametrize(("as_draft", "said"), [("", "已送审，等候审核。"), ("1", "已存为草稿，尚未送审。")])
def test_a_draft_says_whether_it_was_handed_in(
    stage: Stage, signed_in: SignedIn, act: str, sent: dict[str, str], as_draft: str, said: str
) -> None:
    case = stage.case(organ=stage.bureau.organ, by=stage.drafter.by)
    answer = signed_in(stage.drafter.by).post(
        act_page(case, act), {**sent, "as_draft": as_draft, "version": 1}, follow=True
    )
    text = answer.content.decode()
    assert said in text
    assert f"“{CASE_ACTS[act].title}”已登记" not in text


# After the reply only the day of delivery is missing.


def test_the_second_service_is_named_for_what_it_adds_and_starts_empty(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    browser = signed_in(office.clerk)
    replied(case, office)
    offered = {one["label"]: one["kind"] for one in browser.get(page("change", case.pk)).context["actions"]}
    assert offered["补登送达日期"] == ""
    assert "登记送达" not in offered
    answer = browser.get(act_page(case, "serve"))
    assert answer.context["title"] == "补登送达日期"
    assert answer.context["form"]["on"].value() is None
    assert "办结日期和期限不变" in answer.content.decode()


def test_the_first_service_is_the_step_that_leads_on(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    case = operations.decide(case=case, by=office.clerk, at=NOW, on=TODAY, outcome="OPEN")
    browser = signed_in(office.clerk)
    offered = {one["label"]: one["kind"] for one in browser.get(page("change", case.pk)).context["actions"]}
    assert offered["登记送达"] == "main"
    assert browser.get(act_page(case, "serve")).context["form"]["on"].value() == TODAY


# What was wrong.


def test_wrong_entries_are_listed_at_the_top_with_links_to_them(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    sent = {"on": "昨天", "name": "", "version": 1}
    text = signed_in(office.clerk).post(act_page(case, "consult"), sent).content.decode()
    listed = re.findall(r'<li><a class="within" href="#(\w+)">(.*?)</a>：(.*?)</li>', text)
    assert [(place, label) for place, label, _ in listed] == [
        ("id_on", "发函日期"), ("id_party_0", "征求谁的意见"), ("id_name", "名称或姓名"),
    ]  # fmt: skip
    assert all(f'id="{place}"' in text for place, _, _ in listed)


def test_nothing_is_listed_where_nothing_is_wrong(office: Office, case: DisclosureRequest, signed_in: SignedIn) -> None:
    assert "要改正的各项" not in signed_in(office.clerk).get(act_page(case, "consult")).content.decode()


def test_a_wrong_set_of_choices_names_its_error_and_takes_the_keyboard_in_its_first_choice_only(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    sent = {"on": DAY, "name": "孙某（虚构）", "version": 1}
    text = signed_in(office.clerk).post(act_page(case, "consult"), sent).content.decode()
    assert '<fieldset class="choice-set" aria-describedby="id_party_helptext id_party_error">' in text
    assert 'id="id_party_error"' in text
    focused = re.findall(r"<input [^>]*autofocus[^>]*>", text)
    assert len(focused) == 1
    assert 'id="id_party_0"' in focused[0]


def test_approving_what_was_recalled_meanwhile_says_so(stage: Stage, signed_in: SignedIn) -> None:
    case = stage.drafted()
    browser = signed_in(stage.bureau.head.by)
    stage.drafter.recall(case=case, act="decide")
    sent = {"act": "decide", "on": DAY, "version": case.version}
    text = browser.post(act_page(case, "approve"), sent).content.decode()
    assert "这一项已经不在送审：可能刚被撤回、退回或审核过。" in text
    assert "有效的选项" not in text


def test_a_claim_after_somebody_elses_names_who_claimed(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    operations.claim(case=case, by=office.head, at=NOW)
    text = signed_in(office.clerk).post(act_page(case, "claim"), {"version": 1}).content.decode()
    assert "本件由“wang.head”承办，不能认领" in text


# Reviews and suits.


def test_a_suit_without_number_is_called_by_its_day_not_by_its_key(office: Office, signed_in: SignedIn) -> None:
    sent = {"organ": office.first.pk, "route": "review", "filed_on": DAY}
    browser: Client = signed_in(office.clerk)
    text = browser.post(reverse("admin:requests_app_appeal_add"), sent, follow=True).content.decode()
    assert str(Appeal.objects.get()) == "行政复议（2026-11-23 提起，案号未登记）"
    assert "没有填登记编号，未关联申请。" in text


# What cannot be taken back.


def test_handing_an_answer_back_shows_its_remark_to_whoever_mends_it(stage: Stage, signed_in: SignedIn) -> None:
    case = stage.bureau.head.send_back(case=stage.drafted(), act="decide", reason="缺依据（虚构）")
    browser = signed_in(stage.drafter.by)
    assert "退回意见：</strong>缺依据（虚构）" in browser.get(act_page(case, "propose_answer")).content.decode()
    case = stage.drafter.propose_answer(case=case, answer=Answer("OPEN", basis="补了"), submit=False)
    assert "退回意见：</strong>缺依据（虚构）" in browser.get(act_page(case, "propose_answer")).content.decode()


def test_what_one_took_back_oneself_is_no_remark_of_another(stage: Stage, signed_in: SignedIn) -> None:
    case = stage.drafter.recall(case=stage.drafted(), act="decide", reason="再想想（虚构）")
    browser = signed_in(stage.drafter.by)
    assert "退回意见" not in browser.get(act_page(case, "propose_answer")).content.decode()
    assert "<dt>撤回原因</dt>" in browser.get(page("change", case.pk)).content.decode()
