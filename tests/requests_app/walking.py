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
from requests_app.lifecycle import Act
from requests_app.models import DisclosureRequest
from requests_app.operations import Answer
from requests_app.operations.outcome_rules import ABANDONED, DISCLOSED, PARTIAL, THIRD_PARTY, UNPAID, list_on
from requests_app.operations.work import entries_of
from requests_app.outcomes import outcomes_on
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


def regime_start(regime: str) -> date:
    """Return the day on which the walks of a Regulation begin (in the middle of its life)."""
    return date(2018, 3, 1) if regime == Regime.R2007 else date(2026, 2, 10)
