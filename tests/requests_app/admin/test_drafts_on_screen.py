"""Drafts and approvals on screen: kept unfinished, shown to whoever approves, marked where somebody approved themselves."""

import pytest

from requests_app.operations import Answer
from tests.office import Office
from tests.requests_app.admin.conftest import SignedIn, act_page, page
from tests.requests_app.admin.scenes import DAY, ON, Stage


@pytest.fixture
def stage(office: Office) -> Stage:
    return Stage(office)


def test_an_unfinished_draft_is_kept_and_opened_again(stage: Stage, signed_in: SignedIn) -> None:
    case = stage.case(organ=stage.bureau.organ, by=stage.drafter.by)
    browser = signed_in(stage.drafter.by)
    sent = {"basis": "还没查完", "as_draft": "存为草稿，不送审", "version": 1}
    answer = browser.post(act_page(case, "propose_answer"), sent, follow=True)
    assert answer.redirect_chain, answer.context["form"].errors
    assert case.proposals.get().state == "draft"
    form = browser.get(act_page(case, "propose_answer")).context["form"]
    assert form["basis"].value() == "还没查完"


def test_an_unfinished_answer_is_not_handed_in(stage: Stage, signed_in: SignedIn) -> None:
    case = stage.case(organ=stage.bureau.organ, by=stage.drafter.by)
    answer = signed_in(stage.drafter.by).post(act_page(case, "propose_answer"), {"basis": "还没查完", "version": 1})
    assert answer.context["form"].errors["outcome"]
    assert not case.proposals.exists()


def test_whoever_approves_sees_what_they_approve(stage: Stage, signed_in: SignedIn) -> None:
    case = stage.drafter.propose_answer(
        case=stage.case(organ=stage.bureau.organ, by=stage.drafter.by),
        answer=Answer("DENY_THIRD", basis="涉及商业秘密"),
    )
    text = signed_in(stage.bureau.head.by).get(act_page(case, "approve")).content.decode()
    assert "涉及商业秘密" in text
    assert "he.drafter" in text


def test_a_draft_is_not_shown_to_who_only_reads(stage: Stage, signed_in: SignedIn) -> None:
    case = stage.drafter.propose_answer(
        case=stage.case(organ=stage.bureau.organ, by=stage.drafter.by), answer=Answer("OPEN", basis="王某的家事")
    )
    for who in ("auditor", "manager"):
        assert "王某的家事" not in signed_in(getattr(stage.office, who)).get(page("change", case.pk)).content.decode()


def test_a_clerk_who_may_approve_alone_extends_and_decides_on_the_page(stage: Stage, signed_in: SignedIn) -> None:
    stage.bureau.approve_oneself()
    case, browser = stage.case(organ=stage.bureau.organ, by=stage.drafter.by), signed_in(stage.drafter.by)
    offered = {action["label"] for action in browser.get(page("change", case.pk)).context["actions"]}
    assert {"延期答复", "作出决定", "拟答复"} <= offered
    browser.post(act_page(case, "extend"), {"on": DAY, "days": "5", "reason": "量大", "version": 1})
    browser.post(act_page(case, "decide"), {"on": DAY, "outcome": "OPEN", "version": 2})
    text = browser.get(page("change", case.pk)).content.decode()
    assert text.count("自行审批：是") == 2  # in the log: the extension and the answer
    assert "he.drafter（自行审批）" in text


def test_an_approval_by_another_is_not_marked(stage: Stage, signed_in: SignedIn) -> None:
    case = stage.bureau.head.approve(case=stage.drafted(), act="decide", on=ON)
    assert "自行审批" not in signed_in(stage.drafter.by).get(page("change", case.pk)).content.decode()


def test_a_clerk_is_not_offered_to_amend_what_was_approved(stage: Stage, signed_in: SignedIn) -> None:
    case = stage.bureau.head.approve(case=stage.drafted("extend"), act="extend", on=ON)
    case = stage.drafter.propose_answer(case=case, answer=Answer("OPEN"))
    case = stage.bureau.head.approve(case=case, act="decide", on=ON)
    closed = {"outcome", "exemptions", "decided_on", "event_3_days", "event_3_on"}
    assert not closed & set(signed_in(stage.drafter.by).get(act_page(case, "amend")).context["form"].fields)
    assert closed <= set(signed_in(stage.bureau.head.by).get(act_page(case, "amend")).context["form"].fields)


def test_what_waits_for_approval_is_seen_at_the_top_by_everybody(stage: Stage, signed_in: SignedIn) -> None:
    case = stage.drafted()
    for who in (stage.drafter.by, stage.office.auditor):
        answer = signed_in(who).get(page("change", case.pk))
        assert answer.context["waiting_drafts"] == ["待审核：答复决定"]
        assert "待审核：答复决定</span>" in answer.content.decode()
    stage.bureau.head.send_back(case=case, act="decide", reason="缺依据")
    assert signed_in(stage.drafter.by).get(page("change", case.pk)).context["waiting_drafts"] == ["已退回：答复决定"]


def test_what_is_only_a_draft_of_ones_own_is_not_called_waiting(stage: Stage, signed_in: SignedIn) -> None:
    case = stage.case(organ=stage.bureau.organ, by=stage.drafter.by)
    case = stage.drafter.propose_answer(case=case, answer=Answer("OPEN"), submit=False)
    assert signed_in(stage.drafter.by).get(page("change", case.pk)).context["waiting_drafts"] == []


def test_the_draft_stands_under_the_steps_and_no_empty_answer_beside_it(stage: Stage, signed_in: SignedIn) -> None:
    text = signed_in(stage.drafter.by).get(page("change", stage.drafted().pk)).content.decode()
    assert text.index("可办理的步骤") < text.index("答复决定（待审核）") < text.index("概况")
    assert "尚未作出决定" not in text
    extended = signed_in(stage.drafter.by).get(page("change", stage.drafted("extend").pk)).content.decode()
    assert "尚未作出决定" in extended


def test_the_remark_is_called_after_who_wrote_it(stage: Stage, signed_in: SignedIn) -> None:
    case = stage.bureau.head.send_back(case=stage.drafted(), act="decide", reason="缺依据（虚构）")
    text = signed_in(stage.drafter.by).get(page("change", case.pk)).content.decode()
    assert "<dt>退回意见</dt>" in text
    assert "审核意见" not in text
    stage.drafter.propose_answer(case=case, answer=Answer("OPEN"))
    assert "<dt>此前的退回意见</dt>" in signed_in(stage.drafter.by).get(page("change", case.pk)).content.decode()


@pytest.mark.parametrize("act", ["decide", "extend"])
def test_what_was_remarked_on_approval_stands_in_the_log_on_page_and_in_the_file(
    stage: Stage, signed_in: SignedIn, act: str
) -> None:
    case, browser = stage.drafted(act), signed_in(stage.bureau.head.by)
    sent = {"act": act, "on": DAY, "note": "表述妥当（虚构）", "version": case.version}
    assert browser.post(act_page(case, "approve"), sent).status_code == 302
    for name in ("change", "file"):
        assert "审核意见：表述妥当（虚构）" in browser.get(page(name, case.pk)).content.decode()
