"""The only writers of units and placements."""

from datetime import date
from typing import Any

from django.db import transaction

from openness.organs.models import Organ, Placement


@transaction.atomic
def create_organ(
    *,
    parent: Organ | None,
    vertical: bool = False,
    placed_from: date | None = None,
    placed_to: date | None = None,
    **profile: Any,
) -> Organ:
    """Create a unit under `parent` (None: a root) with its placement and return it.

    Args:
        parent: the unit above it.
        vertical: vertically managed: left out of the parent's aggregate.
        placed_from, placed_to: the dated stretch `[from, to)`; None means always.
        profile: the fields of the unit.
    """
    organ: Organ = Organ.objects.add_child(parent, profile) if parent else Organ.objects.add_root(profile)
    Placement.objects.create(
        organ=organ, parent=parent, vertical=vertical, placed_from=placed_from, placed_to=placed_to
    )
    return organ
