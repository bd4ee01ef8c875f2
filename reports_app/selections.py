"""What a list behind a number shows: one value that makes the link, reads it back and picks the rows.

A number of the report is opened by its cell, one of the dashboard by the same conditions, narrowed to a month or a unit.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet

from openness.organs.scopes import OrganSet
from reports_app.cells import Format
from reports_app.conditions import Charged, Listing, listing_of
from reports_app.facts import PENDING, AppealCondition, Condition, FiledCondition, Phase
from reports_app.queries import Question, charged, listed
from reports_app.yearly import MONTHS, MonthOf
from requests_app.choices import AppealResult, AppealRoute, ApplicantKind, Channel, Timeliness
from requests_app.outcomes import LAW

UNKNOWN = "-"  # stands for "not recorded" in an address
OPEN, OVERDUE = "open", "overdue"
WAITING = {OPEN: "目前尚未答复的申请", OVERDUE: "目前已超期未答复的申请"}
PHASES = {
    Phase.RECEIVED.value: "本年新收的申请",
    Phase.CARRIED_IN.value: "上年结转的申请",
    Phase.CLOSED.value: "本年办结的申请",
    Phase.CARRIED_OUT.value: "结转下年度的申请",
}
MONTH_FIELDS = {Phase.RECEIVED.value: "received_on", Phase.CLOSED.value: "closed_on"}
SUITS = f"{AppealRoute.LIT_AFTER.value},{AppealRoute.LIT_DIRECT.value}"
AXES = {"channel": "channels", "kind": "kinds", "outcome": "outcomes", "timeliness": "timeliness"}


class BadSelection(ValueError):
    """The address asks for a list that does not exist."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows: those of a cell, of a phase narrowed by codes, or what waits today. "" and 0 narrow nothing."""

    cell: str = ""
    phase: str = ""
    channel: str = ""
    kind: str = ""
    outcome: str = ""
    timeliness: str = ""
    appeals: str = ""
    result: str = ""
    waiting: str = ""
    month: int = 0
    unit: str = ""

    @property
    def query(self) -> str:
        """The query string of the link."""
        return urlencode({name: value for name, value in asdict(self).items() if value}, safe="/")

    def with_(self, **changes: Any) -> "Selection":
        """Return the selection narrowed further."""
        return replace(self, **changes)


def read_selection(params: Mapping[str, str]) -> Selection:
    """Return the selection that the parameters of a link state.

    Raises:
        BadSelection: none, or more than one, of cell, phase, appeals, result and waiting, or a code that does not exist.
    """
    known = {name: params.get(name, "") for name in Selection.__dataclass_fields__ if name != "month"}
    chosen = [name for name in ("cell", "phase", "appeals", "result", "waiting") if known[name]]
    if len(chosen) != 1:
        raise BadSelection("链接里没有写明要看哪个数字的名单，请从报告或看板上的数字点进来。")
    for name, codes in _codes().items():
        if known[name] and known[name] not in codes:
            raise BadSelection(f"链接里的 {name}={known[name][:30]} 不存在，请从报告或看板上的数字点进来。")
    return Selection(month=_month(params.get("month", ""), known["phase"]), **known)


def listing(selection: Selection, format: Format) -> Listing | None:
    """Return the condition of a selection; None for what waits today.

    Raises:
        BadSelection: the cell has no list behind it.
    """
    if selection.waiting:
        return None
    if selection.appeals:
        return FiledCondition(frozenset(selection.appeals.split(",")))
    if selection.result:
        return AppealCondition(results=frozenset({selection.result}))
    if selection.phase:
        codes = {axis: getattr(selection, name) for name, axis in AXES.items()}
        narrowed = {axis: frozenset({code.replace(UNKNOWN, "")}) for axis, code in codes.items() if code}
        return Condition(selection.phase, **narrowed)
    found = listing_of(format, selection.cell)
    if found is None:
        raise BadSelection(f"{format.id} 格式中的 {selection.cell[:40]} 没有案件名单：它不是由案件统计的数字。")
    return found


def is_of_appeals(selection: Selection, format: Format) -> bool:
    """Say whether the rows are reviews and suits rather than requests."""
    return isinstance(listing(selection, format), AppealCondition | FiledCondition)


def rows(selection: Selection, *, format: Format, question: Question, today: date) -> QuerySet[Any]:
    """Return the cases or appeals of a selection.

    Args:
        selection, format: what is asked, and the format of its year.
        question: the units and the year of the report.
        today: the day to which "overdue" refers.

    Raises:
        BadSelection: the cell has no list behind it, or the unit is none of the scope.
    """
    asked = _narrowed(question, selection.unit)
    found = listing(selection, format)
    if found is None:
        waiting = asked.cases().unfinished()
        return waiting.overdue(today) if selection.waiting == OVERDUE else waiting
    picked = charged(asked) if isinstance(found, Charged) else listed(asked, found)
    if selection.month:
        field = MONTH_FIELDS[selection.phase]
        picked = picked.alias(in_month=MonthOf(field)).filter(in_month=selection.month)
    return picked


def title(selection: Selection, format: Format) -> str:
    """Return what the list is called."""
    if selection.cell:
        cell = format.cell(selection.cell)
        return cell.label if cell else selection.cell
    names = _codes()
    words = [WAITING.get(selection.waiting, ""), PHASES.get(selection.phase, "")]
    words.append(f"本年提起的{names['appeals'][selection.appeals]}" if selection.appeals else "")
    words.append(f"复议诉讼：{names['result'][selection.result]}" if selection.result else "")
    words.append(f"{selection.month}月" if selection.month else "")
    words += [names[name][code] for name in AXES if (code := getattr(selection, name))]
    return " · ".join(word for word in words if word)


def _narrowed(question: Question, unit: str) -> Question:
    if not unit:
        return question
    organ = question.organs.organs().filter(code=unit).first()
    if organ is None:
        raise BadSelection(f"单位代码 {unit[:32]} 不在该报告的统计范围内。")
    return replace(question, organs=OrganSet(only=organ.pk))


def _codes() -> dict[str, dict[str, str]]:
    return {
        "phase": PHASES,
        "waiting": WAITING,
        "appeals": {AppealRoute.REVIEW.value: "行政复议", SUITS: "行政诉讼"},
        "result": {**dict(AppealResult.choices), PENDING: "尚未审结"},
        "channel": dict(Channel.choices),
        "kind": {UNKNOWN: "未记类型", **dict(ApplicantKind.choices)},
        "timeliness": dict(Timeliness.choices),
        "outcome": {code: outcome.label for code, outcome in LAW.outcomes.items()},
    }


def _month(text: str, phase: str) -> int:
    if not text:
        return 0
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= MONTHS or phase not in MONTH_FIELDS:
        raise BadSelection("链接里的月份不对，请从看板上的数字点进来。")
    return int(text)
