"""Where a subtree has days off of its own, cards, list and tags count by them, and the database still finds by index."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openness.organs.choices import OrganKind
from openness.organs.models import Organ
from openness.organs.operations import create_organ
from requests_app import operations
from requests_app.admin.desk import Desk
from requests_app.calendar_plans import days_off_plan
from requests_app.models import DisclosureRequest
from tests.office import NOW, Office
from tests.requests_app.admin.conftest import SignedIn
from tests.requests_app.admin.desks import INDEX, bench, figures, received, values
from tests.requests_app.admin.test_unit_table import plan_of
from tests.requests_app.conftest import Register

# today is Monday 23 November 2026: by the office's calendar the third working day is Thursday 26
TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


def day_off(office: Office, organ: Organ, *days: date) -> None:
    """Give a subtree days off of its own, as the calendar's page does."""
    plan = days_off_plan(organ=organ, days=list(days), reason="民族节日（虚构）", standing="confirmed")
    operations.change_calendar(by=office.coordinator, at=NOW, plan=plan)


def tagged_soon(office: Office) -> set[int]:
    """Return the cases whose tag says that one to three working days are left."""
    desk = Desk(at=NOW)
    rows = DisclosureRequest.objects.select_related("organ")
    return {case.pk for case in rows if desk.term_of(case).text in {f"剩 {days} 个工作日" for days in (1, 2, 3)}}


@pytest.fixture
def spread(office: Office, register: Register) -> None:
    """Leave cases that fall due one by one in 甲局, which has a day off, in a unit below it with two, and in 乙局."""
    day_off(office, office.first, TUESDAY)
    office.first.refresh_from_db()
    below = create_organ(parent=office.first, code="T010101", name="甲局分局", kind=OrganKind.DEPARTMENT)
    day_off(office, below, WEDNESDAY)
    for organ in (office.first, below, office.second):
        for on in (26, 27, 28, 29, 30):
            received(register, date(2026, 10, on), by=office.coordinator, organ=organ)
        received(register, date(2026, 11, 2), by=office.coordinator, organ=organ)


@pytest.mark.usefixtures("spread")
@pytest.mark.parametrize("who", ["coordinator", "clerk", "neighbour", "manager"])
def test_the_card_the_list_and_the_tag_agree(office: Office, signed_in: SignedIn, who: str) -> None:
    browser = signed_in(getattr(office, who))
    figure = figures(browser)["soon"]
    listed = {case.pk for case in browser.get(figure.href).context["cl"].result_list}
    seen = set(DisclosureRequest.objects.visible_to(getattr(office, who)).values_list("pk", flat=True))
    assert listed == tagged_soon(office) & seen
    assert len(listed) == int(figure.value) > 0


@pytest.mark.usefixtures("spread")
def test_each_number_of_a_unit_is_as_long_as_its_list(office: Office, signed_in: SignedIn) -> None:
    browser = signed_in(office.coordinator)
    counted = 0
    for row in bench(browser)["units"]["rows"]:
        for cell in row.cells:
            assert len(browser.get(cell["href"]).context["cl"].result_list) == cell["count"], (row.organ, cell)
            counted += cell["count"] if cell["label"].endswith("内到期") else 0
    assert counted == len(tagged_soon(office))


def test_a_day_off_of_one_unit_makes_its_three_days_reach_further(
    office: Office, register: Register, signed_in: SignedIn
) -> None:
    # due 26 November by the office's calendar, moved to Friday 27 by the day off: three working days are left
    received(register, date(2026, 10, 29))
    day_off(office, office.first, TUESDAY)
    assert DisclosureRequest.objects.get().due_on == date(2026, 11, 27)
    assert values(signed_in(office.clerk)) == {"soon": "1"}


def test_a_day_off_of_one_unit_delays_its_alarm_and_no_other(
    office: Office, register: Register, signed_in: SignedIn
) -> None:
    web: dict[str, Any] = {"received_on": None, "receipt_basis": "", "channel": "web", "arrived_on": date(2026, 11, 19)}
    register(**web)
    register(**web, by=office.neighbour, organ=office.second)
    day_off(office, office.first, date(2026, 11, 20))
    assert figures(signed_in(office.clerk))["receipt_late"].value == "0"
    assert figures(signed_in(office.neighbour))["receipt_late"].value == "1"


@pytest.mark.usefixtures("spread")
def test_days_off_cost_no_query_and_no_scan(office: Office, signed_in: SignedIn) -> None:
    browser = signed_in(office.clerk)
    browser.get(INDEX)
    with CaptureQueriesContext(connection) as few:
        browser.get(INDEX)
    day_off(office, office.second, TUESDAY)
    with CaptureQueriesContext(connection) as more:
        browser.get(INDEX)
    assert len(more) == len(few)
    soon = [query["sql"] for query in more if "'2026-11-27'" in query["sql"] or "'2026-11-30'" in query["sql"]]
    assert soon
    with connection.cursor() as cursor:
        for sql in soon:
            assert "SCAN requests_app_disclosurerequest" not in plan_of(cursor, sql)
