"""The one extension of the term: consented to by the head of the disclosure office and told to the applicant (R19 Art. 33)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from openness.organs.models import User
from requests_app.choices import EventKind, ProposedAct
from requests_app.lifecycle import Act
from requests_app.models import DisclosureRequest
from requests_app.operations.approval import Approval, consent_of_the_head
from requests_app.operations.drafts import drop_drafts
from requests_app.operations.late_entry import late_entry
from requests_app.operations.paper_service import note_service
from requests_app.operations.work import Work, require_running
from requests_app.refusals import Refusal
from requests_app.regimes import terms


@transaction.atomic
def extend(
    *,
    case: DisclosureRequest,
    by: User,
    at: datetime,
    on: date,
    days: int,
    reason: str,
    late_entry_reason: str = "",
    version: int | None = None,
) -> DisclosureRequest:
    """Extend the term once, by the head of the disclosure office (R19 Art. 33, R07 Art. 24).

    Args:
        case: the case.
        by, at: who consents and enters it, when.
        on: the day of the consent.
        days: working days, at most what the regulation allows.
        reason: why.
        late_entry_reason: why a consent within the term is entered after its end; it stays marked in the log.
        version: the version the person saw.

    Raises:
        Refusal: no right to approve, already extended, too many days, no reason, the term ran out, entered after its end
            without a reason for that, not in this status, or a date out of order.
    """
    work = Work.begin(case=case, act=Act.EXTEND, by=by, at=at, on=on, version=version)
    put_own_extension(work, on=on, days=days, reason=reason, late_entry_reason=late_entry_reason)
    return work.finish()


@transaction.atomic
def tell_extension(
    *,
    case: DisclosureRequest,
    by: User,
    at: datetime,
    on: date,
    way: str = "",
    proof: str = "",
    note: str = "",
    version: int | None = None,
) -> DisclosureRequest:
    """Record that the applicant was told of the extension (R19 Art. 33); the term has moved already.

    Args:
        case: the case.
        by, at: who enters it, when.
        on: the day the applicant was told, after the consent, whatever else was done meanwhile; the letter that waits to
            be served is noted as served that day.
        way, proof: how (`Delivery`), with the postal number or the like.
        note: remarks.
        version: the version the person saw.

    Raises:
        Refusal: not extended, already told, no such way, or told before the consent or in the future.
    """
    work = Work.begin(case=case, act=Act.TELL_EXTENSION, by=by, at=at, on=on, version=version)
    data = note_service(work, EventKind.EXTENSION_TOLD, on=on, way=way, proof=proof)
    work.log(EventKind.EXTENSION_TOLD, on=on, data=data, note=note)
    return work.finish()


def check_extension(work: Work, *, on: date, days: int, reason: str) -> None:
    """Raise Refusal where the term cannot be extended so, whoever consents."""
    limit = terms(work.case.regime, on).extension_days
    if not isinstance(limit.value, int) or not 1 <= days <= limit.value:
        raise Refusal(
            "extension_too_long", f"延期应为1至{limit.value}个工作日（{limit.article}），现为{days}。", "days"
        )
    if not reason.strip():
        raise Refusal("reason_missing", "请写明延期的理由。", "reason")
    require_running(work.case, on)


def put_own_extension(work: Work, *, on: date, days: int, reason: str, late_entry_reason: str) -> None:
    """Extend the term of a case already locked by who consents without a draft."""
    approval = consent_of_the_head(by=work.by, organ=work.case.organ, drafted_by=work.by)
    today = localdate(work.at)
    late = late_entry(work.case, act=ProposedAct.EXTEND, on=on, today=today, reason=late_entry_reason)
    put_extension(
        work, on=on, days=days, reason=reason, drafts=drop_drafts(work, ProposedAct.EXTEND),
        approval=replace(approval, late_entry_reason=late),
    )  # fmt: skip


def put_extension(
    work: Work, *, on: date, days: int, reason: str, approval: Approval, drafts: Mapping[str, str] | None = None
) -> None:
    """Extend the term of a case already locked; `drafts` are those that the extension overtook."""
    check_extension(work, on=on, days=days, reason=reason)
    work.set(extension_days=days)
    data: dict[str, Any] = {"days": days, **approval.told()}
    if drafts:
        data["drafts"] = dict(drafts)
    work.log(EventKind.EXTENDED, on=on, data=data, note=reason)
