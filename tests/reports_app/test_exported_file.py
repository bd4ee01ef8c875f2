"""The exported page: whole, self-contained, parts in order, tables where they belong; all cases are made up."""

import re

import pytest
from django.test import Client

from reports_app.models import Report
from reports_app.operations import compile_report, edit_report
from tests.office import NOW, Office

REFERENCES = re.compile(r"<script|<link|<img|<iframe|<form|\ssrc=|\shref=|url\(|@import|\son\w+=", re.IGNORECASE)


def exported(busy: Office, client: Client, year: int) -> str:
    """Return the exported page of the aggregate of `year`."""
    compile_report(by=busy.coordinator, at=NOW, organ=busy.district, year=year, scope="aggregate")
    client.force_login(busy.coordinator)
    return client.get(f"/report/T01/{year}/aggregate/export/html/").content.decode()


@pytest.mark.parametrize("year", [2018, 2019, 2024])
def test_the_file_refers_to_nothing_outside_itself(busy: Office, client: Client, year: int) -> None:
    page = exported(busy, client, year)
    assert REFERENCES.search(page) is None
    assert page.count("<style") == 1


@pytest.mark.parametrize("year", [2018, 2019, 2024])
def test_six_parts_stand_in_order(busy: Office, client: Client, year: int) -> None:
    titles = re.findall(r"<h2>(.*?)</h2>", exported(busy, client, year))
    assert [title[0] for title in titles[:6]] == list("一二三四五六")


@pytest.mark.parametrize("year", [2019, 2024])
def test_tables_stand_in_parts_two_to_four(busy: Office, client: Client, year: int) -> None:
    parts = exported(busy, client, year).split("<h2>")[1:]
    assert [part.count("<table") for part in parts] == [0, 1, 1, 1, 0, 0]


def test_the_2014_table_is_an_annex_after_the_signature(busy: Office, client: Client) -> None:
    page = exported(busy, client, 2018)
    assert page.count("<table") == 1
    assert page.index("六、") < page.index('class="signature"') < page.index("<table")


def test_title_introduction_signature_and_date_are_there(busy: Office, client: Client) -> None:
    busy.district.phone, busy.district.address = "000-0000（虚构）", "虚构路1号"
    busy.district.save()
    page = exported(busy, client, 2024)
    report = Report.objects.get()
    edit_report(by=busy.coordinator, at=NOW, report=report, version=report.version, signed_on=NOW.date())
    page = client.get("/report/T01/2024/aggregate/export/html/").content.decode()
    assert "测试区2024年政府信息公开工作年度报告" in re.sub("<wbr>", "", page)
    for words in ("2024年1月1日至2024年12月31日", "虚构路1号", "000-0000", "2026年11月23日"):
        assert words in page


def test_the_file_is_handed_out_to_be_kept(busy: Office, client: Client) -> None:
    exported(busy, client, 2024)
    response = client.get("/report/T01/2024/aggregate/export/json/")
    assert response.headers["Content-Disposition"] == 'attachment; filename="T01-2024-aggregate.json"'
    assert response.headers["Content-Type"] == "application/json"


def test_an_unknown_kind_of_file_says_what_there_is(busy: Office, client: Client) -> None:
    exported(busy, client, 2024)
    for kind in ("docx", "xlsx", "exe"):
        response = client.get(f"/report/T01/2024/aggregate/export/{kind}/")
        assert response.status_code == 404
        assert "尚未提供" in response.content.decode()
