"""Correction: told once under R19, in seven working days or with a reason, with a day to answer by (R19 Art. 30, R07 Art. 21(4))."""

import pytest

from requests_app.choices import Status
from requests_app.operations.bulk import Chosen
from tests.refusing import refused
from tests.requests_app.casework import Hands, day
from tests.requests_app.conftest import Register

pytestmark = pytest.mark.django_db

# received on 10 February 2026; the seventh working day after it is 26 February (14 February is a make-up day)
LAST_DAY, TOO_LATE = day("02-26"), day("02-27")


def test_a_late_notice_without_its_reason_is_refused(register: Register, clerk: Hands) -> None:
    with refused("correction_notice_late"):
        clerk.ask_correction(case=register(), on=TOO_LATE, what="文号", respond_by=day("03-12"))


def test_a_late_notice_keeps_its_reason_in_the_log(register: Register, clerk: Hands) -> None:
    case = clerk.ask_correction(
        case=register(), on=TOO_LATE, what="文号", respond_by=day("03-12"), late_reason="交接延误"
    )
    assert case.events.get(kind="correction_asked").data == {"respond_by": "2026-03-12", "late_reason": "交接延误"}


def test_a_notice_in_time_needs_no_reason_and_is_not_marked_late(register: Register, clerk: Hands) -> None:
    case = clerk.ask_correction(
        case=register(), on=LAST_DAY, what="文号", respond_by=day("03-12"), late_reason="并未逾期"
    )
    assert "late_reason" not in case.events.get(kind="correction_asked").data


def test_the_old_regulation_sets_no_days_for_the_notice(register: Register, clerk: Hands) -> None:
    case = register(arrived_on=day("2018-03-01"), received_on=day("2018-03-01"))
    assert clerk.ask_correction(case=case, on=day("2018-03-20"), what="文号").status == Status.CORRECTING


@pytest.mark.parametrize("respond_by", ["02-11", "02-12"])
def test_the_day_to_answer_by_lies_after_the_notice(register: Register, clerk: Hands, respond_by: str) -> None:
    with refused("until_not_later"):
        clerk.ask_correction(case=register(), on=day("02-12"), what="文号", respond_by=day(respond_by))


@pytest.mark.parametrize("on", ["03-05", "03-12"])
def test_nothing_is_abandoned_while_there_is_time_to_correct(register: Register, clerk: Hands, on: str) -> None:
    case = clerk.ask_correction(case=register(), on=day("02-12"), what="文号", respond_by=day("03-12"))
    with refused("time_to_correct"):
        clerk.decide(case=case, on=day(on), outcome="OTHER_NO_CORRECTION")


def test_a_request_not_corrected_by_then_is_abandoned(register: Register, clerk: Hands) -> None:
    case = clerk.ask_correction(case=register(), on=day("02-12"), what="文号", respond_by=day("03-12"))
    case = clerk.decide(case=case, on=day("03-13"), outcome="OTHER_NO_CORRECTION", replied_on=day("03-13"))
    assert (case.status, case.outcome) == (Status.CLOSED, "OTHER_NO_CORRECTION")


def test_the_amended_day_of_a_notice_does_not_lose_the_day_to_answer_by(register: Register, clerk: Hands) -> None:
    case = clerk.ask_correction(case=register(), on=day("02-12"), what="文号", respond_by=day("03-12"))
    case = clerk.amend(case=case, changes={}, events={2: {"on": day("02-13")}}, reason="看错日期")
    with refused("time_to_correct"):
        clerk.decide(case=case, on=day("03-12"), outcome="OTHER_NO_CORRECTION")


def test_an_answer_past_the_organs_own_question_is_refused(register: Register, clerk: Hands) -> None:
    case = clerk.ask_correction(case=register(), on=day("02-12"), what="文号", respond_by=day("03-12"))
    with refused("correction_awaited"):
        clerk.decide(case=case, on=day("03-13"), outcome="OPEN")


