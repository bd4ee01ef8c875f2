"""The workbench (工作台): what waits for the person who looks, each figure as long as the list that it leads to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Max, Min, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from openness.organs.models import User
from openness.organs.rights import Action, may
from requests_app.admin import cards
from requests_app.admin.cards import Card, Look, cards_of
from requests_app.admin.desk import Desk
from requests_app.admin.listing import LONG, SEALED
from requests_app.admin.unit_table import unit_table
from requests_app.models import CaseEvent, DisclosureRequest

CARD_CAP = 999
"""More than that is told as more: nobody works through it from one figure."""

RECENT = 10
"""Cases of those that a person worked on last."""

WHOSE = "whose"
WHOSE_FILTERS = {"": "", "mine": "mine", "none": "none"}
"""The choices of the switch, and what the list's filter of handlers calls them."""

SECTIONS: tuple[tuple[str, tuple[Card, ...]], ...] = (
    ("期限", (cards.OVERDUE, cards.DUE_TODAY, cards.DUE_SOON, cards.UNCONFIRMED_TOO_LONG)),
    (
        "等待",
        (
            cards.UNCONFIRMED,
            cards.APPLICANT,
            cards.THIRD_PARTY,
            cards.UNTOLD,
            cards.PAYMENT,
            cards.LAPSED,
            cards.SERVICE,
            cards.ORDERED,
            cards.AGAIN,
        ),
    ),
    ("审核", (cards.TO_APPROVE, cards.SUBMITTED, cards.SENT_BACK, cards.DRAFTS)),
)


@dataclass(frozen=True)
class Figure:
    """One card as the page draws it."""

    code: str
    label: str
    value: str
    href: str
    note: str
    is_grave: bool
    is_quiet: bool


@dataclass(frozen=True)
class Section:
    """Cards under one heading; `note` says what the switch above does not change."""

    title: str
    figures: tuple[Figure, ...]
    note: str = ""


def workbench(request: HttpRequest) -> dict[str, Any]:
    """Return what the first page draws; nothing of cases for whoever reads none."""
    user, look = request.user, Look.of(request)
    if look is None or not isinstance(user, User) or not may(user, Action.CASE_VIEW):
        return {"sections": ()}
    whose = request.GET.get(WHOSE, "")
    whose = whose if whose in dict(_whose(user)) else ""
    sections = tuple(_sections(look, whose))
    return {
        "sections": sections,
        "is_idle": not any(figure.value != "0" for section in sections for figure in section.figures),
        "switch": [
            {"label": label, "href": f"?{urlencode({WHOSE: code})}" if code else "?", "is_current": code == whose}
            for code, label in _whose(user)
        ],
        "whose": whose,
        "units": unit_table(look, request.GET.get("p", "")) if user.organ and not user.organ.is_leaf() else None,
        "recent": _recent(user, Desk.of(request)),
        "links": _links(user),
    }


def list_address(**filters: str) -> str:
    """Return the address of the list of cases with filters; empty ones are left out."""
    page = reverse("admin:requests_app_disclosurerequest_changelist")
    query = urlencode({name: value for name, value in filters.items() if value})
    return f"{page}?{query}" if query else page


def _whose(user: User) -> list[tuple[str, str]]:
    everything = "本单位" if user.organ is None or user.organ.is_leaf() else "本单位及下属单位"
    own = [("mine", "我承办的")] if may(user, Action.CASE_WORK) else []
    return [("", everything), *own, ("none", "未认领")]


def _sections(look: Look, whose: str) -> Iterable[Section]:
    shown = set(cards_of(look.user))
    everything = DisclosureRequest.objects.shown().visible_to(look.user)
    narrowed = {"mine": lambda: everything.handled_by(look.user), "none": everything.unclaimed}
    chosen = narrowed[whose]() if whose else everything
    for title, listed in SECTIONS:
        drawn = [card for card in listed if card in shown]
        figures = tuple(
            _figure(card, everything, look) if card.is_personal else _figure(card, chosen, look, handler=whose)
            for card in drawn
        )
        if figures:
            yield Section(
                title, figures, "只算本人起草或有权审核的，不随上面的切换变动。" if drawn[0].is_personal else ""
            )


def _figure(card: Card, rows: "QuerySet[Any]", look: Look, handler: str = "") -> Figure:
    found = rows.filter(card.condition(look)).order_by()
    count = found[: CARD_CAP + 1].count()
    value = f"{CARD_CAP}+" if count > CARD_CAP else str(count)
    note = _soonest(found, look.today) if card is cards.AGAIN and count else card.note
    href = list_address(**{card.parameter: card.value, "handler": handler})
    return Figure(card.value, card.label, value, href, note, card.is_grave and count > 0, not count)


def _soonest(rows: "QuerySet[Any]", today: date) -> str:
    """Return by when the most urgent of the reopened cases is to be answered again, and of how many that is not known."""
    known = rows.aggregate(first=Min("answer_by"), silent=Count("pk", filter=Q(answer_by__isnull=True)))
    first, silent = known["first"], known["silent"]
    if first is None:
        return "没有登记重新答复的期限，不会提醒"
    late = "，已逾期" if first < today else ""
    unknown = f"；另有 {silent} 件没有登记期限，不会提醒" if silent else ""
    return f"最早须于 {first} 前重新答复{late}{unknown}"


def _recent(user: User, desk: Desk) -> list[Mapping[str, Any]]:
    """Return the cases that a person worked on last, as far as they may still see them."""
    seen = DisclosureRequest.objects.shown().visible_to(user).select_related("organ")
    # by the last step on each case: a long afternoon on one of them hides no other
    steps = CaseEvent.objects.done_by(user).filter(request__in=seen.select_related(None).order_by().values("pk"))
    latest = steps.order_by().values("request_id").annotate(last=Max("pk")).order_by("-last")
    keys = [one["request_id"] for one in latest[:RECENT]]
    found = {case.pk: case for case in seen.filter(pk__in=keys).defer(*SEALED, *LONG)}
    return [
        {
            "case": found[key],
            "term": desk.term_of(found[key]),
            "href": reverse("admin:requests_app_disclosurerequest_change", args=(key,)),
        }
        for key in keys
        if key in found
    ]


def _links(user: User) -> list[dict[str, str]]:
    """Return where the day's work starts, as far as the person may go there."""
    rows = [
        (Action.CASE_REGISTER, "登记申请", "admin:requests_app_disclosurerequest_add", "main"),
        (Action.CASE_REGISTER, "补录已办结申请", "admin:requests_app_disclosurerequest_record", ""),
        (Action.CASE_VIEW, "全部案件", "admin:requests_app_disclosurerequest_changelist", ""),
        (Action.CASE_REGISTER, "登记复议诉讼", "admin:requests_app_appeal_add", ""),
        (Action.LEDGER_IMPORT, "台账导入记录", "admin:requests_app_importbatch_changelist", ""),
    ]
    return [
        {"label": label, "href": reverse(name), "kind": kind} for right, label, name, kind in rows if may(user, right)
    ]
