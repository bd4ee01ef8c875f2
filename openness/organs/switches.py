"""How a unit approves: whether answers need a second person, and whether its only person may approve alone."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from openness.organs.choices import Role
from openness.organs.models import Organ, User
from openness.organs.refusing import OrganRefusal
from openness.organs.rights import Action, Ground, grounds

REASON_ROOM = 100


def may_set_approval(by: User, organ: Organ) -> bool:
    """Say whether `by` may set that answers of `organ` need approval: its own head, or a coordinator above or of it."""
    return _holds(by, organ, lambda ground: ground.role == Role.COORDINATOR or ground.organ.pk == organ.pk)


def may_allow_self_approval(by: User, organ: Organ) -> bool:
    """Say whether `by` may let `organ` approve itself: a coordinator strictly above it; of a root, its own."""
    return _holds(
        by, organ,
        lambda ground: ground.role == Role.COORDINATOR and (ground.organ.pk != organ.pk or bool(organ.is_root())),
    )  # fmt: skip


def set_approval(*, organ: Organ, by: User | None, at: datetime, needed: bool, reason: str) -> Organ:
    """Set whether answers of `organ` are approved by a second person, and return the unit.

    Args:
        organ: the unit; it is read again under the lock.
        by: who sets it; None is the system itself.
        at: when.
        needed: whether they need it.
        reason: why; kept in the history of the unit.

    Raises:
        OrganRefusal: no right, or no reason.
    """
    if by is not None and not may_set_approval(by, organ):
        raise OrganRefusal(f"您不能设定“{organ}”的答复是否须经审核；由主管部门或本单位审核人设定。")
    return _set(organ, "answers_need_approval", needed, by, at, reason)


def allow_self_approval(*, organ: Organ, by: User | None, at: datetime, allowed: bool, reason: str) -> Organ:
    """Set whether a person of `organ` may approve their own work, and return the unit.

    Args:
        organ: the unit; it is read again under the lock.
        by: who sets it; None is the system itself.
        at: when.
        allowed: whether they may.
        reason: why; kept in the history of the unit.

    Raises:
        OrganRefusal: no right (only a coordinator above the unit may), or no reason.
    """
    if by is not None and not may_allow_self_approval(by, organ):
        raise OrganRefusal(f"“{organ}”可否自行审批，只能由其上级单位的主管部门人员设定。")
    return _set(organ, "may_approve_self", allowed, by, at, reason)


def _holds(by: User, organ: Organ, fits: Callable[[Ground], bool]) -> bool:
    return any(fits(ground) for ground in grounds(by, Action.ORGAN_SWITCH, organ))


@transaction.atomic
def _set(organ: Organ, name: str, value: bool, by: User | None, at: datetime, reason: str) -> Organ:
    if not reason.strip() or len(reason.strip()) > REASON_ROOM:
        raise OrganRefusal(f"请填写理由（最多 {REASON_ROOM} 字），它会留在单位的修改记录里。", "reason")
    locked: Organ = Organ.objects.select_for_update().get(pk=organ.pk)
    if getattr(locked, name) != value:
        setattr(locked, name, value)
        locked._history_user = by  # type: ignore[attr-defined]
        locked._history_date = at  # type: ignore[attr-defined]
        locked._change_reason = reason.strip()  # type: ignore[attr-defined]
        locked.save(update_fields=[name])
    return locked
