"""A made-up case walked through the real operations: every act with arguments that are legal there and then."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from openness.organs.models import User
from openness.organs.rights import may
from requests_app.admin.acts import CASE_ACTS
from requests_app.admin.hindrances import hindrance_of
from requests_app.calendars import calendar_of
from requests_app.choices import EventKind, ProposedAct, Regime, Stance, Status
from requests_app.course import Course, course_of
from requests_app.lifecycle import Act, is_step
from requests_app.models import DisclosureRequest
from requests_app.operations import Answer
from requests_app.operations.amendments import STEPS_TO_AMEND
from requests_app.operations.outcome_rules import ABANDONED, DISCLOSED, PARTIAL, THIRD_PARTY, UNPAID, list_on
from requests_app.operations.work import entries_of
from requests_app.outcomes import outcomes_on
from requests_app.regimes import terms
from requests_app.timeline import effective
from tests.office import SHANGHAI

WALKED = tuple(act for act in Act if act is not Act.ATTACH)
"""Files are no step of a walk: what becomes of them has tests of its own (tests/requests_app/attachments)."""

Pick = Callable[[Sequence[Any]], Any]
Arguments = dict[str, Any]
AWAITED = {*ABANDONED.values(), UNPAID}


class NoWay(Exception):
    """There are no legal arguments for an act there and then."""


@dataclass
class Place:
    """A case on a day, and who decides between what is possible.

    Args:
        case: the case.
        people: who works in its unit, the head last.
        today: the day.
        pick: chooses one of several.
    """

    case: DisclosureRequest
    people: Sequence[User]
    today: date
    pick: Pick

    def __post_init__(self) -> None:
        self.case.refresh_from_db()
        self.entries = entries_of(self.case)
        self.course: Course = course_of(self.case.regime, self.entries)

    @property
    def at(self) -> datetime:
        """Ten o'clock of the day."""
        return datetime.combine(self.today, time(10), SHANGHAI)

    def is_offered(self, act: Act, person: User) -> bool:
        """Say whether the page of the case offers an act to a person."""
        right = CASE_ACTS[act].right
        if not may(person, right, self.case.organ):
            return False
        return not hindrance_of(act, self.case, self.course, person, today=self.today)

    def offered(self) -> list[tuple[Act, User]]:
        """Return what the page offers to whom."""
        return [(act, person) for act in WALKED for person in self.people if self.is_offered(act, person)]

    def take(self, act: Act, person: User, given: Arguments) -> Any:
        """Do the one call of an act. Raises Refusal as the operation does."""
        return CASE_ACTS[act].operation(case=self.case, by=person, at=self.at, **given)

    def arguments(self, act: Act, person: User) -> Arguments:
        """Return legal arguments. Raises NoWay where there are none."""
        return _ARGUMENTS[act](self, person)

    # days

    @property
    def earliest(self) -> date:
        """The day of the last step: none is dated before it."""
        return self.course.last_on or self.case.arrived_on

    def day(self, *, latest: date | None = None, after: date | None = None) -> date:
        """Return a day from the last step, or behind `after`, to `latest` or today."""
        first = self.earliest if after is None else max(self.earliest, after + timedelta(days=1))
        last = min(latest or self.today, self.today)
        days = {first + timedelta(days=n) for n in (0, 1, 4, 9, 20)} | {last}
        possible = sorted(day for day in days if first <= day <= last)
        if not possible:
            raise NoWay(f"no day from {first} to {last}")
        found: date = self.pick(possible)
        return found

    def day_in_time(self) -> date:
        """Return a day within the term."""
        return self.day(latest=self.case.due_on)

    # what is awaited

    def respond_by(self) -> date | None:
        """Return by when a correction or payment is awaited; raise NoWay where that cannot be known yet."""
        if self.course.is_paying:
            notice = self.case.fee_notices.filter(struck_at=None).last()
            if notice is None or notice.pay_by is None:
                raise NoWay("the notice was not received")
            until: date = notice.pay_by
            return until
        asked = [
            one.data.get("respond_by") for one in effective(self.entries) if one.kind == EventKind.CORRECTION_ASKED
        ]
        return date.fromisoformat(asked[-1]) if self.course.status == Status.CORRECTING and asked[-1] else None

    def answer(self, on: date) -> Answer:
        """Return an answer that can be given on a day."""
        if self.course.is_paying:
            code = UNPAID
        elif self.course.status == Status.CORRECTING:
            code = ABANDONED[list_on(on)]
        else:
            code = self.pick([one.code for one in outcomes_on(on) if one.code not in AWAITED])
        exemptions = self.pick([(), tuple(THIRD_PARTY & {"DENY_THIRD"})]) if code == "PARTIAL" else ()
        overrides = code in DISCLOSED or (code in PARTIAL and not THIRD_PARTY & set(exemptions))
        reason = "关系公共安全" if self.course.refusing_parties and overrides else ""
        return Answer(code, exemptions=exemptions, basis="示例", override_reason=reason)


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
    acts = sorted(place.course.pending) or [ProposedAct.DECIDE]
    act = place.pick(acts)
    return {"act": act, "on": place.day_in_time() if act == ProposedAct.EXTEND else place.day(after=place.respond_by())}


