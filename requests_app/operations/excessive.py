"""Requests excessive in number or frequency (R19 Art. 35): reasons asked and given, an answer postponed."""

from datetime import date, datetime

from django.db import transaction

from openness.organs.models import User
from requests_app.choices import EventKind
from requests_app.lifecycle import Act
from requests_app.models import DisclosureRequest
from requests_app.operations.awaited import require_time_to_explain_over
from requests_app.operations.work import Work, require_running
from requests_app.refusals import Refusal


@transaction.atomic
def ask_reasons(
    *,
    case: DisclosureRequest,
    by: User,
    at: datetime,
    on: date,
    what: str,
    respond_by: date | None = None,
    version: int | None = None,
) -> DisclosureRequest:
    """Ask the applicant for the reasons of an excessive request (R19 Art. 35); the term goes on running.

    Args:
        case: the case.
        by, at: who enters it, when.
        on: the day of the notice.
        what: in what number or frequency the requests exceed what is reasonable, and what is asked.
        respond_by: the day by which reasons are to be given: until then their absence means nothing.
        version: the version the person saw.

    Raises:
        Refusal: not under the 2019 regulation, asked before, nothing said, no day to answer by, or a date out of order.
    """
    work = Work.begin(case=case, act=Act.ASK_REASONS, by=by, at=at, on=on, version=version)
    if not what.strip():
        raise Refusal("reason_missing", "请写明申请的数量、频次为何明显超过合理范围。", "what")
    if respond_by is None:
        raise Refusal("respond_by_missing", "请写明说明理由的期限：期满之前不能按没有说明理由处理。", "respond_by")
    if respond_by <= on:
        raise Refusal("until_not_later", f"说明理由的期限 {respond_by} 应晚于告知日期 {on}，请核对。", "respond_by")
    work.log(EventKind.REASONS_ASKED, on=on, data={"respond_by": respond_by.isoformat()}, note=what)
    return work.finish()


@transaction.atomic
def receive_reasons(
    *,
    case: DisclosureRequest,
    by: User,
    at: datetime,
    on: date,
    reasons: str = "",
    none_came: bool = False,
    version: int | None = None,
) -> DisclosureRequest:
    """Record the reasons that the applicant gave, or that none came.

    Args:
        case: the case.
        by, at: who enters it, when.
        on: the day they were received, or a day after the time for them.
        reasons: what was said; kept sealed, for it may name people.
        none_came: the time for them has passed and nothing was said.
        version: the version the person saw.

    Raises:
        Refusal: none were asked for, nothing said, something said and nothing at once, none while there is time, or a
            date out of order.
    """
    work = Work.begin(case=case, act=Act.RECEIVE_REASONS, by=by, at=at, on=on, version=version)
    if none_came:
        _check_silence(work, on, reasons)
        work.log(EventKind.REASONS_GIVEN, on=on, data={"none_came": True})
        return work.finish()
    if not reasons.strip():
        raise Refusal("reason_missing", "请写明申请人说明的理由；没有说明的，勾选“申请人没有说明理由”。", "reasons")
    work.log(EventKind.REASONS_GIVEN, on=on, sealed={"reasons": reasons})
    return work.finish()


def _check_silence(work: Work, on: date, reasons: str) -> None:
    """Raise Refusal where the applicant is said to have given no reasons and did, or may still do so."""
    if reasons.strip():
        raise Refusal(
            "reasons_and_none", "填写了申请人说明的理由，就不能勾选“申请人没有说明理由”。请核对。", "none_came"
        )
    require_time_to_explain_over(entries=work.entries, on=on, field="none_came")


@transaction.atomic
def postpone(
    *, case: DisclosureRequest, by: User, at: datetime, on: date, until: date, reason: str, version: int | None = None
) -> DisclosureRequest:
    """Postpone an excessive but reasonable request to a reasonable date (R19 Art. 35).

    Args:
        case: the case.
        by, at: who enters it, when.
        on: the day the applicant was told.
        until: the day to reply by.
        reason: why.
        version: the version the person saw.

    Raises:
        Refusal: not under the 2019 regulation, the term ran out, no reason, not in this status, or a date out of order.
    """
    work = Work.begin(case=case, act=Act.POSTPONE, by=by, at=at, on=on, version=version)
    if not reason.strip():
        raise Refusal("reason_missing", "请写明申请数量、频次和合理延后的理由。", "reason")
    require_running(work.case, on)
    term = work.case.due_on or on
    if until <= term:
        raise Refusal(
            "until_not_later", f"延后到的日期 {until} 应晚于现在的答复期限 {term}，否则没有延后。请核对。", "until"
        )
    work.log(EventKind.POSTPONED, on=on, data={"until": until.isoformat()}, note=reason)
    return work.finish()
