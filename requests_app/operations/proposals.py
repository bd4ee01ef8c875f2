"""Four eyes on extensions and answers: drafted and submitted by one, approved or sent back by another."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from openness.organs.models import User
from openness.organs.rights import Action
from requests_app import lifecycle
from requests_app.choices import EventKind, ProposalState, ProposedAct
from requests_app.lifecycle import Act
from requests_app.models import DisclosureRequest, Proposal
from requests_app.operations.answer import put_decision
from requests_app.operations.answer_checks import Answer, check_answer
from requests_app.operations.approval import consent_of_the_head, may_approve, require_approval_asked, second_person
from requests_app.operations.drafts import pending_draft, write_draft
from requests_app.operations.extension import check_extension, put_extension
from requests_app.operations.late_entry import late_entry
from requests_app.operations.work import Work, require_running
from requests_app.refusals import Refusal


@transaction.atomic
def propose_extension(
    *,
    case: DisclosureRequest,
    by: User,
    at: datetime,
    days: int,
    reason: str,
    submit: bool = True,
    version: int | None = None,
) -> DisclosureRequest:
    """Draft an extension and submit it to the head of the disclosure office (R19 Art. 33); the term does not move yet.

    Args:
        case: the case.
        by, at: who drafts it, when.
        days: working days.
        reason: why.
        submit: hand it in now; otherwise it stays a draft.
        version: the version the person saw.

    Raises:
        Refusal: extended or submitted already, or nothing that could be approved.
    """
    work = Work.begin(case=case, act=Act.PROPOSE_EXTENSION, by=by, at=at, version=version)
    if submit:
        check_extension(work, on=localdate(at), days=days, reason=reason)
    return _hand_in(work, ProposedAct.EXTEND, {"days": days, "reason": reason}, submit=submit)


@transaction.atomic
def propose_answer(
    *, case: DisclosureRequest, by: User, at: datetime, answer: Answer, submit: bool = True, version: int | None = None
) -> DisclosureRequest:
    """Draft an answer and submit it to a second person.

    Args:
        case: the case.
        by, at: who drafts it, when.
        answer: what it says.
        submit: hand it in now; otherwise it stays a draft, which may be unfinished.
        version: the version the person saw.

    Raises:
        Refusal: the unit asks for no approval, submitted already, or an answer that could not be given today.
    """
    work = Work.begin(case=case, act=Act.PROPOSE_ANSWER, by=by, at=at, version=version)
    require_approval_asked(work.case.organ)
    if submit:
        check_answer(work, on=localdate(at), answer=answer)
    return _hand_in(work, ProposedAct.DECIDE, {**asdict(answer), "exemptions": list(answer.exemptions)}, submit=submit)


@transaction.atomic
def approve(
    *,
    case: DisclosureRequest,
    by: User,
    at: datetime,
    act: str,
    on: date,
    note: str = "",
    late_entry_reason: str = "",
    version: int | None = None,
) -> DisclosureRequest:
    """Approve what waits; the extension or the decision is made thereby.

    Args:
        case: the case.
        by, at: who approves, when.
        act: what is approved (`ProposedAct`).
        on: the day of the approval, which is that of the decision or of the consent.
        note: remarks, kept with the draft and told in the log.
        late_entry_reason: why it is entered later than `on`: dated before its draft was written, or a consent to an
            extension entered after the end of the term; it stays marked in the log.
        version: the version the person saw.

    Raises:
        Refusal: nothing waits, no right, one's own draft, what was drafted can no longer be done, or entered late without
            a reason for that.
    """
    work = Work.begin(case=case, act=Act.APPROVE, by=by, at=at, on=on, version=version)
    draft = pending_draft(work, act)
    lifecycle.require(Act(act), replace(work.course, pending=frozenset()))
    is_self = _carry_out(work, draft, on, note=note.strip(), late_entry_reason=late_entry_reason)
    draft.state, draft.decided_by, draft.decided_at = ProposalState.APPROVED, by, at
    draft.note, draft.is_self_approved = note.strip(), is_self
    draft.save()
    return work.finish()


@transaction.atomic
def send_back(
    *, case: DisclosureRequest, by: User, at: datetime, act: str, reason: str, version: int | None = None
) -> DisclosureRequest:
    """Send a submitted draft back to its drafter.

    Args:
        case: the case.
        by, at: who sends it back, when.
        act: which draft (`ProposedAct`).
        reason: what is to be changed.
        version: the version the person saw.

    Raises:
        Refusal: nothing waits, no right, or no reason.
    """
    work = Work.begin(case=case, act=Act.SEND_BACK, by=by, at=at, version=version)
    if not may_approve(by, work.case.organ):
        raise Refusal("not_allowed", "您没有审核的权限，不能退回。自己送审的请用“撤回送审”。")
    work.use(Action.CASE_APPROVE)
    if not reason.strip():
        raise Refusal("reason_missing", "请写明退回的原因和要改的地方。", "reason")
    return _take_back(work, act, EventKind.SENT_BACK, ProposalState.SENT_BACK, reason)


@transaction.atomic
def recall(
    *, case: DisclosureRequest, by: User, at: datetime, act: str, reason: str = "", version: int | None = None
) -> DisclosureRequest:
    """Take back what one submitted; it becomes a draft again.

    Args:
        case: the case.
        by, at: who takes it back, when.
        act: which draft (`ProposedAct`).
        reason: why, where there is something to say.
        version: the version the person saw.

    Raises:
        Refusal: nothing waits, or it was submitted by somebody else.
    """
    work = Work.begin(case=case, act=Act.RECALL, by=by, at=at, version=version)
    drafter = pending_draft(work, act).by
    if drafter.pk != by.pk:
        raise Refusal("not_the_drafter", f"这一项由“{drafter}”送审，只有本人能撤回；审核人请用“退回修改”。")
    return _take_back(work, act, EventKind.RECALLED, ProposalState.DRAFT, reason)


def _hand_in(work: Work, act: ProposedAct, arguments: Mapping[str, Any], *, submit: bool) -> DisclosureRequest:
    state = ProposalState.SUBMITTED if submit else ProposalState.DRAFT
    if act == ProposedAct.EXTEND:
        require_running(work.case, localdate(work.at))
    write_draft(work, act=act, arguments=arguments, state=state, at=work.at)
    if submit:
        work.log(EventKind.SUBMITTED, on=localdate(work.at), data={"act": act.value})
    return work.finish()


def _take_back(work: Work, act: str, kind: EventKind, state: ProposalState, reason: str) -> DisclosureRequest:
    draft = pending_draft(work, act)
    draft.state, draft.note = state, reason
    draft.save(update_fields=["state", "note"])
    work.log(kind, on=localdate(work.at), data={"act": act}, note=reason)
    return work.finish()


def _carry_out(work: Work, draft: Proposal, on: date, *, note: str, late_entry_reason: str) -> bool:
    """Do what was drafted; return whether the drafter approved it themselves."""
    organ, given = work.case.organ, draft.arguments
    rule = consent_of_the_head if draft.act == ProposedAct.EXTEND else second_person
    approval = rule(by=work.by, organ=organ, drafted_by=draft.by)
    late = late_entry(
        work.case, act=draft.act, on=on, today=localdate(work.at), drafted_on=localdate(draft.at),
        reason=late_entry_reason,
    )  # fmt: skip
    approval = replace(approval, note=note, late_entry_reason=late)
    if draft.act == ProposedAct.EXTEND:
        put_extension(work, on=on, days=given["days"], reason=given["reason"], approval=approval)
    else:
        answer = Answer(**{**given, "exemptions": tuple(given["exemptions"])})
        put_decision(work, on=on, answer=answer, approval=approval)
    return approval.is_self
