"""V3: 总计 is the sum of the six applicant columns, in each row."""

from collections.abc import Iterator

from reports_app.consistency.finding import Finding, Sheet
from reports_app.consistency.relations import of_rule, wrong_total

ID = "V3"
SOURCE = "law/README §7 V3：总计 = 六类申请人之和，逐行；总计空白在此报告"
HINT = "把自然人和五类法人或其他组织相加，填入总计；没有的填0，不要留空。"


def check(sheet: Sheet) -> Iterator[Finding]:
    """Yield a finding for each row whose total is wrong or blank; a row that is blank throughout is V9's."""
    for relation in of_rule(sheet, ID):
        finding = wrong_total(sheet, relation, hint=HINT)
        if finding:
            yield finding
