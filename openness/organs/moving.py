"""What follows a move of units in the tree: apps above enter it here when they start; it runs in the move's transaction."""

from collections.abc import Callable, Iterable
from datetime import datetime

from openness.organs.models import Organ, User

Follower = Callable[[list[Organ], User | None, datetime], str]
"""Takes the moved units where they stand now, who moved them and when; returns what to tell, or nothing."""

_FOLLOWERS: list[Follower] = []


def follow_moves(follower: Follower) -> Follower:
    """Enter what is to be done after units have moved; a decorator for modules that are imported once."""
    _FOLLOWERS.append(follower)
    return follower


def follow(*, moved: Iterable[int], by: User | None, at: datetime) -> list[str]:
    """Let everything follow that was entered, and return what it tells; for the operation that moved the units only.

    Args:
        moved: the keys of the moved units; those below them moved along.
        by: who moved them; None is the system itself.
        at: the instant.
    """
    organs = list(Organ.objects.filter(pk__in=list(moved)))
    told = [follower(organs, by, at) for follower in _FOLLOWERS] if organs else []
    return [text for text in told if text]
