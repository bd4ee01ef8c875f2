"""The calendar in the admin: who may see and change it, and what is kept of each change."""

import pytest

from requests_app.models import CalendarDay, DisclosureRequest
from tests.office import Office
from tests.requests_app.admin.calendar_steps import address, confirmed
from tests.requests_app.admin.conftest import SignedIn

DAY = {"on": "2026-11-25", "kind": "off", "notice": "虚构通知", "standing": "unconfirmed"}
ADD_DAY = address("calendarday", "add")


@pytest.mark.parametrize("who", ["clerk", "head", "manager", "auditor"])
@pytest.mark.parametrize("model", ["calendarday", "calendarnotice", "extradayoff"])
def test_who_may_not_manage_the_calendar_does_not_see_it(
    office: Office, signed_in: SignedIn, who: str, model: str
) -> None:
    browser = signed_in(getattr(office, who))
    assert browser.get(address(model, "changelist")).status_code == 403
    assert browser.post(address(model, "add"), DAY).status_code == 403
    assert browser.post(address(model, "add"), DAY | {"token": "x"}).status_code == 403
    assert CalendarDay.objects.count() == 0


@pytest.mark.parametrize("who", ["clerk", "head", "manager", "auditor"])
def test_who_may_not_manage_the_calendar_changes_and_removes_no_day(
    office: Office, signed_in: SignedIn, who: str
) -> None:
    confirmed(signed_in(office.coordinator), ADD_DAY, DAY)
    day, browser = CalendarDay.objects.get(), signed_in(getattr(office, who))
    for step in ("change", "delete"):
        page = address("calendarday", step, day.pk)
        assert browser.get(page).status_code == 403
        assert browser.post(page, DAY | {"kind": "work", "token": "x"}).status_code == 403
    assert not CalendarDay.objects.get().is_workday


def test_a_day_that_does_not_exist_has_no_page(office: Office, signed_in: SignedIn) -> None:
    browser = signed_in(office.coordinator)
    assert browser.get(address("calendarday", "change", 77)).status_code == 404
    assert browser.get(address("calendarday", "delete", 77)).status_code == 404


def test_the_history_says_who_made_a_change(office: Office, signed_in: SignedIn) -> None:
    browser = signed_in(office.coordinator)
    confirmed(browser, ADD_DAY, DAY)
    day = CalendarDay.objects.get()
    confirmed(browser, address("calendarday", "change", day.pk), DAY | {"notice": "改过"})
    history = CalendarDay.history.order_by("history_id").values_list("history_type", "history_user", "notice")
    assert list(history) == [("+", office.coordinator.pk, "虚构通知"), ("~", office.coordinator.pk, "改过")]


def test_an_old_version_is_shown_and_never_written_back(office: Office, signed_in: SignedIn) -> None:
    browser = signed_in(office.coordinator)
    confirmed(browser, ADD_DAY, DAY)
    day = CalendarDay.objects.get()
    version = day.history.get()
    confirmed(browser, address("calendarday", "change", day.pk), DAY | {"notice": "改过"})
    old = address("calendarday", "simple_history", day.pk, version.pk)
    assert browser.get(address("calendarday", "history", day.pk)).status_code == 200
    assert browser.get(old).status_code == 200
    assert browser.post(old, DAY).status_code == 403
    day.refresh_from_db()
    assert day.notice == "改过"


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({"on": "元旦"}, "on", "请填写日期"),
        ({"on": "2199-01-01"}, "on", "不在工作日历范围"),
        ({"kind": ""}, "kind", "请选择"),
        ({"notice": ""}, "notice", "请填写"),
        ({"notice": "长" * 201}, "notice", "200"),
    ],
)
def test_a_wrong_entry_is_told_beside_it_and_nothing_is_written(
    office: Office, case: DisclosureRequest, signed_in: SignedIn, sent: dict[str, str], field: str, sentence: str
) -> None:
    answer = signed_in(office.coordinator).post(ADD_DAY, DAY | sent | {"token": "x"})
    assert any(sentence in said for said in answer.context["form"].errors[field])
    assert CalendarDay.objects.count() == 0


def test_a_day_entered_before_is_not_silently_overwritten(office: Office, signed_in: SignedIn) -> None:
    browser = signed_in(office.coordinator)
    confirmed(browser, ADD_DAY, DAY)
    answer = browser.post(ADD_DAY, DAY | {"kind": "work"})
    assert "已在工作日历中" in answer.context["form"].errors["on"][0]
    assert not CalendarDay.objects.get().is_workday
