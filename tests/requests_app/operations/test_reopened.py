"""A reopened case is worked on outside its first term: third parties heard, the applicant's withdrawal (law digest §2)."""

from typing import Any

import pytest

from reports_app.compiling import compiled
from requests_app.choices import EventKind, PaperKind, Status
from requests_app.lifecycle import Act, course_of, refusal
from requests_app.models import DisclosureRequest
from requests_app.operations.paper_assignments import occasions_of
from requests_app.operations.work import entries_of
from tests.office import Office
from tests.refusing import refused
from tests.requests_app.casework import Hands, day
from tests.requests_app.conftest import Register

pytestmark = pytest.mark.django_db

PARTY = {"party": "third_party", "name": "某公司（虚构）"}
FIRST_COUNT = ("due_on", "timeliness", "outcome", "decided_on", "closed_on", "closed_year")


@pytest.fixture
def again(register: Register, clerk: Hands, head: Hands) -> DisclosureRequest:
    """Return a case refused on 10 March without hearing the third party, reopened on 13 April, to be answered by 11 May."""
    case = clerk.decide(case=register(), on=day("03-10"), outcome="DENY_THIRD", replied_on=day("03-10"))
    made: DisclosureRequest = head.reopen(
        case=case, on=day("04-13"), because="复议决定（虚构）", answer_by=day("05-11")
    )
    return made


def counted(case: DisclosureRequest) -> dict[str, Any]:
    """Return what of a case is counted, and by when it was due."""
    return {name: getattr(case, name) for name in FIRST_COUNT}


def table(office: Office) -> dict[str, Any]:
    """Return the numbers of the unit's report."""
    values = compiled(organ=office.first, year=2026, scope="own").grid.values
    return {address: cell.value for address, cell in values.items()}


@pytest.mark.parametrize(
    ("act", "what"),
    [
        (Act.ASK_CORRECTION, "告知补正"),
        (Act.ASK_REASONS, "要求说明理由"),
        (Act.EXTEND, "延期"),
        (Act.PROPOSE_EXTENSION, "延期"),
        (Act.POSTPONE, "合理延后"),
        (Act.NOTICE_FEE, "收费"),
    ],
)
def test_steps_of_the_first_term_are_barred_with_the_reason(again: DisclosureRequest, act: Act, what: str) -> None:
    barred = refusal(act, course_of(again.regime, entries_of(again)))
    assert barred is not None
    assert barred.code == "not_in_this_status"
    assert f"首次答复的期限已经终止，{what}只属于首次办理" in barred.message


def test_no_opinion_is_recorded_that_nobody_asked_for(again: DisclosureRequest, clerk: Hands) -> None:
    with refused("no_opinion_awaited"):
        clerk.consultation_returned(case=again, on=day("04-14"), stance="agrees")
    with refused("already_delivered"):
        clerk.consultation_delivered(case=again, on=day("04-14"))


def test_nobody_is_asked_while_the_new_answer_waits_for_delivery(again: DisclosureRequest, clerk: Hands) -> None:
    case = clerk.decide(case=again, on=day("04-14"), outcome="DENY_THIRD")
    with refused("answer_waits"):
        clerk.consult(case=case, on=day("04-15"), **PARTY)


def test_nothing_in_a_reopened_case_is_dated_before_the_reopening(again: DisclosureRequest, clerk: Hands) -> None:
    with refused("before_predecessor"):
        clerk.consult(case=again, on=day("04-10"), **PARTY)
    with refused("before_predecessor"):
        clerk.withdraw(case=again, on=day("04-10"))


def test_a_third_party_is_heard_without_moving_what_was_counted(
    again: DisclosureRequest, office: Office, clerk: Hands
) -> None:
    before, printed = counted(again), table(office)
    case = clerk.consult(case=again, on=day("04-14"), **PARTY)
    assert (case.status, case.answer_by) == (Status.REOPENED, day("05-11"))
    case = clerk.consultation_delivered(case=case, on=day("04-15"))
    case = clerk.consultation_returned(case=case, on=day("04-30"), stance="refuses", opinion="商业秘密")
    assert (case.status, counted(case)) == (Status.REOPENED, before)
    with refused("override_unexplained"):
        clerk.decide(case=case, on=day("05-06"), outcome="OPEN")
    case = clerk.decide(case=case, on=day("05-06"), outcome="OPEN", override_reason="公共利益", replied_on=day("05-06"))
    assert (case.status, case.answer_by, counted(case)) == (Status.CLOSED, None, before)
    assert table(office) == printed


def test_a_silent_third_party_is_silent_only_after_its_own_term(again: DisclosureRequest, clerk: Hands) -> None:
    case = clerk.consult(case=again, on=day("04-14"), **PARTY)
    # 15 working days after 14 April end on 8 May 2026 (1–5 May off); that day still belongs to the third party
    with refused("time_to_answer"):
        clerk.consultation_returned(case=case, on=day("05-08"), stance="silent")
    case = clerk.consultation_returned(case=case, on=day("05-09"), stance="silent")
    assert clerk.decide(case=case, on=day("05-09"), outcome="OPEN").status == Status.REOPENED


def test_the_override_letter_goes_with_the_new_answer_and_not_with_the_first(
    register: Register, clerk: Hands, head: Hands
) -> None:
    case = clerk.decide(case=register(), on=day("03-10"), outcome="PARTIAL", replied_on=day("03-10"))
    case = head.reopen(case=case, on=day("04-13"), because="判决（虚构）")
    case = clerk.consult(case=case, on=day("04-14"), **PARTY)
    case = clerk.consultation_returned(case=case, on=day("04-30"), stance="refuses", opinion="商业秘密")
    case = clerk.decide(case=case, on=day("05-06"), outcome="OPEN", override_reason="公共利益")
    told = [one.decision for one in occasions_of(case) if one.kind == PaperKind.OVERRIDE]
    assert told == [2]
    letters = {one.kind for one in occasions_of(case) if one.is_due}
    assert {PaperKind.CONSULTATION, PaperKind.CONSULTATION_REPLY, PaperKind.CONSULTATION_NOTICE} <= letters


def test_a_withdrawal_ends_the_reopening_and_counts_nothing_anew(
    again: DisclosureRequest, office: Office, clerk: Hands
) -> None:
    before, printed = counted(again), table(office)
    case = clerk.withdraw(case=again, on=day("04-20"), note="书面撤回（虚构）")
    assert (case.status, case.answer_by, counted(case)) == (Status.CLOSED, None, before)
    assert list(case.decisions.values_list("outcome", "replied_on")) == [
        ("DENY_THIRD", day("03-10")), ("OTHER_OTHER", day("04-20")),
    ]  # fmt: skip
    assert table(office) == printed
    assert PaperKind.ANSWER not in {one.kind for one in occasions_of(case) if one.decision == 2}


def test_a_withdrawal_struck_brings_the_reopening_back_with_its_term(
    again: DisclosureRequest, clerk: Hands, head: Hands
) -> None:
    before = counted(again)
    case = head.strike(case=clerk.withdraw(case=again, on=day("04-20")), reason="误登")
    assert (case.status, case.answer_by, counted(case)) == (Status.REOPENED, day("05-11"), before)
    assert [one.outcome for one in case.decisions.standing()] == ["DENY_THIRD"]
    assert case.events.filter(kind=EventKind.WITHDRAWN).exists()
