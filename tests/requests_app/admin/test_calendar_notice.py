"""A year's holiday notice: entered as it is written, amended with its days at hand, taken out whole."""

from datetime import date

import pytest

from requests_app.models import CalendarDay, CalendarNotice
from tests.office import Office, instant
from tests.requests_app.admin.calendar_steps import address, confirmed, previewed, removed
from tests.requests_app.admin.conftest import SignedIn
from tests.requests_app.conftest import Register

ADD = address("calendarnotice", "add")
NOTICE = {"year": "2027", "notice": "虚构的2027年通知", "standing": "unconfirmed"}
WRITTEN = {"days_off": "2026-12-31、2027年1月1日 至 2027年1月2日\n2027/2/5", "workdays": "20270109"}


def table() -> dict[date, bool]:
    """Return the day table."""
    return dict(CalendarDay.objects.order_by("on").values_list("on", "is_workday"))


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({"days_off": "元旦"}, "days_off", "“元旦”不是日期"),
        ({"days_off": "2027-02-11至2027-02-05"}, "days_off", "起止不对"),
        ({"days_off": "2027-02-05至2027-12-05"}, "days_off", "起止不对"),
        ({"days_off": "2026-02-05"}, "days_off", "不是 2027 年的日子"),
        ({"days_off": "2027-02-05", "workdays": "2027-02-05"}, "workdays", "同时写在"),
        ({"year": "20277"}, "year", "不在工作日历范围"),
        ({"year": "明年"}, "year", "整数"),
    ],
)
def test_a_notice_with_a_slip_of_the_finger_writes_nothing(
    office: Office, signed_in: SignedIn, sent: dict[str, str], field: str, sentence: str
) -> None:
    response = signed_in(office.coordinator).post(ADD, NOTICE | sent)
    assert any(sentence in said for said in response.context["form"].errors[field])
    assert CalendarDay.objects.count() == CalendarNotice.objects.count() == 0


def test_a_notice_is_entered_as_it_is_written_and_moves_terms_once(
    office: Office, register: Register, signed_in: SignedIn
) -> None:
    soon = register(arrived_on=date(2026, 12, 10), received_on=date(2026, 12, 10), at=instant("2026-12-11"))
    confirmed(signed_in(office.coordinator), ADD, NOTICE | WRITTEN)
    assert table() == {
        date(2026, 12, 31): False,
        date(2027, 1, 1): False,
        date(2027, 1, 2): False,
        date(2027, 1, 9): True,
        date(2027, 2, 5): False,
    }
    assert {day.notice for day in CalendarDay.objects.all()} == {"虚构的2027年通知"}
    soon.refresh_from_db()
    assert not soon.is_provisional
    assert soon.events.filter(kind="recalculated").count() == 1


def test_amending_shows_the_days_and_what_is_struck_out_of_them_leaves_the_table(
    office: Office, signed_in: SignedIn
) -> None:
    browser = signed_in(office.coordinator)
    confirmed(browser, address("calendarday", "add"), {
        "on": "2027-06-09", "kind": "off", "notice": "单独录入（虚构）", "standing": "confirmed",
    })  # fmt: skip
    confirmed(browser, ADD, NOTICE | WRITTEN)
    change = address("calendarnotice", "change", CalendarNotice.objects.get().pk)
    form = browser.get(change).context["form"]
    assert form["days_off"].value() == "2026-12-31至2027-01-02\n2027-02-05"
    assert form["workdays"].value() == "2027-01-09"
    amended = NOTICE | {"days_off": "2027-01-01至2027-01-02", "workdays": "", "standing": "confirmed"}
    text = previewed(browser, change, amended).content.decode()
    assert "从表中删去" in text
    assert "2027-02-05 星期五" in text
    confirmed(browser, change, amended)
    assert table() == {date(2027, 1, 1): False, date(2027, 1, 2): False, date(2027, 6, 9): False}
    assert [day.standing for day in CalendarDay.objects.order_by("on")] == ["confirmed"] * 3


