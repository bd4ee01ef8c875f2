"""Reports and figures in the admin are looked up, never written; what is shown is invented."""

import pytest
from django.test import Client

from reports_app.models import Figure, Report
from reports_app.operations import compile_report, enter_figures
from tests.office import NOW, Office

LISTS = ["/admin/reports_app/report/", "/admin/reports_app/figure/"]


@pytest.fixture
def written(office: Office) -> Office:
    """Return the office with a report and a figure of 甲局."""
    compile_report(by=office.clerk, at=NOW, organ=office.first, year=2024, scope="own")
    raw = {"T2/admin_fee/1": "27.19"}
    enter_figures(by=office.clerk, at=NOW, organ=office.first, year=2024, scope="own", raw=raw)
    return office


@pytest.mark.parametrize("path", LISTS)
def test_the_administrator_does_not_see_them(written: Office, client: Client, path: str) -> None:
    client.force_login(written.administrator)
    assert client.get(path).status_code == 403


@pytest.mark.parametrize("path", LISTS)
def test_outside_the_subtree_the_list_is_empty(written: Office, client: Client, path: str) -> None:
    client.force_login(written.neighbour)
    assert "甲局" not in client.get(path).content.decode()


@pytest.mark.parametrize("kind", ["report", "figure"])
def test_nothing_is_written_here(written: Office, client: Client, kind: str) -> None:
    client.force_login(written.head)
    pk = (Report if kind == "report" else Figure).objects.get().pk
    assert client.get(f"/admin/reports_app/{kind}/add/").status_code == 403
    assert client.post(f"/admin/reports_app/{kind}/{pk}/change/", {"year": 2023}).status_code == 403
    assert client.post(f"/admin/reports_app/{kind}/{pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("year", ["2024", "", "x", "9" * 30])
def test_lists_are_shown_and_filtered(written: Office, client: Client, year: str) -> None:
    client.force_login(written.auditor)
    for path in LISTS:
        assert "甲局" in client.get(f"{path}?year={year}" if year else path).content.decode()
    assert "27.19<" in client.get(LISTS[1]).content.decode()


@pytest.mark.parametrize("kind", ["report", "figure"])
def test_history_can_be_read(written: Office, client: Client, kind: str) -> None:
    client.force_login(written.auditor)
    pk = (Report if kind == "report" else Figure).objects.get().pk
    assert client.get(f"/admin/reports_app/{kind}/{pk}/history/").status_code == 200
    assert client.get(f"/admin/reports_app/{kind}/{pk}/change/").status_code == 200


def test_a_figure_is_named_in_the_words_of_the_format(written: Office, client: Client) -> None:
    client.force_login(written.auditor)
    text = client.get(LISTS[1]).content.decode()
    assert "行政事业性收费" in text
    assert "T2/admin_fee/1" not in text
