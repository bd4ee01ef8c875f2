"""The correction of an unclear request (R19 Art. 30, R07 Art. 21(4))."""

from datetime import date, datetime

from django.db import transaction

from openness.organs.models import User
from requests_app.calendars import calendar_of
from requests_app.choices import EventKind
from requests_app.lifecycle import Act
from requests_app.models import DisclosureRequest
from requests_app.operations.work import Work, require_running
from requests_app.refusals import Refusal
from requests_app.regimes import terms


@transaction.atomic
def ask_correction(
    *,
    case: DisclosureRequest,
    by: User,
    at: datetime,
    on: date,
    what: str,
    respond_by: date | None = None,
    late_reason: str = "",
    version: int | None = None,
) -> DisclosureRequest:
    """Tell the applicant what to correct and by when, once under R19; the clock stands still meanwhile (R19 Art. 30).

    Args:
        case: the case.
        by, at: who enters it, when.
        on: the day of the notice.
        what: what is to be corrected.
        respond_by: the reasonable day by which the applicant is to correct it; asked for where the Regulation names one.
        late_reason: why the notice comes later than the law's days after receipt; it stays marked in the log.
        version: the version the person saw.

    Raises:
        Refusal: already asked once, not in this status, the term ran out, no content, no day to correct by, a late
            notice without a reason, or a date out of order.
    """
    work = Work.begin(case=case, act=Act.ASK_CORRECTION, by=by, at=at, on=on, version=version)
    if not what.strip():
        raise Refusal("reason_missing", "请写明需要补正的内容和合理的补正期限。", "what")
    require_running(work.case, on)
    is_late = _check_notice_in_time(work, on, late_reason)
    _check_day_named(work, on, respond_by)
    told = {"respond_by": respond_by.isoformat() if respond_by else "", "late_reason": late_reason if is_late else ""}
    work.log(EventKind.CORRECTION_ASKED, on=on, data={key: value for key, value in told.items() if value}, note=what)
    return work.finish()


def _check_day_named(work: Work, on: date, respond_by: date | None) -> None:
    """Raise Refusal where the notice does not say by when to correct, or names a day that is no term (R19 Art. 30)."""
    rule = terms(work.case.regime, on).correction_names_day
    if respond_by is None and rule.value:
        raise Refusal("respond_by_missing", f"补正告知须写明合理的补正期限（{rule.article}），请填写。", "respond_by")
    if respond_by is not None and respond_by <= on:
        raise Refusal("until_not_later", f"补正期限 {respond_by} 应晚于告知日期 {on}，请核对。", "respond_by")


def _check_notice_in_time(work: Work, on: date, late_reason: str) -> bool:
    """Return whether a correction notice is late (R19 Art. 30); raise Refusal where that is not explained."""
    received_on, rule = work.case.received_on, terms(work.case.regime, on).correction_notice_days
    if received_on is None or not isinstance(rule.value, int):
        return False
    last = calendar_of(work.case.organ).add(received_on, rule.value)
    if on <= last:
        return False
    if not late_reason.strip():
        raise Refusal(
            "correction_notice_late",
            f"补正告知应在收到申请之日起{rule.value}个工作日内作出，最迟为 {last}（{rule.article}）。"
            "已经超过的，请写明逾期告知的原因；原因留在日志里。",
            "late_reason",
        )
    return True


@transaction.atomic
def receive_correction(
    *, case: DisclosureRequest, by: User, at: datetime, on: date, content: str = "", version: int | None = None
) -> DisclosureRequest:
    """Record the corrected request; the term starts again on this day (R19 Art. 30).

    Args:
        case: the case.
        by, at: who enters it, when.
        on: the day the corrected request was received.
        content: the corrected description; empty keeps the old one.
        version: the version the person saw.

    Raises:
        Refusal: no correction is awaited, or a date is out of order.
    """
    work = Work.begin(case=case, act=Act.RECEIVE_CORRECTION, by=by, at=at, on=on, version=version)
    data = {}
    if content.strip() and content != work.case.content:
        data = {"changes": {"content": [work.case.content, content]}}
        work.set(content=content)
    work.log(EventKind.CORRECTION_RECEIVED, on=on, data=data)
    return work.finish()