def test_a_statutory_day_left_out_of_a_notice_is_shown_as_worked(office: Office, signed_in: SignedIn) -> None:
    facts = previewed(signed_in(office.coordinator), ADD, NOTICE | WRITTEN).context["facts"]
    worked = dict(facts)["改为上班"]
    assert "2027-05-01 星期六" not in worked
    assert "2027-06-09 星期三" in worked
    assert "2027-01-01" not in worked


def test_the_year_of_a_notice_is_not_changed_under_its_days(office: Office, signed_in: SignedIn) -> None:
    browser = signed_in(office.coordinator)
    confirmed(browser, ADD, NOTICE)
    change = address("calendarnotice", "change", CalendarNotice.objects.get().pk)
    confirmed(browser, change, NOTICE | {"year": "2026", "notice": "改名（虚构）"})
    assert list(CalendarNotice.objects.values_list("year", "notice")) == [(2027, "改名（虚构）")]


def test_a_year_is_entered_once(office: Office, signed_in: SignedIn) -> None:
    browser = signed_in(office.coordinator)
    confirmed(browser, ADD, NOTICE)
    answer = browser.post(ADD, NOTICE | {"notice": "又一份"})
    assert "已登记" in answer.context["form"].errors["year"][0]
    assert CalendarNotice.objects.get().notice == "虚构的2027年通知"


def test_taking_a_notice_out_takes_its_days_and_makes_the_year_provisional_again(
    office: Office, register: Register, signed_in: SignedIn
) -> None:
    soon = register(arrived_on=date(2026, 12, 10), received_on=date(2026, 12, 10), at=instant("2026-12-11"))
    browser = signed_in(office.coordinator)
    confirmed(browser, ADD, NOTICE | WRITTEN)
    delete = address("calendarnotice", "delete", CalendarNotice.objects.get().pk)
    assert "改标“暂定”" in browser.get(delete).content.decode()
    removed(browser, delete)
    assert table() == {}
    assert CalendarNotice.objects.count() == 0
    before = soon.due_on
    soon.refresh_from_db()
    assert (soon.due_on, soon.is_provisional) == (before, True)
    assert {row.history_user for row in CalendarDay.history.filter(history_type="-")} == {office.coordinator}


def test_the_year_to_enter_can_be_named_in_the_address(office: Office, signed_in: SignedIn) -> None:
    assert signed_in(office.coordinator).get(f"{ADD}?year=2027").context["form"]["year"].value() == "2027"


STATUTORY_2027 = "2027-01-01至2027-01-03 2027-02-05至2027-02-08 2027-04-05 2027-05-01至2027-05-02 2027-06-09 2027-09-15 2027-10-01至2027-10-03"


def statutory_warning(office: Office, signed_in: SignedIn, **sent: str) -> str:
    """Return what the preview of the notice of 2027 warns of."""
    said: str = previewed(signed_in(office.coordinator), ADD, NOTICE | sent).context["statutory"]
    return said


def test_a_notice_that_would_make_statutory_days_working_days_is_warned_of(office: Office, signed_in: SignedIn) -> None:
    said = statutory_warning(office, signed_in, days_off="2027-01-01 2027-02-05至2027-02-08", workdays="2027-10-02")
    for day in ("2027-04-05 星期一", "2027-06-09", "2027-09-15", "2027-10-01 星期五", "2027-10-02 星期六"):
        assert day in said
    for kept in ("2027-01-01", "2027-02-05", "2027-05-01"):  # named as days off, or a Saturday that nobody works
        assert kept not in said
    assert "放假办法" in said and "待核实" in said


def test_a_notice_with_all_statutory_days_is_not(office: Office, signed_in: SignedIn) -> None:
    assert statutory_warning(office, signed_in, days_off=STATUTORY_2027) == ""


def test_a_single_day_made_a_working_day_is_warned_of_only_if_it_is_statutory(
    office: Office, signed_in: SignedIn
) -> None:
    sent = {"kind": "work", "notice": "虚构的通知", "standing": "unconfirmed"}
    browser, page = signed_in(office.coordinator), address("calendarday", "add")
    assert "2027-10-01" in previewed(browser, page, sent | {"on": "2027-10-01"}).context["statutory"]
    assert previewed(browser, page, sent | {"on": "2027-10-09"}).context["statutory"] == ""
