"""The answer: decided, delivered, withdrawn by the applicant, or given again after a review or suit (R19 Arts. 36–40)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from openness.organs.models import User
from openness.organs.rights import Action
from requests_app.choices import EventKind
from requests_app.lifecycle import Act
from requests_app.models import Decision, DisclosureRequest
from requests_app.operations.outcome_rules import WITHDRAWN, check_awaited, check_outcome, list_on
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
    replied_on: date | None = None,
    reply_way: str = "",
    version: int | None = None,
) -> DisclosureRequest:
    """Decide on a request; where the reply was made at once, close it too.

    Args:
        case: the case.
        by, at: who enters it, when.
        on: the day of the decision; it chooses the list of outcomes (law digest §1).
        outcome: a code of that list.
        exemptions: codes noted on a partial disclosure; they are never counted.
        basis: facts and articles.
        document_number: the number of the letter.
        replied_on: the day the reply was made; None leaves the case 待送达.
        reply_way: how (`Delivery`).
        version: the version the person saw.

    Raises:
        Refusal: an outcome of another list, not in this status, or a date out of order.
    """
    work = Work.begin(case=case, act=Act.DECIDE, by=by, at=at, on=on, version=version)
    check_outcome(outcome, on, exemptions)
    check_awaited(outcome, on, work.course)
    first = not work.course.is_closed
    _add(
        work, decided_on=on, outcome=outcome, exemptions=list(exemptions), basis=basis, document_number=document_number
    )
    if first:
        work.set(outcome=outcome, exemptions=list(exemptions), decided_on=on)
    work.log(EventKind.DECIDED, on=on, data={"outcome": outcome, "document_number": document_number}, note=basis)
    if replied_on is not None:
        _reply(work, on=replied_on, way=reply_way, proof="", served_on=None)
    return work.finish()


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
    _reply(work, on=on, way=way, proof=proof, served_on=served_on)
    return work.finish()


@transaction.atomic
def withdraw(
    *, case: DisclosureRequest, by: User, at: datetime, on: date, note: str = "", version: int | None = None
) -> DisclosureRequest:
    """Close a request that its applicant withdrew; counted under 其他处理.

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
    work.set(outcome=outcome, exemptions=[], decided_on=on, closed_on=on)
    work.log(EventKind.WITHDRAWN, on=on, data={"outcome": outcome}, note=note)
    return work.finish()


@transaction.atomic
def reopen(
    *, case: DisclosureRequest, by: User, at: datetime, on: date, because: str, version: int | None = None
) -> DisclosureRequest:
    """Open a closed case again after a review or court decision; it stays where it was counted (law digest §2).

    Args:
        case: the case.
        by, at: who enters it, when.
        on: the day of that decision.
        because: which decision, and what it orders.
        version: the version the person saw.

    Raises:
        Refusal: not closed, no reason, or a date is out of order.
    """
    work = Work.begin(case=case, act=Act.REOPEN, by=by, at=at, on=on, version=version, action=Action.CASE_VOID)
    if not because.strip():
        raise Refusal("reason_missing", "请写明依据哪一份复议决定或判决重新办理。", "because")
    work.log(EventKind.REOPENED, on=on, note=because)
    return work.finish()


def _add(work: Work, **values: Any) -> None:
    decision = Decision(request=work.case, seq=work.case.decisions.count() + 1, **values)
    check_values(decision)
    decision.save()


def _reply(work: Work, *, on: date, way: str, proof: str, served_on: date | None) -> None:
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
    work.log(
        EventKind.SERVED, on=on,
        data={"way": way, "served_on": served_on.isoformat() if served_on else ""}, note=proof,
    )  # fmt: skip