def _pending(place: Place, person: User) -> Arguments:
    mine = place.case.proposals.submitted().filter(by=person).values_list("act", flat=True)
    return {"act": place.pick(sorted(mine) or sorted(place.course.pending) or [ProposedAct.DECIDE]), "reason": "改"}


def _ask_correction(place: Place, person: User) -> Arguments:
    on = place.day_in_time()
    respond_by = place.pick([None, on + timedelta(days=5)])
    return {"on": on, "what": "文号", "late_reason": "交接延误", "respond_by": respond_by}


def _returned(place: Place, person: User) -> Arguments:
    ref = place.pick(sorted(place.course.open_consultations) or [""])
    letters = [one.on for one in effective(place.entries) if str(one.data.get("ref", "")) == ref]
    on = place.day()
    days = terms(place.case.regime, on).consultation_days.value
    is_over = not letters or not isinstance(days, int) or calendar_of(place.case.organ).add(letters[-1], days) <= on
    stance = place.pick(["", Stance.AGREES, Stance.REFUSES, *([Stance.SILENT] if is_over else [])])
    return {"on": on, "ref": ref, "stance": stance, "opinion": "理由"}


def _notice_fee(place: Place, person: User) -> Arguments:
    basis, quantity, before = place.pick([("by_page", 45, 0), ("by_item", 2, 30)])
    return {"on": place.day_in_time(), "basis": basis, "quantity": quantity, "before": before}


def _pay(place: Place, person: User) -> Arguments:
    notice = place.case.fee_notices.filter(struck_at=None).last()
    return {"on": place.day(), "paid": notice.amount if notice else 0}


def _postpone(place: Place, person: User) -> Arguments:
    on = place.day_in_time()
    return {"on": on, "until": max(on, place.case.due_on or on) + timedelta(days=30), "reason": "一周80件"}


def _other(place: Place, person: User) -> Arguments:
    others = [one for one in place.people if one.pk != place.case.handler_id]
    return {"to": place.pick(others), "reason": "分工"}


def _amend(place: Place, person: User) -> Arguments:
    changes = {"note": f"第{place.case.version}次"}
    last = [one for one in effective(place.entries) if is_step(one)][-1]
    if last.kind not in STEPS_TO_AMEND or not place.pick([True, False]):
        return {"changes": changes, "reason": "记错"}
    return {"changes": changes, "events": {last.seq: {"on": place.day()}}, "reason": "记错"}


def _extension(place: Place) -> Arguments:
    most = terms(place.case.regime, place.today).extension_days.value
    return {"days": place.pick([1, most]), "reason": "量大"}


def _with_day(**given: Any) -> Callable[[Place, User], Arguments]:
    return lambda place, _: {"on": place.day(), **given}


def _without_day(**given: Any) -> Callable[[Place, User], Arguments]:
    return lambda place, _: dict(given)


_ARGUMENTS: dict[Act, Callable[[Place, User], Arguments]] = {
    Act.CONFIRM_RECEIPT: _with_day(basis="both_sides"),
    Act.ASK_CORRECTION: _ask_correction,
    Act.RECEIVE_CORRECTION: lambda place, _: {"on": place.day(), "content": place.pick(["", "补正后的内容"])},
    Act.CONSULT: lambda place, _: {
        "on": place.day(), "party": place.pick(["third_party", "joint_organ"]), "name": "孙某（虚构）",
    },
    Act.CONSULTATION_DELIVERED: lambda place, _: {
        "on": place.day(),
        "ref": place.pick(sorted(place.course.open_consultations - place.course.delivered_consultations) or [""]),
    },
    Act.CONSULTATION_RETURNED: _returned,
    Act.ASK_REASONS: _with_day(what="一周80件"),
    Act.RECEIVE_REASONS: _with_day(reasons="研究需要"),
    Act.PROPOSE_EXTENSION: lambda place, _: {**_extension(place), "submit": place.pick([True, True, False])},
    Act.EXTEND: lambda place, _: {"on": place.day_in_time(), **_extension(place)},
    Act.TELL_EXTENSION: _with_day(),
    Act.POSTPONE: _postpone,
    Act.NOTICE_FEE: _notice_fee,
    Act.DELIVER_FEE: _with_day(),
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


def regime_start(regime: str) -> date:
    """Return the day on which the walks of a Regulation begin (in the middle of its life)."""
    return date(2018, 3, 1) if regime == Regime.R2007 else date(2026, 2, 10)
