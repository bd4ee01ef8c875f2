"""The same applicant's other requests, shown before somebody chooses 重复申请 or 大量反复申请; people decide, not the machine."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from openness.organs.models import User
from requests_app.forms.outcome_choices import outcome_label
from requests_app.likeness import ALIKE, likeness
from requests_app.models import DisclosureRequest

LISTED = 10
COMPARED = 300
"""Descriptions that are compared, the latest first: what a page can do while somebody waits."""


@dataclass(frozen=True)
class Kin:
    """One other request of the same applicant."""

    number: str
    url: str
    received_on: date | None
    status: str
    outcome: str
    content: str
    percent: int
    is_alike: bool


def kin_of(case: DisclosureRequest, user: User) -> dict[str, Any]:
    """Return the same applicant's other requests that the person may see: how many, and the most alike.

    Args:
        case: the case looked at.
        user: who looks.
    """
    rows = DisclosureRequest.objects.visible_to(user).live().of_the_applicant(case)
    if case.registered_on is None:
        return {"count": 0}
    month, year = case.registered_on.replace(day=1), case.registered_on.replace(month=1, day=1)
    latest = rows.filter(registered_on__lte=case.registered_on).order_by("-registered_on", "-pk")
    found = [_kin(other, case) for other in latest.only(*COLUMNS)[:COMPARED]]
    return {
        "count": rows.count(),
        # the case itself is one of them: the law's number is that of the applicant's requests
        "month": 1 + latest.filter(registered_on__gte=month).count(),
        "year": 1 + latest.filter(registered_on__gte=year).count(),
        "alike": sum(one.is_alike for one in found),
        "rows": sorted(found, key=lambda one: -one.percent)[:LISTED],
    }


COLUMNS = ("number", "received_on", "status", "outcome", "content", "registered_on")


def _kin(other: DisclosureRequest, case: DisclosureRequest) -> Kin:
    share = likeness(other.content, case.content)
    return Kin(
        number=other.number,
        url=reverse("admin:requests_app_disclosurerequest_change", args=(other.pk,)),
        received_on=other.received_on,
        status=str(other.get_status_display()),
        outcome=outcome_label(other.outcome),
        content=other.content,
        percent=round(share * 100),
        is_alike=share >= ALIKE,
    )
