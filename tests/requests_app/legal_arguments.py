"""What each act of a walk is called with: arguments that are legal there and then."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from openness.organs.models import User
from requests_app.calendars import calendar_of
from requests_app.choices import EventKind, ProposedAct, Stance
from requests_app.lifecycle import Act, is_step
from requests_app.operations import Answer
from requests_app.operations.amendments import STEPS_TO_AMEND
from requests_app.operations.approval import may_approve
from requests_app.regimes import terms
from requests_app.timeline import ANSWERED, Entry, effective
from tests.requests_app.walking import Arguments, NoWay, Place


def legal_arguments(place: Place, act: Act, person: User) -> Arguments:
    """Return legal arguments of an act. Raises NoWay where there are none."""
    return ARGUMENTS[act](place, person)


def _decide(place: Place, person: User) -> Arguments:
    on = place.day(after=place.respond_by())
    said = place.answer(on)
    replied_on = place.pick([None, place.today, on])
    return {
        "on": on, "outcome": said.outcome, "exemptions": said.exemptions, "override_reason": said.override_reason,
        "replied_on": replied_on,
    }  # fmt: skip


def _propose(place: Place, person: User) -> Arguments:
    try:
        until = place.respond_by()
    except NoWay:
        return {"answer": Answer(""), "submit": False}
    is_ready = (until is None or until < place.today) and place.pick([True, True, False])
    return {"answer": place.answer(place.today), "submit": is_ready}


def _approve(place: Place, person: User) -> Arguments:
    acts = _approvable(place, person) or sorted(place.course.pending) or [ProposedAct.DECIDE]
    act = place.pick(acts)
    try:
        on = place.day_in_time() if act == ProposedAct.EXTEND else place.day(after=place.respond_by())
    except NoWay:
        # no day will do since something overtook the draft: the operation says so, and it can be sent back
        on = place.today
    return {"act": act, "on": on, "late_entry_reason": "补登"}


def _approvable(place: Place, person: User) -> list[str]:
    """Return the drafts that wait and are not the person's own answer, which only a unit that may approve itself lets pass."""
    waiting = place.case.proposals.submitted().order_by("act")
    others = waiting if place.case.organ.may_approve_self else waiting.exclude(act=ProposedAct.DECIDE, by=person)
    return list(others.values_list("act", flat=True))


def _pending(place: Place, person: User) -> Arguments:
    mine = place.case.proposals.submitted().filter(by=person).values_list("act", flat=True)
    return {"act": place.pick(sorted(mine) or sorted(place.course.pending) or [ProposedAct.DECIDE]), "reason": "改"}


def _ask_correction(place: Place, person: User) -> Arguments:
    on = place.day_in_time()
    must = terms(place.case.regime, on).correction_names_day.value
    respond_by = place.pick([on + timedelta(days=5), *([] if must else [None])])
    return {"on": on, "what": "文号", "late_reason": "交接延误", "respond_by": respond_by}


def _returned(place: Place, person: User) -> Arguments:
    ref = place.pick(sorted(place.course.open_consultations) or [""])
    letters = place.standing(EventKind.CONSULTATION_SENT, EventKind.CONSULTATION_DELIVERED, ref=ref)
    on = place.late_day(EventKind.CONSULTATION_SENT, EventKind.CONSULTATION_DELIVERED, ref=ref)
    days = terms(place.case.regime, on).consultation_days.value
    is_over = not letters or not isinstance(days, int) or calendar_of(place.case.organ).add(letters[-1].on, days) < on
    stance = place.pick(["", Stance.AGREES, Stance.REFUSES, *([Stance.SILENT] if is_over else [])])
    return {"on": on, "ref": ref, "stance": stance, "opinion": "理由"}


def _delivered(place: Place, person: User) -> Arguments:
    ref = place.pick(sorted(place.course.sent_consultations - place.course.delivered_consultations) or [""])
    if any(one.data.get("stance") == Stance.SILENT for one in place.standing(EventKind.CONSULTATION_RETURNED, ref=ref)):
        # called silent by the day of sending: only that day itself is sure to leave the silence late enough
        return {"on": place.standing(EventKind.CONSULTATION_SENT, ref=ref)[0].on, "ref": ref}
    on = place.late_day(EventKind.CONSULTATION_SENT, before=EventKind.CONSULTATION_RETURNED, ref=ref)
    return {"on": on, "ref": ref}


def _ask_reasons(place: Place, person: User) -> Arguments:
    on = place.day()
    return {"on": on, "what": "一周80件", "respond_by": on + timedelta(days=5)}


def _receive_reasons(place: Place, person: User) -> Arguments:
    on, until = place.day(), place.named(EventKind.REASONS_ASKED)
    silence: list[Arguments] = [{"none_came": True}] if until is None or until < on else []
    return {"on": on, **place.pick([{"reasons": "研究需要"}, *silence])}


def _notice_fee(place: Place, person: User) -> Arguments:
    basis, quantity, before = place.pick([("by_page", 45, 0), ("by_item", 2, 30)])
    return {"on": place.day_in_time(), "basis": basis, "quantity": quantity, "before": before}


