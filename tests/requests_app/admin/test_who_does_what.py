"""Every act on a case and on an appeal, asked for by every kind of person, by page, by post and by foresight."""

from datetime import date

import pytest
from django.urls import reverse

from openness.organs.rights import Action
from requests_app import operations
from requests_app.admin.acts import APPEAL_ACTS, CASE_ACTS
from requests_app.models import Appeal, CaseEvent, DisclosureRequest
from tests.office import NOW, Office
from tests.requests_app.admin.conftest import SignedIn

pytestmark = pytest.mark.django_db

CASE, APPEAL = "admin:requests_app_disclosurerequest", "admin:requests_app_appeal"
HANDLERS, SUPERVISORS = {"clerk", "head", "coordinator"}, {"head", "coordinator"}
WHO_MAY = {
    Action.CASE_WORK: HANDLERS,
    Action.CASE_REGISTER: HANDLERS,
    Action.CASE_AMEND: HANDLERS,
    Action.CASE_APPROVE: SUPERVISORS,
    Action.CASE_ASSIGN: SUPERVISORS,
    Action.CASE_VOID: SUPERVISORS,
}
INSIDE = ("clerk", "head", "coordinator", "manager", "auditor")
OUTSIDE = ("administrator", "neighbour", "stranger")
WAYS = ("do", "do_foresee")


@pytest.fixture
def appeal(office: Office, case: DisclosureRequest) -> Appeal:
    return operations.open_appeal(
        by=office.clerk, at=NOW, organ=office.first, case=case, route="lit_direct", filed_on=date(2026, 11, 23)
    )


def asked(signed_in: SignedIn, who: object, address: str) -> set[int]:
    """Return what a page and its post answer, without leaving anything behind."""
    before = CaseEvent.objects.count()
    client = signed_in(who)  # type: ignore[arg-type]
    found = {client.get(address).status_code, client.post(address, {}).status_code}
    assert CaseEvent.objects.count() == before, "an empty form has done something"
    return found


@pytest.mark.parametrize("act", sorted(CASE_ACTS))
@pytest.mark.parametrize("who", INSIDE)
def test_an_act_on_a_case_is_open_to_the_roles_that_have_its_right(
    act: str, who: str, office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    allowed = who in WHO_MAY[CASE_ACTS[act].right]
    for way in WAYS:
        found = asked(signed_in, getattr(office, who), reverse(f"{CASE}_{way}", args=(case.pk, act)))
        # an act that is not next leads back to the case with its reason
        assert (found <= {200, 302}) if allowed else (found == {403}), (way, found)


@pytest.mark.parametrize("act", sorted(CASE_ACTS))
@pytest.mark.parametrize("who", OUTSIDE)
def test_nobody_outside_the_subtree_learns_that_there_is_a_case(
    act: str, who: str, office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    for way in WAYS:
        assert asked(signed_in, getattr(office, who), reverse(f"{CASE}_{way}", args=(case.pk, act))) == {404}


@pytest.mark.parametrize("act", sorted(APPEAL_ACTS))
@pytest.mark.parametrize("who", (*INSIDE, *OUTSIDE))
def test_an_act_on_an_appeal_likewise(act: str, who: str, office: Office, appeal: Appeal, signed_in: SignedIn) -> None:
    found = asked(signed_in, getattr(office, who), reverse(f"{APPEAL}_do", args=(appeal.pk, act)))
    if who in OUTSIDE:
        assert found == {404}
    else:
        assert (found <= {200, 302}) if who in WHO_MAY[APPEAL_ACTS[act].right] else (found == {403})
