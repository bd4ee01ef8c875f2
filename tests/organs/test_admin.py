"""Units and people in the admin: administrators manage their subtree, everybody else reads units."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from openness.organs.models import Organ, Placement, User
from tests.office import Office

PASSWORD = "a-long-made-up-word-7"
NEW_PERSON = {
    "username": "new.person",
    "full_name": "新人",
    "role": "clerk",
    "password1": PASSWORD,
    "password2": PASSWORD,
}


@pytest.fixture
def office(db: None) -> Office:
    """Return a fresh office."""
    return Office()


def signed_in(user: User) -> Client:
    """Open a browser for a person."""
    client = Client()
    client.force_login(user)
    return client


def page(model: str, name: str, *args: Any) -> str:
    """Return the address of a page."""
    return reverse(f"admin:organs_{model}_{name}", args=args)


def profile(**changes: Any) -> dict[str, Any]:
    """Return the entries of a unit with an empty list of placements."""
    none = {"placements-TOTAL_FORMS": 0, "placements-INITIAL_FORMS": 0}
    return {"code": "T0103", "name": "丙局", "kind": "department", **none, **changes}


OTHERS = ["clerk", "head", "coordinator", "manager", "auditor"]


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_but_the_administrator_sees_people(office: Office, who: str) -> None:
    browser = signed_in(getattr(office, who))
    assert browser.get(page("user", "changelist")).status_code == 403
    assert browser.get(page("user", "change", office.clerk.pk)).status_code == 403
    assert browser.post(page("user", "add"), NEW_PERSON | {"organ": office.first.pk}).status_code == 403
    assert browser.post(reverse("admin:auth_user_password_change", args=(office.clerk.pk,)), {}).status_code == 403
    assert "人员" not in browser.get(reverse("admin:index")).content.decode().replace("单位与人员", "")


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_but_the_administrator_changes_a_unit(office: Office, who: str) -> None:
    browser = signed_in(getattr(office, who))
    assert browser.get(page("organ", "change", office.first.pk)).status_code == 200
    assert browser.post(page("organ", "change", office.first.pk), profile()).status_code == 403
    assert browser.post(page("organ", "add"), profile(parent=office.first.pk)).status_code == 403
    assert not Organ.objects.filter(name="丙局").exists()


def test_units_and_people_outside_the_subtree_do_not_exist(office: Office) -> None:
    browser = signed_in(office.administrator)
    assert "外区" not in browser.get(page("organ", "changelist")).content.decode()
    assert "zheng.stranger" not in browser.get(page("user", "changelist")).content.decode()
    for address in (page("organ", "change", office.elsewhere.pk), page("user", "change", office.stranger.pk)):
        assert browser.get(address).status_code in (302, 403, 404)
        assert browser.post(address, {"name": "改名", "username": "x"}).status_code in (302, 403, 404)
    office.elsewhere.refresh_from_db()
    assert office.elsewhere.name == "外区人民政府"


def test_a_clerk_is_offered_no_unit_beside_the_own(office: Office) -> None:
    asked = {"app_label": "requests_app", "model_name": "disclosurerequest", "field_name": "organ", "term": "局"}
    answer = signed_in(office.clerk).get(reverse("admin:autocomplete"), asked).json()
    assert [found["text"] for found in answer["results"]] == ["甲局"]


def test_a_superuser_and_a_person_without_unit_are_nobodys_to_manage(office: Office) -> None:
    root = User.objects.create_superuser("root", password=PASSWORD, organ=office.district)
    lost = User.objects.create_user("lost", password=PASSWORD)
    browser = signed_in(office.administrator)
    for person in (root, lost):
        change = reverse("admin:auth_user_password_change", args=(person.pk,))
        assert browser.post(change, {"password1": "x" * 12, "password2": "x" * 12}).status_code in (403, 404)
        person.refresh_from_db()
        assert person.check_password(PASSWORD)


def test_a_person_is_never_made_superuser_from_a_form(office: Office) -> None:
    sent = NEW_PERSON | {"organ": office.first.pk, "is_superuser": "on", "groups": "1"}
    signed_in(office.administrator).post(page("user", "add"), sent)
    assert not User.objects.get(username="new.person").is_superuser


@pytest.mark.parametrize("missing", ["organ", "role", "full_name"])
def test_a_person_needs_unit_role_and_name(office: Office, missing: str) -> None:
    sent = NEW_PERSON | {"organ": office.first.pk} | {missing: ""}
    response = signed_in(office.administrator).post(page("user", "add"), sent)
    assert missing in response.context["adminform"].form.errors
    assert not User.objects.filter(username="new.person").exists()


def test_a_person_is_not_placed_outside_the_subtree(office: Office) -> None:
    response = signed_in(office.administrator).post(page("user", "add"), NEW_PERSON | {"organ": office.elsewhere.pk})
    assert "organ" in response.context["adminform"].form.errors


def test_a_new_person_can_sign_in(office: Office) -> None:
    signed_in(office.administrator).post(page("user", "add"), NEW_PERSON | {"organ": office.first.pk})
    person = User.objects.get(username="new.person")
    assert (person.organ, person.role, person.is_staff) == (office.first, "clerk", True)
    assert person.check_password(PASSWORD)
    # the administrator knows the password, so the person sets one of their own first (tests/organs/test_accounts.py)
    assert signed_in(person).get(reverse("admin:password_change")).status_code == 200


def test_a_person_is_stopped_not_deleted(office: Office) -> None:
    browser = signed_in(office.administrator)
    assert browser.post(page("user", "delete", office.clerk.pk), {"post": "yes"}).status_code == 403
    sent = {"username": "li.clerk", "full_name": "李", "organ": office.first.pk, "role": "clerk"}
    browser.post(page("user", "change", office.clerk.pk), sent)
    office.clerk.refresh_from_db()
    assert not office.clerk.is_active


def test_an_administrator_makes_no_clerk_of_themselves(office: Office) -> None:
    sent = {"username": "wu.administrator", "full_name": "吴", "organ": office.first.pk, "role": "clerk"}
    change = page("user", "change", office.administrator.pk)
    assert signed_in(office.administrator).post(change, sent).status_code == 302
    office.administrator.refresh_from_db()
    kept = (office.administrator.role, office.administrator.organ, office.administrator.is_active)
    assert kept == ("administrator", office.district, True)
    assert office.administrator.full_name == "吴"


def test_groups_are_not_on_screen() -> None:
    assert not admin.site.is_registered(Group)


def test_a_unit_is_added_under_its_parent_with_its_placement(office: Office) -> None:
    sent = profile(parent=office.district.pk, handler_name="某人")
    response = signed_in(office.administrator).post(page("organ", "add"), sent, follow=True)
    made = Organ.objects.get(code="T0103")
    assert Organ.objects.get_parent(made) == office.district, response.context["adminform"].form.errors
    assert made.handler_name == "某人"
    assert Placement.objects.get(organ=made).parent == office.district


def test_a_unit_is_not_added_outside_the_subtree(office: Office) -> None:
    response = signed_in(office.administrator).post(page("organ", "add"), profile(parent=office.elsewhere.pk))
    assert "parent" in response.context["adminform"].form.errors


def test_a_profile_is_changed_and_its_history_kept_while_the_place_stays(office: Office) -> None:
    browser = signed_in(office.administrator)
    sent = profile(
        code="T0101", name="甲局", lead_name="钱局长", review_body="某府（虚构）", parent=office.second.pk, path="0009"
    )
    sent |= {"placements-TOTAL_FORMS": 1, "placements-INITIAL_FORMS": 1}
    browser.post(page("organ", "change", office.first.pk), sent)
    office.first.refresh_from_db()
    assert (office.first.lead_name, office.first.review_body) == ("钱局长", "某府（虚构）")
    assert Organ.objects.get_parent(office.first) == office.district
    assert "由系统运维人员按起始日期导入" in browser.get(page("organ", "change", office.first.pk)).content.decode()
    assert "钱局长" in browser.get(page("organ", "history", office.first.pk)).content.decode()


def test_the_list_of_units_shows_the_tree_and_finds_by_code(office: Office) -> None:
    browser = signed_in(office.coordinator)
    assert "　甲局" in browser.get(page("organ", "changelist")).content.decode()
    found = browser.get(page("organ", "changelist"), {"q": "T0102"}).content.decode()
    assert "乙局" in found
    assert "甲局" not in found
