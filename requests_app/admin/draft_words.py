"""What waits for a second person, or came back from one, as the pages of a case tell it."""

from typing import Any

from django.utils.timezone import localtime

from requests_app.choices import EventKind, ProposalState, ProposedAct
from requests_app.forms.outcome_choices import outcome_label
from requests_app.models import DisclosureRequest, Proposal

Pairs = list[tuple[str, Any]]

REMARKS = {EventKind.SENT_BACK: "退回意见", EventKind.RECALLED: "撤回原因"}
"""What the remark on a draft is called: whoever sent it back, or took it back, wrote it."""


def drafts_of(case: DisclosureRequest) -> list[dict[str, Any]]:
    """Return the drafts of a case that may still become something, in words."""
    drafts = case.proposals.live().select_related("by")
    return [
        {
            "act": draft.act,
            "title": f"{draft.get_act_display()}（{draft.get_state_display()}）",
            "rows": [("起草人", f"{draft.by}"), ("时间", localtime(draft.submitted_at or draft.at)), *_drafted(draft)],
        }
        for draft in drafts
    ]


def waiting_drafts(case: DisclosureRequest) -> list[str]:
    """Return what of a case lies with somebody else than its drafter, or came back, in words without a name."""
    shown = case.proposals.filter(state__in=(ProposalState.SUBMITTED, ProposalState.SENT_BACK)).order_by("pk")
    return [f"{one.get_state_display()}：{one.get_act_display()}" for one in shown]


def returned_remark(case: DisclosureRequest, act: str) -> str:
    """Return why the draft of an act (`ProposedAct`) was sent back, for whoever mends it; empty where none was."""
    draft = case.proposals.with_the_drafter().filter(act=act).first()
    return draft.note if draft and _last_return(draft) == EventKind.SENT_BACK else ""


def drafts_shown(case: DisclosureRequest, *, is_open: bool) -> dict[str, Any]:
    """Return the drafts, and whether one of them is an answer: then the panel of answers need not say that there is none."""
    drafts = drafts_of(case) if is_open else []
    return {"drafts": drafts, "has_answer_draft": any(draft["act"] == ProposedAct.DECIDE for draft in drafts)}


def _drafted(draft: Proposal) -> Pairs:
    given = draft.arguments
    rows = [
        ("延期工作日", given.get("days")),
        ("理由", given.get("reason")),
        ("办理结果", outcome_label(given.get("outcome", ""))),
        ("不予公开部分的理由", "、".join(outcome_label(code) for code in given.get("exemptions", []))),
        ("事实与依据", given.get("basis")),
        ("第三方不同意而仍予公开的理由", given.get("override_reason")),
        ("文号", given.get("document_number")),
        (_remark_name(draft), draft.note),
    ]
    return [(label, value) for label, value in rows if value]


def _remark_name(draft: Proposal) -> str:
    """Return what the remark is called; on a draft handed in again it is about what was there before."""
    name = REMARKS.get(EventKind(kind), "审核意见") if (kind := _last_return(draft)) else "审核意见"
    return f"此前的{name}" if draft.state == ProposalState.SUBMITTED else name


def _last_return(draft: Proposal) -> str:
    """Return how the draft last came back to its drafter; empty where it never did."""
    returns = draft.request.events.filter(kind__in=REMARKS, data__act=draft.act).order_by("seq")
    last = returns.last()
    return last.kind if last else ""
