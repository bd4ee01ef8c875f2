"""Papers of a case: issued with the next number of their kind, voided with the number kept, and how they were served.

All three are notes in the log: they move neither status nor clock, nor the version that other people's forms compare.
"""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from openness.organs.models import User
from openness.organs.rights import Action
from requests_app.choices import Delivery, EventKind, PaperKind
from requests_app.models import DisclosureRequest, IssuedPaper
from requests_app.models.paper import private_storage
from requests_app.operations.numbers import take_paper_number
from requests_app.operations.paper_assignments import Assignment, assignment_of, occasions_of
from requests_app.operations.paper_checks import require_day, require_days_of_step, require_issuable, require_servable
from requests_app.operations.work import Work, check_values, entries_of, require, require_order
from requests_app.paper_law import PAPERS
from requests_app.paper_occasions import Made, Occasion
from requests_app.refusals import Refusal

Writer = Callable[[Assignment], bytes]
"""Writes a paper and returns the file; it refuses with a Refusal."""


def issue_paper(
    *,
    case: DisclosureRequest,
    by: User,
    at: datetime,
    kind: str,
    on: date,
    write: Writer,
    event_seq: int | None = None,
    decision: int | None = None,
    about: int | None = None,
    version: int | None = None,
) -> IssuedPaper:
    """Issue a paper: take its number, have it written, keep the file; all of it or nothing.

    Args:
        case: the case.
        by, at: who issues it, when.
        kind: which paper (`PaperKind`).
        on: its date; the year of the number.
        write: writes the file for the number it is given.
        event_seq, decision, about: the occasion: entry of the log, place of the decision, place of the paper.
        version: the version the person saw.

    Raises:
        Refusal: no right, the case does not call for it, made already, a date out of order, or it cannot be written.
    """
    written: list[str] = []
    try:
        with transaction.atomic():
            work = _begin(case, by=by, at=at)
            _refuse_void(work)
            _refuse_changed(work, version)
            occasion = _occasion(work.case, kind, event_seq, decision, about)
            require_issuable(work.case, occasion)
            require_day(occasion, on, today=localdate(at))
            return _issue(work, occasion, on, write, written)
    except BaseException:
        for place in written:
            private_storage().delete(place)
        raise


@transaction.atomic
def void_paper(*, paper: IssuedPaper, by: User, at: datetime, reason: str) -> IssuedPaper:
    """Void a paper issued by mistake: file and number stay, and it may be issued anew under the next number.

    Args:
        paper: the paper.
        by, at: who does it, when.
        reason: why.

    Raises:
        Refusal: no right, no reason, or void already.
    """
    work = _begin(paper.request, by=by, at=at)
    held = IssuedPaper.objects.get(pk=paper.pk)
    if not reason.strip():
        raise Refusal("reason_missing", "请写明作废的原因。", "reason")
    if held.voided_at is not None:
        raise Refusal("void_already", f"“{held}”已经作废，不用再作废。")
    held.voided_at, held.void_reason = at, reason.strip()
    held.save(update_fields=["voided_at", "void_reason"])
    if held.decision is not None and held.number and held.decision.document_number == held.number:
        held.decision.document_number = ""
        held.decision.save(update_fields=["document_number"])
    _note(work, EventKind.PAPER_VOIDED, held, on=localdate(at), note=held.void_reason)
    return held


@transaction.atomic
def record_paper_service(
    *,
    paper: IssuedPaper,
    by: User,
    at: datetime,
    sent_on: date,
    way: str,
    proof: str = "",
    received_on: date | None = None,
) -> IssuedPaper:
    """Record how a paper was served; said again, it corrects what was said before.

    A paper that a step of the case serves (`paper_steps`) is noted by that step; here only what is left to note.

    Args:
        paper: the paper.
        by, at: who enters it, when.
        sent_on: the day it was handed over or to the post.
        way: how (`Delivery`).
        proof: postal number or the like.
        received_on: the day it was signed for, where known.

    Raises:
        Refusal: no right, the paper is void or no longer says what the case says, a step of the case is to record it or
            recorded other days, or a date is out of order.
    """
    work = _begin(paper.request, by=by, at=at)
    _refuse_void(work)
    held = IssuedPaper.objects.get(pk=paper.pk)
    if held.voided_at is not None:
        raise Refusal("paper_void", f"“{held}”已经作废，不能登记送达。请用重新制发的一份。")
    require_servable(held)
    if way not in Delivery.values:
        raise Refusal("way_unknown", "请选择送达方式。", "way")
    require_days_of_step(held, sent_on, received_on)
    today = localdate(at)
    require_order(sent_on, after=held.issued_on, today=today, field="sent_on")
    if received_on is not None:
        require_order(received_on, after=sent_on, today=today, field="received_on")
    held.sent_on, held.way, held.proof, held.received_on = sent_on, way, proof.strip(), received_on
    check_values(held)
    held.save(update_fields=["sent_on", "way", "proof", "received_on"])
    told = {"way": way, "served_on": received_on.isoformat() if received_on else ""}
    _note(work, EventKind.PAPER_SERVED, held, on=sent_on, note=held.proof, **told)
    return held


