"""A consent or approval that is entered later than it says: possible, but explained, and marked in the log."""

from datetime import date

from requests_app.choices import ProposedAct
from requests_app.models import DisclosureRequest
from requests_app.refusals import Refusal


def late_entry(
    case: DisclosureRequest, *, act: str, on: date, today: date, reason: str, drafted_on: date | None = None
) -> str:
    """Return why a consent or approval is entered later than it says; empty where it is not.

    Nothing revives an expired term (R19 Art. 33): a consent given within the term, but entered after its end, is
    believed only with a reason; so is an approval dated before its draft was written.

    Args:
        case: the case, its term not yet extended.
        act: what is consented to or approved (`ProposedAct`).
        on: the day it says.
        today: the day of entry.
        reason: what was said to explain it.
        drafted_on: the day on which the draft was written, where there was one.

    Raises:
        Refusal: it needs a reason and has none.
    """
    why = _why_late(case, act=act, on=on, today=today, drafted_on=drafted_on)
    if why and not reason.strip():
        raise Refusal(
            "entered_late",
            f"{why}。请核对日期；确是当日已同意、事后补登的，请写明补登的原因，原因留在日志里。",
            "late_entry_reason",
        )
    return reason.strip() if why else ""


def _why_late(case: DisclosureRequest, *, act: str, on: date, today: date, drafted_on: date | None) -> str:
    if drafted_on is not None and on < drafted_on:
        return f"送审的内容写于 {drafted_on}，审核日期 {on} 早于这一天"
    if act == ProposedAct.EXTEND and case.due_on is not None and on <= case.due_on < today:
        return f"答复期限已于 {case.due_on} 届满，同意延期的日期 {on} 在届满之前，但今天（{today}）才登记"
    return ""
