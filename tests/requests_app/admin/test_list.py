"""The list of cases: what it says of terms, what its filters find, what it costs."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openness import paging
from requests_app import operations
from requests_app.models import CalendarDay, DisclosureRequest
from tests.office import NOW, Office
from tests.requests_app.admin.conftest import TODAY, SignedIn, page, replied
from tests.requests_app.conftest import Register

LIST = page("changelist")


def received(register: Register, on: date, **changes: Any) -> DisclosureRequest:
    """Register a request received on a day."""
    return register(arrived_on=on, received_on=on, **changes)


def numbers(browser: Client, **filters: str) -> list[str]:
    """Return the registration numbers that the list shows."""
    return [case.number for case in browser.get(LIST, filters, follow=True).context["cl"].result_list]


@pytest.fixture
def browser(office: Office, signed_in: SignedIn) -> Client:
    """Return the coordinator's browser: sees the whole district."""
    return signed_in(office.coordinator)


def test_a_long_list_costs_as_many_queries_as_a_short_one(office: Office, register: Register, browser: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert browser.get(LIST).status_code == 200
        return len(seen)

    for place in range(5):
        received(
            register, date(2026, 11, 1 + place), by=office.coordinator, organ=[office.first, office.second][place % 2]
        )
    browser.get(LIST)
    few = queries()
    for place in range(45):
        received(
            register,
            date(2026, 10, 1 + place % 28),
            by=office.coordinator,
            organ=[office.first, office.second][place % 2],
        )
    assert queries() == few
    assert few <= 12


def test_the_list_opens_no_sealed_column(
    case: DisclosureRequest, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openness.personal_data.unseal", lambda value: pytest.fail("a sealed value was opened"))
    assert browser.get(LIST).status_code == 200


def test_the_overdue_filter_finds_what_ran_out_before_today_and_nothing_else(
    register: Register, browser: Client
) -> None:
    # by law/calendar: 2026-10-23 + 20 working days = 2026-11-20 (Friday), 2026-10-26 + 20 = 2026-11-23, today
    late = received(register, date(2026, 10, 23))
    due_today = received(register, date(2026, 10, 26))
    assert (late.due_on, due_today.due_on) == (date(2026, 11, 20), TODAY)
    assert numbers(browser, term="overdue") == [late.number]
    assert numbers(browser, term="today") == [due_today.number]
    assert numbers(browser, term="soon") == []
    text = browser.get(LIST).content.decode()
    assert "已逾期 1 个工作日" in text
    assert "今天到期" in text


def test_a_closed_or_void_case_is_never_overdue(office: Office, register: Register, browser: Client) -> None:
    closed = received(register, date(2026, 10, 20))
    voided = received(register, date(2026, 10, 21))
    replied(closed, office)
    operations.void(case=voided, by=office.head, at=NOW, reason="重复登记")
    assert numbers(browser, term="overdue") == []
    assert set(numbers(browser)) == {closed.number, voided.number}


def test_days_left_are_working_days_and_a_suspended_term_says_so(
    office: Office, register: Register, browser: Client
) -> None:
    received(register, date(2026, 11, 20))
    waiting = received(register, date(2026, 11, 19))
    operations.ask_correction(
        case=waiting, by=office.clerk, at=NOW, on=TODAY, what="文号", respond_by=date(2026, 12, 8)
    )
    register(arrived_on=TODAY, received_on=None, receipt_basis="", channel="web")
    text = browser.get(LIST).content.decode()
    assert "剩 19 个工作日" in text
    assert "期限中止" in text
    assert "待确认" in text


def test_a_term_that_may_still_move_is_marked(register: Register, browser: Client) -> None:
    assert received(register, date(2026, 12, 10), at=NOW.replace(month=12, day=11)).is_provisional is True
    assert "暂定" in browser.get(LIST).content.decode()


def test_the_list_follows_the_offices_own_calendar(register: Register, browser: Client) -> None:
    received(register, date(2026, 11, 20))
    CalendarDay.objects.create(on=date(2026, 11, 25), is_workday=False, notice="虚构")
    assert "剩 18 个工作日" in browser.get(LIST).content.decode()


def test_year_status_unit_and_outcome_filter(office: Office, register: Register, browser: Client) -> None:
    old = received(register, date(2025, 3, 3))
    there = received(register, date(2026, 11, 2), by=office.coordinator, organ=office.second)
    ended = received(register, date(2026, 11, 3))
    replied(ended, office)
    assert numbers(browser, year="2025") == [old.number]
    assert numbers(browser, status="closed") == [ended.number]
    assert numbers(browser, outcome="OPEN") == [ended.number]
    assert numbers(browser, unit="乙") == [there.number]
    assert numbers(browser, unit="T0102") == [there.number]
    assert len(numbers(browser, unit="T01")) == 3
    assert numbers(browser, year="2026", status="open", unit="乙局") == [there.number]


@pytest.mark.parametrize(
    "nonsense",
    [
        {"year": "²"},
        {"year": "99999999"},
        {"status": "x"},
        {"term": "x"},
        {"p": "999"},
        {"unit": "\0"},
        {"outcome": "x\0"},
    ],
)
def test_a_filter_value_that_is_not_offered_breaks_nothing(
    case: DisclosureRequest, browser: Client, nonsense: dict[str, str]
) -> None:
    assert browser.get(LIST, nonsense).status_code in (200, 302)


def test_a_unit_outside_the_subtree_is_not_found_by_the_filter(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    assert numbers(signed_in(office.neighbour), unit="甲局") == []


def test_search_finds_number_name_text_and_whole_id_or_phone(
    office: Office, case: DisclosureRequest, browser: Client
) -> None:
    for word in (case.number, "钱多", "绿化工程", "500118199001011234", "138 0000 1111".replace(" ", "")):
        assert numbers(browser, q=word) == [case.number], word
    assert numbers(browser, q="13800") == []
    assert numbers(browser, q="绿化 没有这个词") == []


def test_the_count_stops_at_its_cap(register: Register, browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "COUNT_CAP", 3)
    for day in range(5):
        received(register, date(2026, 11, 1 + day))
    assert "超过 3 条" in browser.get(LIST).content.decode()


def test_an_empty_list_says_so_and_shows_the_way(office: Office, browser: Client) -> None:
    assert "还没有公开申请" in browser.get(LIST).content.decode()
    assert "没有符合条件的记录" in browser.get(LIST, {"q": "无"}).content.decode()


def test_no_page_brings_script_or_style_of_its_own(case: DisclosureRequest, browser: Client) -> None:
    for address in (LIST, page("add"), page("record"), page("change", case.pk), page("do", case.pk, "decide")):
        text = browser.get(address).content.decode()
        assert "<style" not in text
        assert " style=" not in text
        assert " onclick=" not in text
        assert "<script>" not in text
