"""Counted facts and typed figures laid into a format: totals, unknown numbers, refusals, rates."""

from decimal import Decimal

import pytest

from reports_app.facts import AppealFact, Condition, Counted, Fact, FiledCondition, Phase
from reports_app.formats import format_for
from reports_app.tabulate import ComputedCell, Grid, TypedValue, UnknownCell, plain_number, rate, tabulate
from tests.pure import yongchuan_2018


def grid_2024(counted: Counted | None, figures: dict[str, list[TypedValue]] | None = None) -> Grid:
    return tabulate(format=format_for(2024), counted=counted, typed=figures or {})


@pytest.mark.parametrize("address", ["T3/1/tot", "T3/3.7/np", "T4/rev.total", "T3/3.3/np", "T3/1/org"])
def test_a_total_is_not_typed(address: str) -> None:
    with pytest.raises(ComputedCell, match="由系统计算，不能填报"):
        grid_2024(None, {address: [TypedValue(Decimal(1), "某镇")]})


@pytest.mark.parametrize("address", ["S/1.2.2", "S/3.1", "X/approvals_rate"])
def test_a_computed_figure_of_2018_is_not_typed(address: str) -> None:
    with pytest.raises(ComputedCell):
        tabulate(format=format_for(2018), counted=None, typed={address: [TypedValue(Decimal(1), "某镇")]})


@pytest.mark.parametrize("address", ["S/1.1", "T3/9/np", "T2/licence/3", "nonsense"])
def test_an_address_of_another_format_is_refused(address: str) -> None:
    with pytest.raises(UnknownCell, match="没有这个单元格"):
        grid_2024(None, {address: [TypedValue(Decimal(1), "某镇")]})


def test_without_cases_nothing_is_zero() -> None:
    grid = grid_2024(None)
    assert set(grid.numbers.values()) == {None}


def test_with_cases_a_cell_nobody_meets_is_zero() -> None:
    grid = grid_2024(Counted())
    assert grid.numbers["T3/1/np"] == 0
    assert grid.numbers["T3/3.7/tot"] == 0
    assert grid.numbers["T2/rules/1"] is None


def test_a_total_with_an_unknown_part_is_unknown() -> None:
    one = [TypedValue(Decimal(21), "某镇")]
    grid = grid_2024(None, {"T3/1/np": one})
    assert grid.numbers["T3/1/np"] == 21
    assert grid.numbers["T3/1/tot"] is None


def test_totals_and_unprinted_sums_come_from_their_parts() -> None:
    facts = {
        Fact(Phase.CLOSED, "web", "np", "DENY_SECRET", "on_time"): 2,
        Fact(Phase.CLOSED, "fax", "ent", "DENY_QUERY", "late"): 3,
        Fact(Phase.CLOSED, "web", "np", "OPEN", "extended"): 5,
    }
    numbers = grid_2024(Counted(facts)).numbers
    assert (numbers["T3/3.3/np"], numbers["T3/3.3/org"], numbers["T3/3.3/tot"]) == (2, 3, 5)
    assert (numbers["T3/3.7/np"], numbers["T3/3.7/tot"], numbers["T3/3.1/tot"]) == (7, 10, 5)


def test_appeals_fees_and_appeals_filed_are_counted() -> None:
    counted = Counted(
        appeals={AppealFact("review", "pending"): 2, AppealFact("lit_after", "other"): 1},
        fee=Decimal("2230.50"),
        filed={"review": 4, "lit_direct": 1, "lit_after": 2},
    )
    numbers = grid_2024(counted).numbers
    assert (numbers["T4/rev.pending"], numbers["T4/rev.total"], numbers["T4/lit.total"]) == (2, 2, 1)
    assert [numbers[f"X/{one}"] for one in ("processing_fee", "reviews_filed", "suits_filed")] == [
        Decimal("2230.50"),
        4,
        3,
    ]


