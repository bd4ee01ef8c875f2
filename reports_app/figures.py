"""Rules of entry: which figures a person may type, and how what is written for one cell is read."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from reports_app.cells import Cell, CountedSource, Format, RateSource, SumSource, TypedSource
from reports_app.facts import Kept

OWN_WORDS = re.compile(r"[PX]/[a-z0-9][a-z0-9_]{0,50}")
OWN = "own"  # type of a figure the format does not know: any number
LONGEST = {"unit": 20, "label": 2000}
OBJECT_KEYS = ("value", "unit", "label", "of")
MOST_DIGITS = 15  # what both databases keep exactly
MOST_DECIMALS = 6
ACCEPTED = {
    "count": "非负整数",
    "signed": "整数（减少填负数）",
    "amount": "非负数（可带小数）",
    "rate": "非负数（可带小数）",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure read: `value` None with no `of` takes an earlier entry back."""

    address: str
    value: Decimal | None
    unit: str = ""
    label: str = ""
    of: tuple[str, ...] = ()

    @property
    def is_withdrawal(self) -> bool:
        """Whether the cell goes back to not entered."""
        return self.value is None and not self.of


@dataclass(eq=False)
class Fault(Exception):
    """Why one figure was refused: its address, a stable code, and the sentence for the person."""

    address: str
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.address}：{self.message}"


class FiguresRefused(Exception):
    """Some figures break the rules of entry; nothing was written. `faults` lists all of them."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


@dataclass(frozen=True)
class Rules:
    """What may be typed for one report.

    Args:
        format: the format of its year.
        kept: what its units keep here up to that year: what is counted from it is not typed.
    """

    format: Format
    kept: Kept

    def read(self, raw: Mapping[str, Any]) -> tuple[Entry, ...]:
        """Return the entries that `raw` (address → number, text, object, or None to take back) states.

        Raises:
            FiguresRefused: with every fault of all addresses.
        """
        entries: list[Entry] = []
        faults: list[Fault] = []
        for address, value in raw.items():
            try:
                entries.append(self._entry(address, value))
            except Fault as fault:
                faults.append(fault)
        if faults:
            raise FiguresRefused(tuple(faults))
        return tuple(entries)

    def cell_at(self, address: str) -> Cell | None:
        """Return the cell at the address; P/ and X/ addresses outside the format are the report's own words."""
        known = self.format.cell(address)
        if known is not None or not OWN_WORDS.fullmatch(address):
            return known
        return Cell(address, address, "", OWN, True, "", TypedSource())

    def may_type(self, cell: Cell) -> bool:
        """Say whether the cell takes an entry: never a computed one, a counted one only where no cases are kept."""
        return self._closed(cell) is None

    def _entry(self, address: str, raw: Any) -> Entry:
        cell = self.cell_at(address)
        if cell is None:
            message = f"{self.format.id} 格式没有这个地址；请对照该年度表格的单元格地址，改正后重新提交。"
            raise Fault(address, "unknown_address", message)
        stated = raw if isinstance(raw, Mapping) else {"value": raw}
        closed = None if _restates_rate(cell, stated) or _takes_back(cell, stated) else self._closed(cell)
        if closed is not None:
            raise closed
        _check_object(cell, stated)
        of = self._of(cell, stated.get("of"))
        number = number_in(cell, stated.get("value"))
        kept = None if of else number  # what two figures yield is computed from them, whatever was stated
        unit = stated.get("unit") or ""
        # the cell's own unit goes without saying, so that units of several entries can be compared
        entry = Entry(address, kept, "" if unit == cell.unit else unit, stated.get("label") or "", of)
        if cell.type == OWN and not entry.is_withdrawal and not entry.label:
            raise Fault(address, "label_missing", "这是格式之外的自拟数据项，请写成对象，并用 label 写明它是什么。")
        return entry

    def _closed(self, cell: Cell) -> Fault | None:
        if isinstance(cell.source, SumSource):
            return Fault(cell.address, "computed", f"「{cell.label}」是合计，由系统计算，不能填报；请填它的各个分项。")
        if isinstance(cell.source, RateSource):
            parts = f"{cell.source.part} 和 {cell.source.whole}"
            return Fault(cell.address, "computed", f"「{cell.label}」由 {parts} 计算，不能填报；请填这两个数。")
        if isinstance(cell.source, CountedSource) and self.kept.covers(cell.source.condition):
            message = f"「{cell.label}」由在案申请统计得出，这里截至该年度记有案件，不能填报；数字有误请更正案件。"
            return Fault(cell.address, "counted", message)
        return None

    def _of(self, cell: Cell, of: Any) -> tuple[str, ...]:
        if not of:
            return ()
        if cell.table:
            raise Fault(cell.address, "of_in_table", "of 只用于 P/、X/ 数据项；法定表格的单元格请直接填数。")
        if not isinstance(of, list | tuple) or len(of) != 2 or of[0] == of[1]:
            raise Fault(cell.address, "of_not_two", 'of 应为两个不同的地址，如 ["X/办结", "X/受理"]。')
        strange = [str(part) for part in of if part == cell.address or self.cell_at(str(part)) is None]
        if strange:
            raise Fault(cell.address, "of_unknown", f"of 所指的 {'、'.join(strange)} 不是该格式的其他地址。")
        return str(of[0]), str(of[1])


