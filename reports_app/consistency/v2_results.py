"""V2: 三（七）总计 is the sum of its leaf rows, in each column."""

from collections.abc import Iterator

from reports_app.consistency.finding import Finding, Sheet
from reports_app.consistency.relations import of_rule, wrong_total

ID = "V2"
SOURCE = "law/README §7 V2：三（七）= 各办理结果之和，逐列"
HINT = "逐行核对该列各办理结果；部分公开只计一次，不再计入其他情形。"


def check(sheet: Sheet) -> Iterator[Finding]:
    """Yield a finding for each column whose total is wrong; a column with a blank leaf is left to V9."""
    for relation in of_rule(sheet, ID):
        if any(sheet.is_blank(address) for address in relation.right):
            continue
        finding = wrong_total(sheet, relation, hint=HINT)
        if finding:
            yield finding
