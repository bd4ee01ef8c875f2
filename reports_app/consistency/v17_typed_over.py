"""V17: what cases yield is not typed as well; both together would count the same requests twice."""

from collections.abc import Iterator

from reports_app.consistency.finding import ERROR, Finding, Sheet

ID = "V17"
SOURCE = "law/README §7 V17：由案件计数的单元格又填报了数字"
HINT = "请在填报页删去这些格的填报数（留空后保存）；确需另加的，写明理由。"
NAMED = 3  # cells named in the message; all of them are in `cells`


def check(sheet: Sheet) -> Iterator[Finding]:
    """Yield one finding for the counted cells that units which keep cases here typed all the same."""
    cells = tuple(sheet.typed_over)
    if cells:
        units = "、".join(dict.fromkeys(name for names in sheet.typed_over.values() for name in names))
        named = "、".join(sheet.label(address) for address in cells[:NAMED])
        more = "等" if len(cells) > NAMED else ""
        message = (
            f"{units}已有在案申请，又填报了由案件统计的{len(cells)}个单元格（{named}{more}），两者相加会重复计数。"
        )
        yield Finding(ID, ERROR, True, cells, message, HINT)