def _takes_back(cell: Cell, stated: Mapping[str, Any]) -> bool:
    """An entry typed before the unit kept cases here can always be taken back, so that nothing counts twice."""
    return isinstance(cell.source, CountedSource) and stated.get("value") in (None, "") and not stated.get("of")


def _restates_rate(cell: Cell, stated: Mapping[str, Any]) -> bool:
    """A rate that the format computes may be stated with its own two figures, so that it is told; it has no value."""
    source = cell.source
    return isinstance(source, RateSource) and stated.get("of") == [source.part, source.whole]


def number_in(cell: Cell, raw: Any) -> Decimal | None:
    """Return the number written for the cell; None and empty text are not entered.

    Raises:
        Fault: no number, or not one that the cell's type allows.
    """
    text = unicodedata.normalize("NFKC", str(raw if raw is not None else "")).strip()
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation as broken:
        raise _not_a(cell, raw) from broken
    if isinstance(raw, bool) or not number.is_finite():
        raise _not_a(cell, raw)
    _check_size(cell, number)
    if cell.type in ("count", "signed") and number != number.to_integral_value():
        raise Fault(cell.address, "not_whole", f"「{cell.label}」应为{ACCEPTED[cell.type]}，收到的是 {text}。")
    if number < 0 and cell.type not in ("signed", OWN):
        raise Fault(cell.address, "negative", f"「{cell.label}」应为{ACCEPTED[cell.type]}，收到的是 {text}。")
    return number


def _not_a(cell: Cell, raw: Any) -> Fault:
    shown = str(raw)[:30]
    accepted = ACCEPTED.get(cell.type, "数字")
    return Fault(
        cell.address, "not_a_number", f"「{cell.label}」应为{accepted}，收到的是「{shown}」；不要带单位或千分位。"
    )


def _check_size(cell: Cell, number: Decimal) -> None:
    if len(number.as_tuple().digits) > MOST_DIGITS or abs(number.adjusted()) >= MOST_DIGITS:
        raise Fault(cell.address, "too_long", f"「{cell.label}」的数字过长，最多 {MOST_DIGITS} 位，请核对。")
    exponent = number.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < -MOST_DECIMALS:
        raise Fault(cell.address, "too_fine", f"「{cell.label}」最多保留 {MOST_DECIMALS} 位小数，请核对。")


def _check_object(cell: Cell, stated: Mapping[str, Any]) -> None:
    strange = [str(key) for key in stated if key not in OBJECT_KEYS]
    if strange:
        raise Fault(
            cell.address, "strange_key", f"不认识 {'、'.join(strange)}；对象里只能有 {'、'.join(OBJECT_KEYS)}。"
        )
    for key, most in LONGEST.items():
        text = stated.get(key)
        if text is not None and (not isinstance(text, str) or len(text) > most):
            raise Fault(cell.address, "bad_text", f"{key} 应为不超过 {most} 字的文字。")
    unit = stated.get("unit")
    if unit and cell.unit and unit != cell.unit:
        message = f"「{cell.label}」的单位是{cell.unit}，收到的是{unit}；请换算后填写。"
        raise Fault(cell.address, "wrong_unit", message)
    if stated.get("label") and cell.table:
        raise Fault(cell.address, "label_in_table", "法定表格的行名由格式规定；label 只用于 P/、X/ 数据项。")
