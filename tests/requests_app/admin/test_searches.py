"""What is typed into the search of cases: out of the address, sealed in the session, and traced where it is a number."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from openness.organs.models import TrailEntry
from requests_app.admin.searches import is_number_search
from requests_app.models import DisclosureRequest
from tests.office import Office
from tests.requests_app.admin.conftest import SignedIn, page
from tests.requests_app.conftest import Register

LIST = page("changelist")
PHONE, ID_NUMBER = "13800001111", "500118199001011234"


def looks() -> list[tuple[str, str, int | None]]:
    kept = TrailEntry.objects.filter(kind="look").order_by("pk")
    return list(kept.values_list("username", "subject", "rows"))


def found(answer: object) -> list[str]:
    return [case.number for case in answer.context["cl"].result_list]  # type: ignore[attr-defined]


def search(browser: Client, words: str, **filters: str) -> str:
    """Send the form and return where it leads."""
    return str(browser.post(LIST, {"q": words, **filters})["Location"])


@pytest.mark.parametrize("words", [PHONE, ID_NUMBER, "138 0000 1111", f"钱多 {PHONE}", "１３８００００１１１１"])
def test_a_number_does_not_stand_in_the_address_and_leaves_a_look_at_what_was_shown(
    office: Office, case: DisclosureRequest, signed_in: SignedIn, words: str
) -> None:
    browser = signed_in(office.clerk)
    led_to = search(browser, words)
    assert "q=%40" in led_to
    assert not [number for number in (PHONE, ID_NUMBER, "1111", "1234") if number in led_to]
    assert looks() == []
    answer = browser.get(led_to)
    assert f'value="{words}"' in answer.content.decode()
    shown = found(answer)
    assert shown == ([] if " 0000" in words else [case.number])
    assert looks() == [("li.clerk", f"按号码查找申请：{'、'.join(shown) or '没有找到'}", len(shown))]
    assert not [number for number in (PHONE, ID_NUMBER) if number in str(list(TrailEntry.objects.values()))]


def test_what_was_typed_is_sealed_in_the_session(office: Office, case: DisclosureRequest, signed_in: SignedIn) -> None:
    search(signed_in(office.clerk), f"{PHONE} 钱多多")
    kept = str([session.get_decoded() for session in Session.objects.all()])
    assert "case_searches" in kept
    assert PHONE not in kept
    assert "钱多多" not in kept


def test_an_address_that_bears_a_number_leads_to_one_that_does_not(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    browser = signed_in(office.clerk)
    answer = browser.get(LIST, {"q": PHONE, "status": "open", "p": "2"})
    assert answer.status_code == 302
    assert PHONE not in answer["Location"]
    assert found(browser.get(answer["Location"])) == [case.number]
    assert "status=open" in answer["Location"]
    assert len(looks()) == 1


def test_names_and_texts_do_not_stand_there_either_and_leave_no_look(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    browser = signed_in(office.clerk)
    led_to = search(browser, "钱多 绿化")
    assert "%E9%92%B1" not in led_to
    assert found(browser.get(led_to)) == [case.number]
    assert found(browser.get(LIST, {"q": case.number})) == [case.number]  # a link by registration number stays one
    assert looks() == []


def test_filters_and_pages_are_kept(office: Office, register: Register, signed_in: SignedIn) -> None:
    for _ in range(55):
        register(content="同一批内容（虚构）")
    browser = signed_in(office.clerk)
    led_to = search(browser, "同一批", status="open", unit="甲局", p="1", nonsense="x")
    assert "status=open" in led_to
    assert "nonsense" not in led_to
    answer = browser.get(led_to)
    assert len(found(answer)) == 50
    text = answer.content.decode()
    key = led_to.partition("q=")[2].partition("&")[0]
    assert text.count(key) + text.count(key.replace("%40", "@")) >= 5  # every filter and page goes on with it
    assert len(found(browser.get(f"{led_to}&p=2"))) == 5
    assert found(browser.get(f"{led_to}&status=closed")) == []


def test_a_key_of_another_session_finds_nothing_and_says_so(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    led_to = search(signed_in(office.clerk), PHONE)
    text = signed_in(office.head).get(led_to, follow=True).content.decode()
    assert "这次查找已过期" in text
    assert PHONE not in text
    assert looks() == []
    # nor does a step on "all that were found" become one on all there are
    chosen = {"action": "extend", "_selected_action": [case.pk], "select_across": "1"}
    assert signed_in(office.head).post(led_to, chosen)["Location"] == LIST


def test_an_empty_search_shows_the_list_and_an_action_is_no_search(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    browser = signed_in(office.head)
    assert search(browser, " ") == LIST
    answer = browser.post(LIST, {"action": "extend", "_selected_action": [case.pk]})
    assert "/bulk/extend/" in answer["Location"]
    led_to = search(browser, PHONE)
    answer = browser.post(led_to, {"action": "extend", "_selected_action": [case.pk]})
    assert "/bulk/extend/" in answer["Location"]


def test_who_may_not_see_cases_searches_none(office: Office, case: DisclosureRequest, signed_in: SignedIn) -> None:
    assert signed_in(office.administrator).post(LIST, {"q": PHONE}).status_code == 403


@pytest.mark.parametrize(
    ("words", "is_number"),
    [
        (PHONE, True), (ID_NUMBER, True), ("50011819900101123X", True), ("+8613800001111", True), ("023-49812345", True),
        ("49812345", True), ("138 0000 1111", True), ("申〔2026〕1号", False), ("2026", False), ("2026-11", False),
        ("钱多多", False), ("E1234", False), ("", False),
    ],
)  # fmt: skip
def test_what_looks_like_a_phone_or_identity_number(words: str, is_number: bool) -> None:
    assert is_number_search(words) is is_number
