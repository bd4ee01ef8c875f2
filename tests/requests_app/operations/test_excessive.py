"""Excessive requests: reasons asked and given, then refused or postponed; the term goes on running (R19 Art. 35)."""

import pytest

from requests_app.choices import Status
from tests.refusing import refused
from tests.requests_app.casework import Hands, day
from tests.requests_app.conftest import Register

pytestmark = pytest.mark.django_db


def test_the_old_regulation_knows_no_reasons(register: Register, clerk: Hands) -> None:
    case = register(arrived_on=day("2018-03-01"), received_on=day("2018-03-01"))
    with refused("postpone_2019_only"):
        clerk.ask_reasons(case=case, on=day("2018-03-02"), what="一周80件")


def test_reasons_are_asked_with_what_is_excessive_and_a_later_day(register: Register, clerk: Hands) -> None:
    case = register()
    with refused("reason_missing"):
        clerk.ask_reasons(case=case, on=day("02-12"), what=" ", respond_by=day("02-25"))
    with refused("respond_by_missing"):
        clerk.ask_reasons(case=case, on=day("02-12"), what="一周80件")
    with refused("until_not_later"):
        clerk.ask_reasons(case=case, on=day("02-12"), what="一周80件", respond_by=day("02-12"))


def test_reasons_are_received_only_where_asked_and_with_words(register: Register, clerk: Hands) -> None:
    case = register()
    with refused("not_in_this_status"):
        clerk.receive_reasons(case=case, on=day("02-24"), reasons="研究需要")
    case = clerk.ask_reasons(case=case, on=day("02-12"), what="一周80件", respond_by=day("02-25"))
    with refused("reason_missing"):
        clerk.receive_reasons(case=case, on=day("02-24"), reasons=" ")


def test_reasons_are_asked_once(register: Register, clerk: Hands) -> None:
    case = clerk.ask_reasons(case=register(), on=day("02-12"), what="一周80件", respond_by=day("02-25"))
    case = clerk.receive_reasons(case=case, on=day("02-24"), reasons="研究需要")
    with refused("reasons_once"):
        clerk.ask_reasons(case=case, on=day("02-25"), what="一周80件")


def test_the_term_runs_on_and_the_reasons_are_sealed(register: Register, clerk: Hands) -> None:
    case = clerk.ask_reasons(case=register(), on=day("02-12"), what="一周80件", respond_by=day("02-25"))
    assert (case.status, case.due_on) == (Status.EXPLAINING, day("03-16"))
    case = clerk.receive_reasons(case=case, on=day("02-24"), reasons="王某的家事")
    assert (case.status, case.due_on) == (Status.OPEN, day("03-16"))
    event = case.events.get(kind="reasons_given")
    assert "王某" not in f"{event.data}{event.note}"
    assert event.sealed == {"reasons": "王某的家事"}


def test_unreasonable_reasons_end_in_no_processing(register: Register, clerk: Hands) -> None:
    case = clerk.ask_reasons(case=register(), on=day("02-12"), what="一周80件", respond_by=day("02-25"))
    case = clerk.receive_reasons(case=case, on=day("02-24"), reasons="人多要看")
    case = clerk.decide(case=case, on=day("03-02"), outcome="NP_EXCESSIVE", replied_on=day("03-02"))
    assert (case.status, case.outcome) == (Status.CLOSED, "NP_EXCESSIVE")


@pytest.mark.parametrize("are_given", [True, False])
def test_reasonable_ones_are_postponed(register: Register, clerk: Hands, are_given: bool) -> None:
    case = clerk.ask_reasons(case=register(), on=day("02-12"), what="一周80件", respond_by=day("02-25"))
    if are_given:
        case = clerk.receive_reasons(case=case, on=day("02-24"), reasons="研究需要")
    case = clerk.postpone(case=case, on=day("03-02"), until=day("06-30"), reason="一周80件，确需时间")
    assert (case.status, case.due_on) == (Status.OPEN, day("06-30"))


def test_no_reasons_are_recorded_only_when_the_time_for_them_is_over(register: Register, clerk: Hands) -> None:
    case = clerk.ask_reasons(case=register(), on=day("02-12"), what="一周80件", respond_by=day("02-25"))
    with refused("reasons_and_none"):
        clerk.receive_reasons(case=case, on=day("02-26"), reasons="研究需要", none_came=True)
    with refused("time_to_explain"):
        clerk.receive_reasons(case=case, on=day("02-25"), none_came=True)
    case = clerk.receive_reasons(case=case, on=day("02-26"), none_came=True)
    assert case.events.get(kind="reasons_given").data == {"none_came": True}
    assert clerk.decide(case=case, on=day("02-26"), outcome="NP_EXCESSIVE").status == Status.DECIDED


def test_nothing_is_called_excessive_while_reasons_may_still_come(register: Register, clerk: Hands) -> None:
    case = clerk.ask_reasons(case=register(), on=day("02-12"), what="一周80件", respond_by=day("02-25"))
    with refused("time_to_explain"):
        clerk.decide(case=case, on=day("02-25"), outcome="NP_EXCESSIVE")
    assert clerk.decide(case=case, on=day("02-26"), outcome="NP_EXCESSIVE").status == Status.DECIDED


def test_other_answers_do_not_wait_for_the_reasons(register: Register, clerk: Hands) -> None:
    case = clerk.ask_reasons(case=register(), on=day("02-12"), what="一周80件", respond_by=day("02-25"))
    assert clerk.decide(case=case, on=day("02-13"), outcome="OPEN").status == Status.DECIDED


def test_the_law_lets_an_organ_ask_and_does_not_make_it(register: Register, clerk: Hands) -> None:
    assert clerk.decide(case=register(), on=day("02-13"), outcome="NP_EXCESSIVE").status == Status.DECIDED


def test_postponed_to_the_end_of_the_term_or_before_is_not_postponed(register: Register, clerk: Hands) -> None:
    case = clerk.ask_reasons(case=register(), on=day("02-12"), what="一周80件", respond_by=day("02-25"))
    case = clerk.receive_reasons(case=case, on=day("02-24"), reasons="研究需要")
    assert case.due_on == day("03-16")
    for until in ("03-16", "03-13"):
        with refused("until_not_later"):
            clerk.postpone(case=case, on=day("03-02"), until=day(until), reason="一周80件")
    assert clerk.postpone(case=case, on=day("03-02"), until=day("03-17"), reason="一周80件").due_on == day("03-17")
