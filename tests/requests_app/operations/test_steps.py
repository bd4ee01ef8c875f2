"""Correction, consultation, extension and postponement, each with what it does to the clock."""

from datetime import date, timedelta

import pytest

from requests_app import operations
from requests_app.choices import ConsultedParty, Status
from requests_app.models import CaseEvent, DisclosureRequest
from requests_app.refusals import Refusal
from tests.office import NOW, Office
from tests.refusing import refused
from tests.requests_app.conftest import Register

pytestmark = pytest.mark.django_db


def consulting(case: DisclosureRequest, office: Office, on: date) -> DisclosureRequest:
    return operations.consult(
        case=case, by=office.clerk, at=NOW, on=on, party=ConsultedParty.THIRD_PARTY, name="某公司（虚构）"
    )


def asked(case: DisclosureRequest, office: Office, on: date) -> DisclosureRequest:
    until = on + timedelta(days=7)
    return operations.ask_correction(
        case=case, by=office.clerk, at=NOW, on=on, what="请写明文件名称，七日内补正", respond_by=until
    )


def extended(case: DisclosureRequest, office: Office, on: date, days: int) -> DisclosureRequest:
    return operations.extend(
        case=case, by=office.head, at=NOW, on=on, days=days, reason="检索量大", late_entry_reason="补登（虚构）"
    )


def test_an_auditor_may_not_ask_for_a_correction(register: Register, office: Office) -> None:
    case = register()
    with refused("not_allowed"):
        operations.ask_correction(case=case, by=office.auditor, at=NOW, on=date(2026, 2, 12), what="请补正")
    assert CaseEvent.objects.count() == 1


def test_correction_is_asked_once(register: Register, office: Office) -> None:
    case = asked(register(), office, date(2026, 2, 12))
    case = operations.receive_correction(case=case, by=office.clerk, at=NOW, on=date(2026, 3, 2))
    with refused("correction_once"):
        asked(case, office, date(2026, 3, 3))


def test_a_correction_needs_its_content(register: Register, office: Office) -> None:
    with refused("reason_missing"):
        operations.ask_correction(case=register(), by=office.clerk, at=NOW, on=date(2026, 2, 12), what=" ")


def test_while_a_correction_is_awaited_there_is_no_due_date(register: Register, office: Office) -> None:
    case = asked(register(), office, date(2026, 2, 12))
    assert (case.status, case.due_on) == (Status.CORRECTING, None)
    assert not case.is_overdue(date(2026, 11, 23))


def test_the_term_starts_again_on_the_corrected_request(register: Register, office: Office) -> None:
    case = asked(register(), office, date(2026, 2, 12))
    case = operations.receive_correction(
        case=case, by=office.clerk, at=NOW, on=date(2026, 9, 18), content="绿化工程合同第一标段（虚构）"
    )
    assert (case.status, case.due_on) == (Status.OPEN, date(2026, 10, 22))  # law digest §2: 2026-09-18 + 20
    assert case.content == "绿化工程合同第一标段（虚构）"


def test_a_step_before_the_one_before_it_is_refused(register: Register, office: Office) -> None:
    with refused("before_predecessor"):
        asked(register(), office, date(2026, 2, 9))


def test_a_step_in_the_future_is_refused(register: Register, office: Office) -> None:
    with refused("in_the_future"):
        asked(register(), office, date(2026, 11, 24))


def test_a_pause_moves_the_due_date_by_its_working_days(register: Register, office: Office) -> None:
    case = consulting(register(), office, date(2026, 2, 11))
    assert case.status == Status.CONSULTING
    case = operations.consultation_returned(
        case=case, by=office.clerk, at=NOW, on=date(2026, 2, 13), opinion="不同意公开"
    )
    assert (case.status, case.due_on) == (Status.OPEN, date(2026, 3, 18))  # 12 and 13 February are not counted


def test_of_two_consultations_the_answered_one_must_be_named(register: Register, office: Office) -> None:
    case = consulting(consulting(register(), office, date(2026, 2, 11)), office, date(2026, 2, 12))
    with refused("which_consultation"):
        operations.consultation_returned(case=case, by=office.clerk, at=NOW, on=date(2026, 2, 13))
    case = operations.consultation_returned(case=case, by=office.clerk, at=NOW, on=date(2026, 2, 13), ref="2")
    assert case.status == Status.CONSULTING


