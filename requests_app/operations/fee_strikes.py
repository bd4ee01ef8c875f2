"""Taking back a step of the processing fee: what the standing notice had taken from it stands again as before."""

from decimal import Decimal

from requests_app.operations.fees import standing_notice
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
    """Take back a payment."""
    notice = standing_notice(work.case)
    notice.paid_on = notice.paid = None
    notice.save(update_fields=["paid_on", "paid"])
    work.set(processing_fee=None)


def unwaive(work: Work, step: Entry) -> None:
    """Take back a waiver; what had been waived with the notice stands again."""
    notice, before = standing_notice(work.case), step.data["before"]
    notice.waived, notice.waiver_reason = Decimal(before["waived"]), before["waiver_reason"]
    notice.save(update_fields=["waived", "waiver_reason"])
