"""Making people: each with a unit and a role; the first administrator by whoever set the site up."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from openness.organs.accounts import Doer, give_password, note_new_account
from openness.organs.choices import Role
from openness.organs.models import Organ, User
from openness.organs.rights import Action, may


class PersonRefused(Exception):
    """A person is not made; the text says why and what to do, in Chinese."""


@transaction.atomic
def create_person(
    *, by: User | None, at: datetime, username: str, organ: Organ, role: str, password: str, full_name: str = ""
) -> User:
    """Create a person and return them; they have to set a password of their own when they first log in.

    Args:
        by: who makes them; None is the system in development.
        at: when.
        username: the name to log in with.
        organ: the unit they work in.
        role: what they do there (`Role`).
        password: their first password.
        full_name: as screens and logs show them.

    Raises:
        PersonRefused: no right, the name is taken, or the password is too weak.
    """
    if by is not None and not may(by, Action.PEOPLE_MANAGE, organ) and not _sets_up(by):
        raise PersonRefused(f"“{by}”没有在“{organ}”添加人员的权限，没有执行任何操作。请由系统管理员办理。")
    if role not in Role.values:
        raise PersonRefused(f"没有“{role}”这个角色；可用的角色：{'、'.join(Role.values)}。")
    if not username.strip() or User.objects.filter(username=username).exists():
        raise PersonRefused(f"登录名“{username}”为空或已有人使用，请换一个。")
    person = User(username=username.strip(), organ=organ, role=role, full_name=full_name, is_staff=True)
    try:
        person.set_password(password)
        person.full_clean()
        validate_password(password, person)
    except ValidationError as weak:
        raise PersonRefused("；".join(weak.messages)) from weak
    doer = Doer(by, at)
    give_password(person, doer)
    person.save()
    note_new_account(person, doer)
    return person


def _sets_up(person: User) -> bool:
    """Whoever installed the site makes its first administrator, and nobody after that."""
    administrators = User.objects.filter(role=Role.ADMINISTRATOR, organ__isnull=False, is_active=True)
    return person.is_superuser and person.is_active and not administrators.exists()
