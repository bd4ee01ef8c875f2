"""A change of the calendar in two steps, and the deadline calculator, at a desk and on a telephone."""

from datetime import timedelta

from requests_app.models import CalendarDay, CalendarNotice, DisclosureRequest
from requests_app.workdays import packaged_calendar
from tests.browser.papers import days_ago, registered
from tests.browser.window import DESK, TELEPHONE, Window
from tests.office import Office

ADD_DAY = "/admin/requests_app/calendarday/add/"
ADD_NOTICE = "/admin/requests_app/calendarnotice/add/"
LONG_NAME = "国务院办公厅关于部分节假日安排的通知" * 5 + "（虚构）"


def test_a_day_off_is_previewed_taken_back_and_confirmed(window: Window, office: Office) -> None:
    case = registered(office, number="长" * 60 + "〔1〕号")
    off = packaged_calendar().add(days_ago(0), 2)
    after = packaged_calendar().with_days_off([off]).add(days_ago(10), _days(case))
    window.sign_in(office.coordinator)
    window.open(ADD_DAY)
    window.fill(on=off.isoformat(), kind="off", notice=LONG_NAME)
    window.save()
    assert (case.number, after.isoformat()) == _row(window)
    for width in (TELEPHONE, DESK):
        window.resize(width)
        assert window.overflow() == []
    window.press("返回修改")
    assert window.page.locator("[name=notice]").input_value() == LONG_NAME
    assert not CalendarDay.objects.exists()
    window.save()
    window.press("确认")
    assert "1 件未办结申请的期限已变动" in window.text(".messagelist")
    assert DisclosureRequest.objects.get().due_on == after
    window.open(f"/admin/requests_app/calendarday/{CalendarDay.objects.get().pk}/delete/")
    window.press("确认删去")
    assert DisclosureRequest.objects.get().due_on == case.due_on


def test_a_slip_in_the_fourth_entry_of_a_notice_keeps_all_that_was_typed(window: Window, office: Office) -> None:
    year = days_ago(0).year + 1
    typed = {"year": str(year), "notice": LONG_NAME, "days_off": f"{year}-01-01至{year}-01-03\n{year}-02-30"}
    window.sign_in(office.administrator)
    window.open(ADD_NOTICE)
    window.fill(**typed)
    window.save()
    assert f"“{year}-02-30”不是日期" in window.text(".field-days_off .errorlist")
    assert {name: window.page.locator(f"[name={name}]").input_value() for name in typed} == typed
    window.fill(days_off=f"{year}-01-01至{year}-01-03")
    window.save()
    assert "未办结申请的期限将按新日历重算" in window.text("#content")
    window.press("确认")
    assert CalendarNotice.objects.get().days.count() == 3


def test_a_deadline_is_reckoned_with_one_pause_more_than_there_was_room_for(window: Window, office: Office) -> None:
    window.sign_in(office.manager)
    window.follow("期限计算")
    pauses = {"pause_from_1": "2026-03-02", "pause_to_1": "2026-03-09", "pause_from_2": "20260304"}
    window.fill(received="2026年2月10日", extension="很多", **pauses)
    window.press("计算期限")
    assert "整数" in window.text("#div_id_extension")
    assert "一起填写" in window.text("#div_id_pause_to_2")
    assert window.page.locator("[name=extension]").input_value() == "很多"
    window.fill(extension="", pause_to_2="2026-03-11")
    window.press("计算期限")
    assert "2026年3月25日" in window.text(".clock-due")
    window.fill(pause_from_3="2026-03-12", pause_to_3="2026-03-13")
    window.press("计算期限")
    assert "2026年3月26日" in window.text(".clock-due")
    for width in (TELEPHONE, DESK):
        window.resize(width)
        assert window.overflow() == []
    window.fill(start="2026-09-18", days="7")
    window.press("推算")
    assert "2026年9月29日" in window.text(".clock-due")


def _days(case: DisclosureRequest) -> int:
    """Return the working days of the term as it stands."""
    assert case.due_on is not None
    assert case.received_on is not None
    assert days_ago(0) + timedelta(days=2) < case.due_on
    return packaged_calendar().between(case.received_on, case.due_on)


def _row(window: Window) -> tuple[str, str]:
    """Return number and new due date of the one case that the preview lists."""
    entries = window.page.locator("table.list-table tbody td").all_inner_texts()
    assert len(entries) == 5
    return entries[0], entries[3].partition(" ")[0].strip()
