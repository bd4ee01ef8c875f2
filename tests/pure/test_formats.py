"""The three statutory formats: which year has which, and what every cell counts."""

from pathlib import Path

import pytest

from reports_app.cells import CountedSource, Format, SumSource, TypedSource
from reports_app.facts import AppealCondition, Condition, Fact, Phase
from reports_app.formats import FOLDER, all_formats, format_for
from requests_app.choices import AppealResult, AppealRoute, ApplicantKind, Channel, Timeliness
from requests_app.outcomes import OUTCOMES

KINDS = ("np", "ent", "res", "pub", "law", "oth")
NEWER = ("2019", "2021")

# a format that nobody prescribed: invented, to prove that the next one is a file and not code
MADE_UP = """
id: "2031"
name: 虚构的下一个格式
prescribed_by: 虚构〔2031〕1号
standing: unconfirmed
years: {first: 2031, last: null}
outcome_rows: {map: "2031"}
parts:
  - {number: "1", title: 一、情况, table: N}
tables:
  N:
    title: 虚构的表
    address: "N/{row}"
    measure: "{key}"
    unit: 件
    standing: unconfirmed
    blocks:
      - columns:
          - {code: count}
        rows:
          - {code: a, key: new, label: 新收, count: {phase: received}}
          - {code: b, key: closed, label: 办结, count: {phase: closed}}
          - {code: c, key: both, label: 合计, sum: [a, b]}
    layout:
      - [{row: a}, {values: a}]
      - [{row: b}, {values: b}]
      - [{row: c}, {values: c}]
checks:
  - {rule: V19, id: N1, table: N, left: [b], at_most: [a], each: column, severity: warning}
figures: []
prose: {}
"""


def by_id(name: str) -> Format:
    return next(one for one in all_formats() if one.id == name)


def conditions(format: Format) -> dict[str, Condition]:
    return {
        address: cell.source.condition
        for address, cell in format.cells.items()
        if isinstance(cell.source, CountedSource) and isinstance(cell.source.condition, Condition)
    }


def cells_of(format: Format, fact: Fact) -> list[str]:
    return [address for address, condition in conditions(format).items() if condition.matches(fact)]


@pytest.mark.parametrize(
    ("year", "name"),
    [(2014, "2014"), (2018, "2014"), (2019, "2019"), (2020, "2019"), (2021, "2021"), (2026, "2021"), (2040, "2021")],
)
def test_every_year_from_2014_has_its_format(year: int, name: str) -> None:
    assert format_for(year).id == name


def test_the_next_format_is_a_new_file_and_not_new_code(tmp_path: Path) -> None:
    for path in FOLDER.glob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("last: null", "last: 2030")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    (tmp_path / "2031.yaml").write_text(MADE_UP, encoding="utf-8")
    assert format_for(2030, folder=tmp_path).id == "2021"
    newest = format_for(2031, folder=tmp_path)
    assert newest.id == "2031"
    assert cells_of(newest, Fact(Phase.RECEIVED)) == ["N/a"]


@pytest.mark.parametrize(
    ("name", "code"), [(name, code) for name in NEWER for code in sorted(OUTCOMES) if name in OUTCOMES[code].rows]
)
def test_every_outcome_falls_in_exactly_one_row_of_part_three(name: str, code: str) -> None:
    format = by_id(name)
    for kind in KINDS:
        found = cells_of(format, Fact(Phase.CLOSED, "web", kind, code, "on_time"))
        assert found == [f"T3/{OUTCOMES[code].rows[name]}/{kind}"]


@pytest.mark.parametrize("code", sorted(code for code, one in OUTCOMES.items() if "2014" in one.rows))
def test_every_old_outcome_falls_in_exactly_one_answer_row(code: str) -> None:
    found = cells_of(by_id("2014"), Fact(Phase.CLOSED, "web", "", code, "on_time"))
    row = OUTCOMES[code].rows["2014"]
    assert found == (["S/3.2.1", f"S/{row}"] if row else ["S/3.2.1"])


def test_a_withdrawn_case_is_closed_in_the_2014_table_but_in_no_answer_row() -> None:
    assert cells_of(by_id("2014"), Fact(Phase.CLOSED, outcome="OLD_WITHDRAWN", timeliness="late")) == ["S/3.2.2"]


def test_every_channel_but_other_has_a_row_in_the_2014_table() -> None:
    found = {one.value: cells_of(by_id("2014"), Fact(Phase.RECEIVED, channel=one)) for one in Channel}
    assert found == {
        "in_person": ["S/3.1.1"],
        "fax": ["S/3.1.2"],
        "web": ["S/3.1.3"],
        "letter": ["S/3.1.4"],
        "other": [],
    }


@pytest.mark.parametrize(("timeliness", "row"), [("on_time", "3.2.1"), ("extended", "3.2.2"), ("late", "3.2.2")])
def test_closed_with_extension_or_late_is_one_row(timeliness: str, row: str) -> None:
    assert timeliness in Timeliness.values
    assert cells_of(by_id("2014"), Fact(Phase.CLOSED, outcome="OLD_WITHDRAWN", timeliness=timeliness)) == [f"S/{row}"]


