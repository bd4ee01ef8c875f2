"""The coordinator's workbench: the missing units, and what waits unit by unit, the late first; a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef
from django.urls import reverse

from openness.organs.models import Organ, User
from openness.organs.rights import ROLE_ACTIONS, Action
from requests_app.admin import cards
from requests_app.admin.cards import TERM, Card, Look
from requests_app.admin.filters import ALONE
from requests_app.models import DisclosureRequest
from requests_app.querysets import AGAIN, UNFINISHED

PER_PAGE = 50
MOST_MISSING = 200

OPEN = Card(TERM, "unfinished", "未办结", lambda _: UNFINISHED)
COLUMNS = (
    cards.OVERDUE, cards.UNCONFIRMED_TOO_LONG, cards.DUE_TODAY, cards.DUE_SOON, cards.UNCONFIRMED, cards.APPLICANT,
    cards.THIRD_PARTY, cards.PAYMENT, cards.LAPSED, cards.SERVICE, cards.AGAIN, OPEN,
)  # fmt: skip
"""In the order in which units are sorted, the missing ones behind the first two."""

OF_REOPENED = (cards.OVERDUE, cards.DUE_TODAY, cards.DUE_SOON, cards.AGAIN)
"""What a reopened case counts in: it is none of the unfinished."""

GRAVEST = 2
HANDLERS = [role for role, actions in ROLE_ACTIONS.items() if Action.CASE_WORK in actions]


@dataclass
class UnitRow:
    """One unit with something waiting."""

    counts: dict[str, int] = field(default_factory=dict)
    is_missing: bool = False
    organ: Organ | None = None
    cells: list[dict[str, Any]] = field(default_factory=list)

    def add(self, counts: Mapping[str, int]) -> None:
        """Count further cases in."""
        for code, count in counts.items():
            self.counts[code] = self.counts.get(code, 0) + count

    def rank(self, place: int) -> tuple[Any, ...]:
        """Return where it stands: late cases first, then unconfirmed ones, then the missing, then by what is due."""
        least = [-self.counts.get(card.value, 0) for card in COLUMNS]
        return (*least[:GRAVEST], not self.is_missing, *least[GRAVEST:], place)


def unit_table(look: Look, page: str) -> dict[str, Any]:
    """Return the table for the subtree of the person who looks: six queries, however many units there are.

    A unit is missing where it registered nothing this year and nobody who handles cases can sign in there: it may have
    nothing to report, or keep its cases elsewhere; either way somebody should ask.

    Args:
        look: who looks, and when.
        page: the number of the page, as typed.
    """
    missing = _missing(look)
    rows = _rows(look, set(missing))
    order = sorted(rows, key=lambda key: rows[key].rank(key))
    found = Paginator(order, PER_PAGE).get_page(page)
    return {
        "heads": [card.label for card in COLUMNS],
        "rows": _drawn(found, rows),
        "page": found,
        "is_paged": found.paginator.num_pages > 1,
        "missing": len(missing),
        "missing_organs": list(Organ.objects.filter(pk__in=missing[:MOST_MISSING])),
        "year": look.today.year,
    }


def _rows(look: Look, missing: set[int]) -> dict[int, UnitRow]:
    rows: dict[int, UnitRow] = {}
    seen = DisclosureRequest.objects.visible_to(look.user).order_by()
    in_hand = {card.value: Count("pk", filter=card.condition(look)) for card in COLUMNS if card is not cards.AGAIN}
    for counted in seen.unfinished().values("organ_id").annotate(**in_hand):
        rows[counted.pop("organ_id")] = UnitRow(counts=counted)
    again = {card.value: Count("pk", filter=card.condition(look)) for card in OF_REOPENED}
    for counted in seen.shown().filter(AGAIN).values("organ_id").annotate(**again):
        rows.setdefault(counted.pop("organ_id"), UnitRow()).add(counted)
    for key in missing & rows.keys():
        rows[key].is_missing = True
    return rows


def _missing(look: Look) -> list[int]:
    this_year = DisclosureRequest.objects.shown().filter(
        organ=OuterRef("pk"), registered_on__gte=look.today.replace(month=1, day=1)
    )
    people = User.objects.filter(organ=OuterRef("pk"), role__in=HANDLERS, is_active=True, is_staff=True)
    units = Organ.objects.within(look.user.organ).exclude(pk=look.user.organ_id)
    return list(units.filter(~Exists(this_year), ~Exists(people)).order_by("path").values_list("pk", flat=True))


def _drawn(page: "Page[Any]", rows: Mapping[int, UnitRow]) -> list[UnitRow]:
    organs = Organ.objects.in_bulk(list(page.object_list))
    drawn = [rows[key] for key in page.object_list]
    for key, row in zip(page.object_list, drawn, strict=True):
        row.organ = organs[key]
        row.cells = [_cell(card, row, organs[key]) for card in COLUMNS]
    return drawn


def _cell(card: Card, row: UnitRow, organ: Organ) -> dict[str, Any]:
    count = row.counts.get(card.value, 0)
    unit = organ.code if organ.is_leaf() else f"{ALONE}{organ.code}"
    address = reverse("admin:requests_app_disclosurerequest_changelist")
    href = f"{address}?{urlencode({card.parameter: card.value, 'unit': unit})}"
    return {"count": count, "href": href, "is_grave": card.is_grave and count > 0, "label": card.label}
