"""Steps of the processing fee taken back: the notice, its receipt, the payment, the waiver."""

from decimal import Decimal

from requests_app.operations.fees import last_day_of, standing_notice
from requests_app.operations.work import Work
from requests_app.timeline import Entry


def strike_notice(work: Work, step: Entry) -> None:
    """Take back a notice entered by mistake."""
    notice = standing_notice(work.case)
    notice.struck_at = work.at
    notice.save(update_fields=["struck_at"])


def undeliver_notice(work: Work, step: Entry) -> None:
    """Take back the day of receipt."""
    notice = standing_notice(work.case)
    notice.delivered_on = notice.pay_by = None
    notice.save(update_fields=["delivered_on", "pay_by"])


def unpay(work: Work, step: Entry) -> None:
    """Take back a payment; the last day for paying is that of today's calendar again."""
    notice = standing_notice(work.case)
    notice.paid_on = notice.paid = None
    notice.pay_by = last_day_of(work, notice.delivered_on)
    notice.save(update_fields=["paid_on", "paid", "pay_by"])
    work.set(processing_fee=None)


def unwaive(work: Work, step: Entry) -> None:
    """Take back a waiver; what had been waived with the notice, if there was one, stands again."""
    before = step.data.get("before")
    if before is None:
        return
    notice = standing_notice(work.case)
    notice.waived, notice.waiver_reason = Decimal(before["waived"]), before["waiver_reason"]
    notice.pay_by = last_day_of(work, notice.delivered_on)
    notice.save(update_fields=["waived", "waiver_reason", "pay_by"])
