"""Whoever keeps the calendar is warned from 1 November that next year's notice is missing, and this year's always."""

from datetime import date

import pytest
from django.urls import reverse

from openness.organs.choices import Role
from requests_app.calendars import office_calendar, years_without_notice
from requests_app.models import CalendarNotice
from tests.office import Office, instant
from tests.requests_app.admin.conftest import SignedIn

FIRST_PAGE = reverse("admin:index")
ENTER_2027 = f"{reverse('admin:requests_app_calendarnotice_add')}?year=2027"


@pytest.mark.parametrize("who", ["clerk", "head", "manager", "auditor"])
def test_who_does_not_keep_the_calendar_is_not_warned(office: Office, signed_in: SignedIn, who: str) -> None:
    assert "放假通知尚未录入" not in signed_in(getattr(office, who)).get(FIRST_PAGE).content.decode()


@pytest.mark.parametrize("who", ["coordinator", "administrator"])
def test_who_keeps_the_calendar_is_led_to_the_entry_of_the_missing_year(
    office: Office, signed_in: SignedIn, who: str
) -> None:
    browser = signed_in(getattr(office, who))
    text = browser.get(FIRST_PAGE).content.decode()
    assert "2027年放假通知尚未录入" in text
    assert ENTER_2027 in text
    assert browser.get(ENTER_2027).status_code == 200


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_who_keeps_the_calendar_of_a_lower_unit_is_told_who_enters_the_notice(
    office: Office, signed_in: SignedIn, role: Role
) -> None:
    browser = signed_in(office.person("leaf.keeper", role, office.first))
    text = browser.get(FIRST_PAGE).content.decode()
    assert "2027年放假通知尚未录入" in text
    assert "请测试区人民政府的主管部门或系统管理员录入" in text
    assert ENTER_2027 not in text
    assert browser.get(ENTER_2027).status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("today", "missing"),
    [
        (date(2026, 10, 31), ()),
        (date(2026, 11, 1), (2027,)),
        (date(2026, 12, 31), (2027,)),
        (date(2027, 1, 1), (2027,)),
        (date(2027, 6, 30), (2027,)),
        (date(2027, 11, 1), (2027, 2028)),
        (date(2025, 11, 1), ()),
    ],
)
def test_packaged_years_are_known_and_later_ones_are_missed_in_time(today: date, missing: tuple[int, ...]) -> None:
    assert years_without_notice(office_calendar(), today) == missing


def test_an_entered_notice_ends_the_warning(office: Office, signed_in: SignedIn) -> None:
    CalendarNotice.objects.create(year=2027, notice="虚构的2027年通知")
    assert "尚未录入" not in signed_in(office.coordinator).get(FIRST_PAGE).content.decode()


def test_in_the_new_year_the_missing_notice_of_this_year_is_told(
    office: Office, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("requests_app.admin.desk.now", lambda: instant("2027-01-04 09:00"))
    text = signed_in(office.coordinator).get(FIRST_PAGE).content.decode()
    assert "2027年放假通知尚未录入，今年的期限仍按周末和法定节日推算" in text
    assert "2028年" not in text
