"""The processing fee of 国办函〔2020〕109号: its check values, the edges of its brackets, and what holds of every count."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.fees import MOST, FeeError, FeeReckoning, item_fee, page_fee

ON = date(2026, 3, 2)
COUNTS = st.integers(0, 400)


@pytest.mark.parametrize(
    ("before", "items", "code"),
    [
        (-1, 5, "negative"),
        (5, -1, "negative"),
        (0, True, "not_a_count"),
        (0, Decimal(3), "not_a_count"),
        (0, MOST + 1, "too_many"),
        (MOST, 1, "too_many"),
    ],
)
def test_a_count_that_can_be_none_is_refused(before: int, items: int, code: str) -> None:
    with pytest.raises(FeeError) as refused:
        item_fee(before=before, items=items, on=ON)
    assert refused.value.code == code
    assert "请" in str(refused.value)


@pytest.mark.parametrize(("pages", "code"), [(-1, "negative"), (MOST + 1, "too_many")])
def test_pages_that_can_be_none_are_refused(pages: int, code: str) -> None:
    with pytest.raises(FeeError) as refused:
        page_fee(pages=pages, on=ON)
    assert refused.value.code == code


def eleven_items(on: date) -> FeeReckoning:
    """Return the fee for one item more than is free."""
    return item_fee(before=0, items=11, on=on)


def thirty_one_pages(on: date) -> FeeReckoning:
    """Return the fee for one page more than is free."""
    return page_fee(pages=31, on=on)


@pytest.mark.parametrize("reckon", [eleven_items, thirty_one_pages])
def test_before_2021_there_is_no_fee_and_the_message_says_since_when(reckon: Callable[[date], FeeReckoning]) -> None:
    with pytest.raises(FeeError) as refused:
        reckon(date(2020, 12, 31))
    assert refused.value.code == "no_fee_yet"
    assert "2021-01-01" in str(refused.value)
    assert reckon(date(2021, 1, 1)).amount > 0


# law digest §4, and both sides of every edge
@pytest.mark.parametrize(
    ("items", "amount"),
    [(0, 0), (1, 0), (10, 0), (11, 100), (12, 200), (30, 2000), (31, 2200), (40, 4000), (41, 4300), (50, 7000),
     (51, 7400), (60, 11000), (61, 11500)],
)  # fmt: skip
def test_items_of_a_month_cost_as_the_circular_says(items: int, amount: int) -> None:
    assert item_fee(before=0, items=items, on=ON).amount == Decimal(amount)


@pytest.mark.parametrize(
    ("pages", "amount"),
    [(0, 0), (1, 0), (30, 0), (31, 10), (100, 700), (101, 720), (200, 2700), (201, 2740), (250, 4700), (1000, 34700)],
)
def test_pages_of_a_request_cost_as_the_circular_says(pages: int, amount: int) -> None:
    assert page_fee(pages=pages, on=ON).amount == Decimal(amount)


def test_a_second_decision_of_the_month_goes_on_where_the_first_stopped() -> None:
    # 8 free ones before: 2 more are free, 3 cost 100 each
    assert item_fee(before=8, items=5, on=ON).amount == Decimal(300)
    # 29 before: one at 100, ten at 200, one at 300
    assert item_fee(before=29, items=12, on=ON).amount == Decimal(2400)


def test_each_line_is_a_sentence_with_its_bracket() -> None:
    assert [line.sentence for line in item_fee(before=8, items=35, on=ON).lines] == [
        "第1至10件：2件，免费",
        "第11至30件：20件 × 100元 = 2000元",
        "第31至40件：10件 × 200元 = 2000元",
        "第41至50件：3件 × 300元 = 900元",
    ]
    assert [line.sentence for line in item_fee(before=10, items=5, on=ON).lines] == ["第11至30件：5件 × 100元 = 500元"]
    assert page_fee(pages=250, on=ON).lines[-1].sentence == "第201页起：50页 × 40元 = 2000元"


def test_nothing_counted_has_no_line() -> None:
    assert item_fee(before=40, items=0, on=ON).lines == ()


def test_a_reckoning_says_what_it_counts_its_source_and_that_it_is_not_read_officially() -> None:
    found = page_fee(pages=31, on=ON)
    assert (found.unit, found.money, found.article, found.standing) == (
        "页",
        "元",
        "国办函〔2020〕109号",
        "unconfirmed",
    )
    assert "施行日期" in found.note
    assert item_fee(before=0, items=1, on=ON).unit == "件"


@given(st.lists(st.integers(0, 60), max_size=8))
def test_several_decisions_of_a_month_add_up_to_one(parts: list[int]) -> None:
    apart, before = Decimal(0), 0
    for items in parts:
        apart += item_fee(before=before, items=items, on=ON).amount
        before += items
    assert apart == item_fee(before=0, items=before, on=ON).amount


@given(COUNTS, COUNTS)
def test_more_never_costs_less(before: int, number: int) -> None:
    assert (
        item_fee(before=before, items=number + 1, on=ON).amount >= item_fee(before=before, items=number, on=ON).amount
    )
    assert (
        item_fee(before=before + 1, items=number, on=ON).amount >= item_fee(before=before, items=number, on=ON).amount
    )
    assert page_fee(pages=number + 1, on=ON).amount >= page_fee(pages=number, on=ON).amount


@given(COUNTS, COUNTS)
def test_the_lines_are_the_count_and_the_sum(before: int, number: int) -> None:
    found = item_fee(before=before, items=number, on=ON)
    assert sum(line.count for line in found.lines) == number
    assert sum(line.amount for line in found.lines) == found.amount
    assert all(line.amount == line.count * line.rate for line in found.lines)
    assert all(isinstance(line.amount, Decimal) for line in found.lines)
