"""A deputy acts by the rights of the head: in the units of the head only, and every such step says so."""

from collections.abc import Callable
from typing import Any

import pytest

from openness.organs.choices import Role
from openness.organs.deputies import set_deputy
from openness.organs.models import User
from openness.organs.standing import with_deputyships
from requests_app.models import DisclosureRequest, Proposal
from requests_app.operations import Answer
from requests_app.operations.bulk import Chosen
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


def closed(bureau: Bureau) -> DisclosureRequest:
    """Close a request by an approved answer."""
    case = bureau.drafter.propose_answer(case=recent(bureau), answer=Answer("OPEN"))
    case = bureau.head.approve(case=case, act="decide", on=TODAY)
    done: DisclosureRequest = bureau.drafter.serve(case=case, on=TODAY, way="post")
    return done


def handed_in(bureau: Bureau) -> DisclosureRequest:
    """Hand an answer in."""
    waiting: DisclosureRequest = bureau.drafter.propose_answer(case=recent(bureau), answer=Answer("OPEN"))
    return waiting


BY_THE_HEADS_RIGHT: dict[str, tuple[Callable[[Bureau], DisclosureRequest], Callable[[Hands, DisclosureRequest], Any]]] = {
    "send back": (handed_in, lambda who, case: who.send_back(case=case, act="decide", reason="缺依据")),
    "approve": (handed_in, lambda who, case: who.approve(case=case, act="decide", on=TODAY)),
    "extend": (recent, lambda who, case: who.extend(case=case, on=TODAY, days=5, reason="量大")),
    "void": (recent, lambda who, case: who.void(case=case, reason="重复登记")),
    "strike a reply": (closed, lambda who, case: who.strike(case=case, reason="登错")),
    "reopen": (closed, lambda who, case: who.reopen(case=case, on=TODAY, because="复议决定（虚构）")),
    "amend the regime": (recent, lambda who, case: who.amend(case=case, changes={"regime": "r2007"}, reason="核对")),
    "amend what was approved": (
        closed, lambda who, case: who.amend(case=case, changes={"outcome": "UNABLE_NOT_EXIST"}, reason="看错"),
    ),
    "close in bulk": (
        recent,
        lambda who, case: who.bulk_close(
            chosen=[Chosen(case, case.version)], decided_on=TODAY, outcome="OPEN", replied_on=TODAY, way="post",
            reason="纸质办理（虚构）",
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("step", BY_THE_HEADS_RIGHT)
def test_whatever_a_deputy_does_by_the_right_of_the_head_says_in_whose_place(bureau: Bureau, step: str) -> None:
    before, act = BY_THE_HEADS_RIGHT[step]
    case = before(bureau)
    seen = case.events.count()
    act(Hands(standing_in(bureau.people["head"], bureau.people["colleague"])), case)
    added = list(case.events.order_by("seq"))[seen:]
    assert added
    assert [one.data.get("in_place_of") for one in added] == ["shi.head"] * len(added)


def test_what_a_deputy_does_by_their_own_right_is_not_marked(bureau: Bureau) -> None:
    case = recent(bureau)
    Hands(standing_in(bureau.people["head"], bureau.people["colleague"])).ask_correction(
        case=case, on=TODAY, what="文号", respond_by=day("12-10")
    )
    assert "in_place_of" not in case.events.latest("seq").data


def test_a_review_voided_in_the_place_of_the_head_says_so_in_both_logs(bureau: Bureau) -> None:
    case = closed(bureau)
    appeal = bureau.drafter.open_appeal(organ=bureau.organ, case=case, route="review", filed_on=TODAY)
    Hands(standing_in(bureau.people["head"], bureau.people["colleague"])).void_appeal(appeal=appeal, reason="登错")
    for log in (case.events, appeal.events):
        assert log.latest("pk").data["in_place_of"] == "shi.head"


@pytest.mark.parametrize("approved", ["extension", "answer"])
def test_a_clerk_does_not_strike_what_the_head_consented_to(bureau: Bureau, approved: str) -> None:
    if approved == "extension":
        case = bureau.head.extend(case=recent(bureau), on=TODAY, days=5, reason="量大")
    else:
        case = bureau.head.approve(case=handed_in(bureau), act="decide", on=TODAY)
    with refused("not_allowed"):
        bureau.drafter.strike(case=case, reason="登错")
    assert case.events.count() == DisclosureRequest.objects.get(pk=case.pk).events.count()
    deputy = Hands(standing_in(bureau.people["head"], bureau.people["colleague"]))
    struck = deputy.strike(case=case, reason="登错")
    assert struck.events.latest("seq").data["in_place_of"] == "shi.head"
