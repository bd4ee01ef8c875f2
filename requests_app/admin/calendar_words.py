"""What a change of the calendar says on the screen: which days change, which cases move, how many."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from openness.organs.models import Organ, User
from requests_app.calendar_plans import CalendarPlan
from requests_app.calendars import Calendars, entered
from requests_app.choices import Standing
from requests_app.operations.calendar_effect import Effect, becomes_overdue
from requests_app.operations.recalculation import DUE_ON, Move
from requests_app.workdays import WorkCalendar, packaged_law

WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class MoveLine:
    """One case that moves, as the preview lists it."""

    move: Move
    unit: str
    moved: str
    is_overdue: bool


@dataclass(frozen=True)
class ShownEffect:
    """The effect in words and lines; without lines for whoever may not know of cases."""

    sentence: str
    others: str
    lines: tuple[MoveLine, ...]
    total: int


def day_words(on: date) -> str:
    """Return a day with its weekday, by which a slip of the finger is noticed."""
    return f"{on} 星期{WEEKDAYS[on.weekday()]}"


def change_facts(plan: CalendarPlan) -> list[tuple[str, str]]:
    """Return what a plan changes in the calendar itself."""
    stands = entered()
    before, after = Calendars(stands), Calendars(plan.laid_over(stands))
    if plan.organ is not None:
        days = _changed(plan.days_off, before.of(plan.organ), after.of(plan.organ))
    else:
        days = _changed(_days_concerned(plan), before.base, after.base)
    named = {**plan.days, **plan.days_off}
    removed = [on for on, row in named.items() if row is None]
    facts = [
        ("范围", f"{plan.organ}及其下所有单位" if plan.organ else "全部单位"),
        ("变动", plan.what),
        ("核实情况", "、".join(_standings(plan))),
        ("改为放假", _listed(on for on, is_workday in days if not is_workday)),
        ("改为上班", _listed(on for on, is_workday in days if is_workday)),
        ("从表中删去", _listed(removed)),
        ("暂定", "、".join(_provisional_words(plan, before.base, after.base))),
    ]
    return [(name, text) for name, text in facts if text]


def statutory_warning(plan: CalendarPlan) -> str:
    """Return which statutory days off a plan would make working days, and what to do; empty where none.

    Every statutory day of a year whose notice is entered is looked at, and every day that the plan itself makes a
    working day: once a notice is entered, the bare statutory days of its year no longer stand by themselves.
    """
    years = {year for year, row in plan.notices.items() if row}
    named = {on for on, row in plan.days.items() if row and row.is_workday}
    after = Calendars(plan.laid_over(entered())).base
    worked = [on for on in after.worked_statutory_days() if on.year in years or on in named]
    if not worked:
        return ""
    return (
        f"照这样保存，法定节日 {_listed(worked)} 会成为工作日，期限会算早。{packaged_law().statutory_article}规定这些日子放假"
        "（其中农历节日按历书推算，待核实），多半是漏填或填错；请按“返回修改”，对照通知把它们写进放假日。"
    )


def shown_effect(effect: Effect, plan: CalendarPlan, *, user: User, today: date) -> ShownEffect:
    """Return the effect as `user` may read it."""
    if not effect.shows_cases:
        return ShownEffect("确认后，未办结申请的期限将按新日历重算。", "", (), 0)
    units = dict(Organ.objects.filter(pk__in={move.organ_id for move in effect.first}).values_list("pk", "name"))
    lines = tuple(
        MoveLine(move, units[move.organ_id], _moved_words(move), becomes_overdue(move, today)) for move in effect.first
    )
    others = "" if plan.organ is not None or _is_everything(user.organ) else _OTHERS
    return ShownEffect(_counted(effect, "会变动"), others, lines, effect.total)


def said_of(effect: Effect) -> str:
    """Return what to tell after a change was written."""
    if not effect.shows_cases:
        return "已保存。未办结申请的期限已按新日历重算。"
    logged = "每件的日志里都有记录。" if effect.total else ""
    return f"已保存。{_counted(effect, '已变动')}{logged}"


_OTHERS = "日历由各单位共用，您单位以外的未办结申请也会同时重算。"


def _counted(effect: Effect, verb: str) -> str:
    if not effect.total:
        return "没有未办结申请的期限因此变动。"
    ways = ((effect.later, "推后"), (effect.earlier, "提前"), (effect.remarked, "日期不变、只改“暂定”"))
    parts = "，".join(f"{word} {count} 件" for count, word in ways if count)
    overdue = f"其中 {effect.overdue} 件因此逾期。" if effect.overdue else ""
    return f"{effect.total} 件未办结申请的期限{verb}：{parts}。{overdue}"


def _moved_words(move: Move) -> str:
    if move.before == move.after:
        return "改为暂定" if move.is_provisional else "不再暂定"
    if move.before is None or move.after is None:
        return "—"
    days = (move.after - move.before).days
    what = "" if move.term == DUE_ON else "缴费期限"
    return f"{what}推后 {days} 天" if days > 0 else f"{what}提前 {-days} 天"


def _days_concerned(plan: CalendarPlan) -> set[date]:
    """Return the days named and all of the years named: a notice also ends the bare statutory days of its year."""
    years = ((date(year, 1, 1), date(year, 12, 31)) for year in plan.notices)
    whole = (first + timedelta(days=place) for first, last in years for place in range((last - first).days + 1))
    return {*plan.days, *whole}


def _changed(days: Iterable[date], before: WorkCalendar, after: WorkCalendar) -> list[tuple[date, bool]]:
    return [(on, after.is_workday(on)) for on in sorted(days) if before.is_workday(on) != after.is_workday(on)]


def _listed(days: Iterable[date]) -> str:
    return "、".join(day_words(on) for on in sorted(days))


def _standings(plan: CalendarPlan) -> Iterator[str]:
    rows = [*plan.notices.values(), *plan.days.values(), *plan.days_off.values()]
    for standing in sorted({row.standing for row in rows if row is not None}):
        yield str(Standing(standing).label)


def _provisional_words(plan: CalendarPlan, before: WorkCalendar, after: WorkCalendar) -> Iterator[str]:
    for year in plan.notices:
        was, becomes = (calendar.is_provisional(date(year, 1, 1)) for calendar in (before, after))
        if was != becomes:
            yield f"{year}年的期限{'改标' if becomes else '不再标'}“暂定”"


def _is_everything(organ: Organ | None) -> bool:
    return organ is not None and not Organ.objects.filter(depth=1).exclude(pk=organ.pk).exists()
