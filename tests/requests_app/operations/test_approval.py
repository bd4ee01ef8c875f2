"""Four eyes: an answer or extension is drafted by one person and approved by another; every way round it is closed."""

from typing import Any

import pytest

from requests_app.choices import Status
from requests_app.models import DisclosureRequest, Proposal
from requests_app.operations import Answer
from tests.office import Office, instant
from tests.refusing import refused
from tests.requests_app.casework import Bureau, Hands, day
from tests.requests_app.conftest import Register

pytestmark = pytest.mark.django_db

IN_FEBRUARY = instant("2026-02-25 10:00")
OPEN = Answer("OPEN", basis="已检索到")


def handed_in(bureau: Bureau, answer: Answer = OPEN, **changes: Any) -> DisclosureRequest:
    """Return a case whose answer the drafter handed in."""
    made: DisclosureRequest = bureau.drafter.propose_answer(case=bureau.register(**changes), answer=answer)
    return made


def approved(case: DisclosureRequest, by: Hands, act: str = "decide", on: str = "03-03") -> DisclosureRequest:
    """Approve what waits."""
    made: DisclosureRequest = by.approve(case=case, act=act, on=day(on), late_entry_reason="补登（虚构）")
    return made


def states(case: DisclosureRequest) -> list[tuple[str, str]]:
    """Return the drafts of a case, oldest first."""
    return list(case.proposals.order_by("pk").values_list("act", "state"))


def test_where_a_second_person_is_asked_nobody_decides_alone(bureau: Bureau) -> None:
    for person in (bureau.drafter, bureau.head):
        with refused("approval_needed"):
            person.decide(case=bureau.register(), on=day("03-03"), outcome="OPEN")


def test_nobody_approves_their_own_draft(bureau: Bureau) -> None:
    case = bureau.head.propose_answer(case=bureau.register(), answer=OPEN)
    with refused("second_person"):
        approved(case, bureau.head)


def test_whoever_wrote_the_draft_last_is_its_drafter(bureau: Bureau) -> None:
    case = bureau.drafter.propose_answer(case=bureau.register(), answer=OPEN, submit=False)
    case = bureau.head.propose_answer(case=case, answer=Answer("DENY_THIRD"))
    with refused("second_person"):
        approved(case, bureau.head)
    assert case.proposals.get().by == bureau.head.by


def test_a_clerk_approves_nothing_and_sends_nothing_back(bureau: Bureau) -> None:
    case = handed_in(bureau)
    with refused("not_allowed"):
        approved(case, bureau.colleague)
    with refused("not_allowed"):
        bureau.colleague.send_back(case=case, act="decide", reason="改")


@pytest.mark.parametrize("who", ["neighbour", "stranger", "auditor", "administrator"])
def test_nobody_from_elsewhere_approves(bureau: Bureau, office: Office, who: str) -> None:
    with refused("not_allowed"):
        approved(handed_in(bureau), Hands(getattr(office, who)))


def test_the_coordinator_is_a_second_person_too(bureau: Bureau, office: Office) -> None:
    case = approved(handed_in(bureau), Hands(office.coordinator))
    assert case.decisions.get().approved_by == office.coordinator


def test_an_approved_answer_is_the_decision(bureau: Bureau) -> None:
    case = approved(handed_in(bureau), bureau.head)
    decision = case.decisions.get()
    assert (case.status, case.outcome, case.decided_on) == (Status.DECIDED, "OPEN", day("03-03"))
    assert (decision.drafted_by, decision.approved_by, decision.is_self_approved) == (
        bureau.drafter.by, bureau.head.by, False,
    )  # fmt: skip
    assert case.events.get(kind="decided").data["approved_by"] == "shi.head"
    assert states(case) == [("decide", "approved")]


def test_a_unit_without_approval_is_offered_none(register: Register, clerk: Hands, head: Hands) -> None:
    case = register()
    with refused("no_approval_here"):
        clerk.propose_answer(case=case, answer=OPEN)
    case = clerk.decide(case=case, on=day("03-03"), outcome="OPEN")
    assert case.decisions.get().approved_by is None


