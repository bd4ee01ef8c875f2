"""Whether the time given to an applicant has run out, before a case is called abandoned."""

from collections.abc import Iterable
from datetime import date

from requests_app.choices import EventKind, Status
from requests_app.course import Course
from requests_app.models import DisclosureRequest
from requests_app.refusals import Refusal
from requests_app.timeline import Entry, effective


def require_time_over(*, case: DisclosureRequest, course: Course, entries: Iterable[Entry], on: date) -> None:
    """Raise Refusal where a correction or payment is awaited and there is time for it: nothing is answered meanwhile.

    R19 Art. 30: the notice says by when to correct; 国办函〔2020〕109号 Art. 6: payment within its days from receipt.

    Args:
        case: the case.
        course: what its log says so far.
        entries: that log.
        on: the day of the answer.
    """
    if course.is_paying:
        _check_payment(case, on)
    elif course.status == Status.CORRECTING:
        _check_correction(entries, on)


def _check_correction(entries: Iterable[Entry], on: date) -> None:
    asked = [entry for entry in effective(entries) if entry.kind == EventKind.CORRECTION_ASKED]
    until = asked[-1].data.get("respond_by") if asked else ""
    if until and on <= date.fromisoformat(until):
        raise Refusal("time_to_correct", f"补正期限到 {until} 为止，期满之前不能按放弃申请处理。", "outcome")


def _check_payment(case: DisclosureRequest, on: date) -> None:
    notice = case.fee_notices.filter(struck_at=None).last()
    if notice is None or notice.pay_by is None:
        raise Refusal(
            "notice_not_delivered", "尚未登记申请人收到收费通知的日期，缴费期限无从起算。请先登记收到日期。", "outcome"
        )
    if on <= notice.pay_by:
        raise Refusal("time_to_pay", f"缴费期限到 {notice.pay_by} 为止，期满之前不能按放弃申请处理。", "outcome")