def test_who_was_asked_is_kept_sealed(register: Register, office: Office) -> None:
    case = consulting(register(), office, date(2026, 2, 11))
    event = case.events.get(kind="consultation_sent")
    assert "某公司" not in str(event.data)
    assert event.sealed == {"name": "某公司（虚构）"}


def test_an_extension_adds_its_days_once(register: Register, office: Office) -> None:
    case = register(arrived_on=date(2026, 9, 18), received_on=date(2026, 9, 18))
    case = extended(case, office, date(2026, 10, 20), 20)
    assert (case.due_on, case.extension_days) == (date(2026, 11, 19), 20)  # law digest §2: 2026-09-18 + 40
    with refused("extension_once"):
        extended(case, office, date(2026, 10, 21), 1)


@pytest.mark.parametrize("days", [0, 21, -1])
def test_an_extension_beyond_the_law_is_refused(register: Register, office: Office, days: int) -> None:
    with refused("extension_too_long"):
        extended(register(), office, date(2026, 3, 2), days)


def test_fifteen_days_are_the_most_under_the_old_regulation(register: Register, office: Office) -> None:
    case = register(arrived_on=date(2018, 3, 1), received_on=date(2018, 3, 1))
    with refused("extension_too_long"):
        extended(case, office, date(2018, 3, 20), 16)
    assert extended(case, office, date(2018, 3, 20), 15).extension_days == 15


def test_an_expired_term_is_not_extended(register: Register, office: Office) -> None:
    with refused("after_due"):
        extended(register(), office, date(2026, 3, 17), 20)


@pytest.mark.parametrize("step", ["correction", "postponement"])
def test_nothing_revives_an_expired_term(register: Register, office: Office, step: str) -> None:
    case = register()
    with refused("after_due"):
        if step == "correction":
            asked(case, office, date(2026, 3, 17))
        else:
            operations.postpone(
                case=case, by=office.clerk, at=NOW, on=date(2026, 3, 17), until=date(2026, 6, 30), reason="量大"
            )
    assert DisclosureRequest.objects.get().is_overdue(date(2026, 3, 17))


def test_postponing_to_a_day_within_the_term_is_refused(register: Register, office: Office) -> None:
    with refused("until_not_later"):
        operations.postpone(
            case=register(), by=office.clerk, at=NOW, on=date(2026, 2, 12), until=date(2026, 3, 16), reason="量大"
        )


def test_postponing_sets_the_day_to_reply_by(register: Register, office: Office) -> None:
    case = operations.postpone(
        case=register(), by=office.clerk, at=NOW, on=date(2026, 3, 2), until=date(2026, 6, 30), reason="一次申请80项"
    )
    assert case.due_on == date(2026, 6, 30)


def test_the_old_regulation_knows_no_postponement(register: Register, office: Office) -> None:
    case = register(arrived_on=date(2018, 3, 1), received_on=date(2018, 3, 1))
    with refused("postpone_2019_only"):
        operations.postpone(
            case=case, by=office.clerk, at=NOW, on=date(2018, 3, 2), until=date(2018, 6, 29), reason="多"
        )


def test_an_extension_owes_the_applicant_a_notice_until_it_is_told(register: Register, office: Office) -> None:
    case = extended(register(), office, date(2026, 3, 2), 5)
    assert case.owes_notice
    told = operations.tell_extension(case=case, by=office.clerk, at=NOW, on=date(2026, 3, 3))
    assert (told.owes_notice, told.due_on) == (False, case.due_on)
    assert operations.strike(case=told, by=office.clerk, at=NOW, reason="登错了").owes_notice


def test_the_second_of_two_who_save_is_told(register: Register, office: Office) -> None:
    case = register()
    seen = case.version
    asked(case, office, date(2026, 2, 12))
    with refused("changed_meanwhile"):
        operations.extend(
            case=case,
            by=office.head,
            at=NOW,
            on=date(2026, 2, 12),
            days=5,
            reason="x",
            late_entry_reason="补登（虚构）",
            version=seen,
        )
    assert DisclosureRequest.objects.get().extension_days == 0


def test_a_refused_step_leaves_nothing_behind(register: Register, office: Office) -> None:
    case = register()
    with pytest.raises(Refusal):
        extended(case, office, date(2026, 3, 2), 99)
    fresh = DisclosureRequest.objects.get()
    assert (fresh.version, fresh.extension_days, fresh.events.count()) == (case.version, 0, 1)
