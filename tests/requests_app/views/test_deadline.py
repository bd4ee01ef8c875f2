"""The deadline calculator says what the clock says, to anybody with a role, and what is wrong beside its entry."""

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from openness.organs.models import User
from requests_app.models import CalendarDay, ExtraDayOff
from tests.office import Office

PAGE = reverse("deadline")


@pytest.fixture
def browser(office: Office) -> Client:
    """Give the clerk's browser."""
    return signed_in(office.clerk)


def signed_in(person: User) -> Client:
    """Return a browser of a person."""
    client = Client()
    client.force_login(person)
    return client


def test_who_is_not_signed_in_is_sent_to_the_login(office: Office) -> None:
    answer = Client().get(PAGE, {"received": "2026-02-10"})
    assert answer.status_code == 302
    assert "/login/" in answer["Location"]


def test_who_has_no_role_gets_nothing(office: Office) -> None:
    User.objects.filter(pk=office.clerk.pk).update(role="")
    assert signed_in(User.objects.get(pk=office.clerk.pk)).get(PAGE).status_code == 403


@pytest.mark.parametrize("who", ["clerk", "head", "coordinator", "manager", "auditor", "administrator"])
def test_every_role_finds_it_in_the_menu(office: Office, who: str) -> None:
    text = signed_in(getattr(office, who)).get(PAGE).content.decode()
    assert f'<a href="{PAGE}" aria-current="page">期限计算</a>' in text


@pytest.mark.parametrize(
    ("asked", "entry", "sentence"),
    [
        ({"received": ""}, "received", "必填"),
        ({"received": "二月"}, "received", "请填写日期"),
        ({"received": "2008-04-30"}, "received", "早于《政府信息公开条例》施行之日"),
        ({"received": "2199-01-01"}, "received", "不在工作日历范围"),
        ({"corrected": "2026-02-09"}, "corrected", "早于上一步"),
        ({"extension": "21"}, "extension", "须为1至20"),
        ({"extension": "0"}, "extension", "大于或等于"),
        ({"extension": "许多"}, "extension", "整数"),
        ({"postponed_until": "2026-02-20"}, "postponed_until", "没有延后"),
        ({"postponed_until": "2199-01-01"}, "postponed_until", "不在工作日历范围"),
        ({"received": "2018-03-01", "postponed_until": "2018-06-01"}, "postponed_until", "没有合理延后"),
        ({"pause_from_1": "2026-03-09", "pause_to_1": "2026-03-02"}, "pause_to_1", "早于起始日"),
        ({"pause_from_2": "2026-03-09", "pause_to_2": "2026-03-02"}, "pause_to_2", "早于起始日"),
        ({"pause_from_1": "2026-01-05", "pause_to_1": "2026-03-02"}, "pause_from_1", "早于上一步"),
        ({"pause_from_1": "2026-03-02"}, "pause_to_1", "一起填写"),
        ({"pause_to_3": "2026-03-02"}, "pause_from_3", "一起填写"),
        ({"unit": "T0102"}, "unit", "不在您的单位之下"),
        ({"unit": "没有"}, "unit", "没有代码为"),
    ],
)
def test_what_is_wrong_is_told_beside_its_entry_and_nothing_typed_is_lost(
    browser: Client, asked: dict[str, str], entry: str, sentence: str
) -> None:
    given = {"received": "2026-02-10"} | asked
    answer = browser.get(PAGE, given)
    assert answer.status_code == 200
    form = answer.context["form"]
    assert list(form.errors) == [entry]
    assert sentence in form.errors[entry][0]
    assert answer.context["reading"] is None
    assert {name: form[name].value() for name in given} == given
    assert form.errors[entry][0] in answer.content.decode()


# the worked dates of the law's digest, and what the command's test has beside them
QUESTIONS: list[tuple[dict[str, str], list[str], str]] = [
    ({"received": "2026-02-10"}, ["--received", "2026-02-10"], "2026-03-16"),
    ({"received": "2026年9月18日"}, ["--received", "2026-09-18"], "2026-10-22"),
    ({"received": "20200120"}, ["--received", "2020-01-20"], "2020-02-25"),
    (
        {"received": "2026-09-18", "extension": "20"},
        ["--received", "2026-09-18", "--extend", "20"],
        "2026-11-19",
    ),
    (
        {"received": "2026-02-10", "corrected": "2026-09-18"},
        ["--received", "2026-02-10", "--corrected", "2026-09-18"],
        "2026-10-22",
    ),
    (
        {
            "received": "2026-02-10", "pause_from_1": "2026-03-02", "pause_to_1": "2026-03-09",
            "pause_from_3": "2026-03-04", "pause_to_3": "2026-03-11",
        },
        ["--received", "2026-02-10", "--pause", "2026-03-02", "2026-03-09", "--pause", "2026-03-04", "2026-03-11"],
        "2026-03-25",
    ),
    (
        {"received": "2026-02-10", "postponed_until": "2026-10-01"},
        ["--received", "2026-02-10", "--postpone-until", "2026-10-01"],
        "2026-10-08",
    ),
    ({"received": "2018-02-09"}, ["--received", "2018-02-09"], "2018-03-07"),
    ({"received": "2026-12-10"}, ["--received", "2026-12-10"], "2027-01-08"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "options", "due_on"), QUESTIONS)
