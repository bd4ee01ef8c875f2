"""Entering figures: rights first, all or nothing, everything in the history; numbers are invented."""

import pytest

from openness.organs.choices import Scope
from reports_app.compiling import compiled
from reports_app.figures import FiguresRefused
from reports_app.models import Figure
from reports_app.operations import enter_figures, fill_rest_with_zero
from tests.office import NOW, Office, instant
from tests.refusing import refused


def enter(office: Office, raw: dict[str, object], **changes: object) -> object:
    given: dict[str, object] = {"by": office.clerk, "at": NOW, "organ": office.first, "year": 2024, "scope": "own"}
    return enter_figures(**(given | {"raw": raw} | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("who", ["neighbour", "manager", "auditor", "administrator", "stranger"])
def test_people_without_the_right_enter_nothing(office: Office, who: str) -> None:
    with refused("not_allowed"):
        enter(office, {"T2/rules/1": 1}, by=getattr(office, who))
    assert not Figure.objects.exists()


def test_one_bad_figure_stops_all(office: Office) -> None:
    with pytest.raises(FiguresRefused):
        enter(office, {"T2/rules/1": 1, "T2/rules/2": -1})
    assert not Figure.objects.exists()


def test_a_year_without_a_format_is_refused(office: Office) -> None:
    with refused("no_format"):
        enter(office, {}, year=2013)


def test_an_unknown_scope_is_refused(office: Office) -> None:
    with refused("unknown_scope"):
        enter(office, {}, scope="all")


def test_counted_cells_are_closed_where_cases_are_kept(busy: Office) -> None:
    with pytest.raises(FiguresRefused):
        enter(busy, {"T3/1/np": 1})


def test_cases_of_later_years_close_nothing_before_them(busy: Office) -> None:
    enter(busy, {"S/3.1.1": 4}, year=2015)
    grid = compiled(organ=busy.first, year=2015, scope="own").grid
    assert grid.values["S/3.1.1"].value == 4


def test_who_entered_what_and_when_is_kept_with_what_stood_before(office: Office) -> None:
    later = instant("2026-11-24 10:00")
    enter(office, {"T2/rules/1": 1})
    enter(office, {"T2/rules/1": 2}, by=office.head, at=later)
    figure = Figure.objects.get()
    assert (figure.entered_by, figure.entered_at) == (office.head, later)
    assert figure.value == 2
    told = [(row.value, row.history_user, row.history_date) for row in figure.history.order_by("history_id")]
    assert told == [(1, office.clerk, NOW), (2, office.head, later)]


def test_the_same_figure_again_changes_nothing(office: Office) -> None:
    enter(office, {"T2/admin_fee/1": "3.50"})
    written = enter(office, {"T2/admin_fee/1": "3.5"}, by=office.head)
    assert written.unchanged == ["T2/admin_fee/1"]  # type: ignore[attr-defined]
    assert Figure.objects.get().entered_by == office.clerk


def test_null_takes_an_entry_back_and_the_history_says_who(office: Office) -> None:
    enter(office, {"T2/rules/1": 1})
    enter(office, {"T2/rules/1": None, "T2/rules/2": None}, by=office.head)
    assert not Figure.objects.exists()
    gone = Figure.history.order_by("-history_id").first()
    assert (gone.history_type, gone.history_user) == ("-", office.head)


def test_the_rest_is_filled_with_zero_only_where_people_type(busy: Office) -> None:
    enter(busy, {"T2/rules/1": 7})
    written = fill_rest_with_zero(by=busy.clerk, at=NOW, organ=busy.first, year=2024, scope="own")
    values = compiled(organ=busy.first, year=2024, scope="own").grid.values
    assert "T2/rules/1" not in written.created
    assert all(address.startswith("T2/") for address in written.created)
    assert values["T2/rules/1"].value == 7
    assert all(value.value is not None for address, value in values.items() if address.startswith("T"))


def test_a_nil_return_is_one_act_where_no_cases_are_kept(office: Office) -> None:
    fill_rest_with_zero(by=office.clerk, at=NOW, organ=office.first, year=2018, scope="own")
    numbers = compiled(organ=office.first, year=2018, scope="own")
    assert all(numbers.grid.values[address].value == 0 for address in numbers.format.cells)
    assert "P/wechat" in Figure.objects.values_list("address", flat=True)


def test_only_the_named_table_is_filled(office: Office) -> None:
    written = fill_rest_with_zero(by=office.clerk, at=NOW, organ=office.first, year=2024, scope="own", table="T4")
    assert {address.partition("/")[0] for address in written.created} == {"T4"}


def test_units_entries_are_summed_and_an_aggregate_entry_stands_before_the_sum(office: Office) -> None:
    enter(office, {"T2/rules/1": 1, "T2/rules/2": 5})
    enter(office, {"T2/rules/1": 2}, organ=office.second, by=office.coordinator)
    enter(office, {"T2/rules/2": 9}, organ=office.district, by=office.coordinator, scope=Scope.AGGREGATE)
    values = compiled(organ=office.district, year=2024, scope="aggregate").grid.values
    assert (values["T2/rules/1"].value, values["T2/rules/2"].value) == (3, 9)
    assert dict(values["T2/rules/1"].typed_by) == {"甲局": 1, "乙局": 2}


def test_counted_and_typed_parts_are_told_apart(busy: Office) -> None:
    busy.district.refresh_from_db()
    paper = busy.department("T0103", "丙局")
    enter(busy, {"T3/1/np": 4}, organ=paper, by=busy.coordinator)
    before = compiled(organ=busy.first, year=2024, scope="own").grid.values["T3/1/np"]
    value = compiled(organ=busy.district, year=2024, scope="aggregate").grid.values["T3/1/np"]
    assert before.typed is None
    assert value.typed == 4
    assert [name for name, _ in value.typed_by] == ["丙局"]
    assert value.value == (value.counted or 0) + 4
