"""The due date that forms ask for while somebody types: one line of JSON, or why there is none, in Chinese."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from openness.organs.models import User
from requests_app.models import ExtraDayOff
from tests.office import Office

DUE = reverse("deadline_due")


def asked(person: User, **query: str | int) -> Any:
    """Return what a person is answered."""
    client = Client()
    client.force_login(person)
    return client.get(DUE, query).json()


def test_who_is_not_signed_in_learns_nothing(office: Office) -> None:
    assert Client().get(DUE, {"received": "2026-02-10"}).status_code == 302


def test_who_has_no_role_learns_nothing(office: Office) -> None:
    client = Client()
    client.force_login(User.objects.create_user("nobody", password="pass-for-tests"))
    assert client.get(DUE, {"received": "2026-02-10"}).status_code == 403


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({}, "请填写收到日期。"),
        ({"channel": "in_person"}, "请填写收到日期。"),
        ({"channel": "letter"}, "收到日期尚未确认，期限还没有起算。"),
        ({"channel": "web"}, "收到日期尚未确认，期限还没有起算。"),
        ({"received": "2026-02-3"}, None),
        ({"received": "二月"}, "请填写日期，如 2026-01-31。"),
        ({"received": "2026-02-10", "organ": "x"}, "没有这个单位，或者它不在您的单位之下。"),
        ({"received": "2026-02-10", "organ": "9" * 5000}, "没有这个单位，或者它不在您的单位之下。"),
    ],
)
def test_without_a_day_it_says_why(office: Office, query: dict[str, str], sentence: str | None) -> None:
    told = asked(office.clerk, **query)
    assert told.get("error") == sentence
    assert ("due_on" in told) == (sentence is None)


def test_dates_outside_law_and_calendar_are_refused_in_words(office: Office) -> None:
    assert "早于《政府信息公开条例》施行之日" in asked(office.clerk, received="2008-04-30")["error"]
    assert "不在工作日历范围" in asked(office.clerk, received="2199-01-01")["error"]


def test_a_unit_outside_the_subtree_does_not_exist(office: Office) -> None:
    ExtraDayOff.objects.create(organ=office.second, on=date(2026, 3, 3), reason="虚构")
    told = asked(office.clerk, received="2026-02-10", organ=office.second.pk)
    assert told == {"error": "没有这个单位，或者它不在您的单位之下。"}


def test_it_says_the_day_and_whether_it_is_provisional(office: Office) -> None:
    assert asked(office.clerk, received="2026-02-10", channel="in_person", organ=office.first.pk) == {
        "due_on": "2026-03-16",
        "provisional": False,
        "text": "答复期限：2026-03-16",
    }
    told = asked(office.clerk, received="2026/12/10", channel="letter")
    assert told == {"due_on": "2027-01-08", "provisional": True, "text": "答复期限：2027-01-08（暂定）"}


def test_the_days_off_of_the_unit_count(office: Office) -> None:
    ExtraDayOff.objects.create(organ=office.district, on=date(2026, 3, 3), reason="虚构")
    assert asked(office.clerk, received="2026-02-10", organ=office.first.pk)["due_on"] == "2026-03-17"
