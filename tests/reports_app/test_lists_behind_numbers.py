"""The list behind a number is as long as its counted part, for every number of every format; all cases are made up."""

from datetime import date

import pytest
from django.test import Client

from openness.organs.models import Organ, Placement
from openness.organs.scopes import report_scope
from reports_app.compiling import compiled
from reports_app.conditions import Charged, listing_of
from reports_app.formats import CountedSource, format_for
from reports_app.queries import Question
from reports_app.selections import BadSelection, Selection, read_selection, rows
from tests.office import NOW, Office

TODAY = NOW.date()
FORMAT = format_for(2024)


@pytest.mark.parametrize("scope", ["own", "aggregate"])
@pytest.mark.parametrize("year", [2018, 2019, 2020, 2021, 2025])
def test_every_list_is_as_long_as_its_number(busy: Office, year: int, scope: str) -> None:
    organ = busy.district if scope == "aggregate" else busy.first
    numbers = compiled(organ=organ, year=year, scope=scope)
    checked = 0
    for address, value in numbers.grid.values.items():
        condition = listing_of(numbers.format, address)
        if condition is None or isinstance(condition, Charged):
            continue
        found = rows(Selection(cell=address), format=numbers.format, question=numbers.question, today=TODAY)
        assert found.count() == value.counted, address
        checked += bool(value.counted)
    assert checked > 20


@pytest.mark.parametrize("year", [2018, 2019, 2024])
def test_every_counted_cell_and_every_total_of_counted_cells_has_a_list(year: int) -> None:
    format = format_for(year)
    counted = [cell for cell in format.cells.values() if isinstance(cell.source, CountedSource)]
    assert counted
    assert all(listing_of(format, cell.address) is not None for cell in counted)
    total = "S/3.3.4" if year == 2018 else "T3/3.7/tot"
    assert listing_of(format, total) is not None


def test_the_fee_is_the_sum_over_its_list(busy: Office) -> None:
    numbers = compiled(organ=busy.district, year=2024, scope="aggregate")
    found = rows(Selection(cell="X/processing_fee"), format=FORMAT, question=numbers.question, today=TODAY)
    assert found.count() > 0
    assert sum(case.processing_fee for case in found) == numbers.grid.values["X/processing_fee"].counted


@pytest.mark.parametrize("address", ["T2/rules/1", "P/wechat", "T9/none", "X/unknown"])
def test_a_number_that_no_case_yields_has_no_list(office: Office, address: str) -> None:
    question = Question(report_scope(office.first, 2024, "own"), 2024)
    with pytest.raises(BadSelection):
        rows(Selection(cell=address), format=FORMAT, question=question, today=TODAY)


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"cell": "T3/1/np", "phase": "received"},
        {"phase": "thought_of"},
        {"phase": "received", "channel": "pigeon"},
        {"phase": "received", "outcome": "maybe"},
        {"phase": "received", "month": "13"},
        {"phase": "received", "month": "０"},
        {"phase": "carried_in", "month": "3"},
        {"waiting": "for_godot"},
        {"appeals": "supreme"},
        {"result": "won"},
    ],
)
def test_an_address_that_asks_for_nothing_that_exists_is_refused(params: dict[str, str]) -> None:
    with pytest.raises(BadSelection):
        read_selection(params)


def test_a_unit_outside_the_scope_is_refused(office: Office) -> None:
    question = Question(report_scope(office.first, 2024, "own"), 2024)
    with pytest.raises(BadSelection):
        rows(Selection(phase="received", unit="T0102"), format=FORMAT, question=question, today=TODAY)


def test_what_a_selection_writes_it_reads_back() -> None:
    for selection in (
        Selection(cell="T3/3.3.4/np"),
        Selection(phase="received", channel="web", kind="-", month=3, unit="T01"),
        Selection(appeals="lit_after,lit_direct"),
        Selection(waiting="overdue"),
    ):
        pairs = dict(pair.split("=") for pair in selection.query.replace("%2C", ",").split("&"))
        assert read_selection(pairs) == selection


def test_months_add_up_to_the_year(busy: Office) -> None:
    question = Question(report_scope(busy.district, 2024, "aggregate"), 2024)
    lengths = [
        rows(Selection(phase="received", month=month), format=FORMAT, question=question, today=TODAY).count()
        for month in range(1, 13)
    ]
    whole = rows(Selection(phase="received"), format=FORMAT, question=question, today=TODAY).count()
    assert sum(lengths) == whole > 0


def test_the_page_shows_applicants_masked_and_as_text(busy: Office, client: Client) -> None:
    client.force_login(busy.coordinator)
    people = client.get("/report/T01/2024/aggregate/cases/?cell=T3/1/np").content.decode()
    companies = client.get("/report/T01/2024/aggregate/cases/?cell=T3/1/ent").content.decode()
    assert "张＊＊＊" in people
    assert "张三" not in people
    assert "&lt;script&gt;" in companies
    assert "<script>" not in people + companies


def test_the_page_names_the_number_and_turns_pages(busy: Office, client: Client) -> None:
    client.force_login(busy.coordinator)
    numbers = compiled(organ=busy.district, year=2024, scope="aggregate")
    total = numbers.grid.values["T3/1/tot"].counted
    first = client.get("/report/T01/2024/aggregate/cases/?cell=T3/1/tot")
    second = client.get("/report/T01/2024/aggregate/cases/?cell=T3/1/tot&page=2")
    assert first.context["total"] == first.context["page"].paginator.count == total
    assert not {case.pk for case, *_ in first.context["rows"]} & {case.pk for case, *_ in second.context["rows"]}


def test_appeals_are_listed_behind_part_four(busy: Office, client: Client) -> None:
    client.force_login(busy.coordinator)
    numbers = compiled(organ=busy.district, year=2024, scope="aggregate")
    page = client.get("/report/T01/2024/aggregate/cases/?cell=T4/rev.pending")
    assert page.context["of_appeals"]
    assert page.context["total"] == numbers.grid.values["T4/rev.pending"].counted
    assert page.context["total"] > 0


def test_a_list_that_does_not_exist_says_so(busy: Office, client: Client) -> None:
    client.force_login(busy.coordinator)
    for query in ("", "cell=T2/rules/1", "cell=%3Cscript%3E", "phase=received&unit=T02"):
        page = client.get(f"/report/T01/2024/aggregate/cases/?{query}")
        assert page.status_code == 404
        assert "<script>" not in page.content.decode()


def test_a_unit_that_left_the_subtree_is_counted_in_its_year_but_its_cases_are_not_shown(
    busy: Office, client: Client
) -> None:
    here = compiled(organ=busy.second, year=2024, scope="own").grid.values["T3/1/np"].counted
    total = compiled(organ=busy.district, year=2024, scope="aggregate").grid.values["T3/1/np"].counted
    until = date(2025, 7, 1)
    Placement.objects.filter(organ=busy.second).update(placed_to=until)
    busy.second.refresh_from_db()
    Organ.objects.move(busy.second, Organ.objects.get(pk=busy.elsewhere.pk), "last-child")
    Placement.objects.create(organ=busy.second, parent=busy.elsewhere, placed_from=until)
    client.force_login(busy.coordinator)
    page = client.get("/report/T01/2024/aggregate/cases/?cell=T3/1/np")
    assert (page.context["total"], page.context["hidden"]) == (total, here)
    assert here
    assert "乙局" not in page.content.decode()
