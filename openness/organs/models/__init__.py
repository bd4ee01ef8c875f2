"""Units, their places in the tree by year, people, who stands in for them, and the trail of what they did."""

from openness.organs.models.deputy import Deputy
from openness.organs.models.organ import Organ, OrganQuerySet, path_after
from openness.organs.models.person import User
from openness.organs.models.placement import DEVIATING, Placement
from openness.organs.models.trail import TrailEntry, TrailIsFixed

__all__ = [
    "DEVIATING",
    "Deputy",
    "Organ",
    "OrganQuerySet",
    "Placement",
    "TrailEntry",
    "TrailIsFixed",
    "User",
    "path_after",
]
