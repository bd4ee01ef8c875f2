"""The answer: decided, delivered, or withdrawn by the applicant (R19 Arts. 36–40)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from openness.organs.models import User
from requests_app.choices import EventKind, ProposedAct
from requests_app.lifecycle import Act
from requests_app.models import Decision, DisclosureRequest
from requests_app.operations.answer_checks import Answer, check_answer
from requests_app.operations.approval import Approval, own_answer
from requests_app.operations.drafts import drop_drafts
from requests_app.operations.outcome_rules import WITHDRAWN, list_on
from requests_app.operations.paper_service import note_reply
from requests_app.operations.work import Work, check_values, require_order
from requests_app.refusals import Refusal


@transaction.atomic
def decide(
    *,
    case: DisclosureRequest,
    by: User,
    at: datetime,
    on: date,
    outcome: str,
    exemptions: Sequence[str] = (),
    basis: str = "",
    document_number: str = "",
    override_reason: str = "",
    replied_on: date | None = None,
    reply_way: str = "",
    version: int | None = None,
) -> DisclosureRequest:
    """Decide on a request without a draft, where the unit asks for no second person; a reply made at once closes it too.

    Args:
        case: the case.
        by, at: who enters it, when.
        on: the day of the decision; it chooses the list of outcomes (law digest §1).
        outcome, exemptions, basis, document_number, override_reason: what the answer says (`Answer`).
        replied_on: the day the reply was made; None leaves the case 待送达.
        reply_way: how (`Delivery`).
        version: the version the person saw.

    Raises:
        Refusal: the unit asks for approval, an outcome of another list or one that the log does not bear out, not in this
            status, a disclosure while an asked party may still answer, a third party overridden without a reason, or a
            date out of order.
    """
    work = Work.begin(case=case, act=Act.DECIDE, by=by, at=at, on=on, version=version)
    approval = own_answer(by=by, organ=work.case.organ)
    put_decision(
        work, on=on, approval=approval, drafts=drop_drafts(work, ProposedAct.DECIDE),
        answer=Answer(outcome, tuple(exemptions), basis, document_number, override_reason),
    )  # fmt: skip
    if replied_on is not None:
        reply(work, on=replied_on, way=reply_way)
    return work.finish()


def put_decision(
    work: Work, *, on: date, answer: Answer, approval: Approval, drafts: Mapping[str, str] | None = None
) -> None:
    """Decide on a case already locked; `drafts` are those that the decision overtook."""
    check_answer(work, on=on, answer=answer, is_outside=approval.is_outside)
    first = not work.course.is_closed
    exemptions = list(answer.exemptions)
    _add(
        work, decided_on=on, outcome=answer.outcome, exemptions=exemptions, basis=answer.basis,
        document_number=answer.document_number, override_reason=answer.override_reason,
        drafted_by=approval.drafted_by, approved_by=approval.approved_by, is_self_approved=approval.is_self,
        is_approved_outside=approval.is_outside and work.case.organ.answers_need_approval,
    )  # fmt: skip
    if first:
        work.set(outcome=answer.outcome, exemptions=exemptions, decided_on=on)
    data: dict[str, Any] = {"outcome": answer.outcome, "document_number": answer.document_number, **approval.told()}
    if drafts:
        data["drafts"] = dict(drafts)
    work.log(EventKind.DECIDED, on=on, data=data, note=answer.basis)


@transaction.atomic
def serve(
    *,
    case: DisclosureRequest,
    by: User,
    at: datetime,
    on: date,
    way: str = "",
    proof: str = "",
    served_on: date | None = None,
    version: int | None = None,
) -> DisclosureRequest:
    """Record that the reply was made, which closes the case, or the delivery date of one already made.

    Args:
        case: the case.
        by, at: who enters it, when.
        on: the day the reply was made: signed for, or handed to the post (国办公开办函〔2016〕235号).
        way: how (`Delivery`).
        proof: postal number or the like.
        served_on: the day it reached the applicant, where known.
        version: the version the person saw.

    Raises:
        Refusal: nothing waits for delivery, or a date is out of order.
    """
    work = Work.begin(case=case, act=Act.SERVE, by=by, at=at, on=on, version=version)
    reply(work, on=on, way=way, proof=proof, served_on=served_on)
    return work.finish()


@transaction.atomic
def withdraw(
    *, case: DisclosureRequest, by: User, at: datetime, on: date, note: str = "", version: int | None = None
) -> DisclosureRequest:
    """Close a request that its applicant withdrew; counted under 其他处理.

    Where the case was reopened, the withdrawal ends that and is kept with the case like a later answer: how and when the
    case was first closed stays what is counted (law digest §2).

    Args:
        case: the case.
        by, at: who enters it, when.
        on: the day of the withdrawal.
        note: how it was declared.
        version: the version the person saw.

    Raises:
        Refusal: already closed, or a date is out of order.
    """
    work = Work.begin(case=case, act=Act.WITHDRAW, by=by, at=at, on=on, version=version)
    outcome = WITHDRAWN[list_on(on)]
    _add(work, decided_on=on, outcome=outcome, replied_on=on, basis=note)
    if work.course.is_reopened:
        work.set(answer_by=None)
    else:
        work.set(outcome=outcome, exemptions=[], decided_on=on, closed_on=on)
    work.log(EventKind.WITHDRAWN, on=on, data={"outcome": outcome, "drafts": drop_drafts(work)}, note=note)
    return work.finish()


def _add(work: Work, **values: Any) -> None:
    decision = Decision(request=work.case, seq=work.case.decisions.count() + 1, **values)
    check_values(decision)
    decision.save()


def reply(work: Work, *, on: date, way: str, proof: str = "", served_on: date | None = None) -> None:
    """Record on a case already locked that its last answer was replied, or arrived."""
    decision = work.case.decisions.standing().order_by("-seq").first()
    if decision is None:
        raise Refusal("nothing_to_serve", "尚未作出决定，没有可送达的答复。请先登记答复决定。")
    today = localdate(work.at)
    replied_on = decision.replied_on or on
    require_order(replied_on, after=decision.decided_on, today=today, field="replied_on")
    if served_on is None and decision.replied_on is not None:
        served_on = on
    if served_on is not None:
        require_order(served_on, after=replied_on, today=today, field="served_on")
    counted = work.case.decisions.made().first() or decision
    decision.replied_on, decision.served_on = replied_on, served_on
    decision.reply_way, decision.proof = way or decision.reply_way, proof or decision.proof
    check_values(decision)
    decision.save()
    if counted.pk == decision.pk:
        work.set(closed_on=replied_on, served_on=served_on)
    if work.course.is_reopened:
        work.set(answer_by=None)
    told = {"way": way, "served_on": served_on.isoformat() if served_on else "", **note_reply(work, decision)}
    work.log(EventKind.SERVED, on=on, data={**told, "drafts": drop_drafts(work)}, note=proof)
