"""One report put together: what is counted, for whom, and in how many queries; all cases are made up."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openness.organs.choices import OrganKind
from openness.organs.operations import create_organ
from reports_app.compiling import compiled
from reports_app.formats import NoFormat
from reports_app.models import Report
from reports_app.operations import compile_report, edit_report
from tests.office import NOW, Office, instant
from tests.refusing import refused
from tests.reports_app.made_up import make_appeals, make_cases, units

COUNTING = 6  # four for cases and appeals, one for fees, one for typed figures (design, idea 4)
SCOPES = ("own", "aggregate")


def test_a_year_before_the_first_format_is_refused(office: Office) -> None:
    with pytest.raises(NoFormat):
        compiled(organ=office.first, year=2013, scope="own")
    with refused("no_format"):
        compile_report(by=office.clerk, at=NOW, organ=office.first, year=2013, scope="own")


@pytest.mark.parametrize("year", [2013, 2027, 99999])
def test_a_year_that_cannot_be_reported_on_is_refused(office: Office, year: int) -> None:
    with refused("no_format"):
        compile_report(by=office.clerk, at=NOW, organ=office.first, year=year, scope="own")


@pytest.mark.parametrize("who", ["neighbour", "manager", "auditor", "administrator", "stranger"])
def test_people_without_the_right_compile_nothing(office: Office, who: str) -> None:
    with refused("not_allowed"):
        compile_report(by=getattr(office, who), at=NOW, organ=office.first, year=2024, scope="own")
    assert not Report.objects.exists()


def test_what_nobody_counted_or_typed_is_not_zero(office: Office) -> None:
    numbers = compiled(organ=office.first, year=2024, scope="aggregate")
    assert numbers.counted is None
    assert {value.value for value in numbers.grid.values.values()} == {None}


def test_a_unit_that_keeps_cases_has_zeros_where_nothing_happened(office: Office) -> None:
    make_cases([office.first], years=range(2020, 2021), each=3)
    values = compiled(organ=office.first, year=2025, scope="own").grid.values
    assert values["T3/1/np"].value == 0
    assert values["T2/rules/1"].value is None


@pytest.mark.parametrize("year", [2018, 2019, 2021, 2024])
def test_the_aggregate_is_the_sum_of_the_units_own_reports(busy: Office, year: int) -> None:
    whole = compiled(organ=busy.district, year=year, scope="aggregate").grid
    parts = [compiled(organ=organ, year=year, scope="own").grid for organ in (busy.district, busy.first, busy.second)]
    for address, value in whole.values.items():
        if value.counted is not None:
            assert value.counted == sum(part.values[address].counted or 0 for part in parts), address


def test_vertically_managed_units_stay_out(busy: Office) -> None:
    before = compiled(organ=busy.district, year=2024, scope="aggregate").grid.numbers
    busy.district.refresh_from_db()
    vertical = create_organ(
        parent=busy.district, code="T0109", name="垂管局（虚构）", kind=OrganKind.DEPARTMENT, vertical=True
    )
    make_cases([vertical], years=range(2023, 2025), each=20, seed=9)
    assert compiled(organ=busy.district, year=2024, scope="aggregate").grid.numbers == before


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("year", [2018, 2019, 2024])
def test_the_number_of_queries_does_not_depend_on_units_or_cells(office: Office, scope: str, year: int) -> None:
    alone = create_organ(parent=None, code="U1", name="独立局（虚构）", kind=OrganKind.DEPARTMENT)
    many = units(60, office.district)
    make_cases([alone, *many], years=range(year - 1, year + 1), each=200)
    make_appeals([alone, *many], years=range(year - 1, year + 1), each=40)
    office.district.refresh_from_db()
    told = {}
    for organ in (alone, office.district):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            compiled(organ=organ, year=year, scope=scope)
        told[organ.code] = [query["sql"] for query in queries]
    counting = {code: [sql for sql in sqls if _counts(sql)] for code, sqls in told.items()}
    if scope == "aggregate":
        assert len(counting["U1"]) == len(counting["T01"]) == COUNTING
    assert all(len(sqls) <= COUNTING for sqls in counting.values())
    # fixed ones: placements of the year, and whether there is a single root; for a unit without cases, whether it keeps any
    assert all(len(sqls) - len(counting[code]) <= 4 for code, sqls in told.items()), told


def _counts(sql: str) -> bool:
    return ("COUNT(" in sql or "SUM(" in sql) and "django_" not in sql


def test_compiling_twice_refreshes_what_nobody_wrote(busy: Office) -> None:
    first = compile_report(by=busy.clerk, at=NOW, organ=busy.first, year=2024, scope="own")
    drafted = first.narrative["1"]
    make_cases([busy.first], years=range(2024, 2025), each=7, seed=99)
    again = compile_report(by=busy.head, at=instant("2026-11-25"), organ=busy.first, year=2024, scope="own")
    assert again.pk == first.pk
    assert again.narrative["1"] != drafted
    assert (again.compiled_by, again.format_id, again.status) == (busy.head, "2021", "draft")


def test_what_a_person_wrote_is_never_overwritten(busy: Office) -> None:
    report = compile_report(by=busy.clerk, at=NOW, organ=busy.first, year=2024, scope="own")
    edited = edit_report(by=busy.clerk, at=NOW, report=report, version=report.version, parts={"1": "我们自己的话。"})
    make_cases([busy.first], years=range(2024, 2025), each=7, seed=99)
    for _ in range(2):
        edited = compile_report(by=busy.clerk, at=NOW, organ=busy.first, year=2024, scope="own")
    assert edited.narrative["1"] == "我们自己的话。"
    assert edited.drafted["1"] != ""


def test_a_part_emptied_by_a_person_stays_empty(busy: Office) -> None:
    report = compile_report(by=busy.clerk, at=NOW, organ=busy.first, year=2024, scope="own")
    edit_report(by=busy.clerk, at=NOW, report=report, version=report.version, parts={"1": ""})
    assert compile_report(by=busy.clerk, at=NOW, organ=busy.first, year=2024, scope="own").narrative["1"] == ""


def test_an_edit_of_an_older_version_is_refused(busy: Office) -> None:
    report = compile_report(by=busy.clerk, at=NOW, organ=busy.first, year=2024, scope="own")
    edit_report(by=busy.head, at=NOW, report=report, version=report.version, parts={"5": "新的一段。"})
    with refused("changed_meanwhile"):
        edit_report(by=busy.clerk, at=NOW, report=report, version=report.version, parts={"5": "旧的一段。"})


def test_a_part_that_does_not_exist_is_refused(busy: Office) -> None:
    report = compile_report(by=busy.clerk, at=NOW, organ=busy.first, year=2024, scope="own")
    with refused("unknown_part"):
        edit_report(by=busy.clerk, at=NOW, report=report, version=report.version, parts={"7": "多余"})


def test_the_history_names_who_compiled_and_who_edited(busy: Office) -> None:
    report = compile_report(by=busy.clerk, at=NOW, organ=busy.first, year=2024, scope="own")
    edit_report(by=busy.head, at=NOW, report=report, version=report.version, introduction="前言")
    assert [row.history_user for row in report.history.order_by("history_id")] == [busy.clerk, busy.head]
