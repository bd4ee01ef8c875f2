"""Logins, logouts, failed logins and lockouts go to the trail: signals of Django and axes, a security log and no rule."""

from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from openness.organs.choices import TrailKind
from openness.organs.models import User
from openness.organs.trail import address_of, leave


@receiver(user_logged_in)
def note_login(request: HttpRequest | None, user: User, **_: Any) -> None:
    """Note who came in."""
    leave(by=user, at=timezone.now(), kind=TrailKind.LOGIN, subject="", organ=user.organ, ip=address_of(request))


@receiver(user_logged_out)
def note_logout(request: HttpRequest | None, user: User | None, **_: Any) -> None:
    """Note who left; a session that was nobody's leaves nothing."""
    if user is not None:
        leave(by=user, at=timezone.now(), kind=TrailKind.LOGOUT, subject="", organ=user.organ, ip=address_of(request))


@receiver(user_login_failed)
def note_failed_login(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """Note the name as it was typed; while it is locked, the row of the lock stands for all further tries."""
    if is_during_lock(request):
        return
    _note_outside(TrailKind.LOGIN_FAILED, str(credentials.get("username") or ""), request)


@receiver(user_locked_out)
def note_lockout(request: HttpRequest | None, username: str | None, **_: Any) -> None:
    """Note which name was locked, once a lock."""
    if is_during_lock(request):
        return
    _note_outside(TrailKind.LOCKED, username or "", request)


def is_during_lock(request: HttpRequest | None) -> bool:
    """Say whether a try was turned away by a lock that stood already: axes counts only those that it let through."""
    is_locked = getattr(request, "axes_locked_out", False)
    return bool(is_locked) and getattr(request, "axes_failures_since_start", None) is None


def _note_outside(kind: TrailKind, typed: str, request: HttpRequest | None) -> None:
    """Note what nobody did by right; where the name is somebody's, it concerns their unit."""
    known = User.objects.select_related("organ").filter(username=typed).first()
    leave(
        by=None, at=timezone.now(), kind=kind, subject="", username=typed, organ=known.organ if known else None,
        ip=address_of(request),
    )  # fmt: skip