def test_a_unit_that_may_approve_itself_is_marked_each_time(bureau: Bureau) -> None:
    bureau.approve_oneself()
    alone = bureau.drafter.decide(case=bureau.register(), on=day("03-03"), outcome="OPEN")
    handed = approved(handed_in(bureau), bureau.drafter)
    for case in (alone, handed):
        assert case.decisions.get().is_self_approved
        assert case.events.get(kind="decided").data["self_approved"] is True
    assert handed.proposals.get().is_self_approved
    assert not approved(handed_in(bureau), bureau.head).decisions.get().is_self_approved


def test_an_extension_by_a_clerk_who_approves_alone_is_marked_and_by_a_head_not(bureau: Bureau) -> None:
    with refused("not_allowed"):
        bureau.drafter.extend(
            case=bureau.register(), on=day("03-03"), days=10, reason="量大", late_entry_reason="补登（虚构）"
        )
    bureau.approve_oneself()
    case = bureau.drafter.extend(
        case=bureau.register(), on=day("03-03"), days=10, reason="量大", late_entry_reason="补登（虚构）"
    )
    assert case.events.get(kind="extended").data["self_approved"] is True
    case = bureau.head.extend(
        case=bureau.register(), on=day("03-03"), days=10, reason="量大", late_entry_reason="补登（虚构）"
    )
    assert "self_approved" not in case.events.get(kind="extended").data


def test_an_extension_moves_the_term_when_it_is_approved_not_before(bureau: Bureau) -> None:
    soon = Hands(bureau.drafter.by, IN_FEBRUARY)
    case = soon.propose_extension(case=bureau.register(), days=20, reason="量大")
    assert case.due_on == day("03-16")
    with refused("approval_pending"):
        bureau.head.extend(case=case, on=day("03-02"), days=10, reason="量大", late_entry_reason="补登（虚构）")
    case = approved(case, bureau.head, "extend", "03-02")
    assert (case.due_on, case.extension_days) == (day("04-14"), 20)
    assert case.events.get(kind="extended").data["proposed_by"] == "he.drafter"


def test_a_consent_after_the_term_ran_out_is_refused(bureau: Bureau) -> None:
    case = Hands(bureau.drafter.by, IN_FEBRUARY).propose_extension(case=bureau.register(), days=20, reason="量大")
    with refused("after_due"):
        approved(case, bureau.head, "extend", "03-17")
    case.refresh_from_db()
    assert (states(case), case.extension_days) == ([("extend", "submitted")], 0)


def test_an_extension_is_not_drafted_after_the_term_ran_out(bureau: Bureau) -> None:
    with refused("after_due"):
        bureau.drafter.propose_extension(case=bureau.register(), days=20, reason="量大")


@pytest.mark.parametrize(("days", "reason", "code"), [(21, "量大", "extension_too_long"), (5, " ", "reason_missing")])
def test_what_could_not_be_approved_is_not_handed_in(bureau: Bureau, days: int, reason: str, code: str) -> None:
    soon = Hands(bureau.drafter.by, IN_FEBRUARY)
    with refused(code):
        soon.propose_extension(case=bureau.register(), days=days, reason=reason)
    assert states(soon.propose_extension(case=bureau.register(), days=days, reason=reason, submit=False))


@pytest.mark.parametrize(
    ("answer", "code"), [(Answer(""), "outcome_of_another_list"), (Answer("OLD_OPEN"), "outcome_of_another_list"),
                         (Answer("OTHER_NO_FEE"), "never_charged")],
)  # fmt: skip
def test_an_answer_that_could_not_be_given_is_not_handed_in(bureau: Bureau, answer: Answer, code: str) -> None:
    with refused(code):
        handed_in(bureau, answer)
    assert states(bureau.drafter.propose_answer(case=bureau.register(), answer=answer, submit=False))


