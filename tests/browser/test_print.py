"""What is printed: nothing that only a screen can do, the case named and the page numbered on each sheet."""

import pytest
from django.urls import reverse

from requests_app import letters, operations
from tests.browser.papers import days_ago, now, registered
from tests.browser.window import Window
from tests.office import Office

pytestmark = pytest.mark.django_db(transaction=True)


def page(name: str, pk: int) -> str:
    return reverse(f"admin:requests_app_disclosurerequest_{name}", args=(pk,))


def test_the_page_of_a_case_prints_what_is_the_case_and_no_buttons(office: Office, window: Window) -> None:
    case = registered(office)
    letters.issue_paper(case=case, by=office.clerk, at=now(), kind="receipt", on=days_ago(10), event_seq=1)
    case.refresh_from_db()
    operations.ask_correction(
        case=case, by=office.clerk, at=now(), on=days_ago(5), what="请写明文号（虚构）", respond_by=days_ago(-10)
    )
    window.sign_in(office.clerk)
    window.open(page("change", case.pk))
    on_screen = ("可办理的步骤", "现在不能办理", "待制发", "还可以制发", "打印案卷", "作废")
    seen = window.page.locator("#content")
    assert [word for word in on_screen if word not in seen.inner_text()] == []
    window.page.emulate_media(media="print")
    printed = seen.inner_text()
    assert [word for word in on_screen if word in printed] == []
    assert [word for word in (case.number, "申请内容", "日志", "政府信息公开申请登记回执") if word not in printed] == []
    assert window.page.locator(".running").is_visible()


def test_the_file_of_a_case_is_numbered_and_named_and_ends_with_the_log(office: Office, window: Window) -> None:
    case = registered(office)
    window.sign_in(office.clerk)
    window.open(page("file", case.pk))
    running = window.page.locator(".running")
    assert not running.is_visible()
    window.page.emulate_media(media="print")
    assert case.number in running.inner_text()
    assert running.evaluate("one => getComputedStyle(one).display") == "table-header-group"  # on every sheet
    assert "counter(page)" in window.ask(
        "[...document.styleSheets].flatMap(one => [...one.cssRules]).map(rule => rule.cssText).join(' ')"
    )
    assert "打印" in window.text(".made")


def test_on_a_telephone_the_log_of_the_file_stays_readable(office: Office, window: Window) -> None:
    case = registered(office)
    window.resize(375)
    window.sign_in(office.clerk)
    window.open(page("file", case.pk))
    width = window.page.locator("td.wide").last.evaluate("one => one.getBoundingClientRect().width")
    assert width > 120  # pixels: more than a few characters
    assert window.overflow() == []


def test_the_date_picker_speaks_chinese(office: Office, window: Window) -> None:
    case = registered(office)
    window.sign_in(office.clerk)
    window.open(reverse("admin:requests_app_disclosurerequest_do", args=(case.pk, "consult")))
    window.page.get_by_role("link", name="选择日期：发函日期").click()
    today = days_ago(0)
    assert window.text(".calendar caption") == f"{today.year}年{today.month}月"
