"""What a change of the calendar does to open terms, told to one person: only of cases that they may see."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from openness.organs.models import Organ, User
from openness.organs.rights import Action, may
from requests_app.calendar_plans import CalendarPlan
from requests_app.calendars import Calendars, entered
from requests_app.models import CalendarDay, CalendarNotice, ExtraDayOff
from requests_app.operations.recalculation import DUE_ON, Move, may_change_calendar, moves
from requests_app.refusals import Refusal

MOST_SHOWN = 200
"""Cases listed by name; the rest is counted. A matter of the screen."""


@dataclass(frozen=True)
class Effect:
    """What a change does to the terms that a person may see.

    Args:
        first: the first of the moves, those overdue by the change before all others.
        total: how many terms move.
        later: to a later day, or from none to one.
        earlier: to an earlier day.
        remarked: whose day stays and whose 暂定 mark alone comes or goes.
        overdue: how many are overdue by the change and were not before.
        token: of the rows, the plan and the moves seen; another token is another effect.
        shows_cases: whether the person may know of cases at all; if not, all counts are 0 and mean nothing.
    """

    first: tuple[Move, ...]
    total: int
    later: int
    earlier: int
    remarked: int
    overdue: int
    token: str
    shows_cases: bool


def preview_change(*, by: User, today: date, plan: CalendarPlan) -> Effect:
    """Return what `plan` would do; nothing is written.

    Raises:
        Refusal: no right to keep the calendar there, or what is new stands already.
    """
    check_plan(plan, by)
    tally = Tally(by=by, today=today, plan=plan)
    if tally.shows_cases:
        planned = Calendars(plan.laid_over(entered()))
        for move in moves(organ=plan.organ or by.organ, calendars=planned):
            tally.take(move)
    return tally.effect()


def becomes_overdue(move: Move, today: date) -> bool:
    """Say whether a case is overdue on `today` by its move and was not before; a payment that is late makes none."""
    if move.term != DUE_ON:
        return False
    was_overdue = move.before is not None and move.before < today
    return move.after is not None and move.after < today and not was_overdue


class Tally:
    """Counts moves as they come and keeps the first of them, so that any number may come.

    Args:
        by: who is told; None is the system itself, which may know of everything.
        today: today's date.
        plan: the change behind the moves; the rows entered are read when the tally is made.
    """

    def __init__(self, *, by: User | None, today: date, plan: CalendarPlan) -> None:
        self.shows_cases = by is None or may(by, Action.CASE_VIEW)
        self._path = by.organ.path if by is not None and by.organ is not None else ""
        self._today = today
        self._first: list[Move] = []
        self._counts = {"total": 0, "later": 0, "earlier": 0, "remarked": 0, "overdue": 0}
        self._rows = _digest_of_rows(by.organ if by is not None else None, plan)
        self._moves = sha256()

    def take(self, move: Move) -> None:
        """Count one move; one of a case that the person may not see leaves no trace."""
        if not self.shows_cases or not move.organ_path.startswith(self._path):
            return
        self._moves.update(f"{move.case_id} {move.before} {move.after} {move.is_provisional}\n".encode())
        self._counts["total"] += 1
        self._counts[_way(move)] += 1
        self._counts["overdue"] += becomes_overdue(move, self._today)
        self._first.append(move)
        if len(self._first) > 2 * MOST_SHOWN:
            self._cut()

    def is_of(self, token: str) -> bool:
        """Say whether a token was made of the same rows and plan; its moves may still be others."""
        return token.partition("-")[0] == self._rows

    def effect(self) -> Effect:
        """Return what has been counted."""
        self._cut()
        token = f"{self._rows}-{self._moves.hexdigest()}"
        return Effect(first=tuple(self._first), token=token, shows_cases=self.shows_cases, **self._counts)

    def _cut(self) -> None:
        self._first.sort(key=self._place)
        del self._first[MOST_SHOWN:]

    def _place(self, move: Move) -> tuple[bool, date, int]:
        return not becomes_overdue(move, self._today), move.after or date.max, move.case_id


_NOT_THERE = "您没有维护工作日历的权限，或该单位不在您的单位之下。没有保存。"
_NOT_FOR_ALL = (
    "放假通知和工作日由各单位共用，只能由最上级单位的主管部门或系统管理员登记、修改。没有保存。"
    "本单位及下级另外放假的，请登记“地方休假日”。"
)


def check_plan(plan: CalendarPlan, by: User | None) -> None:
    """Refuse a plan that the person may not make, or that would silently overwrite what stands.

    Raises:
        Refusal: which of the two.
    """
    if not may_change_calendar(by, plan.organ):
        raise Refusal("not_allowed", _NOT_THERE if plan.organ is not None else _NOT_FOR_ALL, "organ")
    if not plan.is_new:
        return
    if plan.of_year is not None:
        if CalendarNotice.objects.filter(year=plan.of_year).exists():
            message = f"{plan.of_year}年的放假通知已登记。请返回列表打开它修改，不要重复登记。"
            raise Refusal("already_entered", message, "year")
        return
    standing = CalendarDay.objects.filter(on__in=plan.days).order_by("on").first()
    if standing is not None:
        raise Refusal("already_entered", f"{standing.on} 已在工作日历中。请返回列表打开它修改。", "on")
    off = ExtraDayOff.objects.filter(organ=plan.organ, on__in=plan.days_off).order_by("on").first()
    if off is not None:
        raise Refusal("already_entered", f"{off.organ} {off.on} 已登记为休假日。请去掉这一天，或打开它修改。", "days")


def _way(move: Move) -> str:
    if move.before == move.after:
        return "remarked"
    is_earlier = move.after is not None and move.before is not None and move.after < move.before
    return "earlier" if is_earlier else "later"


def _digest_of_rows(organ: Organ | None, plan: CalendarPlan) -> str:
    """Return a digest of the plan and of the calendar rows that somebody of `organ` may see."""
    digest = sha256()
    for line in _lines(organ, plan):
        digest.update(f"{line}\n".encode())
    return digest.hexdigest()


def _lines(organ: Organ | None, plan: CalendarPlan) -> Iterator[object]:
    yield plan.what, plan.of_year, plan.organ.path if plan.organ else ""
    yield from (sorted(rows.items()) for rows in (plan.days, plan.notices, plan.days_off))
    yield from CalendarDay.objects.order_by("on").values_list("on", "is_workday", "notice", "standing", "of_notice")
    yield from CalendarNotice.objects.order_by("year").values_list("year", "notice", "standing")
    off = ExtraDayOff.objects.order_by("organ_id", "on")
    if organ is not None:
        off = off.filter(organ_id__in=Organ.objects.within(organ).order_by().values("pk"))
    yield from off.values_list("organ_id", "on", "reason", "standing")
