"""V9: every printed cell has a number; not entered is not zero."""

from collections.abc import Iterator

from reports_app.cells import SumSource
from reports_app.consistency.finding import ERROR, WARNING, Finding, Sheet

ID = "V9"
SOURCE = "law/README §5：零填0，不留空、不填“/”；§7 V9"
HINT = "没有发生的填0；确实不掌握的，先核实再填。可用「其余填 0」一次补齐。"
NAMED = 3  # blanks named in the message; all of them are in `cells`


def check(sheet: Sheet) -> Iterator[Finding]:
    """Yield one finding for each table with blanks, and one for sums of which a part is missing.

    A total is left out where the blank is in one of its own cells.
    """
    for table in sheet.format.tables.values():
        blanks = tuple(
            address
            for address, cell in sheet.format.cells.items()
            if cell.table == table.id and sheet.is_blank(address) and not _follows_blank(sheet, address)
        )
        if blanks:
            named = "、".join(sheet.label(address) for address in blanks[:NAMED])
            more = "等" if len(blanks) > NAMED else ""
            message = f"{table.title}：有{len(blanks)}个单元格未填（{named}{more}）。"
            yield Finding(ID, WARNING if sheet.printed else ERROR, False, blanks, message, HINT)
    yield from _partly_entered(sheet)


def _partly_entered(sheet: Sheet) -> Iterator[Finding]:
    """Yield one warning for the cells of an aggregate that only some of its units entered: their sum looks whole."""
    cells = tuple(address for address in sheet.format.cells if address in sheet.entered_by)
    if cells:
        named = "；".join(
            f"{sheet.label(one)} {sheet.entered_by[one][1]}个单位中{sheet.entered_by[one][0]}个已填"
            for one in cells[:NAMED]
        )
        more = "等" if len(cells) > NAMED else ""
        message = f"有{len(cells)}个汇总数不是全部单位都已填报（{named}{more}）。"
        yield Finding(ID, WARNING, True, cells, message, "请未填的单位补填（没有发生的填0），或在汇总表上直接填报。")


def _follows_blank(sheet: Sheet, address: str) -> bool:
    source = sheet.format.cells[address].source
    if not isinstance(source, SumSource):
        return False
    return any(sheet.is_blank(part) for part in source.parts if part in sheet.format.cells)
