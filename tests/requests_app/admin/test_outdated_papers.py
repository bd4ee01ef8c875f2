"""Papers that no longer say what the case says, on the page of the case; and a paper's form that leads to its step."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from requests_app.choices import PaperKind
from requests_app.models import DisclosureRequest
from tests.office import Office
from tests.requests_app.admin.conftest import SignedIn, act_page, page
from tests.requests_app.casework import Hands, day
from tests.requests_app.conftest import Register
from tests.requests_app.papers.conftest import issued, occasion_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path / "media"
    yield


@pytest.fixture
def refused_one(register: Register, clerk: Hands, office: Office) -> DisclosureRequest:
    """Return a case refused on 3 March, with its letter."""
    case = clerk.decide(case=register(), on=day("03-03"), outcome="DENY_THIRD", basis="商业秘密（虚构）")
    issued(case, office, PaperKind.ANSWER)
    made: DisclosureRequest = case
    return made


def test_an_outdated_letter_is_marked_with_its_reason_and_offers_voiding_not_service(
    refused_one: DisclosureRequest, office: Office, head: Hands, signed_in: SignedIn
) -> None:
    browser, address = signed_in(office.clerk), page("change", refused_one.pk)
    assert "须作废" not in browser.get(address).content.decode()
    head.amend(case=refused_one, changes={"outcome": "OPEN"}, reason="登错（虚构）")
    shown = browser.get(address).content.decode()
    assert "须作废重发" in shown
    assert "制发之后更正了答复的办理结果" in shown
    assert page("paper_serve", refused_one.pk, 1) not in shown
    assert page("paper_void", refused_one.pk, 1) in shown
    due = page("paper", refused_one.pk, occasion_for(refused_one, PaperKind.ANSWER).key)
    assert due in shown
    assert "请先作废那一份" in browser.get(due, follow=True).content.decode()


def test_the_papers_of_a_void_case_can_be_voided_by_who_works_on_it_only(
    refused_one: DisclosureRequest, office: Office, head: Hands, signed_in: SignedIn
) -> None:
    head.void(case=refused_one, reason="重复登记（虚构）")
    address, void = page("change", refused_one.pk), page("paper_void", refused_one.pk, 1)
    assert void not in signed_in(office.auditor).get(address).content.decode()
    shown = signed_in(office.clerk).get(address).content.decode()
    assert ("须作废" in shown, "须作废重发" in shown, void in shown) == (True, False, True)


def test_a_number_of_ones_own_is_told_before_the_form_is_filled(
    register: Register, clerk: Hands, office: Office, signed_in: SignedIn
) -> None:
    case = clerk.decide(case=register(), on=day("03-03"), outcome="OPEN", document_number="自编3号")
    address = page("paper", case.pk, occasion_for(case, PaperKind.ANSWER).key)
    assert "请先用“更正”把答复文号清空" in signed_in(office.clerk).get(address, follow=True).content.decode()


def test_the_form_of_a_paper_leads_to_the_step_that_serves_it(
    refused_one: DisclosureRequest, office: Office, signed_in: SignedIn
) -> None:
    browser, address = signed_in(office.clerk), page("paper_serve", refused_one.pk, 1)
    answer = browser.get(address, follow=True)
    assert answer.redirect_chain[-1][0] == act_page(refused_one, "serve")
    assert "随“登记送达”一并登记" in answer.content.decode()
    sent = browser.post(address, {"sent_on": "2026-03-04", "way": "post"})
    assert "随“登记送达”一并登记" in sent.content.decode()
    step = {"on": "2026-03-04", "way": "post", "proof": "挂号1（虚构）", "version": refused_one.version}
    browser.post(act_page(refused_one, "serve"), step)
    paper = refused_one.papers.get()
    assert (paper.sent_on, paper.way, paper.proof) == (day("03-04"), "post", "挂号1（虚构）")
