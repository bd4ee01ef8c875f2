"""The term of an asked party for answering (R19 Arts. 32, 34), and that silence is silence only when it has ended."""

from collections.abc import Iterable
from datetime import date

from requests_app.calendars import calendar_of
from requests_app.choices import ConsultedParty, EventKind, Stance
from requests_app.models import DisclosureRequest
from requests_app.operations.work import Work
from requests_app.refusals import Refusal
from requests_app.regimes import terms
from requests_app.timeline import Entry, effective


def last_day(case: DisclosureRequest, entries: Iterable[Entry], ref: str) -> date | None:
    """Return the last day of a party's term for answering; None where the Regulation sets none.

    Args:
        case: the case.
        entries: its log, amendments included.
        ref: which letter; the term runs from the day it was received, where that is known, else from the day it was sent.
    """
    about = {EventKind(one.kind): one for one in effective(entries) if str(one.data.get("ref", "")) == ref}
    sent = about[EventKind.CONSULTATION_SENT]
    is_joint = sent.data.get("party") == ConsultedParty.JOINT_ORGAN
    rule = terms(case.regime, sent.on).days_to_answer(is_joint=is_joint)
    if not isinstance(rule.value, int):
        return None
    return calendar_of(case.organ).add(about.get(EventKind.CONSULTATION_DELIVERED, sent).on, rule.value)


def require_silence_in_time(work: Work, refs: Iterable[str]) -> None:
    """Raise Refusal where the log calls the party of one of these letters silent while there was still time to answer."""
    asked = set(refs)
    for one in effective(work.entries):
        is_silent = one.kind == EventKind.CONSULTATION_RETURNED and one.data.get("stance") == Stance.SILENT
        if is_silent and one.data.get("ref") in asked:
            require_time_to_answer_over(work, str(one.data["ref"]), one.on)


def require_time_to_answer_over(work: Work, ref: str, on: date) -> None:
    """Raise Refusal where a party still has time to answer on a day: its last day is its own."""
    last = last_day(work.case, work.entries, ref)
    if last is not None and on <= last:
        raise Refusal(
            "time_to_answer",
            f"第{ref}次征求意见，对方答复意见的期限到 {last} 届满，到当日为止不能按逾期未答复登记，应填 {last} 之后的日期。"
            "已经这样登记的，请先更正“收到意见”的日期。",
            "stance",
        )
