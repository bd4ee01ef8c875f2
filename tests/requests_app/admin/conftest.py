"""People at their screens: a browser per person, and a day that stands still."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from openness.organs.models import User
from requests_app import operations
from requests_app.models import DisclosureRequest
from tests.office import NOW, Office

SignedIn = Callable[[User], Client]
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every page of the admin believe that it is 23 November 2026, 9:00."""
    monkeypatch.setattr("requests_app.admin.desk.now", lambda: NOW)


@pytest.fixture
def signed_in() -> SignedIn:
    """Return a function that opens a browser for a person."""

    def opened(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return opened


@pytest.fixture
def case(office: Office, register: Callable[..., DisclosureRequest]) -> DisclosureRequest:
    """Return a request of 甲局, received 20 November 2026, with everything that is personal (all invented)."""
    return register(
        arrived_on=date(2026, 11, 20),
        received_on=date(2026, 11, 20),
        applicant_name="钱多多（虚构）",
        id_number="500118199001011234",
        phone="13800001111",
        address="虚构路1号",
        email="invented@example.org",
    )


def page(name: str, *args: Any) -> str:
    """Return the address of a page of cases."""
    return reverse(f"admin:requests_app_disclosurerequest_{name}", args=args)


def act_page(case: DisclosureRequest, act: str) -> str:
    """Return the address of an act on a case."""
    return page("do", case.pk, act)


def consulted(case: DisclosureRequest, office: Office) -> DisclosureRequest:
    """Ask a made-up third party on 23 November."""
    return operations.consult(case=case, by=office.clerk, at=NOW, on=TODAY, party="third_party", name="孙某（虚构）")


def replied(case: DisclosureRequest, office: Office) -> DisclosureRequest:
    """Close the case with an answer of 23 November."""
    return operations.decide(case=case, by=office.clerk, at=NOW, on=TODAY, outcome="OPEN", replied_on=TODAY)
