"""Leaving a trace (操作留痕): the one writer of the trail, and what the person may read of it."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from openness.organs.choices import TrailKind
from openness.organs.models import Organ, TrailEntry, User
from openness.organs.models.trail import SUBJECT_ROOM, USERNAME_ROOM
from openness.organs.rights import ROLE_ACTIONS, Action, Ground, grounds
from openness.organs.standing import units_where

ADDRESS_ROOM = 45


def leave(
    *,
    by: User | None,
    at: datetime,
    kind: TrailKind,
    subject: str,
    organ: Organ | None = None,
    rows: int | None = None,
    with_personal: bool = False,
    ip: str = "",
    username: str = "",
) -> TrailEntry:
    """Add one entry to the trail and return it.

    Args:
        by: who did it; None is the system itself, or somebody who could not log in.
        at: when.
        kind: what was done.
        subject: to what: a registration number, the address of a report, a file. Never personal data of applicants.
        organ: the unit that it concerns.
        rows: how many rows were written or shown.
        with_personal: whether personal data of applicants were among it in full.
        ip: the network address that it came from.
        username: the name as typed at a failed login; otherwise that of `by`.
    """
    return TrailEntry.objects.create(
        who=by, username=(username or (by.username if by else ""))[:USERNAME_ROOM], at=at, kind=kind, organ=organ,
        subject=subject[:SUBJECT_ROOM], rows=rows, with_personal=with_personal, ip=ip[:ADDRESS_ROOM],
    )  # fmt: skip


def address_of(request: HttpRequest | None) -> str:
    """Return the network address that a request came from; behind a proxy it is the proxy's."""
    return str(request.META.get("REMOTE_ADDR") or "") if request is not None else ""


def leave_for(request: HttpRequest, *, at: datetime, kind: TrailKind, subject: str, **more: Any) -> TrailEntry:
    """Add one entry for the person behind `request`; the rest as `leave` takes it."""
    by = request.user if isinstance(request.user, User) else None
    return leave(by=by, at=at, kind=kind, subject=subject, ip=address_of(request), **more)


def trail_visible_to(user: User, rows: "QuerySet[TrailEntry]") -> "QuerySet[TrailEntry]":
    """Return what `user` may read of the trail.

    That is what people of their subtree did and what concerns units of it. Entries that name neither (logins under a
    name that nobody has, what the system did by itself) may hold a password typed into the wrong box: only the
    administrator of a root reads them.
    """
    units = units_where(user, Action.TRAIL_VIEW).order_by().values("pk")
    seen = Q(who__organ_id__in=units) | Q(organ_id__in=units)
    if any(_is_root_administrator(ground) for ground in grounds(user, Action.TRAIL_VIEW)):
        seen |= Q(who=None, organ=None)
    return rows.filter(seen)


def _is_root_administrator(ground: Ground) -> bool:
    return Action.PEOPLE_MANAGE in ROLE_ACTIONS[ground.role] and bool(ground.organ.is_root())
