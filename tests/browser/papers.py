"""Invented cases for browser tests, made by the operations; dates are counted back from today."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from requests_app import operations
from requests_app.models import DisclosureRequest
from tests.office import Office

PHONE = "10000000000"  # of no carrier


def days_ago(days: int) -> date:
    """Return the day so many days before today; the browser tests are an edge, the server reads the same clock."""
    return timezone.localdate() - timedelta(days=days)


def now() -> datetime:
    """Return this moment."""
    return timezone.now()


def registered(office: Office, **given: Any) -> DisclosureRequest:
    """Register a letter that 甲局 received ten days ago."""
    told = {
        "organ": office.first, "channel": "letter", "arrived_on": days_ago(10), "received_on": days_ago(10),
        "receipt_basis": "signed_for", "applicant_kind": "np", "applicant_name": "钱某（虚构）", "phone": PHONE,
        "id_number": "虚构证件", "content": "道路改造工程招标文件（虚构）",
    }  # fmt: skip
    return operations.register(by=office.clerk, at=now(), **(told | given))


def answered(office: Office, *, outcome: str = "OPEN", **given: Any) -> DisclosureRequest:
    """Register a letter and answer it today."""
    case = registered(office, **given)
    return operations.decide(
        case=case, by=office.clerk, at=now(), on=days_ago(0), outcome=outcome, replied_on=days_ago(0)
    )
