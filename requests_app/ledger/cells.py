"""One cell of a ledger: from what the file holds to text, dates, numbers, or a refusal that says what is accepted."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from requests_app.ledger.problems import CellError, shown

Cell = Any
"""What calamine and csv give: str, float, bool, date, datetime, time, timedelta; "" is an empty cell."""

MAX_CHARACTERS = 32_767
"""Excel's own limit for one cell; a longer one could not be exported again."""
EXACT_DIGITS = 15
"""Excel keeps that many digits of a number; the rest are lost."""

DATES_ACCEPTED = "可填Excel日期、2024-01-31、2024/1/31、2024年1月31日或20240131"
_DATE = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d{2})(\d{2}))(?: 0?0:00(?::00)?)?"
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
_WHOLE_FLOAT = re.compile(r"(\d+)\.0+")
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060"
LOST_DIGITS = "：Excel把长数字当作数值保存，第15位以后已经丢失。请先把该列设为“文本”格式，再按原件重新填写"


class FormulaCell:
    """A cell that the file shows to be a formula or an error value."""

    def __str__(self) -> str:
        return "公式"


def is_blank(cell: Cell) -> bool:
    """Say whether a cell holds nothing but spaces."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def text(cell: Cell, limit: int = MAX_CHARACTERS) -> str:
    """Return a cell as trimmed text, lines ending in a bare newline.

    Args:
        cell: what the file holds.
        limit: characters that there is room for.

    Raises:
        CellError: longer than the limit, control characters, or a formula.
    """
    if isinstance(cell, str):
        return _clean(cell, limit) if cell else ""
    if isinstance(cell, FormulaCell):
        raise CellError("formula", "是公式或错误值，导入只收固定内容。请复制该列，用“选择性粘贴—数值”覆盖后再导入。")
    return _clean(_spelled(cell), limit)


def tidy(value: str) -> str:
    """Return text as a ledger carries it: trimmed, lines ending in a bare newline."""
    return value.replace("\r\n", "\n").replace("\r", "\n").strip().strip(_INVISIBLE).strip()


def number_text(cell: Cell, limit: int) -> str:
    """Return a registration number; Excel's habit of turning `2024-1` into a date is told."""
    if isinstance(cell, date | time | timedelta):
        raise CellError("number_is_date", f"Excel把编号变成了日期“{cell}”。请把该列设为“文本”格式，按原编号重新填写。")
    return digits_text(cell, limit)


def digits_text(cell: Cell, limit: int = MAX_CHARACTERS) -> str:
    """Return phones, numbers and identity numbers as written: 13800000000.0 is 13800000000.

    Raises:
        CellError: a number of more digits than Excel keeps.
    """
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        if abs(cell) >= 10**EXACT_DIGITS:
            raise CellError("digits_lost", f"填的是数值“{cell:.0f}”{LOST_DIGITS}。")
        return _spelled(cell)
    found = text(cell, limit)
    if _SCIENTIFIC.fullmatch(found):
        raise CellError("digits_lost", f"填的是“{found}”{LOST_DIGITS}。")
    whole = _WHOLE_FLOAT.fullmatch(found)
    return whole[1] if whole else found


def day(cell: Cell) -> date | None:
    """Return a date, None for an empty cell.

    Raises:
        CellError: no date in one of the accepted forms.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if is_blank(cell):
        return None
    if isinstance(cell, float) and cell.is_integer() and 10_000_000 <= cell < 100_000_000:
        cell = str(int(cell))
    if isinstance(cell, float | int):
        raise CellError(
            "not_a_date", f"填的是数值“{_spelled(cell)}”，不是日期。请把单元格设为日期格式；{DATES_ACCEPTED}。"
        )
    return _day_in(text(cell))


def whole_number(cell: Cell, accepted: str) -> int:
    """Return a non-negative whole number, 0 for an empty cell.

    Raises:
        CellError: anything else; `accepted` says what is.
    """
    found = unicodedata.normalize("NFKC", digits_text(cell))
    if not found:
        return 0
    if not (found.isascii() and found.isdigit() and len(found) <= 6):
        raise CellError("not_a_number", f"填的是“{shown(found)}”，不能导入；应填整数（不带小数和负号），即{accepted}。")
    return int(found)


def amount(cell: Cell) -> Decimal | None:
    """Return an amount in 元, None for an empty cell.

    Raises:
        CellError: no number, negative, or more than two decimals.
    """
    found = unicodedata.normalize("NFKC", text(cell)).replace(",", "").removesuffix("元").strip()
    if not found:
        return None
    try:
        value = Decimal(found)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or not 0 <= value < 10**10 or value != round(value, 2):
        raise CellError(
            "not_an_amount", f"填的是“{shown(found)}”；应填以元为单位、最多两位小数的金额，如 100 或 36.50。"
        )
    return value


@lru_cache(maxsize=4096)
def _day_in(found: str) -> date:
    match = _DATE.fullmatch(unicodedata.normalize("NFKC", found))
    if match is None:
        raise CellError("not_a_date", f"填的是“{shown(found)}”，不是日期；{DATES_ACCEPTED}。")
    year, month, on = (int(part) for part in match.groups() if part is not None)
    try:
        return date(year, month, on)
    except ValueError as impossible:
        raise CellError("no_such_day", f"填的是“{shown(found)}”，没有这一天；{DATES_ACCEPTED}。") from impossible


def _spelled(cell: Cell) -> str:
    """Write a value that is no text the way Excel shows it."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return "" if cell is None else str(cell)


def _clean(value: str, limit: int) -> str:
    value = tidy(value)
    if len(value) > limit:
        raise CellError("too_long", f"有{len(value):,}个字符，超过上限{limit:,}个。请删减，或另附材料。")
    if not value.isprintable() and _CONTROL.search(value):
        raise CellError("control_characters", "含有看不见的控制字符，可能是从其他软件复制时带入的。请删去后重新填写。")
    return value
