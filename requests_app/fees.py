"""The processing fee (信息处理费) of a request, reckoned line by line, set out in 国办函〔2020〕109号."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from requests_app.fee_law import FEE_MODES, Rates

MOST = 99_999
"""No law: a count beyond this is a slip of the hand, and its lines would fill a book."""


class FeeError(ValueError):
    """A fee that cannot be reckoned; `code` for programs, a Chinese sentence for people."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class FeeLine:
    """What one bracket adds to a fee.

    Args:
        first: the first running number of the bracket.
        last: its last; None at the open end.
        count: how many of the items or pages fall in it.
        rate: per item or page.
        amount: count times rate.
        unit: what is counted (件 or 页).
        money: what rate and amount count (元).
    """

    first: int
    last: int | None
    count: int
    rate: Decimal
    amount: Decimal
    unit: str
    money: str

    @property
    def sentence(self) -> str:
        """The line in words, such as 第11至30件：5件 × 100元 = 500元."""
        upto = f"第{self.first}{self.unit}起" if self.last is None else f"第{self.first}至{self.last}{self.unit}"
        if not self.rate:
            return f"{upto}：{self.count}{self.unit}，免费"
        return f"{upto}：{self.count}{self.unit} × {self.rate:f}{self.money} = {self.amount:f}{self.money}"


@dataclass(frozen=True, slots=True)
class FeeReckoning:
    """A fee with the lines it is the sum of, free ones included.

    Args:
        amount: the sum, in `money`.
        lines: by bracket, lowest first; none where nothing is counted.
        article: the citation.
        standing: "confirmed" or "unconfirmed".
        unit: what is counted (件 or 页).
        money: what the amount counts (元).
        note: what a reader must know.
    """

    amount: Decimal
    lines: tuple[FeeLine, ...]
    article: str
    standing: str
    unit: str
    money: str
    note: str


def item_fee(*, before: int, items: int, on: date) -> FeeReckoning:
    """Return the fee by item, progressive over an applicant's items of one calendar month (国办函〔2020〕109号).

    Args:
        before: items of the same applicant in the same calendar month that were reckoned before.
        items: the further items.
        on: the day whose rates apply.

    Raises:
        FeeError: a count that is no whole number of 0 or more, or beyond any doubt a slip; no rates on that day.
    """
    return _reckon("item", before, items, on)


def page_fee(*, pages: int, on: date) -> FeeReckoning:
    """Return the fee by page, progressive over the pages of one request (国办函〔2020〕109号).

    Args:
        pages: of the one request.
        on: the day whose rates apply.

    Raises:
        FeeError: a count that is no whole number of 0 or more, or beyond any doubt a slip; no rates on that day.
    """
    return _reckon("page", 0, pages, on)


def _reckon(code: str, before: int, number: int, on: date) -> FeeReckoning:
    rates = _rates_on(code, on)
    _check_count("此前已计收的数量", before, rates)
    _check_count("本次计收的数量", number, rates)
    if before + number > MOST:
        raise FeeError(
            "too_many", f"共{before + number}{rates.unit}，超过{MOST}{rates.unit}，疑为误填。请核对数量后重填。"
        )
    lines = tuple(_lines(rates, before, before + number))
    total = sum((line.amount for line in lines), Decimal(0))
    return FeeReckoning(total, lines, rates.article, rates.standing, rates.unit, rates.money, rates.note)


def _lines(rates: Rates, before: int, upto: int) -> Iterator[FeeLine]:
    for tier in rates.tiers():
        if tier.first > upto:
            return
        last = upto if tier.last is None else min(upto, tier.last)
        counted = last - max(before, tier.first - 1)
        if counted > 0:
            yield FeeLine(tier.first, tier.last, counted, tier.rate, counted * tier.rate, rates.unit, rates.money)


def _rates_on(code: str, on: date) -> Rates:
    mode = FEE_MODES[code]
    rates = mode.rates_on(on)
    if rates is None:
        first = mode.dated[0]
        raise FeeError(
            "no_fee_yet",
            f"{on} 还没有信息处理费：{first.article}自 {first.valid_from} 起适用。请核对日期，该日以前的申请不收取此项费用。",
        )
    return rates


def _check_count(what: str, number: int, rates: Rates) -> None:
    # bool is an int to Python; a form's tick is no count
    if type(number) is not int:
        raise FeeError("not_a_count", f"{what}须是整数，单位为{rates.unit}，现为“{number!r:.40}”。请填写 0 或正整数。")
    if number < 0:
        raise FeeError("negative", f"{what}不能是负数（{number}{rates.unit}）。请填写 0 或正整数。")
