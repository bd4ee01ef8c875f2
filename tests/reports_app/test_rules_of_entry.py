"""Which figures may be typed, and how they are read; addresses are real ones of the formats, numbers invented."""

from decimal import Decimal
from typing import Any

import pytest

from reports_app.facts import Kept
from reports_app.figures import Entry, FiguresRefused, Rules
from reports_app.formats import format_for

KEEPING = Rules(format_for(2024), kept=Kept(cases=True, appeals=True))
BY_HAND = Rules(format_for(2024), kept=Kept(cases=False, appeals=False))
OLD = Rules(format_for(2018), kept=Kept(cases=True, appeals=True))


def codes(rules: Rules, raw: dict[str, Any]) -> list[tuple[str, str]]:
    """Return (address, code) of every fault in `raw`."""
    with pytest.raises(FiguresRefused) as refused:
        rules.read(raw)
    return [(fault.address, fault.code) for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("address", "raw", "code"),
    [
        ("T9/rules/1", 1, "unknown_address"),
        ("X/Bad Slug", 1, "unknown_address"),
        ("T3/1/tot", 1, "computed"),
        ("T3/3.7/np", 1, "computed"),
        ("T3/3.3/np", 1, "computed"),
        ("T4/rev.total", 1, "computed"),
        ("T3/1/np", 1, "counted"),
        ("T4/rev.upheld", 1, "counted"),
        ("X/processing_fee", 1, "counted"),
        ("T2/rules/1", "三件", "not_a_number"),
        ("T2/rules/1", True, "not_a_number"),
        ("T2/rules/1", "1,234", "not_a_number"),
        ("T2/rules/1", [1], "not_a_number"),
        ("T2/rules/1", "NaN", "not_a_number"),
        ("T2/rules/1", "Infinity", "not_a_number"),
        ("T2/rules/1", -1, "negative"),
        ("T2/admin_fee/1", "-0.5", "negative"),
        ("T2/rules/1", "1.5", "not_whole"),
        ("T2/rules/1", "1e30", "too_long"),
        ("T2/admin_fee/1", "0.1234567", "too_fine"),
        ("T2/admin_fee/1", {"value": 3, "unit": "元"}, "wrong_unit"),
        ("T2/admin_fee/1", {"value": 3, "label": "别的名字"}, "label_in_table"),
        ("T2/admin_fee/1", {"amount": 3}, "strange_key"),
        ("T2/rules/1", {"of": ["X/a", "X/b"]}, "of_in_table"),
        ("P/wechat", {"value": 3, "label": 5}, "bad_text"),
        ("X/hotline", 3, "label_missing"),
        ("X/rate", {"label": "办结率", "of": ["X/a"]}, "of_not_two"),
        ("X/rate", {"label": "办结率", "of": ["X/a", "X/a"]}, "of_not_two"),
        ("X/rate", {"label": "办结率", "of": ["X/rate", "X/a"]}, "of_unknown"),
        ("X/rate", {"label": "办结率", "of": ["T9/none", "X/a"]}, "of_unknown"),
    ],
)
def test_what_breaks_a_rule_is_refused_by_its_code(address: str, raw: Any, code: str) -> None:
    assert codes(KEEPING, {address: raw}) == [(address, code)]


def test_every_fault_is_told_at_once() -> None:
    raw = {"T3/1/tot": 1, "T2/rules/1": "x", "T2/rules/2": 3, "T9/9/9": 1}
    assert codes(KEEPING, raw) == [
        ("T3/1/tot", "computed"), ("T2/rules/1", "not_a_number"), ("T9/9/9", "unknown_address"),
    ]  # fmt: skip


def test_a_sum_of_the_2014_table_made_from_channels_is_computed() -> None:
    assert codes(OLD, {"S/1.2.2": 12800}) == [("S/1.2.2", "computed")]


def test_a_unit_that_keeps_no_cases_types_any_uncomputed_cell() -> None:
    read = BY_HAND.read({"T3/1/np": 3, "T4/rev.upheld": "0", "X/processing_fee": "12.50"})
    assert [entry.value for entry in read] == [3, 0, Decimal("12.50")]


def test_full_width_digits_are_digits() -> None:
    assert KEEPING.read({"T2/rules/1": " １２ "}) == (Entry("T2/rules/1", Decimal(12)),)


def test_a_signed_count_may_be_negative() -> None:
    rules = Rules(format_for(2019), kept=Kept(cases=True, appeals=True))
    assert rules.read({"T2/licence/2": -3})[0].value == -3


def test_nothing_takes_an_entry_back() -> None:
    assert [entry.is_withdrawal for entry in KEEPING.read({"T2/rules/1": None, "T2/rules/2": ""})] == [True, True]


def test_an_object_gives_unit_label_and_parts() -> None:
    raw = {"X/rate": {"label": "办结率", "unit": "%", "of": ["X/closed", "X/accepted"]}}
    assert KEEPING.read(raw) == (Entry("X/rate", None, "%", "办结率", ("X/closed", "X/accepted")),)


def test_a_rate_of_the_format_may_be_stated_with_its_own_parts() -> None:
    of = ["X/approvals_closed", "X/approvals_accepted"]
    assert OLD.read({"X/approvals_rate": {"value": "99.85", "of": of}})[0].value is None
    assert codes(OLD, {"X/approvals_rate": "99.85"}) == [("X/approvals_rate", "computed")]
