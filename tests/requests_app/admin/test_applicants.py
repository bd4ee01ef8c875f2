"""An applicant found again among earlier requests, within rights, with and without the script."""

from datetime import date

import pytest
from django.test import Client

from openness.organs.choices import TrailKind
from openness.organs.models import TrailEntry
from requests_app import operations
from requests_app.admin import applicants
from requests_app.models import DisclosureRequest
from tests.office import NOW, Office
from tests.requests_app.admin.conftest import SignedIn, page
from tests.requests_app.conftest import Register

FINDER = page("applicants")
NAME, ID_NUMBER, PHONE = "钱多多（虚构）", "500118199001011234", "13800001111"


def found(browser: Client, text: str) -> str:
    """Return what a search shows."""
    html: str = browser.post(FINDER, {"find": text}).json()["html"]
    return html


@pytest.fixture
def browser(office: Office, signed_in: SignedIn) -> Client:
    """Return the clerk's browser."""
    return signed_in(office.clerk)


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("text", [NAME, PHONE, ID_NUMBER])
@pytest.mark.parametrize("who", ["neighbour", "stranger"])
def test_an_applicant_of_another_unit_is_not_found(office: Office, signed_in: SignedIn, who: str, text: str) -> None:
    answer = signed_in(getattr(office, who)).post(FINDER, {"find": text}).json()
    assert answer["count"] == 0
    assert "没有找到" in answer["html"]


@pytest.mark.parametrize("who", ["manager", "auditor", "administrator"])
def test_who_may_not_read_personal_data_finds_nobody(
    office: Office, signed_in: SignedIn, case: DisclosureRequest, who: str
) -> None:
    browser = signed_in(getattr(office, who))
    assert browser.post(FINDER, {"find": NAME}).status_code == 403
    assert browser.post(FINDER, {"adopt": case.pk}).status_code == 403
    assert applicants.find_applicants(getattr(office, who), NAME).matches == ()
    assert applicants.request_of(getattr(office, who), str(case.pk)) is None


@pytest.mark.parametrize("key", ["", "x", "²", "9" * 40, "-1", "0"])
def test_a_key_that_is_none_gives_nobody(office: Office, browser: Client, key: str) -> None:
    assert "error" in browser.post(FINDER, {"adopt": key}).json()


def test_the_applicant_of_another_unit_cannot_be_taken_over(
    office: Office, signed_in: SignedIn, case: DisclosureRequest
) -> None:
    browser = signed_in(office.neighbour)
    assert "applicant" not in browser.post(FINDER, {"adopt": case.pk}).json()
    text = browser.post(page("add"), {"adopt": case.pk, "content": "某文件"}).content.decode()
    assert NAME not in text
    assert PHONE not in text


def test_a_search_is_sent_by_post_alone(browser: Client) -> None:
    assert browser.get(FINDER, {"find": NAME}).status_code == 405


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("text", ["", " ", "钱", "1380000", "5001181990", "13800001112"])
def test_too_little_or_part_of_a_number_finds_nobody(browser: Client, text: str) -> None:
    assert browser.post(FINDER, {"find": text}).json()["count"] == 0


def test_a_void_request_gives_no_applicant(office: Office, browser: Client, case: DisclosureRequest) -> None:
    operations.void(case=case, by=office.head, at=NOW, reason="重复登记")
    assert browser.post(FINDER, {"find": NAME}).json()["count"] == 0
    assert "applicant" not in browser.post(FINDER, {"adopt": case.pk}).json()


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("text", ["多多", PHONE, "138 0000 1111", ID_NUMBER])
def test_an_applicant_is_found_by_name_phone_or_number_with_numbers_masked(browser: Client, text: str) -> None:
    html = found(browser, text)
    assert NAME in html
    assert "＊＊＊1234" in html
    assert "＊＊＊1111" in html
    assert ID_NUMBER not in html
    assert PHONE not in html


def test_one_applicant_is_listed_once_with_how_often_and_when_last(
    office: Office, browser: Client, case: DisclosureRequest, register: Register
) -> None:
    same = {"applicant_name": NAME, "id_number": ID_NUMBER, "phone": PHONE}
    register(arrived_on=date(2026, 11, 21), received_on=date(2026, 11, 21), **same)
    register(applicant_name=NAME, phone="13900002222")
    answer = browser.post(FINDER, {"find": NAME}).json()
    assert answer["count"] == 2
    assert "申请过 2 次，最近 2026-11-21" in answer["html"]
    assert "申请过 1 次，最近 2026-02-10" in answer["html"]


def test_no_more_than_ten_are_listed(browser: Client, register: Register) -> None:
    for number in range(12):
        register(applicant_name="孙某（虚构）", phone=f"1380000{number:04}")
    answer = browser.post(FINDER, {"find": "孙某"}).json()
    assert answer["count"] == 10
    assert "超过 10 人" in answer["html"]


def test_a_name_with_markup_is_drawn_as_text(browser: Client, register: Register) -> None:
    register(applicant_name="<b>某某</b>公司")
    assert "<b>某某" not in found(browser, "某某")


def test_every_look_is_left_in_the_trail_without_what_was_typed(
    office: Office, browser: Client, case: DisclosureRequest
) -> None:
    browser.post(FINDER, {"find": NAME})
    browser.post(FINDER, {"adopt": case.pk})
    looks = TrailEntry.objects.filter(kind=TrailKind.LOOK).order_by("pk")
    assert [(look.who, look.subject, look.rows, look.with_personal) for look in looks] == [
        (office.clerk, f"查找申请人：{case.number}", 1, False),
        (office.clerk, case.number, 1, True),
    ]


def test_without_the_script_the_search_gives_the_form_back_as_typed(browser: Client, case: DisclosureRequest) -> None:
    typed = {"channel": "web", "arrived_on": "十一月三日", "content": "某文件", "find": "多多", "search": "1"}
    answer = browser.post(page("add"), typed)
    form = answer.context["form"]
    assert (form["channel"].value(), form["arrived_on"].value(), form["content"].value()) == (
        "web",
        "十一月三日",
        "某文件",
    )
    assert not form.errors
    text = answer.content.decode()
    assert f'name="adopt" value="{case.pk}"' in text
    assert "没有保存" not in text
    assert "十一月三日" in text


def test_without_the_script_the_choice_fills_in_the_applicant_and_keeps_the_rest(
    browser: Client, case: DisclosureRequest
) -> None:
    typed = {"channel": "web", "content": "某文件", "applicant_name": "打错的", "find": "多多", "adopt": str(case.pk)}
    form = browser.post(page("add"), typed).context["form"]
    taken = [form[name].value() for name in ("applicant_name", "id_number", "phone", "address", "email")]
    assert taken == [NAME, ID_NUMBER, PHONE, "虚构路1号", "invented@example.org"]
    assert (form["channel"].value(), form["content"].value()) == ("web", "某文件")
    assert form.fields["content"].widget.attrs["autofocus"]


def test_enter_in_the_search_searches_instead_of_complaining(browser: Client, case: DisclosureRequest) -> None:
    answer = browser.post(page("add"), {"channel": "web", "find": "多多", "applicant_name": ""})
    assert not answer.context["form"].errors
    assert str(case.pk) in answer.content.decode()


def test_with_the_script_an_applicant_comes_whole(browser: Client, case: DisclosureRequest) -> None:
    applicant = browser.post(FINDER, {"adopt": case.pk}).json()["applicant"]
    assert (applicant["applicant_name"], applicant["id_number"], applicant["phone"]) == (NAME, ID_NUMBER, PHONE)
    assert set(applicant) == set(applicants.TAKEN_OVER)
