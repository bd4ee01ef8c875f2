"""The arithmetic rules, one by one: what they find, what they leave to another rule."""

import pytest

from reports_app.cells import Format
from reports_app.consistency import RULES, Finding, check
from reports_app.formats import all_formats, format_for
from reports_app.tabulate import Number

Cells = dict[str, Number | None]
FORMATS = [2014, 2019, 2021]


def zeros(format: Format) -> Cells:
    return dict.fromkeys(format.cells, 0)


def found(year: int, changed: Cells, *, printed: bool = False) -> list[Finding]:
    format = format_for(year)
    return check(format=format, cells={**zeros(format), **changed}, printed=printed)


def rules(year: int, changed: Cells, *, printed: bool = False) -> list[tuple[str, str]]:
    return [(one.rule, one.cells[0]) for one in found(year, changed, printed=printed)]


@pytest.mark.parametrize("year", FORMATS)
def test_a_report_of_zeros_is_consistent(year: int) -> None:
    assert found(year, {}) == []


def test_v1_a_case_neither_finished_nor_carried_over_is_missed() -> None:
    assert rules(2021, {"T3/1/np": 3, "T3/1/tot": 3}) == [("V1", "T3/1/np"), ("V1", "T3/1/tot")]


def test_v1_names_both_sides() -> None:
    message = found(2021, {"T3/1/np": 3, "T3/1/tot": 3})[0].message
    assert "＝3，而" in message
    assert "四、结转下年度继续办理 · 自然人 0＝0" in message


def test_v1_takes_a_blank_for_nothing_where_the_column_is_filled() -> None:
    assert rules(2021, {"T3/1/np": 3, "T3/1/tot": 3, "T3/2/np": None, "T3/4/np": 3, "T3/4/tot": 3}, printed=True) == [
        ("V9", "T3/2/np")
    ]


def test_v1_leaves_a_blank_column_to_v9() -> None:
    blank: Cells = {f"T3/{row}/ent": None for row in ("1", "2", "3.7", "4")}
    assert "V1" not in [rule for rule, _ in rules(2021, blank)]


def test_v2_the_total_of_results_is_the_sum_of_its_rows() -> None:
    balanced: Cells = {"T3/1/np": 5, "T3/1/tot": 5, "T3/3.7/np": 5, "T3/3.7/tot": 5, "T3/3.1/np": 4, "T3/3.1/tot": 4}
    assert rules(2021, balanced) == [("V2", "T3/3.7/np"), ("V2", "T3/3.7/tot")]


def test_v2_leaves_a_column_with_a_blank_row_to_v9() -> None:
    balanced: Cells = {"T3/1/np": 5, "T3/1/tot": 5, "T3/3.7/np": 5, "T3/3.7/tot": 5, "T3/3.1/np": 4}
    blank: Cells = {"T3/3.5.2/np": None, "T3/3.5.2/tot": None, "T3/3.1/tot": 4}
    assert "V2" not in {rule for rule, _ in rules(2021, {**balanced, **blank})}


def test_v3_the_total_is_the_sum_of_the_six_columns() -> None:
    assert ("V3", "T3/3.2/tot") in rules(2021, {"T3/3.2/np": 4, "T3/3.2/ent": 1, "T3/3.2/tot": 4})


def test_v3_reports_a_blank_total_of_a_filled_row() -> None:
    message = next(one.message for one in found(2019, {"T3/3.2/tot": None}) if one.rule == "V3")
    assert message == "三（二）部分公开（区分处理的，只计这一情形，不计其他情形） · 总计为空，各项相加为0。"


def test_v3_leaves_a_row_blank_throughout_to_v9() -> None:
    blank: Cells = {f"T3/3.2/{column}": None for column in ("np", "ent", "res", "pub", "law", "oth", "tot")}
    assert {rule for rule, _ in rules(2019, blank)} == {"V9"}


@pytest.mark.parametrize("group", ["rev", "lit_direct", "lit_after"])
def test_v5_the_four_results_make_the_total(group: str) -> None:
    assert rules(2021, {f"T4/{group}.upheld": 10, f"T4/{group}.total": 0}) == [("V5", f"T4/{group}.total")]


def test_v9_blocks_our_own_report_and_only_warns_in_print() -> None:
    assert [(one.severity, one.cells) for one in found(2021, {"T2/rules/1": None})] == [("error", ("T2/rules/1",))]
    assert [one.severity for one in found(2021, {"T2/rules/1": None}, printed=True)] == ["warning"]


def test_v9_does_not_blame_a_total_for_its_parts() -> None:
    blanks = [one for one in found(2014, {"S/3.1": None, "S/3.1.2": None}) if one.rule == "V9"]
    assert [one.cells for one in blanks] == [("S/3.1.2",)]


@pytest.mark.parametrize(
    ("total", "part"),
    [
        ("3.1", "3.1.2"),
        ("3.2", "3.2.2"),
        ("3.3", "3.3.5"),
        ("3.3.4", "3.3.4.6"),
        ("4", "4.2"),
        ("5", "5.3"),
        ("8.3", "8.3.1"),
    ],
)
def test_v19_the_sums_of_the_2014_table(total: str, part: str) -> None:
    wrong = [one for one in found(2014, {f"S/{part}": 1}) if one.rule == "V19" and one.severity == "error"]
    assert f"S/{total}" in {one.cells[0] for one in wrong}


@pytest.mark.parametrize(("part", "whole"), [("1.1.1", "1.1"), ("2.2.1.1", "2.2.1"), ("2.2.2.1", "2.2.2")])
def test_v19_a_part_is_not_larger_than_its_whole(part: str, whole: str) -> None:
    errors = [one for one in found(2014, {f"S/{part}": 2, f"S/{whole}": 1}) if one.severity == "error"]
    assert [one.cells for one in errors] == [(f"S/{part}", f"S/{whole}")]


def test_v19_more_closed_than_answered_only_asks() -> None:
    cells: Cells = {"S/3.2": 5, "S/3.2.1": 5, "S/3.3": 4, "S/3.3.1": 4}
    assert [(one.rule, one.severity, one.answerable) for one in found(2014, cells)] == [("V19", "warning", True)]


def test_v19_leaves_what_is_blank_to_v9() -> None:
    assert {rule for rule, _ in rules(2014, {"S/3.1": 5, "S/3.1.2": None})} == {"V9"}


def test_every_rule_states_its_id_once_and_its_source() -> None:
    assert list(RULES) == ["V1", "V2", "V3", "V5", "V9", "V17", "V19"]


def test_every_relation_of_the_formats_has_its_rule() -> None:
    assert {relation.rule for format in all_formats() for relation in format.relations} <= set(RULES)


def test_the_twelve_demands_of_the_2014_table_are_there() -> None:
    ids = [relation.id for relation in format_for(2014).relations]
    assert ids == [f"A{number}" for number in range(1, 13)]
