"""Deciding, replying, withdrawing and answering again."""

from datetime import date

import pytest

from requests_app import operations
from requests_app.choices import Status, Timeliness
from requests_app.models import DisclosureRequest
from tests.office import NOW, Office
from tests.refusing import refused
from tests.requests_app.conftest import Register

pytestmark = pytest.mark.django_db


def answered(
    case: DisclosureRequest, office: Office, on: date = date(2026, 3, 3), outcome: str = "OPEN"
) -> DisclosureRequest:
    return operations.decide(
        case=case, by=office.clerk, at=NOW, on=on, outcome=outcome, replied_on=on, reply_way="post"
    )


def test_an_outcome_of_the_other_list_is_refused(register: Register, office: Office) -> None:
    with refused("outcome_of_another_list"):
        answered(register(), office, outcome="OLD_OPEN")


def test_an_unknown_outcome_is_refused(register: Register, office: Office) -> None:
    with refused("outcome_of_another_list"):
        answered(register(), office, outcome="MADE_UP")


def test_exemptions_belong_to_partial_disclosure_only(register: Register, office: Office) -> None:
    with refused("exemptions_need_partial"):
        operations.decide(
            case=register(), by=office.clerk, at=NOW, on=date(2026, 3, 3), outcome="OPEN", exemptions=["DENY_THIRD"]
        )


def test_a_decision_without_reply_leaves_the_case_open(register: Register, office: Office) -> None:
    case = operations.decide(case=register(), by=office.clerk, at=NOW, on=date(2026, 3, 3), outcome="OPEN")
    assert (case.status, case.closed_on, case.outcome) == (Status.DECIDED, None, "OPEN")
    assert case.is_overdue(date(2026, 3, 17))


def test_a_second_decision_waits_for_the_first_to_be_delivered(register: Register, office: Office) -> None:
    case = operations.decide(case=register(), by=office.clerk, at=NOW, on=date(2026, 3, 3), outcome="OPEN")
    with refused("not_in_this_status"):
        answered(case, office)


def test_the_day_of_the_reply_closes_the_case(register: Register, office: Office) -> None:
    case = operations.decide(case=register(), by=office.clerk, at=NOW, on=date(2026, 3, 3), outcome="OPEN")
    case = operations.serve(case=case, by=office.clerk, at=NOW, on=date(2026, 3, 5), way="post", proof="挂号123")
    assert (case.status, case.closed_on, case.closed_year) == (Status.CLOSED, date(2026, 3, 5), 2026)
    assert case.timeliness == Timeliness.ON_TIME
    case = operations.serve(case=case, by=office.clerk, at=NOW, on=date(2026, 3, 8))
    assert (case.closed_on, case.served_on) == (date(2026, 3, 5), date(2026, 3, 8))
    with refused("nothing_to_serve"):
        operations.serve(case=case, by=office.clerk, at=NOW, on=date(2026, 3, 9))


def test_a_reply_before_its_decision_is_refused(register: Register, office: Office) -> None:
    with refused("before_predecessor"):
        operations.decide(
            case=register(), by=office.clerk, at=NOW, on=date(2026, 3, 3), outcome="OPEN", replied_on=date(2026, 3, 2)
        )


@pytest.mark.parametrize(
    ("closed_on", "timeliness"),
    [(date(2026, 3, 16), Timeliness.ON_TIME), (date(2026, 3, 17), Timeliness.LATE)],
)
def test_timeliness_is_read_from_the_dates(
    register: Register, office: Office, closed_on: date, timeliness: str
) -> None:
    assert answered(register(), office, closed_on).timeliness == timeliness


def test_a_reply_within_the_extended_term_is_extended(register: Register, office: Office) -> None:
    case = operations.extend(
        case=register(),
        by=office.head,
        at=NOW,
        on=date(2026, 3, 12),
        days=10,
        reason="量大",
        late_entry_reason="补登（虚构）",
    )
    assert answered(case, office, date(2026, 3, 20)).timeliness == Timeliness.EXTENDED


def test_while_a_correction_is_awaited_only_giving_up_closes_the_case(register: Register, office: Office) -> None:
    case = operations.ask_correction(
        case=register(), by=office.clerk, at=NOW, on=date(2026, 2, 12), what="请补正", respond_by=date(2026, 2, 27)
    )
    with refused("correction_awaited"):
        answered(case, office)
    case = answered(case, office, date(2026, 4, 1), "OTHER_NO_CORRECTION")
    assert (case.status, case.timeliness) == (Status.CLOSED, Timeliness.ON_TIME)


def test_a_case_never_asked_to_correct_is_not_closed_as_abandoned(register: Register, office: Office) -> None:
    with refused("never_asked"):
        answered(register(), office, date(2026, 3, 3), "OTHER_NO_CORRECTION")


def test_a_withdrawn_request_is_closed_as_other(register: Register, office: Office) -> None:
    case = operations.withdraw(case=register(), by=office.clerk, at=NOW, on=date(2026, 2, 20), note="来电撤回")
    assert (case.status, case.outcome, case.closed_on) == (Status.CLOSED, "OTHER_OTHER", date(2026, 2, 20))


def test_before_the_revision_the_old_list_applies(register: Register, office: Office) -> None:
    case = register(arrived_on=date(2019, 5, 13), received_on=date(2019, 5, 13))
    assert answered(case, office, date(2019, 5, 14), "OLD_OPEN").outcome == "OLD_OPEN"


def test_a_case_received_before_the_revision_and_decided_after_it_takes_the_new_list(
    register: Register, office: Office
) -> None:
    case = register(arrived_on=date(2019, 5, 13), received_on=date(2019, 5, 13))
    with refused("outcome_of_another_list"):
        answered(case, office, date(2019, 5, 15), "OLD_OPEN")
    assert answered(case, office, date(2019, 5, 15), "OPEN").regime == "r2007"


def test_a_reopened_case_stays_where_it_was_counted(register: Register, office: Office) -> None:
    case = answered(register(), office, date(2026, 3, 3), "DENY_THIRD")
    case = operations.reopen(case=case, by=office.head, at=NOW, on=date(2026, 6, 1), because="复议决定撤销（虚构）")
    assert (case.status, case.closed_on, case.outcome) == (Status.REOPENED, date(2026, 3, 3), "DENY_THIRD")
    case = answered(case, office, date(2026, 6, 10), "OPEN")
    assert (case.status, case.closed_on, case.outcome) == (Status.CLOSED, date(2026, 3, 3), "DENY_THIRD")
    assert list(case.decisions.values_list("outcome", "replied_on")) == [
        ("DENY_THIRD", date(2026, 3, 3)),
        ("OPEN", date(2026, 6, 10)),
    ]
    assert case.due_on == date(2026, 3, 16)


def test_a_clerk_may_not_reopen(register: Register, office: Office) -> None:
    case = answered(register(), office)
    with refused("not_allowed"):
        operations.reopen(case=case, by=office.clerk, at=NOW, on=date(2026, 6, 1), because="复议")
