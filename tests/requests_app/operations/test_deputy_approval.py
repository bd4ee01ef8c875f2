"""A deputy of the head approves: in the units of the head only, and marked where the draft was their own."""

from typing import Any

import pytest

from openness.organs.choices import Role
from openness.organs.deputies import set_deputy
from openness.organs.models import User
from openness.organs.standing import with_deputyships
from requests_app.models import DisclosureRequest, Proposal
from requests_app.operations import Answer
from tests.office import NOW, Office
from tests.refusing import refused
from tests.requests_app.casework import Bureau, Hands, day

pytestmark = pytest.mark.django_db

TODAY = NOW.date()


def standing_in(absent: User, deputy: User) -> User:
    """Let somebody stand in from 20 to 30 November 2026."""
    set_deputy(by=None, at=NOW, person=absent, deputy=deputy, since=day("11-20"), until=day("11-30"), reason="休假")
    return with_deputyships(User.objects.get(pk=deputy.pk), TODAY)


def recent(bureau: Bureau, **changes: Any) -> DisclosureRequest:
    """Register a request whose term runs on 23 November 2026."""
    return bureau.register(arrived_on=day("11-18"), received_on=day("11-18"), **changes)


def approvable(user: User) -> int:
    """Return how many drafts wait for a person."""
    return Proposal.objects.approvable_by(user).count()


def test_a_deputy_who_consents_to_their_own_extension_is_marked(bureau: Bureau) -> None:
    deputy = Hands(standing_in(bureau.people["head"], bureau.people["drafter"]))
    handed = deputy.propose_extension(case=recent(bureau), days=20, reason="量大")
    handed = deputy.approve(case=handed, act="extend", on=TODAY)
    alone = deputy.extend(case=recent(bureau), on=TODAY, days=20, reason="量大")
    for case in (handed, alone):
        said = case.events.get(kind="extended").data
        assert (said["self_approved"], said["in_place_of"]) == (True, "shi.head")
    assert handed.proposals.get().is_self_approved


def test_a_deputy_who_consents_to_a_draft_of_another_is_not_marked(bureau: Bureau) -> None:
    deputy = Hands(standing_in(bureau.people["head"], bureau.people["colleague"]))
    case = bureau.drafter.propose_extension(case=recent(bureau), days=20, reason="量大")
    case = deputy.approve(case=case, act="extend", on=TODAY)
    assert "self_approved" not in case.events.get(kind="extended").data


def test_a_deputy_is_not_counted_what_waits_in_other_units(bureau: Bureau, office: Office) -> None:
    other = office.department("T0109", "丁局", answers_need_approval=True)
    drafter = Hands(office.person("jin.clerk", Role.CLERK, other))
    case = drafter.propose_answer(case=recent(bureau, organ=other, by=drafter.by), answer=Answer("OPEN"))
    deputy = standing_in(bureau.people["head"], office.person("hua.clerk", Role.CLERK, office.district))
    with refused("not_allowed"):
        Hands(deputy).approve(case=case, act="decide", on=TODAY)
    assert approvable(deputy) == 0
    bureau.drafter.propose_answer(case=recent(bureau), answer=Answer("OPEN"))
    assert approvable(deputy) == 1
    assert approvable(with_deputyships(User.objects.get(pk=deputy.pk), day("12-01"))) == 0


def test_who_works_elsewhere_is_not_counted_what_a_unit_may_approve_itself(bureau: Bureau, office: Office) -> None:
    bureau.approve_oneself()
    bureau.drafter.propose_answer(case=recent(bureau), answer=Answer("OPEN"))
    assert [approvable(who) for who in (bureau.people["drafter"], office.neighbour, office.auditor)] == [1, 0, 0]
