"""The processing fee (信息处理费, 国办函〔2020〕109号): noticed, received by the applicant, paid or waived. No money is taken here."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from openness.organs.models import User
from requests_app.awaited_term import last_day_to_pay
from requests_app.calendars import calendar_of
from requests_app.choices import EventKind, FeeBasis
from requests_app.fees import FeeError, FeeReckoning, item_fee, page_fee
from requests_app.lifecycle import Act
from requests_app.models import DisclosureRequest, FeeNotice
from requests_app.operations.paper_service import note_service
from requests_app.operations.work import Work, check_values, require_running
from requests_app.refusals import Refusal
from requests_app.timeline import effective


@transaction.atomic
def notice_fee(
    *,
    case: DisclosureRequest,
    by: User,
    at: datetime,
    on: date,
    basis: str,
    quantity: int,
    before: int = 0,
    waived: Decimal = Decimal(0),
    waiver_reason: str = "",
    version: int | None = None,
) -> DisclosureRequest:
    """Send a fee notice within the time for the answer; the term stands still until payment (国办函〔2020〕109号 Art. 6).

    Args:
        case: the case.
        by, at: who enters it, when.
        on: the day of the notice.
        basis: by item or by page (`FeeBasis`), never both.
        quantity: items of this request, or its pages.
        before: by item: the same applicant's items of the same calendar month before this request.
        waived: what is waived, in yuan.
        waiver_reason: why.
        version: the version the person saw.

    Raises:
        Refusal: no such fee then, nothing to pay, charged before, waived without a reason, the term ran out, or a date
            out of order.
    """
    work = Work.begin(case=case, act=Act.NOTICE_FEE, by=by, at=at, on=on, version=version)
    require_running(work.case, on)
    before = before if basis == FeeBasis.BY_ITEM else 0
    reckoned = reckon(basis=basis, quantity=quantity, before=before, on=on)
    if waived < 0:
        raise Refusal("negative", f"减免金额不能是负数（{waived} 元），请核对。", "waived")
    if reckoned.amount <= waived:
        raise Refusal(
            "nothing_to_pay",
            f"按标准应收 {reckoned.amount} 元，减免 {waived} 元后没有要缴的，不发收费通知，期限照常计算；"
            "全部减免的请用“免收”登记理由。",
            "quantity",
        )
    if waived and not waiver_reason.strip():
        raise Refusal("reason_missing", "减免信息处理费须写明理由。", "waiver_reason")
    notice = FeeNotice(
        request=work.case, seq=work.case.fee_notices.count() + 1, basis=basis, quantity=quantity, before=before,
        computed=reckoned.amount, waived=waived, waiver_reason=waiver_reason, noticed_on=on,
        lines=[line.sentence for line in reckoned.lines],
    )  # fmt: skip
    check_values(notice)
    notice.save()
    work.log(EventKind.FEE_NOTICED, on=on, data={"amount": str(notice.amount), "fee_basis": basis}, note=waiver_reason)
    return work.finish()


@transaction.atomic
def deliver_fee(
    *,
    case: DisclosureRequest,
    by: User,
    at: datetime,
    on: date,
    way: str = "",
    proof: str = "",
    version: int | None = None,
) -> DisclosureRequest:
    """Record the day the applicant received the fee notice: the days for payment run from the day after.

    Args:
        case: the case.
        by, at: who enters it, when.
        on: the day of receipt; it is noted on the letter too.
        way, proof: how it was served (`Delivery`), with the postal number or the like.
        version: the version the person saw.

    Raises:
        Refusal: no notice waits, recorded before, no such way, or received before it was sent or in the future.
    """
    work = Work.begin(case=case, act=Act.DELIVER_FEE, by=by, at=at, on=on, version=version)
    notice, pay_by = standing_notice(work.case), last_day_of(work, on)
    noted = note_service(work, EventKind.FEE_DELIVERED, on=on, way=way, proof=proof)
    work.log(EventKind.FEE_DELIVERED, on=on, data={"pay_by": pay_by.isoformat() if pay_by else "", **noted})
    notice.delivered_on, notice.pay_by = on, pay_by
    notice.save(update_fields=["delivered_on", "pay_by"])
    return work.finish()


@transaction.atomic
def pay_fee(
    *,
    case: DisclosureRequest,
    by: User,
    at: datetime,
    on: date,
    paid: Decimal,
    late_reason: str = "",
    version: int | None = None,
) -> DisclosureRequest:
    """Record the payment; the term is computed anew from the day after (国办函〔2020〕109号 Art. 6, unconfirmed).

    Args:
        case: the case.
        by, at: who enters it, when.
        on: the day of payment.
        paid: how much, in yuan; it is what the report counts.
        late_reason: after the last day for paying: why it is still accepted, though the request counts as given up then.
        version: the version the person saw.

    Raises:
        Refusal: nothing is to be paid, another amount than noticed, too late without a reason, or a date out of order.
    """
    work = Work.begin(case=case, act=Act.PAY_FEE, by=by, at=at, on=on, version=version)
    notice = standing_notice(work.case)
    if paid != notice.amount:
        raise Refusal(
            "other_amount",
            f"收费通知的金额是 {notice.amount} 元，实缴 {paid} 元不符。请核对；确需减免的用“免收”。",
            "paid",
        )
    is_late = notice.pay_by is not None and on > notice.pay_by
    if is_late and not late_reason.strip():
        raise Refusal(
            "late_without_reason",
            f"缴费期限到 {notice.pay_by} 为止，期满未缴的视为放弃申请（国办函〔2020〕109号第六条）。"
            "仍然接受的，请写明理由；不接受的，请按不再处理答复。",
            "late_reason",
        )
    notice.paid_on, notice.paid = on, paid
    notice.save(update_fields=["paid_on", "paid"])
    work.set(processing_fee=paid)
    work.log(EventKind.FEE_PAID, on=on, data={"amount": str(paid), "accepted_late": late_reason if is_late else ""})
    return work.finish()


@transaction.atomic
def waive_fee(
    *, case: DisclosureRequest, by: User, at: datetime, on: date, reason: str, version: int | None = None
) -> DisclosureRequest:
    """Waive a fee that was noticed: the term goes on without the days since the notice; or one not noticed: nothing moves.

    Args:
        case: the case.
        by, at: who enters it, when.
        on: the day of the waiver.
        reason: why.
        version: the version the person saw.

    Raises:
        Refusal: paid or waived already, no reason, or a date out of order.
    """
    work = Work.begin(case=case, act=Act.WAIVE_FEE, by=by, at=at, on=on, version=version)
    if not reason.strip():
        raise Refusal("reason_missing", "请写明免收信息处理费的理由。", "reason")
    before = _waive_notice(work, reason) if work.course.is_paying else {}
    work.log(EventKind.FEE_WAIVED, on=on, data={"before": before} if before else {}, note=reason)
    return work.finish()


def _waive_notice(work: Work, reason: str) -> dict[str, str]:
    """Waive what the standing notice asks for, and return what it had waived before."""
    notice = standing_notice(work.case)
    before = {"waived": str(notice.waived), "waiver_reason": notice.waiver_reason}
    notice.waived, notice.waiver_reason = notice.computed, reason
    notice.save(update_fields=["waived", "waiver_reason"])
    return before


def reckon(*, basis: str, quantity: int, before: int, on: date) -> FeeReckoning:
    """Return the fee and how it comes about. Raises Refusal for a basis or count that cannot be."""
    if basis not in FeeBasis.values:
        raise Refusal("basis_unknown", f"计收方式“{basis}”不在可选之列，请重新选择。", "basis")
    if quantity < 1:
        raise Refusal("quantity_missing", f"数量应为1以上的整数，现为{quantity}，请核对。", "quantity")
    try:
        if basis == FeeBasis.BY_ITEM:
            return item_fee(before=before, items=quantity, on=on)
        return page_fee(pages=quantity, on=on)
    except FeeError as broken:
        raise Refusal(broken.code, str(broken), "quantity") from broken


def standing_notice(case: DisclosureRequest) -> FeeNotice:
    """Return the fee notice of a case. Raises Refusal where it was struck or never sent."""
    notice = case.fee_notices.filter(struck_at=None).order_by("-seq").first()
    if notice is None:
        raise Refusal("never_charged", "本件没有收费通知的记录，请刷新页面后核对。")
    return notice


def settle_notice(work: Work, *, has_new_fee: bool) -> None:
    """Let the standing notice follow the log and the case after an amendment.

    Args:
        work: the amended case.
        has_new_fee: the amount that the report counts was amended.

    Raises:
        Refusal: an amount that contradicts the notice: nothing was paid on it, or it was paid.
    """
    dates = {entry.kind: entry.on for entry in effective(work.entries)}
    if EventKind.FEE_NOTICED not in dates:
        return
    notice = standing_notice(work.case)
    notice.noticed_on = dates[EventKind.FEE_NOTICED]
    notice.delivered_on = dates.get(EventKind.FEE_DELIVERED)
    notice.pay_by = last_day_of(work, notice.delivered_on)
    notice.paid_on = dates.get(EventKind.FEE_PAID)
    if has_new_fee:
        _check_paid(work, notice)
        notice.paid = work.case.processing_fee
    notice.save(update_fields=["noticed_on", "delivered_on", "pay_by", "paid_on", "paid"])


def _check_paid(work: Work, notice: FeeNotice) -> None:
    if notice.paid_on is None:
        raise Refusal("not_paid_yet", "本件的收费通知还没有缴费，不能填信息处理费。请用“登记缴费”。", "processing_fee")
    if work.case.processing_fee is None:
        raise Refusal("paid_already", "本件已登记缴费，金额不能清空；误登的请用“撤销上一步”。", "processing_fee")


def last_day_of(work: Work, delivered_on: date | None) -> date | None:
    """Return the last day for paying a notice received on a day, by the calendar of today."""
    if delivered_on is None:
        return None
    calendar = calendar_of(work.case.organ)
    return last_day_to_pay(regime=work.case.regime, delivered_on=delivered_on, calendar=calendar)