def _pay(place: Place, person: User) -> Arguments:
    notice = place.case.fee_notices.filter(struck_at=None).last()
    return {"on": place.day(), "paid": notice.amount if notice else 0, "late_reason": "银行故障"}


def _postpone(place: Place, person: User) -> Arguments:
    on = place.day_in_time()
    return {"on": on, "until": max(on, place.case.due_on or on) + timedelta(days=30), "reason": "一周80件"}


def _other(place: Place, person: User) -> Arguments:
    others = [one for one in place.people if one.pk != place.case.handler_id]
    return {"to": place.pick(others), "reason": "分工"}


def _amend(place: Place, person: User) -> Arguments:
    changes = {"note": f"第{place.case.version}次"}
    last = [one for one in effective(place.entries) if is_step(one)][-1]
    if last.kind not in STEPS_TO_AMEND or last.data.get("stance") == Stance.SILENT or not place.pick([True, False]):
        return {"changes": changes, "reason": "记错"}
    if last.kind == EventKind.EXTENDED:
        # the day of a consent is amended by whoever approves, to a day within the term before it
        events = {last.seq: {"on": last.on}} if may_approve(person, place.case.organ) else {}
    else:
        events = {last.seq: {"on": _other_day(place, last)}}
    return {"changes": changes, "events": events, "reason": "记错"}


def _other_day(place: Place, step: Entry) -> date:
    """Return a day on which the last step of the log may have been just as well."""
    if step.kind not in ANSWERED:
        return place.day()
    ref = str(step.data.get("ref", ""))
    silent = [one for one in place.standing(EventKind.CONSULTATION_RETURNED, ref=ref) if "silent" in one.data.values()]
    if silent:
        return step.on
    before = EventKind.CONSULTATION_RETURNED if step.kind == EventKind.CONSULTATION_DELIVERED else None
    return place.late_day(*ANSWERED[step.kind], before=before, ref=ref)


def _extension(place: Place) -> Arguments:
    most = terms(place.case.regime, place.today).extension_days.value
    return {"days": place.pick([1, most]), "reason": "量大"}


def _with_day(**given: Any) -> Callable[[Place, User], Arguments]:
    return lambda place, _: {"on": place.day(), **given}


def _without_day(**given: Any) -> Callable[[Place, User], Arguments]:
    return lambda place, _: dict(given)


ARGUMENTS: dict[Act, Callable[[Place, User], Arguments]] = {
    Act.CONFIRM_RECEIPT: _with_day(basis="both_sides"),
    Act.ASK_CORRECTION: _ask_correction,
    Act.RECEIVE_CORRECTION: lambda place, _: {"on": place.day(), "content": place.pick(["", "补正后的内容"])},
    Act.CONSULT: lambda place, _: {
        "on": place.day(), "party": place.pick(["third_party", "joint_organ"]), "name": "孙某（虚构）",
    },
    Act.CONSULTATION_DELIVERED: _delivered,
    Act.CONSULTATION_RETURNED: _returned,
    Act.ASK_REASONS: _ask_reasons,
    Act.RECEIVE_REASONS: _receive_reasons,
    Act.PROPOSE_EXTENSION: lambda place, _: {**_extension(place), "submit": place.pick([True, True, False])},
    Act.EXTEND: lambda place, _: {
        "on": place.day_in_time(), **_extension(place), "late_entry_reason": "补登",
    },
    Act.TELL_EXTENSION: lambda place, _: {"on": place.late_day(EventKind.EXTENDED)},
    Act.POSTPONE: _postpone,
    Act.NOTICE_FEE: _notice_fee,
    Act.DELIVER_FEE: lambda place, _: {"on": place.late_day(EventKind.FEE_NOTICED)},
    Act.PAY_FEE: _pay,
    Act.WAIVE_FEE: _with_day(reason="低保户"),
    Act.PROPOSE_ANSWER: _propose,
    Act.DECIDE: _decide,
    Act.APPROVE: _approve,
    Act.SEND_BACK: _pending,
    Act.RECALL: _pending,
    Act.SERVE: lambda place, _: {"on": place.day(), "served_on": place.pick([None, place.today]), "way": "post"},
    Act.WITHDRAW: _with_day(),
    Act.REOPEN: lambda place, _: {
        "on": place.day(), "because": "复议决定（虚构）", "answer_by": place.pick([None, place.today]),
    },
    Act.OPEN_APPEAL: lambda place, _: {"organ": place.case.organ, "route": "review", "filed_on": place.today},
    Act.ASSIGN: _other,
    Act.CLAIM: _without_day(),
    Act.HAND_OVER: _other,
    Act.HAND_BACK: _without_day(reason="不归我管"),
    Act.SPLIT: _without_day(parts=["合同", "图纸"], reason="一事一申请"),
    Act.AMEND: _amend,
    Act.STRIKE: _without_day(reason="登错"),
    Act.VOID: _without_day(reason="重复登记"),
}  # fmt: skip