@pytest.mark.parametrize(("year", "outcome"), [(2026, "OTHER_NO_CORRECTION"), (2018, "OLD_AMEND")])
def test_a_request_that_was_corrected_is_not_called_abandoned(
    register: Register, clerk: Hands, year: int, outcome: str
) -> None:
    received = day(f"{year}-03-02")
    case = register(arrived_on=received, received_on=received)
    case = clerk.ask_correction(case=case, on=received, what="文号", respond_by=day(f"{year}-03-08"))
    case = clerk.receive_correction(case=case, on=day(f"{year}-03-06"))
    with refused("correction_received"):
        clerk.decide(case=case, on=day(f"{year}-03-09"), outcome=outcome)


def test_a_case_never_asked_is_not_called_abandoned(register: Register, clerk: Hands) -> None:
    with refused("never_asked"):
        clerk.decide(case=register(), on=day("03-09"), outcome="OTHER_NO_CORRECTION")


def test_a_notice_that_names_no_day_to_correct_by_is_refused(register: Register, clerk: Hands) -> None:
    with refused("respond_by_missing"):
        clerk.ask_correction(case=register(), on=day("02-12"), what="文号")


def test_under_the_old_regulation_no_day_need_be_named(register: Register, clerk: Hands) -> None:
    case = register(arrived_on=day("2018-05-02"), received_on=day("2018-05-02"))
    case = clerk.ask_correction(case=case, on=day("2018-05-03"), what="文号")
    assert clerk.decide(case=case, on=day("2018-05-21"), outcome="OLD_AMEND").status == Status.DECIDED


def test_a_second_correction_is_refused_under_r19(register: Register, clerk: Hands) -> None:
    case = clerk.ask_correction(case=register(), on=day("02-12"), what="文号", respond_by=day("03-12"))
    case = clerk.receive_correction(case=case, on=day("02-13"))
    with refused("correction_once"):
        clerk.ask_correction(case=case, on=day("02-24"), what="年份", respond_by=day("03-12"))


def test_the_old_regulation_sets_no_number_of_corrections(register: Register, clerk: Hands) -> None:
    case = register(arrived_on=day("2018-05-02"), received_on=day("2018-05-02"))
    case = clerk.ask_correction(case=case, on=day("2018-05-03"), what="文号")
    case = clerk.receive_correction(case=case, on=day("2018-05-07"))
    case = clerk.ask_correction(case=case, on=day("2018-05-08"), what="年份")
    assert (case.status, case.due_on) == (Status.CORRECTING, None)
    case = clerk.receive_correction(case=case, on=day("2018-05-10"))
    # 15 working days after 10 May 2018
    assert (case.status, case.due_on) == (Status.OPEN, day("2018-05-31"))


def test_unclear_after_correction_needs_a_correction_that_came(register: Register, clerk: Hands) -> None:
    with refused("not_corrected"):
        clerk.decide(case=register(), on=day("02-24"), outcome="UNABLE_UNCLEAR")
    case = clerk.ask_correction(case=register(), on=day("02-12"), what="文号", respond_by=day("03-12"))
    with refused("correction_awaited"):
        clerk.decide(case=case, on=day("03-13"), outcome="UNABLE_UNCLEAR")
    case = clerk.receive_correction(case=case, on=day("03-02"))
    assert clerk.decide(case=case, on=day("03-03"), outcome="UNABLE_UNCLEAR").status == Status.DECIDED


def test_what_was_answered_outside_is_not_asked_for_its_correction(register: Register, head: Hands) -> None:
    case = register()
    done = head.bulk_close(
        chosen=[Chosen(case, case.version)], decided_on=day("03-02"), outcome="UNABLE_UNCLEAR", replied_on=day("03-02"),
        way="", reason="系统外办理，纸质卷在档案室（虚构）",
    )  # fmt: skip
    assert done[0].outcome == "UNABLE_UNCLEAR"


def test_a_case_out_of_a_ledger_is_not_asked_for_its_correction(register: Register, clerk: Hands) -> None:
    case = register(receipt_basis="ledger")
    assert clerk.decide(case=case, on=day("03-03"), outcome="UNABLE_UNCLEAR").status == Status.DECIDED
