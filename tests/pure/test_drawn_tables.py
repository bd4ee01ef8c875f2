"""A format's layout and a grid become drawable cells: screen and print differ in marks and links, never in numbers."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reports_app.formats import Format, format_for
from reports_app.render.tables import DrawnCell, DrawnTable, Face, drawn_table, number_text, parts_text
from reports_app.tabulate import Value

CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"  # golden/README: corner of part three
ZERO = Value(value=0, counted=0)
SCREEN = Face(is_screen=True)


def values(form: Format, **changed: Value) -> dict[str, Value]:
    """Every printed cell of the format at zero, but for the named ones (「T3__1__np」 for T3/1/np)."""
    return dict.fromkeys(form.cells, ZERO) | {name.replace("__", "/"): value for name, value in changed.items()}


def cells(table: DrawnTable) -> dict[str, DrawnCell]:
    """The value cells by address."""
    return {cell.address: cell for row in (*table.head, *table.body) for cell in row if cell.address}


def draw(year: int, table: str, *, face: Face = SCREEN, **changed: Value) -> DrawnTable:
    """One table of the year's format, drawn."""
    form = format_for(year)
    return drawn_table(format=form, table=table, values=values(form, **changed), face=face)


def test_a_number_nobody_gave_is_not_zero() -> None:
    drawn = cells(draw(2024, "T2", T2__rules__1=Value(value=None)))
    assert (drawn["T2/rules/1"].text, drawn["T2/rules/1"].is_missing) == ("未填", True)
    assert (drawn["T2/rules/2"].text, drawn["T2/rules/2"].is_missing) == ("0", False)


def test_print_has_no_links_marks_or_remarks() -> None:
    form = format_for(2018)
    typed = Value(value=5, counted=3, typed=Decimal(2), typed_by=(("某镇", Decimal(2)),))
    table = drawn_table(format=form, table="S", values=values(form, **{"S/3.1.1": typed}))
    every = [cell for row in (*table.head, *table.body) for cell in row]
    assert cells(table)["S/3.1.1"].text == "5"
    assert not any(cell.href or cell.sub or cell.severity or cell.is_unconfirmed or cell.is_missing for cell in every)


def test_a_format_without_the_table_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        draw(2018, "T3")


@pytest.mark.parametrize(
    ("year", "table", "columns", "heads", "rows"),
    [
        # Grids as published, golden/README: part two 4 columns, part three 10, part four 15.
        (2024, "T2", 4, 0, 14),
        (2024, "T3", 10, 3, 25),
        (2024, "T4", 15, 3, 1),
        (2020, "T3", 10, 3, 23),
        (2018, "S", 3, 1, 65),
    ],
)
def test_tables_have_their_published_shape(year: int, table: str, columns: int, heads: int, rows: int) -> None:
    drawn = draw(year, table)
    assert (drawn.columns, len(drawn.head), len(drawn.body)) == (columns, heads, rows)


def test_part_three_has_its_corner_note_and_merged_cells() -> None:
    corner = draw(2024, "T3").head[0][0]
    results = draw(2024, "T3").body[2][0]
    assert (corner.text, corner.kind, corner.rowspan, corner.colspan) == (CORNER, "corner", 3, 3)
    assert (results.text, results.rowspan) == ("三、本年度办理结果", 22)


def test_every_printed_cell_is_drawn_once_in_every_format() -> None:
    for year in (2018, 2020, 2024):
        form = format_for(year)
        drawn = [address for table in form.tables for address in cells(draw(year, table))]
        assert sorted(drawn) == sorted(form.cells)


def test_a_counted_number_links_to_its_cases_and_zero_does_too() -> None:
    drawn = cells(draw(2024, "T3", face=replace(SCREEN, links={"T3/1/np": "/cases?cell=T3/1/np"})))
    assert drawn["T3/1/np"].href == "/cases?cell=T3/1/np"
    assert drawn["T3/1/ent"].href == ""


def test_a_number_of_a_unit_without_cases_here_has_no_list_to_open() -> None:
    typed = Value(value=Decimal(5), counted=None, typed=Decimal(5), typed_by=(("某镇", Decimal(5)),))
    drawn = cells(draw(2024, "T3", face=replace(SCREEN, links={"T3/1/np": "/x"}), T3__1__np=typed))["T3/1/np"]
    assert (drawn.href, drawn.sub) == ("", "5 件填报（某镇）")


def test_the_typed_part_is_named_beside_the_counted_one() -> None:
    value = Value(value=Decimal(5), counted=3, typed=Decimal(2), typed_by=(("某镇", Decimal(2)),))
    assert cells(draw(2024, "T3", T3__1__np=value))["T3/1/np"].sub == "3 件在案 + 2 件填报（某镇）"


def test_many_units_are_told_as_a_number_and_named_in_full_on_pointing() -> None:
    by = tuple((f"示例{n}镇", Decimal(1)) for n in range(1, 24))
    drawn = cells(draw(2024, "T3", T3__1__np=Value(value=Decimal(26), counted=3, typed=Decimal(23), typed_by=by)))
    assert drawn["T3/1/np"].sub == "3 件在案 + 23 件填报（23 个单位）"
    assert "示例1镇、示例2镇" in drawn["T3/1/np"].sub_title and "示例23镇" in drawn["T3/1/np"].sub_title


def test_a_figure_that_only_people_give_needs_no_remark() -> None:
    value = Value(value=Decimal(9), typed=Decimal(9), typed_by=(("某局", Decimal(9)),))
    assert cells(draw(2024, "T2", T2__licence__1=value))["T2/licence/1"].sub == ""


def test_a_finding_marks_its_cell_in_words_and_colour() -> None:
    drawn = cells(draw(2024, "T3", face=replace(SCREEN, severities={"T3/3.7/np": "error", "T3/2/tot": "warning"})))
    assert (drawn["T3/3.7/np"].mark, drawn["T3/3.7/np"].classes) == ("有误", "cell-value has-error")
    assert (drawn["T3/2/tot"].mark, drawn["T3/2/tot"].classes) == ("待核对", "cell-value has-warning")
    assert drawn["T3/1/np"].mark == ""


def test_wording_not_read_in_the_official_text_is_marked_on_screen() -> None:
    rows = {row[0].text: row[0] for row in draw(2018, "S").body}
    assert rows["6.申请信息不存在数"].is_unconfirmed is False  # read in the 2018 report of 永川区
    assert rows["2.政府网站公开政府信息数"].is_unconfirmed is True
    assert draw(2018, "S").is_marked and draw(2018, "S").is_arrangement_unconfirmed
    assert not draw(2024, "T3").is_marked


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (None, "未填"),
        (0, "0"),
        (41087, "41087"),
        (Decimal("0.0000"), "0"),
        (Decimal("59237.2449"), "59237.2449"),
        (Decimal("96171.600000"), "96171.6"),
        (Decimal("1E+5"), "100000"),
        (Decimal("100"), "100"),
        (-3, "-3"),
    ],
)
def test_numbers_are_printed_as_the_tables_print_them(value: int | Decimal | None, printed: str) -> None:
    assert number_text(value) == printed


def test_parts_are_silent_where_nothing_was_typed() -> None:
    assert parts_text(Value(value=3, counted=3), unit="件") == ""


def test_a_unit_without_name_leaves_no_empty_brackets() -> None:
    value = Value(value=Decimal(2), typed=Decimal(2), typed_by=(("", Decimal(2)),))
    assert parts_text(value, unit="件") == "2 件填报"
