"""A form that is sent twice (a double click, going back) makes one case or one appeal; the second leads to the first."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from requests_app.models import Appeal, CaseEvent, DisclosureRequest, NumberSeries, Submission
from tests.office import Office
from tests.requests_app.admin.conftest import SignedIn, act_page, page, replied

NEW_APPEAL = reverse("admin:requests_app_appeal_add")
REVIEW = {"route": "review", "filed_on": "2026-11-23", "body": "区政府（虚构）"}


def registering(office: Office) -> dict[str, Any]:
    return {
        "organ": office.first.pk, "channel": "in_person", "arrived_on": "2026-11-20", "applicant_kind": "np",
        "applicant_name": "钱多多（虚构）", "is_incomplete": "on", "content": "虚构的内容",
    }  # fmt: skip


def recording(office: Office) -> dict[str, Any]:
    return {
        "organ": office.first.pk, "number": "旧1", "channel": "letter", "received_on": "2026-11-02",
        "applicant_kind": "np", "closed_on": "2026-11-20", "outcome": "OPEN",
    }  # fmt: skip


FORMS: dict[str, tuple[str, Callable[[Office], dict[str, Any]], type[Any]]] = {
    "register": (page("add"), registering, DisclosureRequest),
    "record": (page("record"), recording, DisclosureRequest),
    "appeal": (NEW_APPEAL, lambda office: {"organ": office.first.pk, **REVIEW}, Appeal),
}
each_form = pytest.mark.parametrize("name", sorted(FORMS))


def opened(browser: Client, address: str) -> dict[str, str]:
    """Open a form and return what it hides."""
    form = browser.get(address).context["form"]
    return {field.name: str(field.value()) for field in form.hidden_fields() if field.value() is not None}


@each_form
def test_the_second_time_leads_to_the_first_and_writes_nothing(office: Office, signed_in: SignedIn, name: str) -> None:
    address, given, model = FORMS[name]
    browser = signed_in(office.clerk)
    sent = {**given(office), **opened(browser, address)}
    first = browser.post(address, sent)
    events = CaseEvent.objects.count()
    again = browser.post(address, {**sent, "note": "又改了一点"}, follow=True)
    assert again.redirect_chain == [(first["Location"], 302)]
    assert "没有重复登记" in again.content.decode()
    assert (model.objects.count(), CaseEvent.objects.count()) == (1, events)
    assert "又改了一点" not in again.content.decode()
    assert set(NumberSeries.objects.values_list("last", flat=True)) <= {1}


@each_form
def test_a_form_that_was_opened_anew_makes_another(office: Office, signed_in: SignedIn, name: str) -> None:
    address, given, model = FORMS[name]
    browser = signed_in(office.clerk)
    for place in range(2):
        sent = {**given(office), **opened(browser, address)}
        browser.post(address, sent | ({"number": f"旧{place}"} if name == "record" else {}))
    assert model.objects.count() == 2


@each_form
def test_what_was_refused_is_sent_again_with_the_same_token(office: Office, signed_in: SignedIn, name: str) -> None:
    address, given, model = FORMS[name]
    browser = signed_in(office.clerk)
    sent = {**given(office), **opened(browser, address)}
    date_of_it = {"register": "arrived_on", "record": "closed_on", "appeal": "filed_on"}[name]
    refused = browser.post(address, sent | {date_of_it: "2027-01-01"})
    assert (refused.status_code, Submission.objects.count()) == (200, 0)
    assert refused.context["form"]["once"].value() == sent["once"]
    browser.post(address, sent)
    assert model.objects.count() == 1


@each_form
@pytest.mark.parametrize("token", ["x", "x:y", "\0"])
def test_a_token_of_somebody_else_or_of_nobody_is_refused(
    office: Office, signed_in: SignedIn, name: str, token: str
) -> None:
    address, given, model = FORMS[name]
    theirs = opened(signed_in(office.coordinator), address)["once"]
    for once in (theirs, token):
        signed_in(office.clerk).post(address, {**given(office), "once": once})
    assert model.objects.count() == 0


def test_a_search_for_the_applicant_keeps_the_token(office: Office, signed_in: SignedIn) -> None:
    browser = signed_in(office.clerk)
    once = opened(browser, page("add"))["once"]
    found = browser.post(page("add"), {"once": once, "find": "钱多多", "search": "查找"})
    assert found.context["form"]["once"].value() == once


def test_an_appeal_from_the_page_of_a_case_is_opened_once(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    replied(case, office)
    browser = signed_in(office.clerk)
    sent = {**REVIEW, **opened(browser, act_page(case, "open_appeal"))}
    for _ in range(3):
        answer = browser.post(act_page(case, "open_appeal"), sent, follow=True)
    assert "没有重复登记" in answer.content.decode()
    assert Appeal.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@each_form
def test_of_several_at_once_one_is_made_and_all_lead_to_it(office: Office, signed_in: SignedIn, name: str) -> None:
    address, given, model = FORMS[name]
    browser = signed_in(office.clerk)
    sent = {**given(office), **opened(browser, address)}

    def send(_: int) -> str:
        try:
            mine = Client()
            mine.cookies = browser.cookies
            return str(mine.post(address, sent)["Location"])
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as people:
        led_to = set(people.map(send, range(4)))
    assert (model.objects.count(), Submission.objects.count(), len(led_to)) == (1, 1, 1)
