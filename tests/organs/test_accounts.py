"""Accounts leave traces, and a password that somebody else set is replaced before anything else is done with it."""

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from openness.organs.choices import Role
from openness.organs.models import TrailEntry, User
from openness.organs.people import create_person
from openness.organs.trail import trail_visible_to
from tests.office import NOW, Office

pytestmark = pytest.mark.django_db
STRONG, OWN = "梧桐-2026-好密码", "本人-2026-自己的"
CASES = reverse("admin:requests_app_disclosurerequest_changelist")
CHANGE = reverse("admin:password_change")


@pytest.fixture
def office() -> Office:
    return Office()


def signed_in(person: User) -> Client:
    client = Client(REMOTE_ADDR="10.1.2.3")
    client.force_login(person)
    return client


def by_form(username: str, password: str) -> Client:
    client = Client()
    client.post(reverse("admin:login"), {"username": username, "password": password})
    return client


def traces() -> list[tuple[str, str]]:
    """Return who did what to accounts, oldest first."""
    return list(TrailEntry.objects.filter(kind="account").order_by("pk").values_list("username", "subject"))


def reset(office: Office, person: User, password: str = STRONG) -> Any:
    address = reverse("admin:auth_user_password_change", args=(person.pk,))
    sent = {"password1": password, "password2": password, "usable_password": "true"}
    return signed_in(office.administrator).post(address, sent)


def change(office: Office, person: User, **changes: Any) -> Any:
    given = {
        "username": person.username, "full_name": "某人（虚构）", "organ": person.organ_id, "role": person.role,
        "email": "", "is_active": "on",
    }  # fmt: skip
    sent = {name: value for name, value in {**given, **changes}.items() if value is not None}
    return signed_in(office.administrator).post(reverse("admin:organs_user_change", args=(person.pk,)), sent)


def test_a_refused_reset_leaves_neither_trace_nor_mark(office: Office) -> None:
    reset(office, office.clerk, "123")
    office.clerk.refresh_from_db()
    assert (traces(), office.clerk.password_given_at) == ([], None)


def test_an_administrator_who_sets_a_password_leaves_a_trace_that_the_auditor_reads(office: Office) -> None:
    assert reset(office, office.clerk).status_code == 302
    assert traces() == [("wu.administrator", "设定密码：li.clerk")]
    kept = TrailEntry.objects.get(kind="account")
    assert (kept.organ, kept.ip) == (office.first, "10.1.2.3")
    for reader in (office.auditor, office.coordinator):
        assert kept in trail_visible_to(reader, TrailEntry.objects.all())
        assert "账号变动" in signed_in(reader).get(reverse("admin:organs_trailentry_changelist")).content.decode()
    assert STRONG not in str(list(TrailEntry.objects.values()))


def test_a_password_cannot_be_made_unusable_here(office: Office) -> None:
    address = reverse("admin:auth_user_password_change", args=(office.clerk.pk,))
    sent = {"password1": "", "password2": "", "usable_password": "false", "unset-password": "1"}
    signed_in(office.administrator).post(address, sent)
    assert traces() == []
    assert User.objects.get(pk=office.clerk.pk).has_usable_password()


def test_with_a_password_set_by_another_nothing_opens_but_the_page_of_ones_own(office: Office) -> None:
    reset(office, office.clerk)
    browser = by_form("li.clerk", STRONG)
    for address in (CASES, reverse("admin:index"), reverse("reports:list"), reverse("deadline"), "/admin/nothing/"):
        assert browser.get(address)["Location"] == CHANGE
        assert browser.post(address)["Location"] == CHANGE
    text = browser.get(CHANGE).content.decode()
    given = User.objects.get(pk=office.clerk.pk).password_given_at
    assert given is not None
    assert f"由 wu.administrator 于 {given + timedelta(hours=8):%Y-%m-%d %H:%M} 设定" in text
    assert browser.post(reverse("admin:logout")).status_code == 200


