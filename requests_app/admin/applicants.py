"""An applicant found again among earlier requests: by name, phone or ID number, within the rights of whoever looks."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q

from openness.keys import is_key
from openness.organs.models import User
from openness.organs.rights import Action, may
from openness.personal_data import normalised
from requests_app.models import DisclosureRequest
from requests_app.querysets import has_id_number, has_phone

MOST = 10
SHORTEST_NAME, SHORTEST_NUMBER = 2, 5
KEPT_TAIL = 4

TAKEN_OVER = (
    "applicant_kind", "applicant_name", "id_number", "representative", "contact_name", "phone", "address", "postcode",
    "email",
)  # fmt: skip
"""The entries that are filled in from an earlier request."""


@dataclass(frozen=True)
class Match:
    """One applicant as found: by their latest request; numbers masked."""

    key: int
    name: str
    kind: str
    id_number: str
    phone: str
    last_on: date
    last_number: str
    times: int


@dataclass(frozen=True)
class Found:
    """What a search found; `said` is the sentence beside it."""

    text: str
    matches: tuple[Match, ...]
    said: str


def find_applicants(user: User, text: str) -> Found:
    """Return the applicants of earlier requests who bear a name, or gave exactly a phone or ID number.

    Args:
        user: who looks; only requests that they may see, and only where they may read personal data.
        text: part of a name, or a whole number.
    """
    text = text.strip()
    if not may(user, Action.PERSONAL_VIEW):
        return Found(text, (), "您的角色不能查看申请人信息。")
    if len(text) < SHORTEST_NAME:
        return Found(text, (), f"请输入姓名或名称（至少 {SHORTEST_NAME} 个字）、完整的电话或证件号码。")
    seen = DisclosureRequest.objects.live().shown().visible_to(user).exclude(applicant_name="")
    who = ("applicant_kind", "applicant_name", "id_digest", "phone_digest")
    grouped = seen.filter(_bearing(text)).order_by().values(*who)
    counted = grouped.annotate(times=Count("pk"), latest=Max("pk"), last_on=Max("registered_on"))
    found = list(counted.order_by("-last_on", "-latest")[: MOST + 1])
    rows = DisclosureRequest.objects.in_bulk([one["latest"] for one in found[:MOST]])
    matches = tuple(_match(rows[one["latest"]], one) for one in found[:MOST])
    return Found(text, matches, _said(text, len(found)))


def request_of(user: User, key: str) -> DisclosureRequest | None:
    """Return the earlier request whose applicant is taken over; None where the person may not read it.

    Args:
        user: who takes it over.
        key: the key of that request, as sent.
    """
    if not may(user, Action.PERSONAL_VIEW) or not is_key(key):
        return None
    rows = DisclosureRequest.objects.live().shown().visible_to(user).select_related("organ")
    case: DisclosureRequest | None = rows.filter(pk=int(key)).first()
    if case is None or not may(user, Action.PERSONAL_VIEW, case.organ):
        return None
    return case


def taken_over(case: DisclosureRequest) -> dict[str, Any]:
    """Return what a request says of its applicant, in full."""
    return {name: getattr(case, name) for name in TAKEN_OVER}


def _bearing(text: str) -> Q:
    """Return the condition of a search; a bare number is only ever looked up whole, by its digest."""
    number = has_id_number(text) | has_phone(text)
    plain = normalised(text)
    is_number = plain.isascii() and plain.isalnum() and any(one.isdigit() for one in plain)
    if is_number and len(plain) >= SHORTEST_NUMBER:
        return number
    return number | Q(applicant_name__icontains=text)


def _match(case: DisclosureRequest, counted: dict[str, Any]) -> Match:
    return Match(
        key=case.pk,
        name=case.applicant_name,
        kind=str(case.get_applicant_kind_display()),
        id_number=_tail(case.id_number),
        phone=_tail(case.phone),
        last_on=counted["last_on"],
        last_number=case.number,
        times=counted["times"],
    )


def _tail(text: str) -> str:
    """Return a number masked but for its end, by which a clerk tells two people apart."""
    if not text:
        return "—"
    kept = text[-KEPT_TAIL:] if len(text) > 2 * KEPT_TAIL else ""
    return f"＊＊＊{kept}"


def _said(text: str, count: int) -> str:
    if not count:
        return f"没有找到“{text}”。电话、证件号码须输入全号；第一次申请的直接填写。"
    if count > MOST:
        return f"超过 {MOST} 人，只列最近的 {MOST} 人；请多输几个字，或用完整的电话、证件号码查找。"
    return f"找到 {count} 人。按“采用”填入申请人各项；查看会被记录。"
