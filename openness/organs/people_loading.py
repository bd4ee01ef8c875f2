"""Loading people from a file: created, updated or stopped, all of them or none."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from openness.organs.accounts import Doer, account_of, give_password, note_changed_account, note_new_account
from openness.organs.choices import TrailKind
from openness.organs.models import Organ, User
from openness.organs.people_file import PeopleRefused, PersonRow
from openness.organs.rights import Action, may
from openness.organs.trail import leave

PASSWORD_BYTES = 12
FOLLOWING = ("full_name", "role", "is_active")


@dataclass
class LoadedPeople:
    """What was done: how many were created, updated and left as they were, and the random passwords by login."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    passwords: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def load_people(*, rows: Sequence[PersonRow], by: User | None, at: datetime, file_name: str) -> LoadedPeople:
    """Create or update the people of a file and say what was done.

    The password of somebody who is here already is left alone: it is theirs by now. Whoever has none yet and none in
    the file gets a random one, which is told once and kept nowhere. A new person has to set one of their own at the first
    login; each new or changed account leaves a row in the trail.

    Args:
        rows: the checked rows of the file.
        by: who loads; None is the system itself.
        at: when.
        file_name: the file, for the trail.

    Raises:
        PeopleRefused: a unit that does not exist, no right over it or over where the person is now, a weak password, or
            an administrator who would shut themselves out. Nothing is written.
    """
    organs: dict[str, Organ] = {organ.code: organ for organ in Organ.objects.all()}
    wanted = [row.username for row in rows]
    known = {person.username: person for person in User.objects.select_related("organ").filter(username__in=wanted)}
    reasons = [f"第{row.row}行 {why}" for row in rows for why in _why_not(row, organs, known.get(row.username), by)]
    if reasons:
        raise PeopleRefused(reasons)
    loaded = LoadedPeople()
    doer = Doer(by, at)
    weak = [why for row in rows for why in _store(row, organs[row.organ_code], known.get(row.username), doer, loaded)]
    if weak:
        raise PeopleRefused(weak)
    leave(
        by=by, at=at, kind=TrailKind.COMMAND, subject=f"load_people {file_name}", organ=by.organ if by else None,
        rows=len(rows),
    )  # fmt: skip
    return loaded


def _why_not(row: PersonRow, organs: Mapping[str, Organ], person: User | None, by: User | None) -> list[str]:
    """Return why a row may not be written, whatever its password."""
    organ = organs.get(row.organ_code)
    if organ is None:
        return [f"“organ_code”填的是“{row.organ_code}”，系统里没有这个单位；新单位先用 load_organs 载入。"]
    if by is None:
        return []
    reasons = []
    if not may(by, Action.PEOPLE_MANAGE, organ):
        reasons.append(
            f"“organ_code”填的是“{row.organ_code}”，您没有维护这个单位人员的权限；只能填您管理的单位及其下级。"
        )
    if person is not None and (person.is_superuser or not _manages(by, person)):
        reasons.append(
            f"“username”填的是“{row.username}”，这个登录名已有人使用，而且不是您管理的人员；请换一个登录名。"
        )
    elif person is not None and person.pk == by.pk and _differs(row, organ, person):
        reasons.append(f"“username”填的是“{row.username}”，就是您自己；自己的单位、角色和停用请由另一位管理员办理。")
    return reasons


def _manages(by: User, person: User) -> bool:
    return person.organ is not None and may(by, Action.PEOPLE_MANAGE, person.organ)


def _differs(row: PersonRow, organ: Organ, person: User) -> bool:
    return (row.role, row.is_active, organ.pk) != (person.role, person.is_active, person.organ_id)


def _store(row: PersonRow, organ: Organ, person: User | None, doer: Doer, loaded: LoadedPeople) -> list[str]:
    """Write one row; return what is wrong with it, which undoes them all."""
    if person is None:
        return _create(row, organ, doer, loaded)
    before = account_of(person)
    changed = [name for name in FOLLOWING if getattr(person, name) != getattr(row, name)]
    for name in changed:
        setattr(person, name, getattr(row, name))
    if person.organ_id != organ.pk:
        person.organ = organ
        changed.append("organ")
    if not changed:
        loaded.unchanged += 1
        return []
    person._history_user = doer.by  # type: ignore[attr-defined]
    person.save(update_fields=changed)
    note_changed_account(person, before, doer)
    loaded.updated += 1
    return []


def _create(row: PersonRow, organ: Organ, doer: Doer, loaded: LoadedPeople) -> list[str]:
    person = User(username=row.username, organ=organ, role=row.role, full_name=row.full_name, is_staff=True)
    person.is_active = row.is_active
    password = row.password or secrets.token_urlsafe(PASSWORD_BYTES)
    try:
        if row.password:
            validate_password(password, person)
    except ValidationError as weak:
        said = "；".join(message.rstrip("。") for message in weak.messages)
        return [f"第{row.row}行 “password”不合要求：{said}。请换一个，或留空由系统给一个随机的。"]
    person.set_password(password)
    give_password(person, doer)
    person._history_user = doer.by  # type: ignore[attr-defined]
    person.save()
    note_new_account(person, doer)
    loaded.created += 1
    if not row.password:
        loaded.passwords[row.username] = password
    return []
