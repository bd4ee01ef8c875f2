"""The calendar file compared with the notices (facts/calendar.json) and, day by day, with an independent package."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import chinese_calendar
import pytest

from requests_app.calendar_law import read_calendar
from requests_app.workdays import LAW_FILE, packaged_calendar

FACTS: dict[str, Any] = json.loads((Path(__file__).parent / "facts" / "calendar.json").read_text(encoding="utf-8"))
LAW = read_calendar(LAW_FILE)
# 放假办法 2024: 13 statutory days; those of 2027 by the almanac (law digest §2)
STATUTORY_2027 = [
    "2027-01-01", "2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08", "2027-04-05", "2027-05-01", "2027-05-02",
    "2027-06-09", "2027-09-15", "2027-10-01", "2027-10-02", "2027-10-03",
]  # fmt: skip


def test_the_file_has_the_years_of_the_notices_and_no_other() -> None:
    assert sorted(LAW.notices) == [int(year) for year in FACTS["years"]] == list(range(2013, 2027))


@pytest.mark.parametrize("year", FACTS["years"])
def test_a_year_has_its_papers_days_off_and_make_up_days(year: str) -> None:
    notice, fact = LAW.notices[int(year)], FACTS["years"][year]
    assert list(notice.papers) == fact["papers"]
    assert [on.isoformat() for on in notice.off_days] == fact["off_days"]
    assert [on.isoformat() for on in notice.make_up_workdays] == fact["make_up_workdays"]


@pytest.mark.parametrize("year", range(2013, 2027))
def test_every_day_agrees_with_the_chinesecalendar_package(year: int) -> None:
    calendar = packaged_calendar()
    days = [
        date(year, 1, 1) + timedelta(days=number) for number in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)
    ]
    assert [on for on in days if calendar.is_workday(on) != chinese_calendar.is_workday(on)] == []


def test_2027_has_the_thirteen_statutory_days_unconfirmed() -> None:
    assert sorted(on.isoformat() for on in LAW.statutory if on.year == 2027) == STATUTORY_2027
    assert "放假办法" in LAW.statutory_article
