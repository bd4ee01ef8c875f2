"""Forms on the pages of reports: each id once, dates typed in digits."""

import re
from collections import Counter

import pytest
from django.test import Client

from reports_app.models import Report
from reports_app.operations import compile_report
from tests.office import NOW, Office

FRONT = "/report/T0101/2024/own/front/"


@pytest.fixture
def browser(office: Office, client: Client) -> Client:
    """Return the head of 甲局 before a report of their unit."""
    compile_report(by=office.clerk, at=NOW, organ=office.first, year=2024, scope="own")
    client.force_login(office.head)
    return client


@pytest.mark.parametrize("path", ["/reports/", "/dashboard/", FRONT])
def test_no_id_stands_twice_on_a_page(browser: Client, path: str) -> None:
    ids = Counter(re.findall(r'\sid="([^"]*)"', browser.get(path).content.decode()))
    assert [one for one, times in ids.items() if times > 1] == []


def test_a_date_that_is_none_is_refused_with_an_example(browser: Client) -> None:
    version = Report.objects.get().version
    answer = browser.post(FRONT, {"version": version, "introduction": "", "signed_on": "一月二十日"})
    assert "请填写日期，如 2026-01-31。" in answer.content.decode()
    assert Report.objects.get().signed_on is None


def test_the_date_under_a_report_is_typed_as_offices_write_it(browser: Client) -> None:
    text = browser.get(FRONT).content.decode()
    assert 'type="date"' not in text
    version = Report.objects.get().version
    browser.post(FRONT, {"version": version, "introduction": "", "signed_on": "2025年1月20日"})
    assert str(Report.objects.get().signed_on) == "2025-01-20"
    assert 'value="2025-01-20"' in browser.get(FRONT).content.decode()