def test_a_draft_goes_back_and_comes_again(bureau: Bureau) -> None:
    case = bureau.drafter.propose_answer(case=bureau.register(), answer=Answer(""), submit=False)
    assert states(case) == [("decide", "draft")]
    with refused("nothing_pending"):
        approved(case, bureau.head)
    case = bureau.drafter.propose_answer(case=case, answer=OPEN)
    with refused("approval_pending"):
        bureau.drafter.propose_answer(case=case, answer=OPEN)
    with refused("reason_missing"):
        bureau.head.send_back(case=case, act="decide", reason=" ")
    case = bureau.head.send_back(case=case, act="decide", reason="缺依据")
    assert (states(case), case.proposals.get().note) == ([("decide", "sent_back")], "缺依据")
    case = bureau.drafter.propose_answer(case=case, answer=OPEN)
    with refused("not_the_drafter"):
        bureau.colleague.recall(case=case, act="decide")
    case = bureau.drafter.recall(case=case, act="decide")
    assert states(case) == [("decide", "draft")]
    case = approved(bureau.drafter.propose_answer(case=case, answer=OPEN), bureau.head)
    assert states(case) == [("decide", "approved")]
    assert [event.kind for event in case.events.order_by("seq")] == [
        "registered", "submitted", "sent_back", "submitted", "recalled", "submitted", "decided",
    ]  # fmt: skip


def test_what_waits_is_named_where_the_other_is_meant(bureau: Bureau) -> None:
    with refused("nothing_pending"):
        approved(handed_in(bureau), bureau.head, "extend")


def test_an_approval_before_the_last_step_is_refused(bureau: Bureau) -> None:
    case = bureau.drafter.consult(case=bureau.register(), on=day("03-02"), party="third_party", name="某公司")
    case = bureau.drafter.propose_answer(case=case, answer=Answer("DENY_THIRD", basis="示例"))
    with refused("before_predecessor"):
        approved(case, bureau.head, on="02-27")


def test_a_draft_that_became_impossible_is_not_approved(bureau: Bureau) -> None:
    case = bureau.drafter.ask_correction(case=handed_in(bureau), on=day("02-25"), what="文号", respond_by=day("03-10"))
    with refused("correction_awaited"):
        approved(case, bureau.head)
    case = bureau.drafter.receive_correction(case=case, on=day("03-02"))
    assert approved(case, bureau.head).status == Status.DECIDED


def test_abandonment_is_not_approved_once_the_correction_came(bureau: Bureau) -> None:
    case = bureau.drafter.ask_correction(case=bureau.register(), on=day("02-25"), what="文号", respond_by=day("03-10"))
    case = bureau.drafter.propose_answer(case=case, answer=Answer("OTHER_NO_CORRECTION"))
    case = bureau.drafter.receive_correction(case=case, on=day("03-02"))
    with refused("correction_received"):
        approved(case, bureau.head)


def test_a_disclosure_drafted_before_a_third_party_refused_is_not_approved(bureau: Bureau) -> None:
    case = bureau.drafter.consult(case=handed_in(bureau), on=day("02-24"), party="third_party", name="某公司")
    case = bureau.drafter.consultation_returned(case=case, on=day("02-26"), stance="refuses", opinion="商业秘密")
    with refused("override_unexplained"):
        approved(case, bureau.head)


def test_a_withdrawal_lets_go_of_the_drafts_and_striking_it_brings_them_back(bureau: Bureau) -> None:
    case = handed_in(bureau)
    Hands(bureau.drafter.by, IN_FEBRUARY).propose_extension(case=case, days=5, reason="", submit=False)
    case = bureau.drafter.withdraw(case=case, on=day("03-02"))
    assert states(case) == [("decide", "dropped"), ("extend", "dropped")]
    case = bureau.head.strike(case=case, reason="登错案件")
    assert states(case) == [("decide", "submitted"), ("extend", "draft")]


def test_a_void_case_has_nothing_waiting(bureau: Bureau) -> None:
    case = bureau.head.void(case=handed_in(bureau), reason="重复登记")
    assert states(case) == [("decide", "dropped")]