def test_what_a_unit_typed_stands_beside_what_was_counted() -> None:
    counted = Counted({Fact(Phase.RECEIVED, "web", "np"): 3})
    value = grid_2024(counted, {"T3/1/np": [TypedValue(Decimal(2), "甲镇"), TypedValue(Decimal(4), "乙镇")]}).values[
        "T3/1/np"
    ]
    assert (value.value, value.counted, value.typed) == (9, 3, Decimal(6))
    assert value.typed_by == (("甲镇", Decimal(2)), ("乙镇", Decimal(4)))


def test_a_unit_that_has_not_entered_its_part_leaves_the_number_unknown() -> None:
    figures = {"T2/rules/1": [TypedValue(Decimal(2), "甲镇"), TypedValue(None, "乙镇")]}
    assert grid_2024(Counted(), figures).numbers["T2/rules/1"] is None


def test_counts_are_whole_numbers_and_amounts_keep_their_decimals() -> None:
    figures = {
        "T2/rules/1": [TypedValue(Decimal("2.0"), "甲镇")],
        "T2/admin_fee/1": [TypedValue(Decimal("96171.60"), "甲镇")],
    }
    numbers = grid_2024(None, figures).numbers
    assert repr(numbers["T2/rules/1"]) == "2"
    assert repr(numbers["T2/admin_fee/1"]) == "Decimal('96171.60')"


def test_the_closing_rate_of_yongchuan_is_computed_from_its_two_figures() -> None:
    grid = tabulate(format=format_for(2018), counted=yongchuan_2018.counted(), typed=yongchuan_2018.typed())
    assert grid.numbers["X/approvals_rate"] == Decimal("99.85")
    assert grid.values["X/approvals_rate"].of == ("X/approvals_closed", "X/approvals_accepted")


def test_the_website_row_of_yongchuan_is_platform_plus_website() -> None:
    grid = tabulate(format=format_for(2018), counted=yongchuan_2018.counted(), typed=yongchuan_2018.typed())
    assert grid.numbers["S/1.2.2"] == 12800
    assert [grid.numbers[f"S/{row}"] for row in ("3.1", "3.2", "3.3", "3.3.4", "4", "5")] == [92, 92, 92, 14, 2, 3]


def test_rates_of_several_units_do_not_add_up() -> None:
    figures = {"X/petitions_rate": [TypedValue(Decimal(99), "甲镇", "%"), TypedValue(Decimal(98), "乙镇", "%")]}
    assert tabulate(format=format_for(2018), counted=None, typed=figures).numbers["X/petitions_rate"] is None


def test_a_rate_in_ones_own_words_names_its_two_figures() -> None:
    figures = {
        "X/a": [TypedValue(Decimal(1), "甲镇", "件", "受理")],
        "X/b": [TypedValue(Decimal(3), "甲镇", "件", "收到")],
        "X/ab": [TypedValue(None, "甲镇", "%", "受理率", ("X/a", "X/b"))],
    }
    value = grid_2024(None, figures).values["X/ab"]
    assert (value.value, value.label) == (Decimal("33.33"), "受理率")


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [("27.15", "27.19", "99.85"), ("1", "8", "12.50"), ("0.125", "1000", "0.01"), ("5", "0", None)],
)
def test_rates_round_half_up(part: str, whole: str, expected: str | None) -> None:
    assert rate(Decimal(part), Decimal(whole)) == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0"), (41087, "41087"), (Decimal("231.880"), "231.88"), (Decimal("1E+2"), "100"), (Decimal("10"), "10")],
)
def test_numbers_print_plainly(number: int | Decimal, text: str) -> None:
    assert plain_number(number) == text


def test_a_condition_without_an_axis_takes_any_code() -> None:
    counted = Counted({Fact(Phase.CLOSED, "web", "np", "OPEN", "late"): 2}, filed={"review": 1, "lit_after": 1})
    assert counted.count(Condition(Phase.CLOSED)) == 2
    assert counted.count(Condition(Phase.CLOSED, kinds=frozenset({"ent"}))) == 0
    assert counted.count(FiledCondition()) == 2
