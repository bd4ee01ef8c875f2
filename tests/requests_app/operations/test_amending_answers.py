"""Amending the answers of a case: each by its place, the latest by default; the case follows only the one that counts."""

from datetime import date
from typing import Any

import pytest

from requests_app.choices import Status
from requests_app.lifecycle import Act, refusal
from requests_app.models import DisclosureRequest
from requests_app.operations.work import Work, entries_of
from tests.refusing import refused
from tests.requests_app.casework import Hands, day
from tests.requests_app.conftest import Register

pytestmark = pytest.mark.django_db


@pytest.fixture
def reopened(register: Register, clerk: Hands, head: Hands) -> DisclosureRequest:
    """Return a case refused on 10 March and reopened on 13 April."""
    case = clerk.decide(case=register(), on=day("03-10"), outcome="DENY_THIRD", replied_on=day("03-10"))
    made: DisclosureRequest = head.reopen(case=case, on=day("04-13"), because="复议决定（虚构）")
    return made


@pytest.fixture
def twice(reopened: DisclosureRequest, clerk: Hands) -> DisclosureRequest:
    """Return that case answered again on 15 April."""
    made: DisclosureRequest = clerk.decide(case=reopened, on=day("04-15"), outcome="OPEN", replied_on=day("04-15"))
    return made


def told(case: DisclosureRequest) -> list[tuple[str, date, date | None, date | None]]:
    """Return the answers of a case as they stand."""
    rows = case.decisions.order_by("seq")
    return [(one.outcome, one.decided_on, one.replied_on, one.served_on) for one in rows]


FIRST = ("DENY_THIRD", day("03-10"), day("03-10"), None)
SECOND = ("OPEN", day("04-15"), day("04-15"), None)


def test_there_is_no_third_answer_to_amend(twice: DisclosureRequest, head: Hands) -> None:
    with refused("no_such_answer"):
        head.amend(case=twice, changes={"outcome": "PARTIAL"}, decision=3, reason="登错")


@pytest.mark.parametrize(
    ("changes", "decision"),
    [
        ({"decided_on": day("04-12")}, 2),
        ({"closed_on": day("04-14")}, 2),
        ({"closed_on": day("04-14")}, 1),
        ({"served_on": day("04-14")}, 2),
        ({"decided_on": day("03-11")}, 1),
    ],
)
def test_an_answer_stays_between_its_neighbours(
    twice: DisclosureRequest, head: Hands, changes: dict[str, Any], decision: int
) -> None:
    with refused("before_predecessor"):
        head.amend(case=twice, changes=changes, decision=decision, reason="登错")
    assert told(twice) == [FIRST, SECOND]


def test_a_later_answer_takes_an_outcome_of_its_list_only(twice: DisclosureRequest, head: Hands) -> None:
    with refused("outcome_of_another_list"):
        head.amend(case=twice, changes={"outcome": "OLD_OPEN"}, reason="登错")


def test_what_is_not_said_is_about_the_latest_and_leaves_what_counts_alone(
    twice: DisclosureRequest, head: Hands
) -> None:
    case = head.amend(
        case=twice, reason="看错日期",
        changes={"decided_on": day("04-14"), "closed_on": day("04-16"), "served_on": day("04-17"), "outcome": "PARTIAL"},
    )  # fmt: skip
    assert told(case) == [FIRST, ("PARTIAL", day("04-14"), day("04-16"), day("04-17"))]
    assert (case.outcome, case.decided_on, case.closed_on, case.served_on) == FIRST
    assert case.events.get(kind="amended").data["decision"] == 2
    entries = Work(case=case, by=head.by, at=head.at, entries=entries_of(case)).course
    assert (entries.last_on, entries.is_served) == (day("04-16"), True)


def test_the_first_answer_named_is_what_the_case_follows(twice: DisclosureRequest, head: Hands) -> None:
    case = head.amend(case=twice, changes={"closed_on": day("03-17")}, decision=1, reason="实际17日交邮")
    assert told(case) == [("DENY_THIRD", day("03-10"), day("03-17"), None), SECOND]
    assert (case.closed_on, case.timeliness) == (day("03-17"), "late")


def test_the_delivery_of_the_first_answer_is_amended_after_a_reopening_and_not_served(
    reopened: DisclosureRequest, clerk: Hands
) -> None:
    with refused("nothing_to_serve"):
        clerk.serve(case=reopened, on=day("04-14"))
    course = Work(case=reopened, by=clerk.by, at=clerk.at, entries=entries_of(reopened)).course
    barred = refusal(Act.SERVE, course)
    assert barred is not None
    assert "“更正”" in barred.message
    case = clerk.amend(case=reopened, changes={"served_on": day("03-12")}, reason="补登签收")
    assert (case.served_on, case.status) == (day("03-12"), Status.REOPENED)
    assert told(case) == [("DENY_THIRD", day("03-10"), day("03-10"), day("03-12"))]


def test_an_answer_that_waits_again_has_no_reply_to_amend(reopened: DisclosureRequest, clerk: Hands) -> None:
    case = clerk.decide(case=reopened, on=day("04-15"), outcome="OPEN")
    with refused("not_replied_yet"):
        clerk.amend(case=case, changes={"closed_on": day("04-16")}, reason="登错")
    case = clerk.amend(case=case, changes={"decided_on": day("04-16")}, reason="登错")
    assert told(case) == [FIRST, ("OPEN", day("04-16"), None, None)]


def test_an_answer_that_its_applicant_overtook_is_not_amended(register: Register, clerk: Hands, head: Hands) -> None:
    case = clerk.decide(case=register(), on=day("02-26"), outcome="OPEN")
    case = clerk.withdraw(case=case, on=day("02-27"))
    with refused("no_such_answer"):
        head.amend(case=case, changes={"outcome": "PARTIAL"}, decision=1, reason="登错")
    case = head.amend(case=case, changes={"closed_on": day("03-02")}, reason="登错")
    assert (case.closed_on, case.outcome) == (day("03-02"), "OTHER_OTHER")


def test_a_typed_number_is_emptied_and_changed(register: Register, clerk: Hands) -> None:
    case = clerk.decide(case=register(), on=day("03-02"), outcome="OPEN", document_number="甲局答复〔2026〕77号")
    case = clerk.amend(case=case, changes={"document_number": ""}, reason="改由系统制发")
    assert case.decisions.get().document_number == ""
    with refused("value_not_possible"):
        clerk.amend(case=case, changes={"document_number": "长" * 81}, reason="登错")
