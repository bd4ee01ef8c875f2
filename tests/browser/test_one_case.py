"""One request from the letter on the desk to the number in the report, through the browser alone."""

from datetime import date
from typing import Any

from django.utils.timezone import now

from requests_app import operations
from requests_app.choices import Regime
from requests_app.models import DisclosureRequest
from requests_app.regimes import terms
from requests_app.workdays import packaged_calendar
from tests.browser.papers import days_ago
from tests.browser.window import Window
from tests.office import Office

ADD = "/admin/requests_app/disclosurerequest/add/"
LETTER = {
    "channel": "letter",
    "mail": "registered",
    "arrived_on": days_ago(12).isoformat(),
    "received_on": days_ago(12).isoformat(),
    "applicant_kind": "np",
    "applicant_name": "钱某（虚构）",
    "id_number": "虚构证件",
    "phone": "10000000000",
    "content": "道路改造工程招标文件（虚构）",
}


def test_a_wrong_date_keeps_everything_typed_and_is_told_by_its_entry(window: Window, office: Office) -> None:
    window.sign_in(office.clerk)
    window.open(ADD)
    window.fill(**{**LETTER, "received_on": "十一月三日"})
    window.save()
    assert "请填写日期，如 2026-01-31。" in window.text(".field-received_on .errorlist")
    assert window.page.locator(".errorlist").count() == 1
    for name, typed in {**LETTER, "received_on": "十一月三日"}.items():
        assert window.page.locator(f"[name={name}]").input_value() == typed, name
    assert not DisclosureRequest.objects.exists()


def test_one_letter_is_registered_corrected_extended_answered_and_counted(window: Window, office: Office) -> None:
    window.sign_in(office.clerk)
    window.open(ADD)
    window.fill(**LETTER)
    window.save()
    case = DisclosureRequest.objects.get()
    _expect(window, "已登记", due_on=_after(days_ago(12), 0))

    _do(window, "告知补正", on=days_ago(10), what="请写明文号（虚构）", respond_by=days_ago(1))
    _expect(window, "期限现在不计", due_on=None)
    _do(window, "收到补正", on=days_ago(6))
    _expect(window, "“收到补正”已登记", due_on=_after(days_ago(6), 0))
    # the head of the disclosure office consents at a desk of their own
    consent: dict[str, Any] = {
        "by": office.head,
        "at": now(),
        "on": date.fromisoformat(str(days_ago(3))),
        "days": _extension(days_ago(3)),
    }
    operations.extend(case=case, reason="需检索多年档案（虚构）", **consent)
    window.open(f"{ADD.removesuffix('add/')}{case.pk}/change/")
    assert _after(days_ago(6), _extension(days_ago(3))).isoformat() in window.text(".case-head")
    _do(window, "作出决定", on=days_ago(0), outcome="OPEN", replied_on=days_ago(0), document_number="虚构〔1〕号")
    assert "已办结" in window.text(".case-head")

    log = window.page.locator("#log tbody tr .event-what").all_inner_texts()
    assert log == ["登记", "告知补正", "收到补正", "延期", "作出决定", "作出答复"]
    _is_counted(window, office, case)


def _is_counted(window: Window, office: Office, case: DisclosureRequest) -> None:
    """The coordinator opens the report of the year, and behind its number exactly this case."""
    window.context.clear_cookies()
    window.sign_in(office.coordinator)
    window.open(f"/report/{office.district.code}/{case.register_year}/aggregate/")
    number = window.page.locator('[id="T3/1/np"] a')
    assert number.inner_text() == "1"
    with window.page.expect_navigation():
        number.click()
    assert "在案 1 件" in window.text(".page-note")
    assert window.page.locator(".list-table tbody tr td:first-child").all_inner_texts() == [case.number]
    window.follow(case.number)
    assert window.page.url.endswith(f"/disclosurerequest/{case.pk}/change/")


def _do(window: Window, step: str, **entries: date | str) -> None:
    window.follow(step)
    window.fill(**{name: str(entry) for name, entry in entries.items()})
    window.save()


def _expect(window: Window, said: str, *, due_on: date | None) -> None:
    """The page says what was done, and shows the due date of the engine in its head and among its steps."""
    assert said in window.text(".messagelist")
    if due_on is None:
        assert "期限未计" in window.text(".clock")
        return
    assert due_on.isoformat() in window.text(".case-head")
    assert f"{due_on.year}年{due_on.month}月{due_on.day}日" in window.text(".clock-due")
    assert DisclosureRequest.objects.get().due_on == due_on


def _after(start: date, more: int) -> date:
    return packaged_calendar().add(start, int(str(terms(Regime.R2019, start).reply_days.value)) + more)


def _extension(on: date) -> int:
    return int(str(terms(Regime.R2019, on).extension_days.value))
