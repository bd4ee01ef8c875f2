"""A made-up case on a day, as a walk through the real operations sees it: what is offered to whom, which days are left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from openness.organs.models import User
from openness.organs.rights import may
from requests_app.admin.acts import CASE_ACTS
from requests_app.admin.hindrances import hindrance_of
from requests_app.choices import EventKind, Regime, Status
from requests_app.course import Course, course_of
from requests_app.disclosures import DISCLOSED, PARTIAL, THIRD_PARTY, discloses
from requests_app.lifecycle import Act
from requests_app.models import DisclosureRequest
from requests_app.operations import Answer
from requests_app.operations.outcome_rules import ABANDONED, EXCESSIVE, STILL_UNCLEAR, UNPAID, list_on
from requests_app.operations.work import entries_of
from requests_app.opinions import awaited_on
from requests_app.outcomes import outcomes_on
from requests_app.timeline import Entry, effective
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

    # days

    @property
    def earliest(self) -> date:
        """The day of the last step of the office's own: no further one is dated before it."""
        return self.course.last_on or self.case.arrived_on

    def standing(self, *kinds: EventKind, ref: str = "") -> list[Entry]:
        """Return the entries of some kinds that stand, about one consultation where `ref` says which."""
        found = [one for one in effective(self.entries) if one.kind in kinds]
        return [one for one in found if not ref or str(one.data.get("ref", "")) == ref]

    def late_day(self, *answered: EventKind, before: EventKind | None = None, ref: str = "") -> date:
        """Return a day of what is learned late: from what it answers to what answers it, or to today."""
        first = max((one.on for one in self.standing(*answered, ref=ref)), default=self.case.arrived_on)
        ends = [one.on for one in self.standing(before, ref=ref)] if before else []
        return self._between(first, min([*ends, self.today]))

    def day(self, *, latest: date | None = None, after: date | None = None) -> date:
        """Return a day from the last step, or behind `after`, to `latest` or today."""
        first = self.earliest if after is None else max(self.earliest, after + timedelta(days=1))
        return self._between(first, min(latest or self.today, self.today))

    def _between(self, first: date, last: date) -> date:
        """Return one of some days of a span; raise NoWay where it is empty."""
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
        return self.named(EventKind.CORRECTION_ASKED) if self.course.status == Status.CORRECTING else None

    def named(self, kind: EventKind) -> date | None:
        """Return the day to answer by that the last notice of a kind names, where it names one."""
        asked = [one.data.get("respond_by") for one in self.standing(kind)]
        return date.fromisoformat(asked[-1]) if asked and asked[-1] else None

    def answer(self, on: date) -> Answer:
        """Return an answer that can be given on a day."""
        if self.course.is_paying:
            code = UNPAID
        elif self.course.status == Status.CORRECTING:
            code = ABANDONED[list_on(on)]
        else:
            code = self.pick([one.code for one in outcomes_on(on) if self._is_true(one.code, on)])
        is_open = bool(awaited_on(effective(self.entries), on))
        sparing = tuple(THIRD_PARTY & {"DENY_THIRD"})
        exemptions = self.pick([sparing] if is_open else [(), sparing]) if code == "PARTIAL" else ()
        overrides = code in DISCLOSED or (code in PARTIAL and not THIRD_PARTY & set(exemptions))
        reason = "关系公共安全" if self.course.refusing_parties and overrides else ""
        return Answer(code, exemptions=exemptions, basis="示例", override_reason=reason)

    def _is_true(self, code: str, on: date) -> bool:
        """Say whether the log bears an outcome out on a day."""
        until = self.named(EventKind.REASONS_ASKED) if self.course.is_explaining else None
        is_open = bool(awaited_on(effective(self.entries), on))
        wrong = (
            code in AWAITED
            or (code == STILL_UNCLEAR and not self.course.correction_came)
            or (code == EXCESSIVE and until is not None and on <= until)
            or (is_open and discloses(code, ["DENY_THIRD"] if code == "PARTIAL" else []))
        )
        return not wrong


def regime_start(regime: str) -> date:
    """Return the day on which the walks of a Regulation begin (in the middle of its life)."""
    return date(2018, 3, 1) if regime == Regime.R2007 else date(2026, 2, 10)
