"""The calendar in the admin: who may change it, and what a change does to open terms."""

from datetime import date

import pytest
from django.urls import reverse

from requests_app.models import CalendarDay, CalendarNotice, DisclosureRequest, ExtraDayOff
from tests.office import Office, instant
from tests.requests_app.admin.conftest import SignedIn, page
from tests.requests_app.conftest import Register

ADD_DAY = reverse("admin:requests_app_calendarday_add")
MOVED = reverse("admin:requests_app_calendarday_moved")
DAY = {"on": "2026-11-25", "notice": "虚构通知", "standing": "unconfirmed"}


@pytest.mark.parametrize("who", ["clerk", "head", "manager", "auditor"])
@pytest.mark.parametrize("model", ["calendarday", "calendarnotice", "extradayoff"])
def test_who_may_not_manage_the_calendar_does_not_see_it(
    office: Office, signed_in: SignedIn, who: str, model: str
) -> None:
    browser = signed_in(getattr(office, who))
    assert browser.get(reverse(f"admin:requests_app_{model}_changelist")).status_code == 403
    assert browser.post(reverse(f"admin:requests_app_{model}_add"), DAY).status_code == 403
    assert CalendarDay.objects.count() == 0


def test_a_new_day_off_moves_open_terms_and_lists_them(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    browser = signed_in(office.coordinator)
    text = browser.post(ADD_DAY, DAY, follow=True).content.decode()
    case.refresh_from_db()
    assert case.due_on == date(2026, 12, 21)
    assert "1 件未办结申请的期限有变动" in text
    moved = browser.get(MOVED).content.decode()
    assert case.number in moved
    assert "2026-12-18" in moved
    assert "2026-12-21" in moved
    log = browser.get(page("change", case.pk)).content.decode()
    assert "期限重算" in log
    assert "2026-12-18 → 2026-12-21" in log


def test_taking_the_day_back_moves_the_terms_back(office: Office, case: DisclosureRequest, signed_in: SignedIn) -> None:
    browser = signed_in(office.coordinator)
    browser.post(ADD_DAY, DAY)
    day = CalendarDay.objects.get()
    browser.post(reverse("admin:requests_app_calendarday_delete", args=(day.pk,)), {"post": "yes"})
    case.refresh_from_db()
    assert case.due_on == date(2026, 12, 18)


def test_the_administrator_changes_the_calendar_without_learning_of_cases(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    browser = signed_in(office.administrator)
    text = browser.post(ADD_DAY, DAY, follow=True).content.decode()
    case.refresh_from_db()
    assert case.due_on == date(2026, 12, 21)
    assert "期限已按新日历重算" in text
    assert "1 件" not in text
    assert case.number not in browser.get(MOVED).content.decode()


def test_a_year_with_its_notice_is_no_longer_provisional(
    office: Office, register: Register, signed_in: SignedIn
) -> None:
    soon = register(arrived_on=date(2026, 12, 10), received_on=date(2026, 12, 10), at=instant("2026-12-11"))
    assert soon.is_provisional
    sent = {"year": "2027", "notice": "虚构的2027年通知"}
    signed_in(office.coordinator).post(reverse("admin:requests_app_calendarnotice_add"), sent)
    soon.refresh_from_db()
    assert CalendarNotice.objects.get().history.count() == 1
    assert not soon.is_provisional


def test_a_day_off_of_one_unit_moves_its_subtree_only(
    office: Office, case: DisclosureRequest, register: Register, signed_in: SignedIn
) -> None:
    there = register(
        arrived_on=date(2026, 11, 20), received_on=date(2026, 11, 20), by=office.neighbour, organ=office.second
    )
    sent = {"organ": office.first.pk, "on": "2026-11-25", "reason": "虚构的地方节日"}
    signed_in(office.coordinator).post(reverse("admin:requests_app_extradayoff_add"), sent)
    case.refresh_from_db()
    there.refresh_from_db()
    assert (case.due_on, there.due_on) == (date(2026, 12, 21), date(2026, 12, 18))
    # without the day off in the unit's calendar it would be 20
    assert "剩 19 个工作日" in signed_in(office.clerk).get(page("changelist")).content.decode()


def test_a_day_off_of_another_district_is_neither_seen_nor_made(office: Office, signed_in: SignedIn) -> None:
    theirs = ExtraDayOff.objects.create(organ=office.elsewhere, on=date(2026, 11, 25), reason="虚构")
    browser = signed_in(office.coordinator)
    assert "外区" not in browser.get(reverse("admin:requests_app_extradayoff_changelist")).content.decode()
    change = reverse("admin:requests_app_extradayoff_change", args=(theirs.pk,))
    assert browser.post(change, {"on": "2026-11-26", "organ": office.first.pk, "reason": "x"}).status_code in (302, 403)
    browser.post(
        reverse("admin:requests_app_extradayoff_add"), {"organ": office.elsewhere.pk, "on": "2026-11-27", "reason": "x"}
    )
    assert list(ExtraDayOff.objects.values_list("on", flat=True)) == [date(2026, 11, 25)]


def test_an_old_version_is_shown_and_never_written_back(office: Office, signed_in: SignedIn) -> None:
    browser = signed_in(office.coordinator)
    browser.post(ADD_DAY, DAY)
    day = CalendarDay.objects.get()
    version = day.history.get()
    browser.post(reverse("admin:requests_app_calendarday_change", args=(day.pk,)), DAY | {"notice": "改过"})
    old = reverse("admin:requests_app_calendarday_simple_history", args=(day.pk, version.pk))
    assert browser.get(reverse("admin:requests_app_calendarday_history", args=(day.pk,))).status_code == 200
    assert browser.get(old).status_code == 200
    assert browser.post(old, DAY).status_code == 403
    day.refresh_from_db()
    assert day.notice == "改过"


ADD_NOTICE = reverse("admin:requests_app_calendarnotice_add")
NOTICE = {"year": "2027", "notice": "虚构的2027年通知"}


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({"days_off": "元旦"}, "days_off", "“元旦”不是日期"),
        ({"days_off": "2027-02-11至2027-02-05"}, "days_off", "起止不对"),
        ({"days_off": "2027-02-05至2027-12-05"}, "days_off", "起止不对"),
        ({"days_off": "2026-02-05"}, "days_off", "不是 2027 年的日子"),
        ({"days_off": "2027-02-05", "workdays": "2027-02-05"}, "workdays", "同时写在"),
    ],
)
def test_a_notice_with_a_slip_of_the_finger_writes_nothing(
    office: Office, signed_in: SignedIn, sent: dict[str, str], field: str, sentence: str
) -> None:
    response = signed_in(office.coordinator).post(ADD_NOTICE, NOTICE | sent)
    assert any(sentence in said for said in response.context["adminform"].form.errors[field])
    assert CalendarDay.objects.count() == CalendarNotice.objects.count() == 0


def test_a_notice_is_entered_as_it_is_written_and_moves_terms_once(
    office: Office, register: Register, signed_in: SignedIn
) -> None:
    soon = register(arrived_on=date(2026, 12, 10), received_on=date(2026, 12, 10), at=instant("2026-12-11"))
    written = {"days_off": "2026-12-31、2027年1月1日 至 2027年1月2日\n2027/2/5", "workdays": "20270109"}
    signed_in(office.coordinator).post(ADD_NOTICE, NOTICE | written)
    days = dict(CalendarDay.objects.order_by("on").values_list("on", "is_workday"))
    assert days == {
        date(2026, 12, 31): False,
        date(2027, 1, 1): False,
        date(2027, 1, 2): False,
        date(2027, 1, 9): True,
        date(2027, 2, 5): False,
    }
    soon.refresh_from_db()
    assert not soon.is_provisional
    assert soon.events.filter(kind="recalculated").count() == 1
