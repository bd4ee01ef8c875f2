"""V19: the sums and limits of the 2014 table (A1–A12 of its format file)."""

from collections.abc import Iterator

from reports_app.cells import Relation
from reports_app.consistency.finding import WARNING, Finding, Sheet
from reports_app.consistency.relations import of_rule, shown, terms
from reports_app.tabulate import plain_number

ID = "V19"
SOURCE = "国办发〔2014〕32号统计表的合计与“其中”关系；law/README §7 V19"
HINT = "按表内各项核对；“其中”一行不能大于它所属的数。"


def check(sheet: Sheet) -> Iterator[Finding]:
    """Yield a finding for each demand that is not met; one with a blank is left to V9. Warnings may be answered."""
    for relation in of_rule(sheet, ID):
        if any(sheet.is_blank(address) for address in relation.cells):
            continue
        left, right = sum(sheet.known(relation.left)), sum(sheet.known(relation.right))
        if left > right if relation.is_limit else left != right:
            answerable = relation.severity == WARNING
            yield Finding(ID, relation.severity, answerable, relation.cells, _message(sheet, relation), HINT)


def _message(sheet: Sheet, relation: Relation) -> str:
    demand = "不应大于" if relation.is_limit else "应等于"
    right = terms(sheet, relation.right)
    if len(relation.right) > 1:
        right += f"（合计{plain_number(sum(sheet.known(relation.right)))}）"
    left = relation.left[0]
    return f"{relation.id}：{sheet.label(left)}为{shown(sheet.numbers.get(left))}，{demand}{right}。"
