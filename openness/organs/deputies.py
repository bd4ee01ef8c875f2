"""Naming somebody who stands in for an absent person, and ending it."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from openness.organs.choices import Role
from openness.organs.models import Deputy, User
from openness.organs.refusing import OrganRefusal
from openness.organs.rights import HANDLING_ROLES, Action, may_in_person

LONGEST_REASON = 200


@transaction.atomic
def set_deputy(
    *, by: User | None, at: datetime, person: User, deputy: User, since: date, until: date, reason: str
) -> Deputy:
    """Let `deputy` do from `since` to `until` what `person` may do, and return the deputyship.

    Args:
        by: who names the deputy; None is the system itself.
        at: when.
        person: who is absent.
        deputy: who stands in.
        since, until: the first and the last day.
        reason: why.

    Raises:
        OrganRefusal: no right, or somebody who may not stand in.
    """
    _require(why_not(by=by, person=person, deputy=deputy))
    _require(_wrong_days(since, until, reason))
    made = Deputy(
        person=person, deputy=deputy, since=since, until=until, reason=reason.strip(), set_by=by, set_at=at
    )  # fmt: skip
    return _store(made, by, at, reason)


@transaction.atomic
def change_deputyship(*, deputyship: Deputy, by: User | None, at: datetime, until: date, reason: str) -> Deputy:
    """Move the last day of a deputyship and return it: somebody came back earlier, or stays away longer.

    Args:
        deputyship: the deputyship; it is read again under the lock.
        by: who changes it; None is the system itself.
        at: when.
        until: the new last day.
        reason: why.

    Raises:
        OrganRefusal: no right, or a day before the first.
    """
    locked = Deputy.objects.select_for_update(of=("self",)).select_related("person__organ", "deputy__organ").get(
        pk=deputyship.pk
    )  # fmt: skip
    faults = _no_right(by, locked.person) if until <= locked.until else why_not(
        by=by, person=locked.person, deputy=locked.deputy
    )  # fmt: skip
    _require(faults)
    _require(_wrong_days(locked.since, until, reason))
    locked.until, locked.reason = until, reason.strip()
    return _store(locked, by, at, reason)


def why_not(*, by: User | None, person: User, deputy: User) -> Iterator[OrganRefusal]:
    """Yield why `deputy` may not stand in for `person`, or `by` may not name them.

    Args:
        by: who names the deputy; None is the system itself.
        person: who is absent.
        deputy: who would stand in.
    """
    if person.pk == deputy.pk:
        yield OrganRefusal("代理人不能是本人，请另选一人。", "deputy")
    yield from _no_right(by, person)
    for one, entry, called in ((person, "person", "被代理人"), (deputy, "deputy", "代理人")):
        if one.role not in HANDLING_ROLES or not one.is_active or one.organ is None:
            yield OrganRefusal(
                f"“{one}”（{one.get_role_display() or '无角色'}）不能作{called}：只有在用的经办人、审核人、主管部门人员"
                "之间可以代理；领导、审计员、系统管理员不办理案件，不能由此看到申请人信息。",
                entry,
            )
    if person.organ is not None and deputy.organ is not None and not deputy.organ.contains(person.organ):
        yield OrganRefusal(
            f"“{deputy}”在“{deputy.organ}”，不是“{person.organ}”本单位或其上级单位的人，不能代理。请另选一人。",
            "deputy",
        )


def _no_right(by: User | None, person: User) -> Iterator[OrganRefusal]:
    """Yield why `by` may not name a deputy: a right of their own, not handed on, and never over a higher role."""
    if by is None:
        return
    if person.organ is None or not may_in_person(by, Action.DEPUTY_SET, person.organ):
        yield OrganRefusal(f"您不能为“{person}”指定代理人：不在您的管辖范围内，或您没有这项权限。", "person")
    elif by.role == Role.HEAD and (by.organ_id != person.organ_id or person.role == Role.COORDINATOR):
        yield OrganRefusal(
            "审核人只能为本单位的经办人和审核人指定代理人；其他人员请由主管部门或系统管理员指定。", "person"
        )


def _wrong_days(since: date, until: date, reason: str) -> Iterator[OrganRefusal]:
    if until < since:
        yield OrganRefusal(f"截止日期 {until} 早于起始日期 {since}，请核对。", "until")
    if not reason.strip() or len(reason.strip()) > LONGEST_REASON:
        yield OrganRefusal(f"请填写代理的理由（最多 {LONGEST_REASON} 字），如：出差、休假。", "reason")


def _require(faults: Iterator[OrganRefusal]) -> None:
    for fault in faults:
        raise fault


def _store(deputyship: Deputy, by: User | None, at: datetime, reason: str) -> Deputy:
    deputyship._history_user = by  # type: ignore[attr-defined]
    deputyship._history_date = at  # type: ignore[attr-defined]
    deputyship._change_reason = reason.strip()[:100]  # type: ignore[attr-defined]
    deputyship.save()
    return deputyship