@pytest.mark.parametrize("name", NEWER)
@pytest.mark.parametrize("kind", ApplicantKind.values)
def test_every_applicant_kind_is_one_column(name: str, kind: str) -> None:
    rows = {Phase.RECEIVED: "1", Phase.CARRIED_IN: "2", Phase.CARRIED_OUT: "4"}
    for phase, row in rows.items():
        assert cells_of(by_id(name), Fact(phase, "letter", kind)) == [f"T3/{row}/{kind}"]


@pytest.mark.parametrize("name", NEWER)
@pytest.mark.parametrize("route", AppealRoute.values)
@pytest.mark.parametrize("result", [*AppealResult.values, "pending"])
def test_every_appeal_falls_in_one_cell_of_part_four(name: str, route: str, result: str) -> None:
    group = {"review": "rev"}.get(route, route)
    wanted = AppealCondition(frozenset({route}), frozenset({result}))
    assert by_id(name).cells[f"T4/{group}.{result}"].source == CountedSource(wanted)


@pytest.mark.parametrize("name", ["2014", "2019", "2021"])
def test_a_measure_means_one_cell(name: str) -> None:
    format = by_id(name)
    measures = [cell.measure for cell in (*format.cells.values(), *format.derived.values())]
    assert len(measures) == len(set(measures))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("2019", "T2/licence/3"), ("2021", "T2/licence/1")),
        (("2019", "T2/normative/1"), ("2021", "T2/normative/1")),
        (("2019", "T3/3.3.4/np"), ("2021", "T3/3.3.4/np")),
        (("2014", "S/3.1"), ("2019", "T3/1/tot")),
        (("2014", "S/3.3.3"), ("2019", "T3/3.2/tot")),
        (("2014", "S/4.2"), ("2021", "T4/rev.corrected")),
        (("2019", "T3/3.6/np"), ("2021", "T3/3.6/np")),
    ],
)
def test_cells_of_the_same_meaning_share_a_measure(old: tuple[str, str], new: tuple[str, str]) -> None:
    cells = [by_id(name).cell(address) for name, address in (old, new)]
    assert cells[0] and cells[1]
    assert cells[0].measure == cells[1].measure


def test_last_years_items_and_this_years_decisions_do_not() -> None:
    assert by_id("2019").cells["T2/licence/1"].measure != by_id("2021").cells["T2/licence/1"].measure


@pytest.mark.parametrize(
    ("name", "table", "columns", "rows"),
    [
        ("2014", "S", 3, 66),
        ("2019", "T2", 4, 18),
        ("2021", "T2", 4, 14),
        ("2019", "T3", 10, 26),
        ("2021", "T3", 10, 28),
        ("2019", "T4", 15, 4),
        ("2021", "T4", 15, 4),
    ],
)
def test_the_grids_are_laid_out_as_published(name: str, table: str, columns: int, rows: int) -> None:
    layout = by_id(name).tables[table].layout
    assert (sum(cell.colspan for cell in layout[0]), len(layout)) == (columns, rows)


@pytest.mark.parametrize(("name", "rows"), [("2019", 20), ("2021", 22)])
def test_the_results_of_the_year_span_their_rows(name: str, rows: int) -> None:
    cells = [cell for row in by_id(name).tables["T3"].layout for cell in row]
    spans = {cell.text: (cell.rowspan, cell.colspan) for cell in cells}
    assert spans["三、本年度办理结果"] == (rows, 1)
    assert spans["（三）不予公开"] == (8, 1)
    assert spans["（六）其他处理"] == ((3, 1) if name == "2021" else (1, 2))
    assert spans["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"] == (3, 3)


def test_labels_read_in_full() -> None:
    cells = by_id("2021").cells
    assert cells["T3/3.3.4/np"].label == "三（三）4.保护第三方合法权益 · 自然人"
    assert cells["T2/admin_fee/1"].unit == "万元"
    assert cells["T4/lit_after.pending"].label == "行政诉讼·复议后起诉 · 尚未审结"


def test_rows_not_read_in_the_official_text_are_unconfirmed() -> None:
    cells = by_id("2014").cells
    assert cells["S/3.3.4.2"].confirmed
    assert not cells["S/3.3.4.1"].confirmed
    assert all(cell.confirmed for cell in by_id("2021").cells.values())


def test_types_tell_counts_signed_counts_and_amounts_apart() -> None:
    cells = by_id("2019").cells
    assert [cells[f"T2/licence/{n}"].type for n in (1, 2, 3)] == ["count", "signed", "count"]
    assert (cells["T2/procurement/2"].type, cells["T2/procurement/2"].confirmed) == ("amount", False)


def test_the_website_row_is_the_platform_and_the_website() -> None:
    assert by_id("2014").cells["S/1.2.2"].source == SumSource(("P/platform", "P/website"))
    assert by_id("2014").cells["S/1.1"].source == TypedSource()


def test_the_2014_table_stands_behind_the_sixth_part() -> None:
    annex = by_id("2014").annex
    assert annex and annex.table == "S"
    assert [part.no for part in by_id("2014").parts] == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize("name", NEWER)
def test_parts_two_to_four_hold_the_tables(name: str) -> None:
    assert [part.table for part in by_id(name).parts] == ["", "T2", "T3", "T4", "", ""]
