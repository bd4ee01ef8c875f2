"""V1: part three balances, 一 + 二 = 三（七）+ 四, in each of the seven columns."""

from collections.abc import Iterator

from reports_app.consistency.finding import Finding, Sheet
from reports_app.consistency.relations import of_rule, terms
from reports_app.tabulate import plain_number

ID = "V1"
SOURCE = "表样注：第一项加第二项之和，等于第三项加第四项之和（国办公开办函〔2019〕60号、〔2021〕30号）"
HINT = "核对该列的新收、结转和办理结果；案件数据正确时四项自然平衡，多半是填报或改动过的数。"


def check(sheet: Sheet) -> Iterator[Finding]:
    """Yield a finding for each column that does not balance; a blank counts as nothing, a blank column is V9's."""
    for relation in of_rule(sheet, ID):
        left, right = sheet.known(relation.left), sheet.known(relation.right)
        if (left or right) and sum(left) != sum(right):
            words = f"{terms(sheet, relation.left)}＝{plain_number(sum(left))}"
            wrong = f"{terms(sheet, relation.right)}＝{plain_number(sum(right))}"
            yield Finding(ID, relation.severity, False, relation.cells, f"{words}，而{wrong}，两边不等。", HINT)
