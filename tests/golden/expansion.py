"""Published tables expanded into invented single cases: a ledger whose report must show the same numbers again.

Only the totals are real. Every date, applicant and number of a single case is invented and says so.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

KINDS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
RESULTS = {"一": "予以公开", "二": "部分公开", "三": "不予公开", "四": "无法提供", "五": "不予处理", "六": "其他处理"}
ROUTES = {"行政复议": "行政复议", "行政诉讼·未经复议直接起诉": "未经复议直接起诉", "行政诉讼·复议后起诉": "复议后起诉"}
CONCLUDED = ("结果维持", "结果纠正", "其他结果")
NEW, CARRIED_IN, CARRIED_OUT = "一 本年新收", "二 上年结转", "四 结转下年度"
INVENTED = "虚构案例：由公布的合计数展开"

Row = dict[str, object]


@dataclass
class Ledger:
    """Rows of the case sheet and of the appeals sheet, in the columns of interfaces, "Ledger"."""

    cases: list[Row] = field(default_factory=list)
    appeals: list[Row] = field(default_factory=list)


def expanded(reports: Sequence[Mapping[str, Any]]) -> Ledger:
    """Return one history whose yearly tables are those of `reports`, consecutive years of one organ in order.

    What a year carries out is what the next one carries in: the same cases stay open over the year's end.
    """
    history = _History()
    for report in reports:
        for place, kind in enumerate(KINDS):
            history.cases_of_year(report["year"], kind, _column(report["T3"], place))
        for group, route in ROUTES.items():
            history.appeals_of_year(report["year"], route, report["T4"][group])
    return history.ledger


class _History:
    """Cases and appeals still open, by applicant kind and route, while years go by."""

    def __init__(self) -> None:
        self.ledger = Ledger()
        self.open_cases: dict[str, list[Row]] = {kind: [] for kind in KINDS}
        self.open_appeals: dict[str, list[Row]] = {route: [] for route in ROUTES.values()}
        self.numbers: Counter[int] = Counter()

    def cases_of_year(self, year: int, kind: str, column: Mapping[str, int]) -> None:
        """Receive what the year received, close what it closed; what stays open waits for the next year."""
        waiting = self.open_cases[kind]
        waiting += [self._case(year - 1, 12, kind) for _ in range(column[CARRIED_IN] - len(waiting))]
        waiting += [self._case(year, 6, kind) for _ in range(column[NEW])]
        for result, reason, n in _outcomes(column):
            for _ in range(n):
                waiting.pop(0).update({"办结日期": date(year, 7, 1), "办理结果": result, "具体情形": reason})

    def appeals_of_year(self, year: int, route: str, printed: Sequence[int | None]) -> None:
        """Conclude what the year concluded, oldest first; what it prints as pending stays open."""
        upheld, corrected, other, pending = (n or 0 for n in printed[:4])
        waiting = self.open_appeals[route]
        missing = upheld + corrected + other + pending - len(waiting)
        waiting += [self._appeal(year, route) for _ in range(missing)]
        for result, n in zip(CONCLUDED, (upheld, corrected, other), strict=True):
            for _ in range(n):
                waiting.pop(0).update({"结果": result, "审结日期": date(year, 9, 1)})

    def _case(self, year: int, month: int, kind: str) -> Row:
        self.numbers[year] += 1
        row: Row = {
            "登记编号": f"虚{year}-{self.numbers[year]}", "收到日期": date(year, month, 20), "申请渠道": "网络",
            "申请人类型": kind, "申请人": "虚构申请人", "所需信息内容": INVENTED, "备注": INVENTED,
        }  # fmt: skip
        self.ledger.cases.append(row)
        return row

    def _appeal(self, year: int, route: str) -> Row:
        place = len(self.ledger.appeals) + 1
        row: Row = {
            "类别": route,
            "提起日期": date(year, 3, 1),
            "案号": f"虚构第{place}号",
            "结果": "尚未审结",
            "备注": INVENTED,
        }
        self.ledger.appeals.append(row)
        return row


def _column(table: Mapping[str, Sequence[int | None]], place: int) -> dict[str, int]:
    """Return one applicant column: blanks were printed for zeros; row heads are cut to their stable beginnings."""
    heads = (NEW, CARRIED_IN, CARRIED_OUT)
    return {
        next((head for head in heads if label.startswith(head)), label): values[place] or 0
        for label, values in table.items()
    }


def _outcomes(column: Mapping[str, int]) -> Iterator[tuple[str, str, int]]:
    for label, n in column.items():
        leaf = re.fullmatch(r"三\(([一二三四五六])\)(\d?) (.*)", label)
        if leaf and n:
            yield RESULTS[leaf[1]], leaf[3] if leaf[2] else "", n
