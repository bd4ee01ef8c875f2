"""Accounts leave traces: who made one, gave it a password, changed its role, unit or name; never the password itself."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from openness.organs.choices import Role, TrailKind
from openness.organs.models import Organ, User
from openness.organs.trail import leave


class Account(NamedTuple):
    """What decides what an account may do, as it stands at one time."""

    username: str
    organ: Organ | None
    role: str
    is_active: bool


class Doer(NamedTuple):
    """Who does something to an account, when and from where; nobody (None) is the system itself."""

    by: User | None
    at: datetime
    ip: str = ""


def account_of(person: User) -> Account:
    """Return an account as it stands in the object at hand."""
    return Account(person.username, person.organ, person.role, person.is_active)


def give_password(person: User, doer: Doer) -> None:
    """Remember on an unsaved person that somebody else knows their password: they have to set one of their own."""
    person.password_given_at, person.password_given_by = doer.at, doer.by


@transaction.atomic
def note_given_password(person: User, doer: Doer) -> None:
    """Note that the password of a person was just set by `doer`; where that is somebody else, it is no longer theirs.

    Args:
        person: whose, with the new password stored already.
        doer: who set it.
    """
    if doer.by is not None and doer.by.pk == person.pk:
        _note(doer, person.organ, f"修改本人密码：{_named(person)}")
        return
    give_password(person, doer)
    person.save(update_fields=["password_given_at", "password_given_by"])
    _note(doer, person.organ, f"设定密码：{_named(person)}")


@transaction.atomic
def set_own_password(person: User, password: str, doer: Doer) -> None:
    """Store the password that a person chose for themselves: from now on nobody else knows it."""
    person.set_password(password)
    person.password_given_at = person.password_given_by = None
    person.save(update_fields=["password", "password_given_at", "password_given_by"])
    _note(doer, person.organ, f"修改本人密码：{_named(person)}")


def note_new_account(person: User, doer: Doer) -> None:
    """Note that an account was made, and as what."""
    role = Role(person.role).label if person.role else "无角色"
    state = "" if person.is_active else "，停用"
    _note(doer, person.organ, f"新建账号：{_named(person)}，{role}，{person.organ or '无单位'}{state}")


def note_changed_account(person: User, before: Account, doer: Doer) -> None:
    """Note what changed of an account; who leaves a unit is told to those who read the trail of that unit, too."""
    changes = "；".join(_changes(before, account_of(person)))
    if not changes:
        return
    concerned = {organ.pk: organ for organ in (person.organ, before.organ) if organ is not None}
    for organ in concerned.values() or (None,):
        _note(doer, organ, f"变更账号：{_named(person)}，{changes}")


def _changes(before: Account, after: Account) -> Iterator[str]:
    if before.username != after.username:
        yield f"用户名由“{before.username}”改为“{after.username}”"
    if before.role != after.role:
        yield f"角色由{_role(before.role)}改为{_role(after.role)}"
    if before.organ != after.organ:
        yield f"单位由{before.organ or '无'}改为{after.organ or '无'}"
    if before.is_active != after.is_active:
        yield "启用" if after.is_active else "停用"


def _role(role: str) -> str:
    return str(Role(role).label) if role else "无"


def _named(person: User) -> str:
    return f"{person.username}（{person.full_name}）" if person.full_name else person.username


def _note(doer: Doer, organ: Organ | None, subject: str) -> None:
    leave(by=doer.by, at=doer.at, kind=TrailKind.ACCOUNT, subject=subject, organ=organ, ip=doer.ip)
