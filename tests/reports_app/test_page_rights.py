"""Who may open which page: the table of roles by pages, inside and outside the person's subtree."""

import pytest
from django.test import Client

from reports_app.models import Figure, Report
from reports_app.operations import compile_report
from tests.office import NOW, Office

REPORT = "/report/T0101/2024/own/"
READ = ["", "cases/?phase=received"]
EDIT = ["part/1/", "front/", "figures/T2/"]
EXPORT = ["export/html/", "export/json/"]
WRITE = ["compile/", "figures/T2/zero/", "figures/T2/", "part/1/", "front/"]
EVERYWHERE = ["/reports/", "/dashboard/", "/reports/open/?unit=T0101&year=2024&scope=own"]

READERS = ["clerk", "head", "coordinator", "manager", "auditor"]
EDITORS = ["clerk", "head", "coordinator"]
OUTSIDE = ["neighbour", "stranger"]


@pytest.fixture
def compiled_office(office: Office) -> Office:
    """Return the office with a report of 甲局."""
    compile_report(by=office.clerk, at=NOW, organ=office.first, year=2024, scope="own")
    return office


def answer(client: Client, office: Office, who: str, path: str, *, post: bool = False) -> int:
    """Return the status that `who` gets at a page of 甲局's report."""
    client.force_login(getattr(office, who))
    url = path if path.startswith("/") else REPORT + path
    return (client.post(url) if post else client.get(url)).status_code


@pytest.mark.parametrize("path", [*EVERYWHERE, *(REPORT + path for path in READ + EDIT + EXPORT)])
def test_nobody_sees_anything_without_logging_in(compiled_office: Office, client: Client, path: str) -> None:
    assert client.get(path).status_code == 302


@pytest.mark.parametrize("path", [*EVERYWHERE, *READ, *EDIT, *EXPORT])
def test_the_administrator_sees_no_report(compiled_office: Office, client: Client, path: str) -> None:
    assert answer(client, compiled_office, "administrator", path) == 403


@pytest.mark.parametrize("who", OUTSIDE)
@pytest.mark.parametrize("path", [*READ, *EDIT, *EXPORT])
def test_outside_the_subtree_a_report_does_not_exist(
    compiled_office: Office, client: Client, who: str, path: str
) -> None:
    assert answer(client, compiled_office, who, path) == 404


@pytest.mark.parametrize("who", ["manager", "auditor", "administrator", *OUTSIDE])
@pytest.mark.parametrize("path", WRITE)
def test_nothing_is_written_without_the_right(compiled_office: Office, client: Client, who: str, path: str) -> None:
    before = Report.objects.get().version
    assert answer(client, compiled_office, who, path, post=True) == (404 if who in OUTSIDE else 403)
    assert Report.objects.get().version == before
    assert not Figure.objects.exists()


@pytest.mark.parametrize("path", ["compile/", "figures/T2/zero/"])
def test_reading_an_address_writes_nothing(compiled_office: Office, client: Client, path: str) -> None:
    assert answer(client, compiled_office, "clerk", path) == 405


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("path", [*EVERYWHERE[:2], *READ, *EXPORT])
def test_every_role_that_reads_reports_reads_and_exports_them(
    compiled_office: Office, client: Client, who: str, path: str
) -> None:
    assert answer(client, compiled_office, who, path) == 200


@pytest.mark.parametrize("who", ["manager", "auditor"])
@pytest.mark.parametrize("path", EDIT)
def test_readers_do_not_edit(compiled_office: Office, client: Client, who: str, path: str) -> None:
    assert answer(client, compiled_office, who, path) == 403


@pytest.mark.parametrize("who", EDITORS)
@pytest.mark.parametrize("path", EDIT)
def test_editors_edit(compiled_office: Office, client: Client, who: str, path: str) -> None:
    assert answer(client, compiled_office, who, path) == 200


@pytest.mark.parametrize(
    "path", ["/report/T0101/2013/own/", "/report/T0101/99999/own/", "/report/T0101/2024/all/", "/report/T9/2024/own/"]
)
def test_a_report_that_cannot_exist_is_not_found(office: Office, client: Client, path: str) -> None:
    assert answer(client, office, "clerk", path) == 404


def test_the_list_names_only_units_of_the_subtree(compiled_office: Office, client: Client) -> None:
    client.force_login(compiled_office.clerk)
    page = client.get("/reports/").content.decode()
    assert "甲局" in page
    assert "乙局" not in page


def test_the_form_opens_no_report_of_another_unit(compiled_office: Office, client: Client) -> None:
    client.force_login(compiled_office.clerk)
    assert client.get("/reports/open/?unit=T0102&year=2024&scope=own").status_code == 404
    assert client.get("/dashboard/?unit=T0102&year=2024&scope=own").status_code == 404
    assert client.get("/reports/open/?unit=T0101&year=2024&scope=own").headers["Location"] == REPORT
