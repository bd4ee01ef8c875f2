"""Reviews and suits about a reply (行政复议、行政诉讼): entered, concluded, corrected, voided."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from openness.organs.models import Organ, User
from openness.organs.rights import Action
from requests_app import lifecycle
from requests_app.choices import AppealRoute, EventKind
from requests_app.lifecycle import Act
from requests_app.models import Appeal, CaseEvent, DisclosureRequest
from requests_app.operations.meanwhile import stale
from requests_app.operations.work import as_refusal, check_values, entries_of, next_seq, require, require_order
from requests_app.refusals import Refusal

AMENDABLE = frozenset(
    {
        "route", "filed_on", "body", "case_number", "first_concluded_on", "first_result", "second_filed_on",
        "second_body", "second_case_number", "result", "concluded_on", "consequence", "note", "request_number",
    }
)  # fmt: skip


@transaction.atomic
def open_appeal(
    *,
    by: User,
    at: datetime,
    organ: Organ,
    route: str,
    filed_on: date,
    case: DisclosureRequest | None = None,
    request_number: str = "",
    body: str = "",
    case_number: str = "",
    note: str = "",
) -> Appeal:
    """Enter a review or suit.

    Args:
        by, at: who enters it, when.
        organ: the unit whose act is challenged.
        route: review, direct suit, or suit after a review.
        filed_on: the day it was filed.
        case: the request it is about; None where that is not kept here.
        request_number: its number as the papers give it.
        body: the review organ or court.
        case_number: its case number.
        note: remarks.

    Raises:
        Refusal: no right, filed before the request was received, or another unit's case.
    """
    require(by, Action.CASE_WORK, organ)
    case = _locked_case(case, organ)
    require_order(filed_on, after=case.received_on if case else None, today=localdate(at), field="filed_on")
    appeal = Appeal(
        organ=organ, request=case, request_number=request_number or (case.number if case else ""),
        route=route, filed_on=filed_on, body=body, case_number=case_number, note=note,
        worked_on_at=at,
    )  # fmt: skip
    check_values(appeal)
    appeal.save()
    _log(appeal, EventKind.APPEAL_OPENED, on=filed_on, by=by, at=at, data={"route": route})
    return appeal


@transaction.atomic
def close_appeal(
    *,
    appeal: Appeal,
    by: User,
    at: datetime,
    on: date,
    result: str,
    consequence: str = "",
    note: str = "",
    version: int | None = None,
) -> Appeal:
    """Record how a review or suit was concluded; a suit only when no instance is open.

    Args:
        appeal: the review or suit.
        by, at: who enters it, when.
        on: the day it was concluded.
        result: upheld, corrected, other.
        consequence: what it led to (`Consequence`).
        note: what it orders.
        version: the version the person saw.

    Raises:
        Refusal: already concluded, no right, or a date out of order.
    """
    locked = _locked(appeal, by, Action.CASE_WORK, version)
    if locked.concluded_on is not None:
        raise Refusal("appeal_concluded", f"本件已于 {locked.concluded_on} 审结。填错的请用“更正”。")
    require_order(on, after=locked.second_filed_on or locked.filed_on, today=localdate(at))
    locked.result, locked.concluded_on, locked.consequence = result, on, consequence
    _save(locked, at, "result", "concluded_on", "consequence")
    data = {"result": result, "consequence": consequence}
    _log(locked, EventKind.APPEAL_CLOSED, on=on, by=by, at=at, data=data, note=note)
    return locked


@transaction.atomic
def appeal_further(
    *,
    appeal: Appeal,
    by: User,
    at: datetime,
    on: date,
    first_concluded_on: date,
    first_result: str,
    body: str = "",
    case_number: str = "",
    note: str = "",
    version: int | None = None,
) -> Appeal:
    """Enter the second instance of a suit: the suit stays one row, and pending until no instance is open (law digest §5).

    Args:
        appeal: the suit.
        by, at: who enters it, when.
        on: the day of the appeal to the second instance.
        first_concluded_on, first_result: the judgment of the first instance.
        body, case_number: the court of the second instance and its case number.
        note: remarks.
        version: the version the person saw.

    Raises:
        Refusal: a review, concluded, in its second instance already, no right, or dates out of order.
    """
    locked = _locked(appeal, by, Action.CASE_WORK, version)
    if locked.route == AppealRoute.REVIEW:
        raise Refusal("review_has_one_instance", "行政复议没有二审；对复议决定不服起诉的，另登记一条“复议后起诉”。")
    if locked.concluded_on is not None:
        raise Refusal("appeal_concluded", f"本件已于 {locked.concluded_on} 审结。填错的请用“更正”。")
    if locked.second_filed_on is not None:
        raise Refusal("second_instance_once", f"本件已于 {locked.second_filed_on} 登记上诉。填错的请用“更正”。")
    if not first_result:
        raise Refusal("first_result_missing", "请选一审结果；没有一审裁判的，还不能登记上诉。", "first_result")
    today = localdate(at)
    require_order(first_concluded_on, after=locked.filed_on, today=today, field="first_concluded_on")
    require_order(on, after=first_concluded_on, today=today)
    locked.first_concluded_on, locked.first_result = first_concluded_on, first_result
    locked.second_filed_on, locked.second_body, locked.second_case_number = on, body, case_number
    fields = ("first_concluded_on", "first_result", "second_filed_on", "second_body", "second_case_number")
    _save(locked, at, *fields)
    _log(locked, EventKind.APPEAL_FURTHER, on=on, by=by, at=at, data={"first_result": first_result}, note=note)
    return locked


@transaction.atomic
def amend_appeal(
    *, appeal: Appeal, by: User, at: datetime, changes: Mapping[str, Any], reason: str, version: int | None = None
) -> Appeal:
    """Correct what was entered wrongly about a review or suit; before and after stay in the log.

    Args:
        appeal: the review or suit.
        by, at: who corrects, when.
        changes: new values by field (`AMENDABLE`).
        reason: why.
        version: the version the person saw.

    Raises:
        Refusal: no reason, nothing changes, no right, or values that cannot be.
    """
    locked = _locked(appeal, by, Action.CASE_AMEND, version)
    unknown = set(changes) - AMENDABLE
    if unknown:
        raise TypeError(f"amend_appeal() got unexpected fields {sorted(unknown)}")
    real = {name: value for name, value in changes.items() if getattr(locked, name) != value}
    if not reason.strip() or not real:
        raise Refusal("reason_missing", "请作出改动并写明更正的原因。", "reason")
    before = {name: str(getattr(locked, name) or "") for name in real}
    for name, value in real.items():
        setattr(locked, name, value)
    _check_dates(locked, at)
    _save(locked, at, *real)
    changed = {name: [before[name], str(value or "")] for name, value in real.items()}
    _log(locked, EventKind.AMENDED, on=localdate(at), by=by, at=at, data={"changes": changed}, note=reason)
    return locked


@transaction.atomic
def void_appeal(*, appeal: Appeal, by: User, at: datetime, reason: str, version: int | None = None) -> Appeal:
    """Take a review or suit out of every count.

    Args:
        appeal: the review or suit.
        by, at: who does it, when.
        reason: why.
        version: the version the person saw.

    Raises:
        Refusal: no reason, no right, or already void.
    """
    locked = _locked(appeal, by, Action.CASE_VOID, version)
    if not reason.strip():
        raise Refusal("reason_missing", "请写明作废的原因。", "reason")
    locked.is_live = False
    _save(locked, at, "is_live")
    _log(locked, EventKind.VOIDED, on=localdate(at), by=by, at=at, note=reason)
    return locked


def _locked(appeal: Appeal, by: User, action: Action, version: int | None) -> Appeal:
    locked: Appeal = Appeal.objects.select_for_update().get(pk=appeal.pk)
    require(by, action, locked.organ)
    if version is not None and version != locked.version:
        raise stale(locked, locked.events.order_by("at", "pk"), seen=version, now=locked.version)
    if not locked.is_live:
        raise Refusal("not_in_this_status", "本记录已作废，不能再办理。")
    return locked


def _locked_case(case: DisclosureRequest | None, organ: Organ) -> DisclosureRequest | None:
    """Lock the request first, so that it is not voided while an appeal on it is entered."""
    if case is None:
        return None
    locked: DisclosureRequest = DisclosureRequest.objects.select_for_update().get(pk=case.pk)
    if locked.organ_id != organ.pk:
        raise Refusal("case_of_another_unit", f"申请 {locked.number} 不是“{organ}”受理的，请核对单位。", "organ")
    lifecycle.require(Act.OPEN_APPEAL, lifecycle.course_of(locked.regime, entries_of(locked)))
    return locked


def _check_dates(appeal: Appeal, at: datetime) -> None:
    received_on = appeal.request.received_on if appeal.request else None
    require_order(appeal.filed_on, after=received_on, today=localdate(at), field="filed_on")
    last = appeal.filed_on
    for name in ("first_concluded_on", "second_filed_on", "concluded_on"):
        on = getattr(appeal, name)
        if on is not None:
            require_order(on, after=last, today=localdate(at), field=name)
            last = on


def _save(appeal: Appeal, at: datetime, *fields: str) -> None:
    appeal.version += 1
    appeal.worked_on_at = at
    check_values(appeal)
    try:
        with transaction.atomic():
            appeal.save(update_fields=["version", "worked_on_at", *fields])
    except IntegrityError as broken:
        raise as_refusal(broken) from broken
    appeal.refresh_from_db()


def _log(
    appeal: Appeal,
    kind: EventKind,
    *,
    on: date,
    by: User,
    at: datetime,
    data: Mapping[str, Any] | None = None,
    note: str = "",
) -> None:
    """Log on the appeal; where its request is kept here, in that case's log too, as one and the same event."""
    case = appeal.request and DisclosureRequest.objects.select_for_update().get(pk=appeal.request.pk)
    seq = next_seq(case) if case else 0
    CaseEvent.objects.create(
        request=case,
        appeal=appeal,
        seq=seq,
        kind=kind,
        on=on,
        at=at,
        by=by,
        data=dict(data or {}),
        note=note,
        version=appeal.version,
    )
