"""How a step of the case notes the service of its paper: the step is the one place, the paper follows it."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from requests_app.choices import Delivery, EventKind
from requests_app.models import Decision, DisclosureRequest, IssuedPaper
from requests_app.operations.paper_assignments import outdated_of
from requests_app.operations.work import Work, check_values
from requests_app.paper_steps import ANSWERING, SERVED_BY, SERVING
from requests_app.refusals import Refusal
from requests_app.timeline import Entry, effective

ANSWERED_BY = {
    EventKind.EXTENSION_TOLD: EventKind.EXTENDED,
    EventKind.FEE_DELIVERED: EventKind.FEE_NOTICED,
    EventKind.CONSULTATION_DELIVERED: EventKind.CONSULTATION_SENT,
}
"""The step whose paper a serving step speaks of."""

SERVICE = ("sent_on", "way", "proof", "received_on")


def note_service(
    work: Work, kind: EventKind, *, on: date, way: str = "", proof: str = "", ref: str = ""
) -> dict[str, Any]:
    """Note on the paper of a step that it was served, and return what the log keeps of it.

    A letter dated later than that was not the one that was served: it is left alone.

    Args:
        work: the case.
        kind: the serving step that is being recorded.
        on: the day it names: told, or received.
        way, proof: how, where known.
        ref: which consultation.

    Raises:
        Refusal: no such way.
    """
    if way not in ("", *Delivery.values):
        raise Refusal("way_unknown", "请选择送达方式。", "way")
    told: dict[str, Any] = {name: text for name, text in (("way", way), ("proof", proof.strip())) if text}
    answered = (one for one in reversed(effective(work.entries)) if one.kind == ANSWERED_BY[kind])
    step = next(one for one in answered if not ref or str(one.data.get("ref")) == ref)
    paper = _unserved(work.case, event_seq=step.seq, sent_on=None)
    if paper is None or paper.issued_on > on or on < step.on:  # a day before the step is refused by the log itself
        return told
    is_told = kind == EventKind.EXTENSION_TOLD
    sent_on = on if is_told else max(step.on, paper.issued_on)
    _serve(paper, sent_on=sent_on, way=way, proof=proof.strip(), received_on=None if is_told else on)
    return {**told, "paper": paper.seq, "document_number": paper.number}


def note_reply(work: Work, answer: Decision) -> dict[str, Any]:
    """Note on the letter of an answer that it was served as the answer was; return what the log keeps of it.

    Raises:
        Refusal: the letter is dated later than the reply.
    """
    require_letter_in_time(work.case, answer)
    paper = _unserved(work.case, decision=answer)
    if paper is None or answer.replied_on is None:
        return {}
    received_on = answer.served_on
    if paper.sent_on is not None and received_on is not None and received_on < paper.sent_on:
        received_on = None  # noted on the paper alone, before steps noted it: a person sees both
    _serve(
        paper, sent_on=paper.sent_on or answer.replied_on, way=paper.way or answer.reply_way,
        proof=answer.proof or paper.proof, received_on=received_on,
    )  # fmt: skip
    return {"paper": paper.seq, "document_number": paper.number}


def require_letter_in_time(case: DisclosureRequest, answer: Decision) -> None:
    """Raise Refusal where the letter of an answer is dated later than the reply it carried."""
    if answer.replied_on is None:
        return
    for letter in _current(case).filter(kind__in=ANSWERING, decision=answer, issued_on__gt=answer.replied_on):
        raise Refusal(
            "letter_after_reply",
            f"答复日期 {answer.replied_on} 早于“{letter}”的成文日期 {letter.issued_on}。请核对答复日期；"
            "成文日期写错的，先作废这份文书，再重新制发。",
            "replied_on",
        )


def follow_steps(work: Work, amended: Collection[int]) -> None:
    """Let the service noted on papers follow the steps that were amended.

    Args:
        work: the amended case.
        amended: the places of the amended steps.

    Raises:
        Refusal: the amended day lies before the day of the paper.
    """
    current = _current(work.case)
    for step in effective(work.entries):
        if step.seq not in amended or step.kind not in SERVING or not step.data.get("paper"):
            continue
        paper = current.filter(seq=step.data["paper"], kind__in=SERVED_BY).first()
        if paper is not None:
            _follow(paper, step)


def unnote_service(work: Work, step: Entry) -> None:
    """Take back what a struck step had noted on its paper; what an earlier one had noted stands again."""
    paper = work.case.papers.filter(seq=step.data.get("paper") or 0, kind__in=SERVED_BY).first()
    if paper is None:
        return
    earlier = [one for one in effective(work.entries) if one.seq < step.seq and one.data.get("paper") == paper.seq]
    if any(one.kind in SERVING for one in earlier):
        _serve(paper, sent_on=paper.sent_on, way=paper.way, proof=paper.proof, received_on=None)
    else:
        _serve(paper, sent_on=None, way="", proof="", received_on=None)


def _follow(paper: IssuedPaper, step: Entry) -> None:
    days: Mapping[str, date | None] = {"sent_on": paper.sent_on, "received_on": step.on}
    if step.kind == EventKind.SERVED and paper.decision is not None:
        days = {"sent_on": paper.decision.replied_on, "received_on": paper.decision.served_on}
    elif step.kind == EventKind.EXTENSION_TOLD:
        days = {"sent_on": step.on, "received_on": paper.received_on}
    sent_on, received_on = days["sent_on"], days["received_on"]
    known = [one for one in (paper.issued_on, sent_on, received_on) if one is not None]
    if known != sorted(known):
        raise Refusal(
            "before_paper",
            f"更正后的日期与“{paper}”（{paper.issued_on} 成文，{paper.sent_on} 送出）先后不符，请核对；"
            "这份文书写错的，先作废再重新制发。",
        )
    _serve(paper, sent_on=sent_on, way=paper.way, proof=paper.proof, received_on=received_on)


def _unserved(case: DisclosureRequest, **occasion: Any) -> IssuedPaper | None:
    """Return the standing paper of an occasion whose receipt is not noted yet."""
    kinds = ANSWERING if "decision" in occasion else set(SERVED_BY) - ANSWERING
    return _current(case).filter(kind__in=kinds, received_on=None, **occasion).order_by("seq").last()


def _current(case: DisclosureRequest) -> QuerySet[IssuedPaper]:
    return case.papers.standing().exclude(seq__in=outdated_of(case))


def _serve(paper: IssuedPaper, **service: Any) -> None:
    for name in SERVICE:
        setattr(paper, name, service[name])
    check_values(paper)
    paper.save(update_fields=list(SERVICE))
