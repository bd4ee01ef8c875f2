"""Whether a unit's answers need a second person is set by those above the work, with a reason that stays."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from openness.organs.choices import Role
from openness.organs.models import Organ, User
from openness.organs.operations import create_organ
from openness.organs.refusing import OrganRefusal
from openness.organs.switches import allow_self_approval, set_approval
from tests.office import NOW, Office

pytestmark = pytest.mark.django_db
WHY = "单位只有一名工作人员（虚构）"


@pytest.fixture
def office() -> Office:
    return Office()


def refused(operation: Any, by: User, organ: Organ, **value: bool) -> bool:
    """Say whether an operation was refused and nothing changed."""
    before = Organ.objects.values("answers_need_approval", "may_approve_self").get(pk=organ.pk)
    try:
        operation(organ=organ, by=by, at=NOW, reason=WHY, **value)
    except OrganRefusal:
        assert Organ.objects.values("answers_need_approval", "may_approve_self").get(pk=organ.pk) == before
        return True
    return False


def test_a_new_unit_needs_approval_and_may_not_approve_itself(office: Office) -> None:
    made = create_organ(parent=office.district, code="T0103", name="丙局")
    assert (made.answers_need_approval, made.may_approve_self) == (True, False)


@pytest.mark.parametrize("who", ["clerk", "head", "neighbour", "manager", "auditor", "administrator", "stranger"])
def test_self_approval_is_allowed_by_nobody_of_the_unit_and_no_administrator(office: Office, who: str) -> None:
    assert refused(allow_self_approval, getattr(office, who), office.first, allowed=True)


def test_a_coordinator_of_the_unit_itself_does_not_allow_it(office: Office) -> None:
    own = office.person("own.coordinator", Role.COORDINATOR, office.first)
    assert refused(allow_self_approval, own, office.first, allowed=True)


def test_the_coordinator_above_allows_it_with_a_reason_in_the_history(office: Office) -> None:
    done = allow_self_approval(organ=office.first, by=office.coordinator, at=NOW, allowed=True, reason=WHY)
    assert done.may_approve_self
    last = Organ.history.filter(code="T0101").order_by("-history_id")[0]
    assert (last.history_user, last.history_date, last.history_change_reason) == (office.coordinator, NOW, WHY)


def test_of_a_root_its_own_coordinator_allows_it(office: Office) -> None:
    assert allow_self_approval(
        organ=office.district, by=office.coordinator, at=NOW, allowed=True, reason=WHY
    ).may_approve_self


@pytest.mark.parametrize("who", ["clerk", "neighbour", "manager", "auditor", "administrator", "stranger"])
def test_the_wrong_person_does_not_switch_approval(office: Office, who: str) -> None:
    assert refused(set_approval, getattr(office, who), office.first, needed=True)


def test_a_head_switches_approval_of_the_own_unit_only(office: Office) -> None:
    assert not refused(set_approval, office.head, office.first, needed=True)
    above = office.person("district.head", Role.HEAD, office.district)
    assert refused(set_approval, above, office.first, needed=False)
    assert not refused(set_approval, office.coordinator, office.second, needed=True)


@pytest.mark.parametrize("reason", ["", "  ", "长" * 101])
def test_without_a_reason_nothing_is_set(office: Office, reason: str) -> None:
    with pytest.raises(OrganRefusal, match="理由"):
        set_approval(organ=office.first, by=office.head, at=NOW, needed=True, reason=reason)


def page(organ: Organ) -> str:
    """Return the address of the page."""
    return reverse("admin:organs_organ_switches", args=(organ.pk,))


def test_the_page_offers_a_head_one_switch_and_takes_no_other(office: Office) -> None:
    client = Client()
    client.force_login(office.head)
    form = client.get(page(office.first)).content.decode()
    assert "答复须经第二人审核" in form
    assert "可自行审批" not in form
    client.post(page(office.first), {"answers_need_approval": "on", "may_approve_self": "on", "reason": WHY})
    office.first.refresh_from_db()
    assert (office.first.answers_need_approval, office.first.may_approve_self) == (True, False)
    assert WHY in client.get(reverse("admin:organs_organ_history", args=(office.first.pk,))).content.decode()


def test_the_page_keeps_what_was_entered_when_the_reason_is_missing(office: Office) -> None:
    client = Client()
    client.force_login(office.coordinator)
    answer = client.post(page(office.first), {"may_approve_self": "on", "reason": ""})
    assert answer.status_code == 200
    assert answer.context["form"]["may_approve_self"].value()
    assert "reason" in answer.context["form"].errors
    office.first.refresh_from_db()
    assert not office.first.may_approve_self


def test_the_profile_form_of_an_administrator_does_not_reach_the_switches(office: Office) -> None:
    client = Client()
    client.force_login(office.administrator)
    none = {"placements-TOTAL_FORMS": 1, "placements-INITIAL_FORMS": 1}
    sent = {"code": "T0101", "name": "甲局", "kind": "department", "may_approve_self": "on", **none}
    answer = client.post(reverse("admin:organs_organ_change", args=(office.first.pk,)), sent)
    assert answer.status_code == 302
    client.post(
        reverse("admin:organs_organ_add"),
        {"parent": office.first.pk, "code": "T010101", "name": "甲局下属", "kind": "other", "may_approve_self": "on"}
        | {"placements-TOTAL_FORMS": 0, "placements-INITIAL_FORMS": 0},
    )
    assert Organ.objects.filter(code="T010101").exists()
    assert not Organ.objects.filter(may_approve_self=True).exists()
    assert client.get(page(office.first)).status_code == 403


def test_the_link_is_shown_to_whoever_may(office: Office) -> None:
    client = Client()
    for who, shown in (("head", True), ("coordinator", True), ("clerk", False), ("administrator", False)):
        client.force_login(getattr(office, who))
        change = client.get(reverse("admin:organs_organ_change", args=(office.first.pk,))).content.decode()
        assert (page(office.first) in change) is shown, who