def test_page_and_command_give_the_same_day_by_the_same_steps(
    browser: Client, asked: dict[str, str], options: list[str], due_on: str
) -> None:
    answer = browser.get(PAGE, asked)
    reading, out = answer.context["reading"], StringIO()
    call_command("explain_deadline", *options, "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert reading.due_on.isoformat() == told["due_on"] == due_on
    assert (reading.provisional, reading.regime) == (told["provisional"], told["regime"])
    assert [step.what for step in reading.steps] == [step["what"] for step in told["steps"]]
    text = answer.content.decode()
    assert all(step["what"] in text and step["article"] in text for step in told["steps"])


def test_a_date_in_a_year_without_notice_is_marked_provisional(browser: Client) -> None:
    assert "暂定" in browser.get(PAGE, {"received": "2026-12-10"}).content.decode()
    assert "tag-provisional" not in browser.get(PAGE, {"received": "2026-02-10"}).content.decode()


def test_a_spare_pair_of_dates_waits_behind_those_filled(browser: Client) -> None:
    def pairs(**asked: str) -> int:
        form = browser.get(PAGE, {"received": "2026-02-10"} | asked).context["form"]
        return len(list(form.pause_entries()))

    assert pairs() == 2
    assert pairs(pause_from_2="2026-03-02", pause_to_2="2026-03-03") == 3
    assert pairs(pause_from_10="2026-03-02") == 10


def due_in(page: Any) -> date:
    """Return the day that a page gives."""
    found: date = page.context["reading"].due_on
    return found


def test_the_days_off_of_the_unit_count_where_one_is_named(office: Office, browser: Client) -> None:
    ExtraDayOff.objects.create(organ=office.district, on=date(2026, 3, 3), reason="虚构的地方节日")
    assert due_in(browser.get(PAGE, {"received": "2026-02-10", "unit": "T0101"})) == date(2026, 3, 17)
    assert due_in(browser.get(PAGE, {"received": "2026-02-10", "unit": ""})) == date(2026, 3, 16)
    assert browser.get(PAGE).context["form"]["unit"].value() == "T0101"


def test_a_day_that_the_office_entered_counts(office: Office, browser: Client) -> None:
    CalendarDay.objects.create(on=date(2026, 3, 3), is_workday=False, notice="虚构的通知")
    assert due_in(browser.get(PAGE, {"received": "2026-02-10"})) == date(2026, 3, 17)


@pytest.mark.parametrize(
    ("start", "days", "on"),
    [
        ("2026-02-10", "20", date(2026, 3, 16)),
        ("2026-09-18", "7", date(2026, 9, 29)),
        ("2026-09-18", "20", date(2026, 10, 22)),
        ("2026-09-18", "40", date(2026, 11, 19)),
        ("2020-01-20", "20", date(2020, 2, 25)),
    ],
)
def test_working_days_are_counted_from_a_date(browser: Client, start: str, days: str, on: date) -> None:
    answer = browser.get(PAGE, {"start": start, "days": days, "unit": ""})
    assert answer.context["counted"].on == on
    assert f"{on.year}年{on.month}月{on.day}日" in answer.content.decode()
    assert not answer.context["form"].is_bound


def test_counted_days_in_a_year_without_notice_are_provisional(browser: Client) -> None:
    answer = browser.get(PAGE, {"start": "2026-12-25", "days": "10"})
    assert answer.context["counted"].provisional_years == (2027,)
    assert "2027年放假安排尚未收录" in answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "entry", "sentence"),
    [
        ({"days": "100000000"}, "days", "不在工作日历范围"),
        ({"days": ""}, "days", "必填"),
        ({"start": "2199-01-01"}, "days", "不在工作日历范围"),
        ({"start": "x"}, "start", "请填写日期"),
    ],
)
def test_a_count_that_cannot_be_made_says_why(
    browser: Client, asked: dict[str, str], entry: str, sentence: str
) -> None:
    answer = browser.get(PAGE, {"start": "2026-02-10", "days": "3"} | asked)
    assert sentence in answer.context["count_form"].errors[entry][0]
    assert answer.context["counted"] is None