def _begin(case: DisclosureRequest, *, by: User, at: datetime) -> Work:
    """Lock the case. A paper is no act of the lifecycle: it may be written in every status but of a void case."""
    locked = DisclosureRequest.objects.select_for_update().get(pk=case.pk)
    require(by, Action.CASE_WORK, locked.organ)
    return Work(case=locked, by=by, at=at, entries=entries_of(locked))


def _refuse_void(work: Work) -> None:
    if not work.case.is_live:
        raise Refusal("case_void", "本件已作废，不能再制发文书或登记送达。")


def _refuse_changed(work: Work, version: int | None) -> None:
    if version is not None and version != work.case.version:
        raise Refusal("changed_meanwhile", "您打开这一页之后，他人修改了本件，文书没有制发。请刷新页面，核对后再制发。")


def _occasion(
    case: DisclosureRequest, kind: str, event_seq: int | None, decision: int | None, about: int | None
) -> Occasion:
    wanted = Made(0, kind, date.min, event_seq, decision, about)
    found = next((one for one in occasions_of(case) if one.is_met_by(wanted)), None)
    if found is None:
        label = dict(PaperKind.choices).get(kind, kind)
        raise Refusal(
            "not_called_for",
            f"本件现在没有需要制发“{label}”的事项，或这份文书已经制发过。请刷新页面后再看；要重发的，先作废原来的一份。",
        )
    return found


def _issue(work: Work, occasion: Occasion, on: date, write: Writer, written: list[str]) -> IssuedPaper:
    case, kind = work.case, occasion.kind
    serial, number = None, ""
    if PAPERS[kind].is_numbered:
        serial, number = take_paper_number(organ=case.organ, kind=kind, year=on.year)
    task = assignment_of(case, occasion, on=on, number=number)
    paper = IssuedPaper(
        request=case, seq=_next_seq(case), kind=kind, organ=case.organ, year=on.year, serial=serial, number=number,
        event_seq=occasion.event_seq, decision=task.decision, fee_notice=task.fee_notice, about=task.about,
        template=task.template, issued_on=on, by=work.by, at=work.at,
    )  # fmt: skip
    written.append(_kept(paper, write(task)))
    check_values(paper)
    paper.save()
    if kind == PaperKind.ANSWER and task.decision is not None and not task.decision.document_number:
        task.decision.document_number = number
        task.decision.save(update_fields=["document_number"])
    _note(work, EventKind.PAPER_ISSUED, paper, on=on, sha256=paper.sha256)
    return paper


def _kept(paper: IssuedPaper, content: bytes) -> str:
    try:
        return paper.keep(content)
    except OSError as broken:
        raise Refusal(
            "not_written", "文书没有存成：服务器的磁盘写不进去，文号没有占用。请稍后再试，并告知系统管理员。"
        ) from broken


def _note(work: Work, kind: EventKind, paper: IssuedPaper, *, on: date, note: str = "", **told: str) -> None:
    data = {"paper": paper.seq, "paper_kind": paper.kind, "document_number": paper.number, **told}
    work.log(kind, on=on, data=data, note=note)
    work.case.worked_on_at = work.at
    work.case.save(update_fields=["worked_on_at"])


def _next_seq(case: DisclosureRequest) -> int:
    last: int | None = IssuedPaper.objects.filter(request=case).aggregate(last=Max("seq"))["last"]
    return (last or 0) + 1
