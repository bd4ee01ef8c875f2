"""Reviews and suits about a reply (行政复议、行政诉讼): entered, concluded, taken to the second instance."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from openness.organs.models import Organ, User
from openness.organs.rights import Action
from requests_app import lifecycle
from requests_app.choices import AppealRoute, EventKind
from requests_app.lifecycle import Act
from requests_app.models import Appeal, DisclosureRequest
from requests_app.operations.appeal_rows import locked_appeal, log_appeal, save_appeal
from requests_app.operations.work import check_values, entries_of, require, require_order
from requests_app.refusals import Refusal

CONCLUSION = ("result", "concluded_on", "consequence")
"""How a review or suit ended; all empty while it is pending."""


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
    log_appeal(appeal, EventKind.APPEAL_OPENED, on=filed_on, by=by, at=at, data={"route": route})
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
    locked = locked_appeal(appeal, by, Action.CASE_WORK, version)
    if locked.concluded_on is not None:
        raise Refusal("appeal_concluded", f"本件已于 {locked.concluded_on} 审结。填错的请用“更正”。")
    require_order(on, after=locked.second_filed_on or locked.filed_on, today=localdate(at))
    locked.result, locked.concluded_on, locked.consequence = result, on, consequence
    save_appeal(locked, at, *CONCLUSION)
    data = {"result": result, "consequence": consequence}
    log_appeal(locked, EventKind.APPEAL_CLOSED, on=on, by=by, at=at, data=data, note=note)
    return locked


@transaction.atomic
def appeal_further(
    *,
    appeal: Appeal,
    by: User,
    at: datetime,
    on: date,
    first_concluded_on: date | None = None,
    first_result: str = "",
    body: str = "",
    case_number: str = "",
    note: str = "",
    version: int | None = None,
) -> Appeal:
    """Enter the second instance of a suit: the suit stays one row, and pending until no instance is open (law digest §5).

    A suit that was entered as concluded after its first instance is pending again: what was entered as its conclusion
    becomes the judgment of the first instance, and what that led to is still to come; before and after stay in the log.

    Args:
        appeal: the suit.
        by, at: who enters it, when.
        on: the day of the appeal to the second instance.
        first_concluded_on, first_result: the judgment of the first instance; left out where the suit was concluded by it.
        body, case_number: the court of the second instance and its case number.
        note: remarks.
        version: the version the person saw.

    Raises:
        Refusal: a review, in its second instance already or concluded by it, another judgment than the one that concluded
            the suit, none at all, no right, or dates out of order.
    """
    locked = locked_appeal(appeal, by, Action.CASE_WORK, version)
    if locked.route == AppealRoute.REVIEW:
        raise Refusal("review_has_one_instance", "行政复议没有二审；对复议决定不服起诉的，另登记一条“复议后起诉”。")
    if locked.second_filed_on is not None:
        raise Refusal("second_instance_once", f"本件已于 {locked.second_filed_on} 登记上诉。填错的请用“更正”。")
    first_on, first = _first_instance(locked, first_concluded_on, first_result)
    today = localdate(at)
    require_order(first_on, after=locked.filed_on, today=today, field="first_concluded_on")
    require_order(on, after=first_on, today=today)
    data = {"first_result": first, **_reopened(locked)}
    locked.first_concluded_on, locked.first_result = first_on, first
    locked.second_filed_on, locked.second_body, locked.second_case_number = on, body, case_number
    fields = ("first_concluded_on", "first_result", "second_filed_on", "second_body", "second_case_number", *CONCLUSION)
    save_appeal(locked, at, *fields)
    log_appeal(locked, EventKind.APPEAL_FURTHER, on=on, by=by, at=at, data=data, note=note)
    return locked


def _first_instance(suit: Appeal, on: date | None, result: str) -> tuple[date, str]:
    """Return the judgment of the first instance: the one named, or the one by which the suit was entered as concluded."""
    if suit.concluded_on is not None:
        known = (suit.concluded_on, suit.result)
        named = (on or known[0], result or known[1])
        noted = (suit.first_concluded_on or known[0], suit.first_result or known[1])
        if known != named or known != noted:
            told = f"{suit.concluded_on} {suit.get_result_display()}"
            raise Refusal(
                "another_first_judgment",
                f"本件登记的审结是“{told}”，与一审裁判不一致：登记上诉时以这一审结为一审裁判。请先用“更正”核对。",
            )
        return known
    if on is None or not result:
        field = "first_concluded_on" if on is None else "first_result"
        raise Refusal("first_result_missing", "请填写一审裁判日期和结果；没有一审裁判的，还不能登记上诉。", field)
    return on, result


def _reopened(suit: Appeal) -> dict[str, Any]:
    """Take back that a suit was concluded; return what the log keeps of it, before and after."""
    if suit.concluded_on is None:
        return {}
    before = {"result": suit.result, "concluded_on": suit.concluded_on.isoformat(), "consequence": suit.consequence}
    suit.result, suit.concluded_on, suit.consequence = "", None, ""
    return {"changes": {name: [value, ""] for name, value in before.items() if value}}


def _locked_case(case: DisclosureRequest | None, organ: Organ) -> DisclosureRequest | None:
    """Lock the request first, so that it is not voided while an appeal on it is entered."""
    if case is None:
        return None
    locked: DisclosureRequest = DisclosureRequest.objects.select_for_update().get(pk=case.pk)
    if locked.organ_id != organ.pk:
        raise Refusal("case_of_another_unit", f"申请 {locked.number} 不是“{organ}”受理的，请核对单位。", "organ")
    lifecycle.require(Act.OPEN_APPEAL, lifecycle.course_of(locked.regime, entries_of(locked)))
    return locked
