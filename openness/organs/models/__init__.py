"""Units, their places in the tree by year, and people."""

from openness.organs.models.organ import Organ, OrganQuerySet, path_after
from openness.organs.models.person import User
from openness.organs.models.placement import DEVIATING, Placement

__all__ = ["DEVIATING", "Organ", "OrganQuerySet", "Placement", "User", "path_after"]
