"""The yearly dashboard: what the cases of some units say about a year, every number a link to its list.

It reads the same counted facts as the report, plus four groups of its own (reports_app.yearly): by month, by unit, and what waits today.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from reports_app.charts import Bar, Series, month_columns, ranked_bars, share_bar
from reports_app.charts.frame import signed
from reports_app.facts import AppealCondition, Condition, Counted, FiledCondition, Phase
from reports_app.period import Period
from reports_app.queries import Question, counted
from reports_app.selections import OPEN, OVERDUE, UNKNOWN, Selection
from reports_app.yearly import MONTHS, UnitCount, backlog, by_unit, closed_by_month, received_by_month
from requests_app.choices import AppealResult, AppealRoute, ApplicantKind, Channel, Timeliness
from requests_app.outcomes import LAW

Href = Callable[[Selection], str]
RECEIVED, CLOSED = Phase.RECEIVED.value, Phase.CLOSED.value
SUITS = frozenset({AppealRoute.LIT_DIRECT.value, AppealRoute.LIT_AFTER.value})


@dataclass(frozen=True, slots=True)
class Card:
    """One number with its change against last year."""

    label: str
    value: str
    unit: str = ""
    href: str = ""
    change: str = ""
    is_grave: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart with its heading."""

    title: str
    chart: SafeString
    note: str = ""
    is_wide: bool = False


@dataclass(frozen=True)
class Board:
    """All that the dashboard shows."""

    year: int
    cards: tuple[Card, ...]
    charts: tuple[Chart, ...]


@dataclass(frozen=True)
class _Year:
    """This year's facts beside last year's, and how links are made."""

    now: Counted
    before: Counted
    href: Href


def board(question: Question, *, today: date, href: Href) -> Board:
    """Return the dashboard of one year.

    Args:
        question: the units and the year.
        today: the day on which it is read; what waits today is shown for the current year only.
        href: makes the link to the list behind a number.
    """
    last = Question(question.organs, Period(question.year).previous.year, question.using)
    year = _Year(counted(question), counted(last), href)
    cards = (*_volume(year), *_appeals(year), *_waiting(question, today, href))
    return Board(question.year, cards, (_months(question, href), *_shares(year), _units(question, href)))


def _volume(year: _Year) -> Iterable[Card]:
    for phase, label in (
        (Phase.RECEIVED, "新收申请"),
        (Phase.CARRIED_IN, "上年结转"),
        (Phase.CLOSED, "办结"),
        (Phase.CARRIED_OUT, "年末未办结"),
    ):
        condition = Condition(phase.value)
        now, before = year.now.count(condition), year.before.count(condition)
        yield _counted(label, now, before, year.href(Selection(phase=phase.value)))
    yield _on_time(year)


def _on_time(year: _Year) -> Card:
    """Closed within the term, extension or not, of all closed."""
    kept = frozenset({Timeliness.ON_TIME.value, Timeliness.EXTENDED.value})
    shares = [
        _percent(facts.count(Condition(CLOSED, timeliness=kept)), facts.count(Condition(CLOSED)))
        for facts in (year.now, year.before)
    ]
    late = year.now.count(Condition(CLOSED, timeliness=frozenset({Timeliness.LATE.value})))
    href = year.href(Selection(phase=CLOSED, timeliness=Timeliness.LATE.value)) if late else ""
    return Card("按期办结率", shares[0], "", href, f"上年 {shares[1]}；逾期办结 {late} 件", is_grave=late > 0)


def _appeals(year: _Year) -> Iterable[Card]:
    for label, routes in (("提起行政复议", frozenset({AppealRoute.REVIEW.value})), ("提起行政诉讼", SUITS)):
        now, before = (facts.count(FiledCondition(routes)) for facts in (year.now, year.before))
        codes = ",".join(sorted(routes))
        yield _counted(label, now, before, year.href(Selection(appeals=codes)))
    lost = AppealCondition(results=frozenset({AppealResult.CORRECTED.value}))
    now, before = year.now.count(lost), year.before.count(lost)
    href = year.href(Selection(result=AppealResult.CORRECTED.value))
    yield _counted("复议诉讼被纠正", now, before, href, is_grave=now > 0)


def _waiting(question: Question, today: date, href: Href) -> Iterable[Card]:
    if question.year != today.year:
        return
    now = backlog(question, today)
    yield Card("目前在办", str(now.open), "件", href(Selection(waiting=OPEN)) if now.open else "")
    link = href(Selection(waiting=OVERDUE)) if now.overdue else ""
    yield Card("目前超期", str(now.overdue), "件", link, is_grave=now.overdue > 0)


def _counted(label: str, now: int, before: int, href: str, *, is_grave: bool = False) -> Card:
    return Card(label, str(now), "件", href if now else "", f"上年 {before}，{signed(now - before)}", is_grave)


def _percent(part: int, whole: int) -> str:
    return f"{part * 100 / whole:.1f}%" if whole else "—"


def _months(question: Question, href: Href) -> Chart:
    series = [
        Series(label, numbers, tuple(href(Selection(phase=phase, month=month)) for month in range(1, MONTHS + 1)))
        for label, phase, numbers in (
            ("新收", RECEIVED, received_by_month(question)),
            ("办结", CLOSED, closed_by_month(question)),
        )
    ]
    title = f"{question.year}年各月新收与办结"
    return Chart(title, month_columns(series, title=title), is_wide=True)


def _shares(year: _Year) -> Iterable[Chart]:
    outcomes = {code: outcome.label for code, outcome in LAW.outcomes.items()}
    bars = _bars(year, axis="outcome", phase=CLOSED, labels=outcomes, ranked=True)
    yield Chart("办理结果", ranked_bars(bars, title="办理结果"), "空心条为上年；部分公开只计一次。")
    for title, axis, phase, labels in (
        ("申请渠道", "channel", RECEIVED, dict(Channel.choices)),
        ("申请人类型", "kind", RECEIVED, {**dict(ApplicantKind.choices), "": "未记类型"}),
        ("办结时效", "timeliness", CLOSED, dict(Timeliness.choices)),
    ):
        parts = _bars(year, axis=axis, phase=phase, labels=labels)
        yield Chart(title, share_bar(parts, title=title))


def _bars(year: _Year, *, axis: str, phase: str, labels: Mapping[str, str], ranked: bool = False) -> list[Bar]:
    """One bar for each code that either year knows, in the order of the list, or the largest first."""
    now, before = (_along(facts, axis, phase) for facts in (year.now, year.before))
    codes = [code for code in labels if now[code] or before[code]]
    if ranked:
        codes.sort(key=lambda code: (-now[code], -before[code]))
    return [
        Bar(
            str(labels[code]),
            now[code],
            year.href(Selection(phase=phase).with_(**{axis: code or UNKNOWN})) if now[code] else "",
            before[code],
        )
        for code in codes
    ]


def _along(facts: Counted, axis: str, phase: str) -> Counter[str]:
    totals: Counter[str] = Counter()
    for fact, number in facts.cases.items():
        if fact.phase == phase:
            totals[getattr(fact, axis)] += number
    return totals


def _units(question: Question, href: Href) -> Chart:
    units = by_unit(question)
    bars = [Bar(unit.name, unit.received, _unit_href(unit, href)) for unit in units]
    note = "新收件数最多的单位在前，其余合计。" if any(not unit.code for unit in units) else ""
    return Chart("各单位新收申请", ranked_bars(bars, title="各单位新收申请"), note)


def _unit_href(unit: UnitCount, href: Href) -> str:
    return href(Selection(phase=RECEIVED, unit=unit.code)) if unit.code and unit.received else ""
