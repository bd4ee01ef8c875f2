"""Whether the time given to an applicant has run out, before a case is called abandoned or a request unreasonable."""

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


def require_time_to_explain_over(*, entries: Iterable[Entry], on: date, field: str = "outcome") -> None:
    """Raise Refusal where the applicant still has time to give the reasons that were asked for (R19 Art. 35).

    Args:
        entries: the log of the case.
        on: the day on which no reasons are said to have come.
        field: the entry of the form that says so.
    """
    until = _respond_by(entries, EventKind.REASONS_ASKED)
    if until is not None and on <= until:
        raise Refusal(
            "time_to_explain",
            f"说明理由的期限到 {until} 为止，期满之前不能按没有说明理由处理。已经收到说明的，请先登记“收到理由说明”。",
            field,
        )


def _check_correction(entries: Iterable[Entry], on: date) -> None:
    until = _respond_by(entries, EventKind.CORRECTION_ASKED)
    if until is not None and on <= until:
        raise Refusal("time_to_correct", f"补正期限到 {until} 为止，期满之前不能按放弃申请处理。", "outcome")


def _respond_by(entries: Iterable[Entry], kind: EventKind) -> date | None:
    """Return the day that the last notice of a kind names; None where it names none, as a ledger's does not."""
    asked = [entry for entry in effective(entries) if entry.kind == kind]
    until = asked[-1].data.get("respond_by") if asked else ""
    return date.fromisoformat(until) if until else None


def _check_payment(case: DisclosureRequest, on: date) -> None:
    notice = case.fee_notices.filter(struck_at=None).last()
    if notice is None or notice.pay_by is None:
        raise Refusal(
            "notice_not_delivered", "尚未登记申请人收到收费通知的日期，缴费期限无从起算。请先登记收到日期。", "outcome"
        )
    if on <= notice.pay_by:
        raise Refusal("time_to_pay", f"缴费期限到 {notice.pay_by} 为止，期满之前不能按放弃申请处理。", "outcome")
