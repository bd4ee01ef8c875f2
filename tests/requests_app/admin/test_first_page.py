"""The first page: what waits, counted for the person's own subtree, each figure a link to its list."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from requests_app import operations
from requests_app.forms import asking
from requests_app.models import DisclosureRequest
from tests.office import NOW, Office
from tests.requests_app.admin.conftest import TODAY, SignedIn, page
from tests.requests_app.conftest import Register

INDEX = reverse("admin:index")


def cards(browser: Client) -> dict[str, Any]:
    """Return the figures of the first page by label."""
    return {card["label"]: card for card in browser.get(INDEX).context["cards"]}


@pytest.fixture
def waiting(office: Office, register: Register) -> None:
    """Leave one overdue, one due today, one unconfirmed and one waiting for its correction on the desk of 甲局."""
    register(arrived_on=date(2026, 10, 23), received_on=date(2026, 10, 23))
    register(arrived_on=date(2026, 10, 26), received_on=date(2026, 10, 26))
    register(arrived_on=TODAY, received_on=None, receipt_basis="", channel="web")
    asked = register(arrived_on=date(2026, 11, 20), received_on=date(2026, 11, 20))
    operations.ask_correction(case=asked, by=office.clerk, at=NOW, on=TODAY, what="文号")


@pytest.mark.usefixtures("waiting")
def test_who_reads_no_cases_is_shown_no_figure(office: Office, signed_in: SignedIn) -> None:
    assert cards(signed_in(office.administrator)) == {}


@pytest.mark.usefixtures("waiting")
def test_what_waits_elsewhere_is_not_counted(office: Office, signed_in: SignedIn) -> None:
    assert {card["value"] for card in cards(signed_in(office.neighbour)).values()} == {"0"}


@pytest.mark.usefixtures("waiting")
@pytest.mark.parametrize("who", ["clerk", "coordinator", "auditor"])
def test_each_figure_is_as_long_as_the_list_behind_it(office: Office, signed_in: SignedIn, who: str) -> None:
    browser = signed_in(getattr(office, who))
    shown = cards(browser)
    assert [card["value"] for card in shown.values()] == ["1", "1", "1", "1", "0", "0"]
    for card in shown.values():
        assert len(browser.get(card["href"]).context["cl"].result_list) == int(card["value"])


def test_a_long_list_of_units_is_searched_instead_of_shown(
    office: Office, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "LIST_CAP", 2)
    browser = signed_in(office.coordinator)
    text = browser.get(page("add")).content.decode()
    assert "admin-autocomplete" in text
    assert "乙局" not in text
    sent = {"organ": office.second.pk, "channel": "in_person", "arrived_on": "2026-11-20", "applicant_kind": "np"}
    sent |= {"applicant_name": "某人（虚构）", "content": "某文件", "is_incomplete": "on"}
    browser.post(page("add"), sent)
    assert DisclosureRequest.objects.get().organ == office.second
