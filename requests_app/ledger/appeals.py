"""Rows of the appeals sheet (复议诉讼): from cells to a checked record."""

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from requests_app.ledger.basis import Basis
from requests_app.ledger.cells import Cell, day, digits_text, number_text, text, whole_number
from requests_app.ledger.drafts import NUMBER_ROOM
from requests_app.ledger.labels import PENDING, RESULTS, ROUTES, code_of
from requests_app.ledger.lines import Line

BODY_ROOM = 120


@dataclass(frozen=True, slots=True)
class AppealRecord:
    """What a ledger row says of one review or suit, checked and in codes; `year` only where the row names it."""

    organ_id: int
    request_number: str
    year: int
    route: str
    filed_on: date
    body: str
    case_number: str
    result: str
    concluded_on: date | None
    note: str

    @property
    def key(self) -> tuple[int, str, date, str, str]:
        """What it is known again by."""
        return self.organ_id, self.route, self.filed_on, self.case_number, self.request_number


AppealLine: TypeAlias = Line[AppealRecord]


def check_appeal(line: AppealLine, basis: Basis) -> None:
    """Give the line its record, or note everything that is wrong with it.

    Args:
        line: the row.
        basis: the units and the day.
    """
    route = line.take("route", lambda cell: code_of(cell, ROUTES), "")
    filed_on = line.take("filed_on", day, None)
    concluded_on = line.take("concluded_on", day, None)
    result = line.take("result", lambda cell: code_of(cell, RESULTS), "")
    if not line.problems:
        _check_presence(line, route, filed_on)
        _check_dates(line, filed_on, concluded_on, basis.today)
        _check_ending(line, result, concluded_on)
    record = _record(line, basis, (route, filed_on, result, concluded_on))
    if not line.problems:
        line.record = record


def _check_presence(line: AppealLine, route: str, filed_on: date | None) -> None:
    for name, value in (("route", route), ("filed_on", filed_on)):
        if not value:
            line.note(name, "missing", "没有填写；这一列必须填写。")


def _check_dates(line: AppealLine, filed_on: date | None, concluded_on: date | None, today: date) -> None:
    for name, on in (("filed_on", filed_on), ("concluded_on", concluded_on)):
        if on is not None and on > today:
            line.note(name, "in_the_future", f"填的是 {on}，晚于今天（{today}）；应填已经发生的日期。")
    if filed_on is not None and concluded_on is not None and concluded_on < filed_on:
        line.note(
            "concluded_on", "before_predecessor", f"填的是 {concluded_on}，早于提起日期 {filed_on}；请核对这两列。"
        )


def _check_ending(line: AppealLine, result: str, concluded_on: date | None) -> None:
    if result and concluded_on is None:
        line.note(
            "concluded_on", "missing", f"没有填写，但填了结果；审结的两列都填，没有审结的填“{PENDING}”并空着日期。"
        )
    if concluded_on is not None and not result:
        line.note(
            "result", "missing", f"填了审结日期，结果却是空白或“{PENDING}”；审结的须填结果维持、结果纠正或其他结果。"
        )


def _record(line: AppealLine, basis: Basis, dated: tuple[str, date | None, str, date | None]) -> AppealRecord:
    def unit(cell: Cell) -> int:
        return basis.organ_id(digits_text(cell))

    def year(cell: Cell) -> int:
        return whole_number(str(cell).removesuffix("年") if isinstance(cell, str) else cell, "收到申请的年份，如 2018")

    route, filed_on, result, concluded_on = dated
    return AppealRecord(
        organ_id=line.take("organ_code", unit, basis.within.get(basis.default_code, 0)),
        request_number=line.take("request_number", lambda cell: number_text(cell, NUMBER_ROOM), ""),
        year=line.take("year", year, 0),
        route=route,
        filed_on=filed_on or date.min,
        body=line.take("body", lambda cell: text(cell, BODY_ROOM), ""),
        case_number=line.take("case_number", lambda cell: digits_text(cell, BODY_ROOM), ""),
        result=result,
        concluded_on=concluded_on,
        note=_note(line),
    )


def _note(line: Line[Any]) -> str:
    """Return the remarks, with the cells of unknown columns added: an appeal has no other place for them."""
    note = line.take("note", text, "")
    return "\n".join([*([note] if note else []), *(f"{header}：{value}" for header, value in line.extra().items())])
