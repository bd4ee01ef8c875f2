"""The report page: every number where it belongs, with its list, its parts and its findings; all cases are made up."""

import re

import pytest
from django.test import Client

from reports_app.compiling import compiled
from reports_app.models import Report
from reports_app.operations import compile_report, enter_figures
from tests.office import NOW, Office

INLINE = re.compile(r"<script|<style|\son\w+=|\sstyle=|javascript:", re.IGNORECASE)
PATHS = [
    "/reports/",
    "/dashboard/",
    "/report/T01/2018/aggregate/",
    "/report/T01/2024/aggregate/",
    "/report/T01/2024/aggregate/part/1/",
    "/report/T01/2024/aggregate/front/",
    "/report/T01/2024/aggregate/figures/T2/",
    "/report/T01/2024/aggregate/figures/X/",
    "/report/T01/2024/aggregate/cases/?cell=T3/1/tot",
    "/report/T01/2024/aggregate/cases/?cell=T4/rev.total",
    "/report/T01/2013/aggregate/",
]


@pytest.fixture
def page(busy: Office, client: Client) -> Client:
    """Return a client logged in as the coordinator, with the aggregate of 2024 compiled."""
    compile_report(by=busy.coordinator, at=NOW, organ=busy.district, year=2024, scope="aggregate")
    client.force_login(busy.coordinator)
    return client


@pytest.mark.parametrize("path", PATHS)
def test_no_page_has_inline_script_or_style(page: Client, path: str) -> None:
    response = page.get(path)
    assert INLINE.search(response.content.decode()) is None
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]


def test_html_that_people_wrote_is_shown_as_text(page: Client, busy: Office) -> None:
    busy.district.name = "<b>测试区</b>"
    busy.district.save()
    report = Report.objects.get()
    report.narrative = {**report.narrative, "5": "<img src=x onerror=alert(1)>"}
    report.save()
    raw = {"X/words": {"value": 3, "label": "<i>热线</i>", "unit": "<u>件"}}
    enter_figures(by=busy.coordinator, at=NOW, organ=busy.district, year=2024, scope="aggregate", raw=raw)
    for path in ("", "figures/X/", "part/5/", "export/html/"):
        shown = page.get(f"/report/T01/2024/aggregate/{path}").content.decode()
        assert not re.search("<b>测|<img|<i>热|<u>件", shown), path


def test_every_counted_number_above_zero_is_a_link_and_zero_is_plain(page: Client, busy: Office) -> None:
    numbers = compiled(organ=busy.district, year=2024, scope="aggregate")
    shown = page.get("/report/T01/2024/aggregate/").content.decode()
    for address in (address for address in numbers.format.cells if not address.startswith("T2")):
        value = numbers.grid.values[address]
        cell = re.search(rf'id="{re.escape(address)}">(.*?)</td>', shown)
        assert cell is not None, address
        link = f'<a href="/report/T01/2024/aggregate/cases/?cell={address}">{value.value}</a>'
        assert (link in cell[1]) == bool(value.counted), address
        assert str(value.value) in cell[1]


def test_what_nobody_entered_is_said_and_marked(page: Client) -> None:
    shown = page.get("/report/T01/2024/aggregate/").content.decode()
    assert re.search(r'class="[^"]*is-missing[^"]*has-error[^"]*"[^>]*id="T2/rules/1">未填', shown)
    assert 'href="#T2/rules/1"' in shown


def test_typed_parts_are_named_beside_counted_ones(page: Client, busy: Office) -> None:
    busy.district.refresh_from_db()
    paper = busy.department("T0103", "丙局")
    enter_figures(by=busy.coordinator, at=NOW, organ=paper, year=2024, scope="own", raw={"T3/1/np": 4})
    counted = compiled(organ=busy.district, year=2024, scope="aggregate").grid.values["T3/1/np"].counted
    assert f"{counted} 件在案 + 4 件填报（丙局）" in page.get("/report/T01/2024/aggregate/").content.decode()


def test_unconfirmed_rows_are_marked_on_screen_and_not_in_the_file(page: Client, busy: Office) -> None:
    compile_report(by=busy.coordinator, at=NOW, organ=busy.district, year=2018, scope="aggregate")
    assert "unconfirmed-mark" in page.get("/report/T01/2018/aggregate/").content.decode()
    assert "unconfirmed-mark" not in page.get("/report/T01/2018/aggregate/export/html/").content.decode()


def test_prose_shows_the_numbers_it_takes_from_the_tables(page: Client) -> None:
    parts = {part.no: part for part in page.get("/report/T01/2024/aggregate/").context["page"].parts}
    quotes = parts["1"].quotes
    assert quotes
    assert all(quote.is_said and quote.href for quote in quotes)


def test_a_number_that_an_edited_text_no_longer_says_is_told(page: Client) -> None:
    report = Report.objects.get()
    answer = page.post("/report/T01/2024/aggregate/part/1/", {"text": "没有数字。", "version": report.version})
    assert answer.headers["Location"] == "/report/T01/2024/aggregate/#part-1"
    shown = page.get("/report/T01/2024/aggregate/")
    assert "没有数字。" in shown.content.decode()
    assert shown.context["page"].parts[0].is_edited
    assert "正文中没有这个数" in shown.content.decode()


def test_two_editors_do_not_overwrite_each_other(page: Client) -> None:
    version = Report.objects.get().version
    page.post("/report/T01/2024/aggregate/part/5/", {"text": "先写的。", "version": version})
    late = page.post("/report/T01/2024/aggregate/part/5/", {"text": "后写的。", "version": version})
    assert late.status_code == 200
    assert "后写的。" in late.content.decode()
    assert Report.objects.get().narrative["5"] == "先写的。"


def test_a_report_that_nobody_compiled_shows_its_numbers_and_writes_nothing(busy: Office, client: Client) -> None:
    client.force_login(busy.clerk)
    shown = client.get("/report/T0101/2021/own/")
    assert "尚未编制" in shown.content.decode()
    assert not Report.objects.exists()
    client.post("/report/T0101/2021/own/compile/")
    assert Report.objects.get().compiled_by == busy.clerk


def test_a_nil_return_is_not_named_beside_every_number(page: Client, busy: Office) -> None:
    busy.district.refresh_from_db()
    paper = busy.department("T0103", "丙局")
    enter_figures(by=busy.coordinator, at=NOW, organ=paper, year=2024, scope="own", raw={"T3/1/np": 0})
    assert "丙局" not in page.get("/report/T01/2024/aggregate/").content.decode()
