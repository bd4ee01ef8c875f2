"""Striking the last step: entered by mistake, it no longer stands, and the log still tells of it."""

from datetime import date

import pytest

from requests_app import operations
from requests_app.choices import Status
from requests_app.models import DisclosureRequest
from tests.office import NOW, Office
from tests.refusing import refused
from tests.requests_app.conftest import Register
from tests.requests_app.operations.test_answer import answered
from tests.requests_app.operations.test_steps import asked, consulting, extended

pytestmark = pytest.mark.django_db


def struck(case: DisclosureRequest, office: Office) -> DisclosureRequest:
    return operations.strike(case=case, by=office.head, at=NOW, reason="误录")


def state(case: DisclosureRequest) -> tuple[object, ...]:
    return case.status, case.due_on, case.outcome, case.decided_on, case.closed_on, case.served_on, case.extension_days


def test_the_registration_is_not_struck(register: Register, office: Office) -> None:
    with refused("nothing_to_strike"):
        struck(register(), office)


def test_striking_needs_a_reason_and_a_right(register: Register, office: Office) -> None:
    case = asked(register(), office, date(2026, 2, 12))
    with refused("reason_missing"):
        operations.strike(case=case, by=office.head, at=NOW, reason=" ")
    with refused("not_allowed"):
        operations.strike(case=case, by=office.auditor, at=NOW, reason="误录")


def test_a_clerk_does_not_strike_a_reply(register: Register, office: Office) -> None:
    case = answered(register(), office)
    with refused("not_allowed"):
        operations.strike(case=case, by=office.clerk, at=NOW, reason="误录")


@pytest.mark.parametrize("step", ["correction", "consultation", "extension", "decision", "reply", "withdrawal"])
def test_after_striking_the_case_stands_as_before(register: Register, office: Office, step: str) -> None:
    case = register()
    before = state(case)
    on = date(2026, 2, 12)
    if step == "correction":
        case = asked(case, office, on)
    elif step == "consultation":
        case = consulting(case, office, on)
    elif step == "extension":
        case = extended(case, office, on, 10)
    elif step == "decision":
        case = operations.decide(case=case, by=office.clerk, at=NOW, on=on, outcome="OPEN")
    elif step == "reply":
        case = struck(answered(case, office, on), office)
        assert (case.status, case.outcome, case.closed_on) == (Status.DECIDED, "OPEN", None)
    else:
        case = operations.withdraw(case=case, by=office.clerk, at=NOW, on=on)
    assert state(struck(case, office)) == before
    assert case.events.filter(kind="amended").values_list("data__struck", flat=True).last()
    assert not case.decisions.standing().exists()


def test_what_was_struck_may_be_done_again(register: Register, office: Office) -> None:
    case = struck(asked(register(), office, date(2026, 2, 12)), office)
    assert asked(case, office, date(2026, 2, 13)).status == Status.CORRECTING


def test_a_withdrawal_struck_brings_back_the_answer_that_waits(register: Register, office: Office) -> None:
    case = operations.decide(case=register(), by=office.clerk, at=NOW, on=date(2026, 2, 12), outcome="OPEN")
    case = operations.withdraw(case=case, by=office.clerk, at=NOW, on=date(2026, 2, 13))
    case = struck(case, office)
    assert (case.status, case.outcome, case.decided_on) == (Status.DECIDED, "OPEN", date(2026, 2, 12))


def test_the_second_answer_struck_leaves_the_counted_one(register: Register, office: Office) -> None:
    case = answered(register(), office, date(2026, 3, 3), "DENY_THIRD")
    case = operations.reopen(case=case, by=office.head, at=NOW, on=date(2026, 6, 1), because="复议决定（虚构）")
    case = struck(struck(answered(case, office, date(2026, 6, 10), "OPEN"), office), office)
    assert (case.status, case.outcome, case.closed_on) == (Status.REOPENED, "DENY_THIRD", date(2026, 3, 3))
    assert [one.outcome for one in case.decisions.standing()] == ["DENY_THIRD"]


def test_a_confirmation_struck_waits_again(register: Register, office: Office) -> None:
    case = register(channel="web", received_on=None, receipt_basis="")
    case = operations.confirm_receipt(case=case, by=office.clerk, at=NOW, on=date(2026, 2, 12), basis="both_sides")
    case = struck(case, office)
    assert (case.status, case.received_on, case.due_on) == (Status.UNCONFIRMED, None, None)


def test_a_reply_struck_keeps_its_decision_whatever_lay_between(register: Register, office: Office) -> None:
    case = extended(register(), office, date(2026, 2, 12), 10)
    case = operations.decide(case=case, by=office.clerk, at=NOW, on=date(2026, 2, 12), outcome="OPEN")
    case = operations.tell_extension(case=case, by=office.clerk, at=NOW, on=date(2026, 2, 13))
    case = struck(operations.serve(case=case, by=office.clerk, at=NOW, on=date(2026, 2, 13)), office)
    assert (case.status, case.outcome, case.decisions.standing().count()) == (Status.DECIDED, "OPEN", 1)