def test_a_step_taken_directly_lets_go_of_its_unfinished_draft(bureau: Bureau) -> None:
    soon = Hands(bureau.drafter.by, IN_FEBRUARY)
    case = soon.propose_extension(case=bureau.register(), days=5, reason="", submit=False)
    case = bureau.head.extend(case=case, on=day("02-26"), days=10, reason="量大", late_entry_reason="补登（虚构）")
    assert states(case) == [("extend", "dropped")]
    assert states(bureau.head.strike(case=case, reason="登错")) == [("extend", "draft")]


@pytest.mark.parametrize("act", ["decide", "extend"])
def test_what_was_approved_and_struck_waits_again(bureau: Bureau, act: str) -> None:
    soon = Hands(bureau.drafter.by, IN_FEBRUARY)
    case = handed_in(bureau) if act == "decide" else soon.propose_extension(case=bureau.register(), days=5, reason="量")
    case = approved(case, bureau.head, act)
    case = bureau.head.strike(case=case, reason="批错")
    draft = case.proposals.get()
    assert (draft.state, draft.decided_by, draft.decided_at, draft.note) == ("submitted", None, None, "")
    assert (case.status, case.extension_days, case.outcome) == (Status.OPEN, 0, "")
    assert approved(case, bureau.head, act).version == case.version + 1


def test_a_reopening_is_not_struck_while_a_new_answer_waits(bureau: Bureau) -> None:
    case = bureau.drafter.serve(case=approved(handed_in(bureau), bureau.head), on=day("03-04"))
    case = bureau.head.reopen(case=case, on=day("06-01"), because="复议决定（虚构）")
    case = bureau.drafter.propose_answer(case=case, answer=Answer("PARTIAL"))
    with refused("approval_pending"):
        bureau.head.strike(case=case, reason="登错")
    case = bureau.drafter.recall(case=case, act="decide")
    case = bureau.head.strike(case=case, reason="登错")
    assert (case.status, states(case)[-1]) == (Status.CLOSED, ("decide", "dropped"))


def test_a_clerk_does_not_amend_what_was_approved(bureau: Bureau) -> None:
    case = Hands(bureau.drafter.by, IN_FEBRUARY).propose_extension(case=bureau.register(), days=5, reason="量大")
    case = approved(case, bureau.head, "extend", "02-26")
    with refused("not_allowed"):
        bureau.drafter.amend(case=case, changes={}, events={3: {"days": 20}}, reason="多批些")
    case = approved(bureau.drafter.propose_answer(case=case, answer=OPEN), bureau.head)
    for changes in ({"outcome": "DENY_THIRD"}, {"outcome": "PARTIAL", "exemptions": ["DENY_THIRD"]}):
        with refused("not_allowed"):
            bureau.drafter.amend(case=case, changes=changes, reason="换个结果")
    case = bureau.head.amend(case=case, changes={"outcome": "DENY_THIRD"}, events={3: {"days": 4}}, reason="登错")
    assert (case.outcome, case.extension_days, case.decisions.get().outcome) == ("DENY_THIRD", 4, "DENY_THIRD")


def test_a_draft_is_sealed_and_only_one_lives(bureau: Bureau) -> None:
    case = handed_in(bureau, Answer("OPEN", basis="王某的家事"))
    assert Proposal.objects.filter(request=case).count() == 1
    assert "王某" not in str(list(case.events.values_list("data", "note")))


@pytest.mark.parametrize(("act", "kind"), [("decide", "decided"), ("extend", "extended")])
@pytest.mark.parametrize("note", ["表述妥当（虚构）", " "])
def test_what_the_approver_remarks_is_kept_with_the_draft_and_told_in_the_log(
    bureau: Bureau, act: str, kind: str, note: str
) -> None:
    early = Hands(bureau.drafter.by, IN_FEBRUARY)
    if act == "decide":
        case = early.propose_answer(case=bureau.register(), answer=OPEN)
    else:
        case = early.propose_extension(case=bureau.register(), days=10, reason="量大")
    case = Hands(bureau.head.by, IN_FEBRUARY).approve(case=case, act=act, on=day("02-25"), note=note)
    assert case.proposals.get().note == note.strip()
    told = case.events.get(kind=kind).data
    assert told.get("approval_note", "") == note.strip()
