"""Steps on the way to an answer: correction (R19 Art. 30), consultation (Arts. 32, 34), extension (Art. 33),
postponement (Art. 35)."""

from datetime import date, datetime

from django.db import transaction

from openness.organs.models import User
from requests_app.choices import ConsultedParty, EventKind
from requests_app.lifecycle import Act
from requests_app.models import DisclosureRequest
from requests_app.operations.work import Work, require_running
from requests_app.refusals import Refusal
from requests_app.regimes import terms


@transaction.atomic
def ask_correction(
    *, case: DisclosureRequest, by: User, at: datetime, on: date, what: str, version: int | None = None
) -> DisclosureRequest:
    """Tell the applicant once what to correct and by when; the clock stands still meanwhile (R19 Art. 30).

    Args:
        case: the case.
        by, at: who enters it, when.
        on: the day of the notice.
        what: what is to be corrected and by when.
        version: the version the person saw.

    Raises:
        Refusal: already asked once, not in this status, the term ran out, no content, or a date out of order.
    """
    work = Work.begin(case=case, act=Act.ASK_CORRECTION, by=by, at=at, on=on, version=version)
    if not what.strip():
        raise Refusal("reason_missing", "请写明需要补正的内容和合理的补正期限。", "what")
    require_running(work, on)
    work.log(EventKind.CORRECTION_ASKED, on=on, note=what)
    return work.finish()


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


@transaction.atomic
def consult(
    *,
    case: DisclosureRequest,
    by: User,
    at: datetime,
    on: date,
    party: str,
    name: str,
    note: str = "",
    version: int | None = None,
) -> DisclosureRequest:
    """Send a letter asking for an opinion; the time is not counted (R19 Arts. 32–34, R07 Arts. 23–24).

    Args:
        case: the case.
        by, at: who enters it, when.
        on: the day the letter was sent.
        party: third party or joint organ (`ConsultedParty`): silence means the opposite for the two.
        name: who is asked; kept sealed, for it may be a person.
        note: what is asked.
        version: the version the person saw.

    Raises:
        Refusal: not in this status, nobody named, or a date out of order.
    """
    work = Work.begin(case=case, act=Act.CONSULT, by=by, at=at, on=on, version=version)
    if not name.strip():
        raise Refusal("party_missing", "请填写向谁征求意见。", "name")
    sent = sum(entry.kind == EventKind.CONSULTATION_SENT for entry in work.entries)
    if party not in ConsultedParty.values:
        raise Refusal("party_unknown", f"征求意见的对象“{party}”不在可选之列，请重新选择。", "party")
    data = {"ref": str(sent + 1), "party": party}
    work.log(EventKind.CONSULTATION_SENT, on=on, data=data, sealed={"name": name}, note=note)
    return work.finish()


@transaction.atomic
def consultation_returned(
    *,
    case: DisclosureRequest,
    by: User,
    at: datetime,
    on: date,
    ref: str = "",
    opinion: str = "",
    version: int | None = None,
) -> DisclosureRequest:
    """Record the opinion, or that the term for answering ended without one.

    Args:
        case: the case.
        by, at: who enters it, when.
        on: the day the opinion was received or its term ended.
        ref: which consultation; empty where only one is open.
        opinion: what was answered, or that nothing was.
        version: the version the person saw.

    Raises:
        Refusal: no such consultation is open, or a date is out of order.
    """
    work = Work.begin(case=case, act=Act.CONSULTATION_RETURNED, by=by, at=at, on=on, version=version)
    waiting = work.course.open_consultations
    chosen = ref or (next(iter(waiting)) if len(waiting) == 1 else "")
    if chosen not in waiting:
        listed = "、".join(sorted(waiting))
        raise Refusal("which_consultation", f"请选明是第几次征求意见的回复；尚未收到回复的有：第{listed}次。", "ref")
    work.log(EventKind.CONSULTATION_RETURNED, on=on, data={"ref": chosen}, note=opinion)
    return work.finish()


@transaction.atomic
def extend(
    *,
    case: DisclosureRequest,
    by: User,
    at: datetime,
    on: date,
    days: int,
    reason: str,
    approved_by: str,
    version: int | None = None,
) -> DisclosureRequest:
    """Extend the term once, with the consent of the head of the disclosure office (R19 Art. 33, R07 Art. 24).

    Args:
        case: the case.
        by, at: who enters it, when.
        on: the day the applicant was told.
        days: working days, at most what the regulation allows.
        reason: why.
        approved_by: who agreed.
        version: the version the person saw.

    Raises:
        Refusal: already extended, too many days, no reason or consent, not in this status, or a date out of order.
    """
    work = Work.begin(case=case, act=Act.EXTEND, by=by, at=at, on=on, version=version)
    limit = terms(work.case.regime).extension_days
    if not isinstance(limit.value, int) or not 1 <= days <= limit.value:
        raise Refusal(
            "extension_too_long", f"延期应为1至{limit.value}个工作日（{limit.article}），现为{days}。", "days"
        )
    if not reason.strip() or not approved_by.strip():
        raise Refusal("reason_missing", "延期须写明理由，并经政府信息公开工作机构负责人同意。", "reason")
    require_running(work, on)
    work.set(extension_days=days)
    work.log(EventKind.EXTENDED, on=on, data={"days": days, "approved_by": approved_by}, note=reason)
    return work.finish()


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
    require_running(work, on)
    term = work.case.due_on or on
    if until <= term:
        raise Refusal(
            "until_not_later", f"延后到的日期 {until} 应晚于现在的答复期限 {term}，否则没有延后。请核对。", "until"
        )
    work.log(EventKind.POSTPONED, on=on, data={"until": until.isoformat()}, note=reason)
    return work.finish()
