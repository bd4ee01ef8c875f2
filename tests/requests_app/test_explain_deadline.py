"""explain_deadline prints the due date of interfaces.md with its steps, and refuses in Chinese. Dates are invented."""

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from requests_app.models import CalendarDay

pytestmark = pytest.mark.django_db


def explained(*options: str) -> dict[str, Any]:
    """Return what the command prints as JSON."""
    out = StringIO()
    call_command("explain_deadline", *options, "--json", stdout=out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--received", "2008-04-30"], "早于《政府信息公开条例》施行之日"),
        (["--received", "2026-02-30"], "不是日期"),
        (["--received", "2026-02-10", "--extend", "21"], "须为1至20"),
        (["--received", "2026-02-10", "--extend", "many"], "不是工作日数"),
        (["--received", "2026-02-10", "--corrected", "2026-02-09"], "早于上一步"),
        (["--received", "2026-02-10", "--pause", "2026-03-09", "2026-03-02"], "早于起始日"),
        (["--received", "2018-03-01", "--postpone-until", "2018-06-01"], "没有合理延后"),
        (["--received", "2026-02-10", "--postpone-until", "2026-02-20"], "没有延后"),
    ],
)
def test_dates_that_make_no_course_are_refused_with_a_chinese_sentence(options: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        explained(*options)


@pytest.mark.parametrize(
    ("options", "due_on"),
    [
        (["--received", "2026-02-10"], "2026-03-16"),
        (["--received", "2026-09-18", "--extend", "20"], "2026-11-19"),
        (["--received", "2026-02-10", "--corrected", "2026-09-18"], "2026-10-22"),
        (["--received", "2026-02-10", "--corrected", "2026-09-18", "--extend", "20"], "2026-11-19"),
        (["--received", "2026-02-10", "--pause", "2026-03-02", "2026-03-09"], "2026-03-23"),
        (
            ["--received", "2026-02-10", "--pause", "2026-03-02", "2026-03-09", "--pause", "2026-03-04", "2026-03-11"],
            "2026-03-25",
        ),
        (["--received", "2026-02-10", "--postpone-until", "2026-10-01"], "2026-10-08"),
        (["--received", "2018-02-09"], "2018-03-07"),
    ],
)
def test_the_due_date_follows_from_the_dates(options: list[str], due_on: str) -> None:
    assert explained(*options)["due_on"] == due_on


def test_the_json_has_the_published_shape() -> None:
    found = explained("--received", "2026-12-10")
    assert (found["due_on"], found["provisional"], found["regime"]) == ("2027-01-08", True, "r2019")
    assert found["steps"][0] == {
        "on": "2026-12-10",
        "what": "收到申请，次日起算20个工作日",
        "days": 20,
        "article": "《政府信息公开条例》（2019）第三十三条",
        "standing": "confirmed",
    }


def test_without_json_it_prints_one_line_a_step_for_people() -> None:
    out = StringIO()
    call_command("explain_deadline", "--received", "2026-02-10", stdout=out)
    assert out.getvalue().splitlines()[-1].startswith("2026-03-16  答复期限届满日")


def test_a_day_that_the_office_entered_counts() -> None:
    CalendarDay.objects.create(on=date(2026, 3, 3), is_workday=False, notice="虚构的通知")
    assert explained("--received", "2026-02-10")["due_on"] == "2026-03-17"
