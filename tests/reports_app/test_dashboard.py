"""The dashboard: its numbers are those of the cases, its links open just them, its queries are few; cases are made up."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openness.organs.scopes import report_scope
from reports_app.dashboard import board
from reports_app.queries import Question
from reports_app.yearly import by_unit
from requests_app.models import DisclosureRequest
from tests.office import NOW, Office
from tests.reports_app.made_up import make_cases, units

TODAY = NOW.date()
# two years of counted facts (5 each), four groups of the dashboard's own and the names of the units ranked, what waits
MOST_QUERIES = 16
LINK = re.compile(r'href="(/report/[^"]+/cases/\?[^"]+)"[^>]*>(?:<title>[^<]*：(\d+)|(\d+)<)')


@pytest.mark.parametrize("query", ["unit=T9", "year=2013", "year=x", "scope=all", "unit=T02"])
def test_what_cannot_be_shown_is_refused_on_the_form(office: Office, client: Client, query: str) -> None:
    client.force_login(office.coordinator)
    page = client.get(f"/dashboard/?{query}")
    assert page.status_code == 404
    assert page.context["form"].errors


def test_an_empty_year_says_so(office: Office, client: Client) -> None:
    client.force_login(office.coordinator)
    assert "本年无数据" in client.get("/dashboard/?year=2020").content.decode()


@pytest.mark.parametrize("year", [2018, 2024, 2026])
def test_every_number_opens_a_list_of_its_length(busy: Office, client: Client, year: int) -> None:
    client.force_login(busy.coordinator)
    page = unescape(client.get(f"/dashboard/?year={year}").content.decode())
    links = {(href, int(first or second)) for href, first, second in LINK.findall(page)}
    assert len(links) > (5 if year == 2026 else 30)
    for href, number in links:
        assert client.get(href).context["total"] == number, href


def test_the_months_add_up(busy: Office) -> None:
    question = Question(report_scope(busy.district, 2024, "aggregate"), 2024)
    cards = {card.label: card.value for card in board(question, today=TODAY, href=lambda _: "").cards}
    assert cards["新收申请"] == str(DisclosureRequest.objects.filter(received_on__year=2024).count())
    assert cards["办结"] == str(DisclosureRequest.objects.filter(closed_on__year=2024).count())
    assert "目前在办" not in cards


def test_what_waits_is_shown_for_the_current_year_only(busy: Office) -> None:
    question = Question(report_scope(busy.district, TODAY.year, "aggregate"), TODAY.year)
    cards = {card.label: card.value for card in board(question, today=TODAY, href=lambda _: "").cards}
    assert cards["目前在办"] == str(DisclosureRequest.objects.filter(closed_on=None).count())


def test_beyond_the_twentieth_unit_the_rest_is_summed(office: Office) -> None:
    many = units(25, office.district)
    make_cases(many, years=range(2024, 2025), each=400)
    office.district.refresh_from_db()
    ranked = by_unit(Question(report_scope(office.district, 2024, "aggregate"), 2024))
    assert len(ranked) == 21
    assert [unit.received for unit in ranked[:20]] == sorted((unit.received for unit in ranked[:20]), reverse=True)
    assert ranked[-1].code == ""
    assert sum(unit.received for unit in ranked) == 400


@pytest.mark.parametrize("count", [1, 60])
def test_the_number_of_queries_does_not_depend_on_units(office: Office, count: int) -> None:
    many = units(count, office.district)
    make_cases(many, years=range(2023, 2025), each=120)
    office.district.refresh_from_db()
    with CaptureQueriesContext(connection) as queries:
        board(Question(report_scope(office.district, 2024, "aggregate"), 2024), today=TODAY, href=lambda _: "")
    assert len(queries) <= MOST_QUERIES + 2  # placements of the year, and whether there is a single root
