"""Taking back the last step of a case: what it had set is unset, what was there before stands again."""

from requests_app.choices import EventKind, ProposalState
from requests_app.lifecycle import is_step
from requests_app.models import Decision, Proposal
from requests_app.operations.fees import strike_notice, undeliver_notice, unpay, unwaive
from requests_app.operations.work import Work
from requests_app.regimes import regime_on
from requests_app.timeline import Entry, effective


def last_step(work: Work) -> Entry:
    """Return the last step that stands; the lifecycle has seen to it that there is one behind the registration."""
    return [entry for entry in effective(work.entries) if is_step(entry)][-1]


def take_back(work: Work, step: Entry) -> None:
    """Unset what the step itself had set."""
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
    }.get(EventKind(step.kind))
    if undo is not None:
        undo(work, step)


def reconcile(work: Work) -> None:
    """Where the case is open again, let it carry the answer that still waits for delivery, or none."""
    _wait_again(work)
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


def _wait_again(work: Work) -> None:
    """Where an approved step was struck, its draft waits for approval again, as the log says."""
    for act in work.course.pending:
        if not Proposal.objects.live().filter(request=work.case, act=act).exists():
            last = Proposal.objects.filter(request=work.case, act=act).order_by("-at", "-pk").first()
            if last is not None:
                last.state, last.decided_by, last.decided_at = ProposalState.SUBMITTED, None, None
                last.save(update_fields=["state", "decided_by", "decided_at"])


def _unconfirm(work: Work, step: Entry) -> None:
    work.set(received_on=None, receipt_basis="", regime=regime_on(work.case.arrived_on))


def _restore_content(work: Work, step: Entry) -> None:
    before, _ = step.data.get("changes", {}).get("content", (work.case.content, None))
    work.set(content=before)


def _unextend(work: Work, step: Entry) -> None:
    work.set(extension_days=0)


def _strike_decision(work: Work, step: Entry) -> None:
    _strike(work, work.case.decisions.waiting().last())


def _strike_reply(work: Work, step: Entry) -> None:
    _strike(work, work.case.decisions.made().last())


def _unserve(work: Work, step: Entry) -> None:
    """A delivery date alone is unset; a reply is unmade, and a ledger's reply, which had no decision, is struck."""
    before = [entry for entry in effective(work.entries) if entry.seq < step.seq and is_step(entry)]
    answer = work.case.decisions.made().last()
    if answer is None:
        return
    answer.served_on = None
    if before[-1].kind == EventKind.SERVED:
        if answer.replied_on == work.case.closed_on:
            work.set(served_on=None)
    elif before[-1].kind == EventKind.DECIDED:
        answer.replied_on = None
    else:
        answer.struck_at = work.at
    answer.save(update_fields=["served_on", "replied_on", "struck_at"])


def _strike(work: Work, decision: Decision | None) -> None:
    if decision is not None:
        decision.struck_at = work.at
        decision.save(update_fields=["struck_at"])
