"""The coordinator's table: what waits unit by unit, late ones first, each number as long as the list behind it."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openness.organs.choices import OrganKind, Role
from openness.organs.models import Organ, User
from openness.organs.operations import create_organ
from requests_app.admin import unit_table
from requests_app.choices import Status
from requests_app.models import DisclosureRequest
from tests.office import Office
from tests.requests_app.admin.conftest import SignedIn
from tests.requests_app.admin.desks import INDEX, bench, fill_desk, received
from tests.requests_app.conftest import Register

GROWING = ("requests_app_disclosurerequest", "requests_app_caseevent", "requests_app_proposal")
"""The tables that grow with every case."""

OPEN_ONLY = re.compile(
    r"SCAN requests_app_disclosurerequest USING (COVERING )?INDEX request_(open_by_unit|owes_notice)"
)
"""These indexes hold only cases that wait: all of those are counted."""


@pytest.fixture
def desk(office: Office, register: Register) -> None:
    """Leave one case of each kind on the desk of 甲局, and a late one on that of 乙局."""
    fill_desk(office, register)


@pytest.mark.usefixtures("desk")
def test_units_of_another_district_are_neither_listed_nor_called_missing(
    office: Office, register: Register, signed_in: SignedIn
) -> None:
    create_organ(parent=office.elsewhere, code="T0201", name="外区某局", kind=OrganKind.DEPARTMENT)
    received(register, date(2026, 10, 23), by=office.stranger, organ=office.elsewhere)
    text = signed_in(office.coordinator).get(INDEX).content.decode()
    assert "甲局" in text
    assert "外区" not in text
    text = signed_in(office.stranger).get(INDEX).content.decode()
    assert "外区某局" in text
    assert "甲局" not in text


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("who", ["coordinator", "manager", "auditor"])
def test_each_number_of_a_unit_is_as_long_as_the_list_behind_it(
    office: Office, signed_in: SignedIn, register: Register, who: str
) -> None:
    received(register, date(2026, 10, 20), by=office.coordinator, organ=office.district)
    browser = signed_in(getattr(office, who))
    units = bench(browser)["units"]
    assert [row.organ.name for row in units["rows"]] == ["甲局", "测试区人民政府", "乙局"]
    for row in units["rows"]:
        for cell in row.cells:
            found = browser.get(cell["href"]).context["cl"].result_list
            assert len(found) == cell["count"], (row.organ, cell)


def test_late_units_come_first_then_unconfirmed_then_those_nobody_works_in_then_what_is_due(
    office: Office, register: Register, signed_in: SignedIn
) -> None:
    names = {}
    for number, name in enumerate(("无人局", "到期局", "未确认局", "逾期局", "空闲局", "未启用局"), start=3):
        names[name] = office.department(f"T010{number}", name)
        if name not in ("未启用局", "无人局"):
            office.person(f"person{number}", "clerk", names[name])  # type: ignore[arg-type]
    by = office.coordinator
    received(register, date(2026, 10, 26), by=by, organ=names["到期局"])
    received(register, date(2025, 12, 31), by=by, organ=names["无人局"])
    DisclosureRequest.objects.filter(organ=names["无人局"]).update(due_on=date(2026, 12, 31))
    web = {"received_on": None, "receipt_basis": "", "channel": "web", "by": by}
    register(arrived_on=date(2026, 11, 19), organ=names["未确认局"], **web)
    received(register, date(2026, 10, 23), by=by, organ=names["逾期局"])
    units = bench(signed_in(by))["units"]
    assert [row.organ.name for row in units["rows"]] == ["逾期局", "未确认局", "无人局", "到期局"]
    assert [organ.name for organ in units["missing_organs"]] == ["无人局", "未启用局"]
    assert units["missing"] == 2


def test_a_unit_that_registered_something_this_year_is_not_missing(
    office: Office, register: Register, signed_in: SignedIn
) -> None:
    alone = office.department("T0103", "丙局")
    received(register, date(2025, 12, 31), by=office.coordinator, organ=alone, number="旧")
    DisclosureRequest.objects.update(is_live=False, status=Status.VOID)
    browser = signed_in(office.coordinator)
    assert bench(browser)["units"]["missing"] == 1
    received(register, date(2026, 1, 1), by=office.coordinator, organ=alone)
    assert bench(browser)["units"]["missing"] == 0


@pytest.mark.parametrize("closed", [{"is_active": False}, {"is_staff": False}, {"role": "auditor"}])
def test_a_unit_in_which_nobody_who_handles_cases_can_sign_in_is_missing(
    office: Office, signed_in: SignedIn, closed: dict[str, Any]
) -> None:
    organ = office.department("T0103", "丙局")
    clerk = office.person("he.clerk", Role.CLERK, organ)
    browser = signed_in(office.coordinator)
    assert bench(browser)["units"]["missing_organs"] == []
    User.objects.filter(pk=clerk.pk).update(**closed)
    units = bench(browser)["units"]
    assert (units["missing"], units["missing_organs"]) == (1, [organ])
    office.person("lv.clerk", Role.CLERK, organ)
    assert bench(browser)["units"]["missing"] == 0


def test_a_clerk_of_a_single_unit_is_shown_no_table_of_units(office: Office, signed_in: SignedIn) -> None:
    assert bench(signed_in(office.clerk))["units"] is None


def test_a_hundred_units_cost_as_many_queries_as_three(
    office: Office, register: Register, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unit_table, "PER_PAGE", 30)
    browser = signed_in(office.coordinator)
    received(register, date(2026, 10, 23), by=office.coordinator)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(INDEX).status_code == 200
        return len(seen)

    queries()
    few = queries()
    for number in range(100):
        organ = office.department(f"T02{number:03}", f"第{number}局")
        received(register, date(2026, 10, 20 + number % 10), by=office.coordinator, organ=organ)
    assert queries() == few
    assert few <= 36  # a card costs one query, that of the orders of a court one more for the units of the person
    units = bench(browser)["units"]
    assert len(units["rows"]) == 30
    assert units["page"].paginator.num_pages == 4
    assert len(bench(browser, p="4")["units"]["rows"]) == 11


def plan_of(cursor: Any, sql: str) -> str:
    """Return how the database would answer; on PostgreSQL a table of the test's size is read whole unless that is forbidden."""
    if connection.vendor == "sqlite":
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}".replace("%", "%%"))
        return OPEN_ONLY.sub("", " ".join(row[3] for row in cursor.fetchall()))
    cursor.execute("SET LOCAL enable_seqscan = off")
    cursor.execute(f"EXPLAIN {sql}".replace("%", "%%"))
    return " ".join(row[0] for row in cursor.fetchall()).replace("Seq Scan on", "SCAN")


@pytest.mark.parametrize("who", ["coordinator", "clerk"])
def test_no_figure_and_no_table_reads_all_cases(office: Office, signed_in: SignedIn, who: str) -> None:
    office.stranger.delete()
    Organ.objects.get(pk=office.elsewhere.pk).delete()  # at the only root no unit narrows anything
    browser = signed_in(getattr(office, who))
    with CaptureQueriesContext(connection) as seen:
        browser.get(INDEX)
    asked = [query["sql"] for query in seen if 'FROM "requests_app_' in query["sql"] and "calendar" not in query["sql"]]
    assert len(asked) > len(unit_table.COLUMNS)
    with connection.cursor() as cursor:
        for sql in asked:
            plan = plan_of(cursor, sql)
            assert not [table for table in GROWING if f"SCAN {table}" in plan], plan
