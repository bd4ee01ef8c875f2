"""The office and a request in it, for tests of cases."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from requests_app import operations
from requests_app.choices import ReceiptBasis
from requests_app.models import DisclosureRequest
from tests.office import NOW, Office
from tests.requests_app.casework import Bureau, Hands

Register = Callable[..., DisclosureRequest]


@pytest.fixture
def office(db: None) -> Office:
    """Return a fresh office."""
    return Office()


@pytest.fixture
def register(office: Office) -> Register:
    """Return a function that registers a made-up request, by default in person on 10 February 2026."""

    def make(**changes: Any) -> DisclosureRequest:
        given: dict[str, Any] = {
            "by": office.clerk,
            "at": NOW,
            "organ": office.first,
            "channel": "in_person",
            "arrived_on": date(2026, 2, 10),
            "received_on": date(2026, 2, 10),
            "receipt_basis": ReceiptBasis.SUBMITTED,
            "applicant_kind": "np",
            "applicant_name": "张三（虚构）",
            "content": "2025年绿化工程合同（虚构）",
        }
        return operations.register(**(given | changes))

    return make


@pytest.fixture
def clerk(office: Office) -> Hands:
    """Return the clerk of 甲局 at work."""
    return Hands(office.clerk)


@pytest.fixture
def head(office: Office) -> Hands:
    """Return the head of 甲局 at work."""
    return Hands(office.head)


@pytest.fixture
def bureau(office: Office) -> Bureau:
    """Return 丙局, whose answers a second person approves."""
    return Bureau(office)
