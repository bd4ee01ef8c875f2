"""Whether the time given to an applicant has run out, before a case is called abandoned."""

from datetime import date

from requests_app.choices import EventKind, Status
from requests_app.operations.outcome_rules import UNPAID
from requests_app.operations.work import Work
from requests_app.refusals import Refusal
from requests_app.timeline import effective


def check_time_given(work: Work, outcome: str, on: date) -> None:
    """Raise Refusal where a case is abandoned for want of a correction or payment while there is time for it.

    R19 Art. 30: the notice says by when to correct; 国办函〔2020〕109号 Art. 6: payment within its days from receipt.
    """
    if outcome == UNPAID:
        _check_payment(work, on)
    elif work.course.status == Status.CORRECTING:
        _check_correction(work, on)


def _check_correction(work: Work, on: date) -> None:
    asked = [entry for entry in effective(work.entries) if entry.kind == EventKind.CORRECTION_ASKED]
    until = asked[-1].data.get("respond_by") if asked else ""
    if until and on <= date.fromisoformat(until):
        raise Refusal("time_to_correct", f"补正期限到 {until} 为止，期满之前不能按放弃申请处理。", "outcome")


def _check_payment(work: Work, on: date) -> None:
    notice = work.case.fee_notices.filter(struck_at=None).last()
    if notice is None or notice.pay_by is None:
        raise Refusal(
            "notice_not_delivered", "尚未登记申请人收到收费通知的日期，缴费期限无从起算。请先登记收到日期。", "outcome"
        )
    if on <= notice.pay_by:
        raise Refusal("time_to_pay", f"缴费期限到 {notice.pay_by} 为止，期满之前不能按放弃申请处理。", "outcome")
