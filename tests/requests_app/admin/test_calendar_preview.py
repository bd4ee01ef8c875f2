"""Before a change of the calendar is written its effect is shown, to each person of the cases that they may see."""

from datetime import date

import pytest

from requests_app.models import CalendarDay, CalendarNotice, DisclosureRequest
from requests_app.operations import calendar_effect
from tests.office import Office, instant
from tests.requests_app.admin.calendar_steps import address, confirmed, previewed, removed
from tests.requests_app.admin.conftest import SignedIn, page
from tests.requests_app.conftest import Register

DAY = {"on": "2026-11-25", "kind": "off", "notice": "虚构通知", "standing": "unconfirmed"}
ADD_DAY = address("calendarday", "add")


def test_the_preview_lists_what_would_move_and_writes_nothing(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    text = previewed(signed_in(office.coordinator), ADD_DAY, DAY).content.decode()
    for word in (case.number, "甲局", "2026-12-18", "2026-12-21", "推后 3 天", "1 件未办结申请的期限会变动：推后 1 件"):
        assert word in text
    assert "改为放假" in text
    assert "2026-11-25 星期三" in text
    assert CalendarDay.objects.count() == CalendarDay.history.count() == 0
    case.refresh_from_db()
    assert case.due_on == date(2026, 12, 18)
    assert case.events.count() == 1


def test_what_was_shown_is_written_and_logged_once_confirmed(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    browser = signed_in(office.coordinator)
    text = confirmed(browser, ADD_DAY, DAY).content.decode()
    assert "1 件未办结申请的期限已变动" in text
    case.refresh_from_db()
    assert case.due_on == date(2026, 12, 21)
    log = browser.get(page("change", case.pk)).content.decode()
    assert "期限重算" in log
    assert "2026-12-18 → 2026-12-21" in log


def test_going_back_keeps_what_was_typed_and_writes_nothing(office: Office, signed_in: SignedIn) -> None:
    browser = signed_in(office.coordinator)
    token = previewed(browser, ADD_DAY, DAY).context["token"]
    answer = browser.post(ADD_DAY, DAY | {"token": token, "back": "返回修改"})
    assert {name: answer.context["form"][name].value() for name in DAY} == DAY
    assert CalendarDay.objects.count() == 0


def test_a_removal_is_shown_first_and_moves_the_terms_back(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    browser = signed_in(office.coordinator)
    confirmed(browser, ADD_DAY, DAY)
    delete = address("calendarday", "delete", CalendarDay.objects.get().pk)
    assert "提前 3 天" in browser.get(delete).content.decode()
    assert CalendarDay.objects.count() == 1
    removed(browser, delete)
    case.refresh_from_db()
    assert (case.due_on, CalendarDay.objects.count()) == (date(2026, 12, 18), 0)


def test_a_case_that_came_meanwhile_brings_a_new_preview(
    office: Office, case: DisclosureRequest, register: Register, signed_in: SignedIn
) -> None:
    browser = signed_in(office.coordinator)
    token = previewed(browser, ADD_DAY, DAY).context["token"]
    newer = register(arrived_on=date(2026, 11, 20), received_on=date(2026, 11, 20))
    answer = browser.post(ADD_DAY, DAY | {"token": token})
    text = answer.content.decode()
    assert "预览之后，日历或案件又有变动，没有保存" in text
    assert newer.number in text
    assert CalendarDay.objects.count() == CalendarDay.history.count() == 0
    case.refresh_from_db()
    assert case.due_on == date(2026, 12, 18)
    assert browser.post(ADD_DAY, DAY | {"token": answer.context["token"]}).status_code == 302
    assert CalendarDay.objects.count() == 1


def test_a_calendar_changed_meanwhile_brings_a_new_preview(office: Office, signed_in: SignedIn) -> None:
    browser = signed_in(office.coordinator)
    token = previewed(browser, ADD_DAY, DAY).context["token"]
    confirmed(signed_in(office.administrator), ADD_DAY, DAY | {"on": "2026-12-31"})
    assert "又有变动" in browser.post(ADD_DAY, DAY | {"token": token}).content.decode()
    assert CalendarDay.objects.count() == 1


def test_what_was_confirmed_is_not_another_change_than_was_shown(office: Office, signed_in: SignedIn) -> None:
    browser = signed_in(office.coordinator)
    token = previewed(browser, ADD_DAY, DAY).context["token"]
    browser.post(ADD_DAY, DAY | {"on": "2026-11-26", "token": token})
    assert CalendarDay.objects.count() == 0


def test_the_administrator_changes_the_calendar_without_learning_of_cases(
    office: Office, case: DisclosureRequest, register: Register, signed_in: SignedIn
) -> None:
    browser = signed_in(office.administrator)
    shown = previewed(browser, ADD_DAY, DAY)
    assert "未办结申请的期限将按新日历重算" in shown.content.decode()
    assert shown.context["effect"].total == 0
    assert shown.context["effect"].lines == ()
    assert "件" not in shown.content.decode()
    # nor does a case that comes meanwhile show by a second preview
    register(arrived_on=date(2026, 11, 20), received_on=date(2026, 11, 20))
    text = browser.post(ADD_DAY, DAY | {"token": shown.context["token"]}, follow=True).content.decode()
    case.refresh_from_db()
    assert case.due_on == date(2026, 12, 21)
    assert "期限已按新日历重算" in text
    assert "件未办结" not in text
    assert case.number not in text


def test_a_coordinator_elsewhere_sees_no_case_of_the_district(
    office: Office, case: DisclosureRequest, register: Register, signed_in: SignedIn
) -> None:
    shown = previewed(signed_in(office.stranger), ADD_DAY, DAY)
    text = shown.content.decode()
    assert case.number not in text
    assert "没有未办结申请的期限因此变动" in text
    assert "您单位以外的未办结申请也会同时重算" in text
    register(arrived_on=date(2026, 11, 20), received_on=date(2026, 11, 20))
    assert previewed(signed_in(office.stranger), ADD_DAY, DAY).context["token"] == shown.context["token"]


@pytest.fixture
def many(office: Office, register: Register) -> list[DisclosureRequest]:
    """Return five open cases: the third is due on 23 November 2026, which is today, the fourth was on the 18th."""
    received = (date(2026, 11, 20), date(2026, 11, 19), date(2026, 10, 26), date(2026, 10, 21), date(2026, 11, 17))
    return [register(arrived_on=on, received_on=on) for on in received]


def test_what_becomes_overdue_stands_first_and_is_marked(
    office: Office, many: list[DisclosureRequest], signed_in: SignedIn
) -> None:
    # Saturday 31 October worked: a working day more within the terms of the third and the fourth
    shown = previewed(signed_in(office.coordinator), ADD_DAY, DAY | {"on": "2026-10-31", "kind": "work"})
    lines = shown.context["effect"].lines
    assert [(line.move.number, line.move.after, line.is_overdue) for line in lines] == [
        (many[2].number, date(2026, 11, 20), True),
        (many[3].number, date(2026, 11, 17), False),
    ]
    assert "提前 2 件。其中 1 件因此逾期" in shown.content.decode()


def test_only_the_first_are_listed_and_all_are_counted(
    office: Office, many: list[DisclosureRequest], signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar_effect, "MOST_SHOWN", 2)
    shown = previewed(signed_in(office.coordinator), ADD_DAY, DAY)
    assert len(shown.context["effect"].lines) == 2
    assert "共 3 件，列出前 2 件" in shown.content.decode()


def test_a_notice_without_effect_on_days_still_says_whose_mark_goes(
    office: Office, register: Register, signed_in: SignedIn
) -> None:
    soon = register(arrived_on=date(2026, 12, 10), received_on=date(2026, 12, 10), at=instant("2026-12-11"))
    sent = {"year": "2027", "notice": "虚构的2027年通知", "standing": "confirmed", "days_off": "2027-01-01"}
    add = address("calendarnotice", "add")
    text = previewed(signed_in(office.coordinator), add, sent).content.decode()
    assert "不再暂定" in text
    assert "日期不变、只改“暂定” 1 件" in text
    confirmed(signed_in(office.coordinator), add, sent)
    soon.refresh_from_db()
    assert not soon.is_provisional
    assert CalendarNotice.objects.get().standing == "confirmed"
