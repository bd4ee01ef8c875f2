"""Traces of looks at applicants' data in full: which case was shown to whom, never what it said."""

from collections.abc import Iterable

from django.http import HttpRequest

from openness.organs.choices import TrailKind
from openness.organs.trail import leave_for
from requests_app.admin.desk import Desk
from requests_app.models import DisclosureRequest

SEALED_TEXTS = ("id_number", "phone", "address", "email")


def leave_look(request: HttpRequest, case: DisclosureRequest) -> None:
    """Note in the trail that a page shows the personal data of the applicant of `case` in full."""
    leave_for(
        request, at=Desk.of(request).at, kind=TrailKind.LOOK, subject=case.number, organ=case.organ, with_personal=True
    )  # fmt: skip


def bears_personal(case: DisclosureRequest, texts: Iterable[str]) -> bool:
    """Say whether one of the texts that a page is filled with bears a sealed value of the applicant."""
    values = [value for name in SEALED_TEXTS if (value := getattr(case, name))]
    return any(value in text for text in texts for value in values)
