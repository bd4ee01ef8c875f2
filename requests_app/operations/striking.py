"""Taking back the last step of a case: what it had set is unset, what was there before stands again."""

from collections.abc import Iterable
from datetime import date

from openness.organs.models import User
from openness.organs.rights import Action, may
from requests_app.choices import EventKind, ProposalState
from requests_app.lifecycle import Course, is_step
from requests_app.models import CaseEvent, Decision, DisclosureRequest
from requests_app.operations.approval import may_approve, was_approved
from requests_app.operations.drafts import bring_back, drop_drafts
from requests_app.operations.fee_mistakes import strike_notice, undeliver_notice, unpay, unwaive
from requests_app.operations.paper_service import unnote_service
from requests_app.operations.work import Work
from requests_app.refusals import Refusal
from requests_app.regimes import regime_on
from requests_app.timeline import Entry, effective

REPLIES = frozenset({EventKind.SERVED, EventKind.WITHDRAWN})
"""The steps that end a case."""


def last_step(entries: Iterable[Entry]) -> Entry:
    """Return the last step that stands in a log; there is one, be it the registration."""
    return [entry for entry in effective(entries) if is_step(entry)][-1]


def require_strikable(*, step: Entry, by: User, case: DisclosureRequest, course: Course) -> None:
    """Raise Refusal where `by` may not strike a step: a reply is struck by a supervisor, what was approved by whoever
    approves, a reopening with nothing pending."""
    if step.kind in REPLIES and not may(by, Action.CASE_VOID, case.organ):
        raise Refusal("not_allowed", "已办结的答复只能由审核人或主管部门撤销。")
    if was_approved(step) and not may_approve(by, case.organ):
        raise Refusal(
            "not_allowed", f"“{EventKind(step.kind).label}”经审核人同意，只能由审核人或主管部门撤销，请交其办理。"
        )
    if step.kind == EventKind.REOPENED and course.pending:
        raise Refusal("approval_pending", "本件还有正在送审的内容，请先“撤回送审”或退回，再撤销“重新办理”。")


def take_back(work: Work, step: Entry) -> None:
    """Unset what the step itself had set."""
    if step.kind in REPLIES:
        work.use(Action.CASE_VOID)
    elif was_approved(step):
        work.use(Action.CASE_APPROVE)
    undo = {
        EventKind.RECEIPT_CONFIRMED: _unconfirm,
        EventKind.CORRECTION_RECEIVED: _restore_content,
        EventKind.FEE_NOTICED: strike_notice,
        EventKind.FEE_DELIVERED: undeliver_notice,
        EventKind.FEE_PAID: unpay,
        EventKind.FEE_WAIVED: unwaive,
        EventKind.EXTENDED: _unextend,
        EventKind.DECIDED: _strike_decision,
        EventKind.SERVED: _unserve,
        EventKind.WITHDRAWN: _strike_reply,
        EventKind.REOPENED: _close_again,
    }.get(EventKind(step.kind))
    if undo is not None:
        undo(work, step)
    unnote_service(work, step)


def reconcile(work: Work, step: Entry) -> None:
    """Where the case is open again, let it carry the answer that still waits for delivery, or none."""
    _wait_again(work, step)
    work.set(answer_by=_answer_by(work))
    if work.course.is_closed:
        return
    answer = work.case.decisions.waiting().last() if work.course.has_open_answer else None
    work.set(
        closed_on=None,
        served_on=None,
        decided_on=answer.decided_on if answer else None,
        outcome=answer.outcome if answer else "",
        exemptions=answer.exemptions if answer else [],
    )


def _wait_again(work: Work, step: Entry) -> None:
    """Where the struck step used a draft, or let one go, it stands again as it did; what the log says waits, waits."""
    let_go: dict[str, str] = step.data.get("drafts", {})
    for act, state in let_go.items():
        bring_back(work, act, state)
    for act in work.course.pending:
        bring_back(work, act, ProposalState.SUBMITTED)


def _answer_by(work: Work) -> date | None:
    """Return by when a case in hand again is to be answered, as its reopening says."""
    reopened = [entry for entry in effective(work.entries) if entry.kind == EventKind.REOPENED]
    until = reopened[-1].data.get("answer_by") if reopened and work.course.is_reopened else ""
    return date.fromisoformat(until) if until else None


def _unconfirm(work: Work, step: Entry) -> None:
    work.set(received_on=None, receipt_basis="", regime=regime_on(work.case.arrived_on))


def _restore_content(work: Work, step: Entry) -> None:
    before, after = step.data.get("changes", {}).get("content", ("", ""))
    # split or amended since: what stands is no longer what the step had set
    if work.case.content == after:
        work.set(content=before)


def _unextend(work: Work, step: Entry) -> None:
    work.set(extension_days=0)


def _strike_decision(work: Work, step: Entry) -> None:
    _strike(work, work.case.decisions.waiting().last())


def _strike_reply(work: Work, step: Entry) -> None:
    _strike(work, work.case.decisions.made().last())


def _unserve(work: Work, step: Entry) -> None:
    """A delivery date alone is unset; a reply is unmade, and a ledger's reply, which had no decision, is struck."""
    # other steps may lie between, such as the day on which an extension was told
    kinds = (EventKind.DECIDED, EventKind.SERVED)
    earlier = [entry for entry in effective(work.entries) if entry.seq < step.seq and entry.kind in kinds]
    before = earlier[-1] if earlier else None
    answer = work.case.decisions.made().last()
    if answer is None:
        return
    answer.served_on = None
    if before is not None and before.kind == EventKind.SERVED:
        first = CaseEvent.objects.get(request=work.case, seq=before.seq)
        answer.reply_way, answer.proof = first.data.get("way", ""), first.note
        if answer == work.case.decisions.made().first():
            work.set(served_on=None)
    elif before is not None:
        answer.replied_on, answer.reply_way, answer.proof = None, "", ""
    else:
        answer.struck_at = work.at
    answer.save(update_fields=["served_on", "replied_on", "struck_at", "reply_way", "proof"])


def _close_again(work: Work, step: Entry) -> None:
    """The case is closed as before; what was drafted meanwhile has nothing to become."""
    drop_drafts(work)


def _strike(work: Work, decision: Decision | None) -> None:
    if decision is not None:
        decision.struck_at = work.at
        decision.save(update_fields=["struck_at"])
