"""V5: in part four the four results make the 总计, in each of the three groups."""

from collections.abc import Iterator

from reports_app.consistency.finding import Finding, Sheet
from reports_app.consistency.relations import of_rule, wrong_total

ID = "V5"
SOURCE = "law/README §7 V5：表四四种结果之和 = 总计，三组"
HINT = "总计应为结果维持、结果纠正、其他结果、尚未审结四项之和。"


def check(sheet: Sheet) -> Iterator[Finding]:
    """Yield a finding for each group whose total is wrong or blank; a group that is blank throughout is V9's."""
    for relation in of_rule(sheet, ID):
        finding = wrong_total(sheet, relation, hint=HINT)
        if finding:
            yield finding
