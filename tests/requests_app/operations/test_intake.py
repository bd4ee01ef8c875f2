"""Registering a request and confirming its receipt."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from requests_app import operations
from requests_app.choices import EventKind, ReceiptBasis, Regime, Status
from requests_app.models import Appeal, AppendOnly, CaseEvent, Decision, DisclosureRequest, NumberSeries
from requests_app.querysets import has_id_number, has_phone
from requests_app.refusals import Refusal
from tests.office import NOW, Office, instant
from tests.refusing import refused
from tests.requests_app.conftest import Register

pytestmark = pytest.mark.django_db


def test_a_neighbour_may_not_register_for_another_unit(register: Register, office: Office) -> None:
    with refused("not_allowed"):
        register(by=office.neighbour)
    assert not DisclosureRequest.objects.exists()


@pytest.mark.parametrize("who", ["auditor", "manager", "administrator", "stranger"])
def test_who_does_not_handle_cases_may_not_register(register: Register, office: Office, who: str) -> None:
    with refused("not_allowed"):
        register(by=getattr(office, who))
    assert not DisclosureRequest.objects.exists()


def test_receipt_before_arrival_is_refused(register: Register) -> None:
    with refused("received_before_arrival"):
        register(received_on=date(2026, 2, 9))


def test_receipt_in_the_future_is_refused(register: Register) -> None:
    with refused("in_the_future"):
        register(arrived_on=date(2026, 11, 24), received_on=date(2026, 11, 24))


def test_receipt_before_the_regulation_came_into_force_is_refused(register: Register) -> None:
    with refused("before_the_regulation"):
        register(arrived_on=date(2008, 4, 30), received_on=date(2008, 4, 30))


def test_a_receipt_date_needs_its_basis(register: Register) -> None:
    with refused("basis_missing"):
        register(receipt_basis="")


def test_a_number_is_taken_once_per_unit_and_year(register: Register) -> None:
    register(number="2026-7")
    with refused("request_number_once_per_unit_year") as caught:
        register(number="2026-7")
    assert "登记编号" in caught.value.message
    assert DisclosureRequest.objects.count() == 1
    assert CaseEvent.objects.count() == 1


def test_the_same_number_is_free_in_another_year_and_unit(register: Register, office: Office) -> None:
    register(number="7")
    register(number="7", arrived_on=date(2025, 3, 3), received_on=date(2025, 3, 3))
    register(number="7", by=office.neighbour, organ=office.second)
    assert DisclosureRequest.objects.count() == 3


def test_a_request_since_2019_without_applicant_kind_is_refused_by_the_database(register: Register) -> None:
    with refused("request_kind_given_since_2019"):
        register(applicant_kind="")


def test_the_clock_starts_on_the_legal_receipt_date(register: Register) -> None:
    case = register()
    assert case.status == Status.OPEN
    assert case.due_on == date(2026, 3, 16)  # law digest §2: 2026-02-10 + 20 working days
    assert case.regime == Regime.R2019
    assert (case.received_year, case.register_year, case.timeliness) == (2026, 2026, "")


def test_a_request_of_2018_follows_the_old_regulation(register: Register) -> None:
    case = register(arrived_on=date(2018, 3, 1), received_on=date(2018, 3, 1))
    assert case.regime == Regime.R2007
    assert case.due_on == date(2018, 3, 22)  # 15 working days, no holiday between


def test_an_unconfirmed_request_has_a_number_and_no_term(register: Register) -> None:
    case = register(channel="web", received_on=None, receipt_basis="")
    assert case.status == Status.UNCONFIRMED
    assert case.number
    assert case.due_on is None
    assert case.received_year is None


def test_confirming_the_receipt_starts_the_clock(register: Register, office: Office) -> None:
    case = register(channel="web", received_on=None, receipt_basis="")
    case = operations.confirm_receipt(
        case=case, by=office.clerk, at=NOW, on=date(2026, 2, 12), basis=ReceiptBasis.BOTH_SIDES, note="电话确认"
    )
    assert case.status == Status.OPEN
    assert case.received_on == date(2026, 2, 12)
    assert case.due_on == date(2026, 3, 18)
    assert list(case.events.values_list("kind", flat=True)) == [EventKind.REGISTERED, EventKind.RECEIPT_CONFIRMED]


def test_a_number_keeps_the_year_of_its_registration_when_receipt_is_confirmed_in_the_next(
    register: Register, office: Office
) -> None:
    at = instant("2027-01-05 09:00")
    web = {"at": at, "received_on": None, "receipt_basis": "", "channel": "web"}
    case = register(arrived_on=date(2026, 12, 31), **web)
    assert (case.number, case.register_year) == ("申〔2026〕1号", 2026)
    case = operations.confirm_receipt(case=case, by=office.clerk, at=at, on=date(2027, 1, 4), basis="both_sides")
    assert (case.number, case.register_year, case.received_year) == ("申〔2026〕1号", 2027, 2027)
    assert register(arrived_on=date(2026, 12, 31), **web).number == "申〔2026〕2号"
    assert register(arrived_on=date(2027, 1, 5), **web).number == "申〔2027〕1号"


def test_a_confirmed_request_is_not_confirmed_again(register: Register, office: Office) -> None:
    with refused("not_in_this_status"):
        operations.confirm_receipt(
            case=register(), by=office.clerk, at=NOW, on=date(2026, 2, 12), basis=ReceiptBasis.BOTH_SIDES
        )


def test_own_numbers_run_without_gap_also_when_an_entry_fails(register: Register) -> None:
    first = register()
    with pytest.raises(Refusal):
        register(received_on=date(2026, 2, 9))
    with refused("request_kind_given_since_2019"):
        register(applicant_kind="")
    second = register()
    assert (first.number, second.number) == ("申〔2026〕1号", "申〔2026〕2号")


def test_own_numbers_pass_over_a_number_the_office_already_used(register: Register) -> None:
    register(number="申〔2026〕1号")
    assert register().number == "申〔2026〕2号"


def test_a_number_series_can_start_where_the_office_stands(register: Register, office: Office) -> None:
    NumberSeries.objects.create(organ=office.first, paper="request", year=2026, last=41)
    assert register().number == "申〔2026〕42号"


def test_personal_data_is_sealed_in_the_database_and_found_by_digest(register: Register) -> None:
    case = register(id_number="500118199001011234", phone="138 0000 0000", address="某路1号（虚构）")
    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number, phone, address FROM requests_app_disclosurerequest")
        stored = cursor.fetchone()
    assert not any("500118" in text or "138" in text or "某路" in text for text in stored)
    found = DisclosureRequest.objects.get(pk=case.pk)
    assert (found.id_number, found.phone, found.address) == ("500118199001011234", "138 0000 0000", "某路1号（虚构）")
    assert DisclosureRequest.objects.filter(has_phone("13800000000")).get() == case
    assert DisclosureRequest.objects.filter(has_id_number("500118199001011234")).get() == case
    assert not DisclosureRequest.objects.filter(has_phone("13800000001")).exists()


def test_the_log_can_only_be_added_to(register: Register) -> None:
    event = register().events.get()
    with pytest.raises(AppendOnly):
        event.save()
    with pytest.raises(AppendOnly):
        event.delete()
    with pytest.raises(AppendOnly):
        CaseEvent.objects.update(note="x")
    with pytest.raises(AppendOnly):
        CaseEvent.objects.all().delete()


@pytest.mark.parametrize(
    "changes",
    [
        {"channel": "pigeon"},
        {"applicant_kind": "zz"},
        {"receipt_basis": "nonsense"},
        {"number": "长" * 81},
        {"applicant_name": "长" * 201},
        {"content": "空\0字符"},
    ],
)
def test_what_no_column_can_hold_is_refused_with_its_name(register: Register, changes: dict[str, str]) -> None:
    with refused("value_not_possible") as caught:
        register(**changes)
    assert caught.value.field == next(iter(changes))
    assert not DisclosureRequest.objects.exists()


def test_every_constraint_has_a_sentence_for_people() -> None:
    for model in (DisclosureRequest, Decision, Appeal):
        for constraint in model._meta.constraints:
            is_place = constraint.name.endswith("_once_per_place")  # places are given out by the operations alone
            assert is_place or "%(" not in str(constraint.violation_error_message)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("request_closed_has_outcome_and_date", {"status": "closed"}),
        ("request_closed_has_outcome_and_date", {"closed_on": date(2026, 3, 1), "decided_on": date(2026, 3, 1)}),
        ("request_outcome_of_its_decision_date", {"decided_on": date(2026, 3, 1), "outcome": "OLD_OPEN"}),
        ("request_outcome_of_its_decision_date", {"decided_on": date(2026, 3, 1), "outcome": ""}),
        ("request_decided_after_receipt", {"decided_on": date(2026, 2, 9), "outcome": "OPEN"}),
        ("request_received_after_arrival", {"arrived_on": date(2026, 2, 11)}),
        ("request_channel_known", {"channel": "pigeon"}),
        ("request_status_known", {"status": "gone"}),
        ("request_regime_known", {"regime": "r1999"}),
        ("request_fee_not_negative_nor_old", {"processing_fee": -1}),
        ("request_unconfirmed_has_no_receipt", {"status": "unconfirmed"}),
        ("request_void_is_not_counted", {"status": "void"}),
    ],
)
def test_the_database_itself_refuses(register: Register, name: str, values: dict[str, object]) -> None:
    case = register()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        DisclosureRequest.objects.filter(pk=case.pk).update(**values)