def test_the_same_password_again_is_not_ones_own(office: Office) -> None:
    reset(office, office.clerk)
    browser = by_form("li.clerk", STRONG)
    answer = browser.post(CHANGE, {"old_password": STRONG, "new_password1": STRONG, "new_password2": STRONG})
    assert "新密码与现在的密码相同" in answer.content.decode()
    assert browser.get(CASES)["Location"] == CHANGE


def test_after_a_password_of_ones_own_everything_opens_and_both_are_in_the_trail(office: Office) -> None:
    reset(office, office.clerk)
    browser, lines = by_form("li.clerk", STRONG), office.clerk.history.count()
    browser.post(CHANGE, {"old_password": STRONG, "new_password1": OWN, "new_password2": OWN})
    assert browser.get(CASES).status_code == 200
    assert "不是您本人所设" not in browser.get(CHANGE).content.decode()
    assert traces() == [("wu.administrator", "设定密码：li.clerk"), ("li.clerk", "修改本人密码：li.clerk")]
    assert by_form("li.clerk", OWN).get(CASES).status_code == 200
    person = User.objects.get(pk=office.clerk.pk)
    assert (person.password_given_at, person.password_given_by) == (None, None)
    assert person.history.count() == lines  # a password is no line of the history


def test_who_sets_their_own_on_the_page_of_people_need_not_set_it_again(office: Office) -> None:
    reset(office, office.administrator)
    assert traces() == [("wu.administrator", "修改本人密码：wu.administrator")]
    assert by_form("wu.administrator", STRONG).get(reverse("admin:index")).status_code == 200


def test_a_new_account_on_the_page_leaves_a_trace_and_has_no_password_of_its_own(office: Office) -> None:
    sent = {
        "username": "wode2", "password1": STRONG, "password2": STRONG, "full_name": "我（虚构）", "organ": office.first.pk,
        "role": "coordinator", "usable_password": "true",
    }  # fmt: skip
    signed_in(office.administrator).post(reverse("admin:organs_user_add"), sent)
    assert traces() == [("wu.administrator", "新建账号：wode2（我（虚构）），主管部门，甲局")]
    assert by_form("wode2", STRONG).get(CASES)["Location"] == CHANGE


def test_role_unit_name_and_state_are_traced_and_a_move_in_both_units(office: Office) -> None:
    change(office, office.clerk)
    assert traces() == []
    change(office, office.clerk, role="head", organ=office.second.pk, is_active=None, username="li.renamed")
    changes = "用户名由“li.clerk”改为“li.renamed”；角色由经办人改为审核人；单位由甲局改为乙局；停用"
    assert traces() == [("wu.administrator", f"变更账号：li.renamed（某人（虚构）），{changes}")] * 2
    assert set(TrailEntry.objects.filter(kind="account").values_list("organ", flat=True)) == {
        office.first.pk, office.second.pk,
    }  # fmt: skip


def test_people_made_by_command_are_traced_and_set_their_own_password_first(office: Office) -> None:
    create_person(
        by=office.administrator, at=NOW, username="new.clerk", organ=office.first, role=Role.CLERK, password=STRONG
    )
    assert traces() == [("wu.administrator", "新建账号：new.clerk，经办人，甲局")]
    assert by_form("new.clerk", STRONG).get(CASES)["Location"] == CHANGE


def test_people_of_a_file_are_traced_one_by_one(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    rows = (
        "username,full_name,organ_code,role,password,active",
        f"new.clerk,新人,T0101,clerk,{STRONG},是",
        "li.clerk,李四,T0101,head,,是",
        "wang.head,王五,T0101,head,,是",
    )
    path.write_text("\n".join(rows), encoding="utf-8")
    call_command("load_people", str(path), "--as", "wu.administrator", stdout=StringIO())
    assert traces() == [
        ("wu.administrator", "新建账号：new.clerk（新人），经办人，甲局"),
        ("wu.administrator", "变更账号：li.clerk（李四），角色由经办人改为审核人"),
    ]
    assert STRONG not in str(list(TrailEntry.objects.values()))
    assert by_form("new.clerk", STRONG).get(CASES)["Location"] == CHANGE
    assert User.objects.get(username="li.clerk").password_given_at is None  # theirs, left alone
