"""The same applicant's other requests, shown before somebody chooses 重复申请 or 大量反复申请; people decide, not the machine."""

from collections.abc import Mapping
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
    if case.registered_on is None:
        return {"count": 0}
    family = family_of(case)
    rows = DisclosureRequest.objects.visible_to(user).live().of_the_applicant(case).exclude(pk__in=family)
    found = [_kin(other, case) for other in rows.order_by("-registered_on", "-pk").only(*COLUMNS)[:COMPARED]]
    same_year = rows.filter(registered_on__year=case.registered_on.year)
    return {
        "count": rows.count(),
        # the case itself is one of them: the law's number is that of the applicant's requests
        "month": 1 + same_year.filter(registered_on__month=case.registered_on.month).count(),
        "year": 1 + same_year.count(),
        "when": case.registered_on,
        "has_family": bool(family),
        "alike": sum(one.is_alike for one in found),
        "rows": sorted(found, key=lambda one: -one.percent)[:LISTED],
    }


def family_of(case: DisclosureRequest) -> set[int]:
    """Return the keys of what the office itself split off from the same application: no repetition by its applicant."""
    # parts have the applicant of what they were split from: looked up among the applicant's own, which an index finds
    own = DisclosureRequest.objects.of_the_applicant(case).order_by().values_list("pk", "origin_id")
    origins = {**dict(own), case.pk: case.origin_id}
    first = _first_of(case.pk, origins)
    return {pk for pk in origins if pk != case.pk and _first_of(pk, origins) == first}


def _first_of(pk: int, origins: Mapping[int, int | None]) -> int:
    while origin := origins.get(pk):
        pk = origin
    return pk


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
