"""Amending and voiding: before and after are kept, the number stays, nothing is deleted."""

from datetime import date
from typing import Any

import pytest

from requests_app import operations
from requests_app.choices import Status
from requests_app.models import DisclosureRequest
from requests_app.querysets import has_phone
from tests.office import NOW, Office
from tests.refusing import refused
from tests.requests_app.casework import Hands
from tests.requests_app.conftest import Register
from tests.requests_app.operations.test_answer import answered

pytestmark = pytest.mark.django_db


def test_an_amendment_needs_a_reason_and_a_change(register: Register, office: Office) -> None:
    case = register()
    with refused("reason_missing"):
        operations.amend(case=case, by=office.clerk, at=NOW, changes={"content": "x"}, reason="")
    with refused("nothing_changed"):
        operations.amend(case=case, by=office.clerk, at=NOW, changes={"content": case.content}, reason="手误")


def test_amending_the_receipt_date_moves_the_term(register: Register, office: Office) -> None:
    case = operations.amend(
        case=register(), by=office.clerk, at=NOW, reason="签收日看错",
        changes={"arrived_on": date(2026, 2, 9), "received_on": date(2026, 2, 9)},
    )  # fmt: skip
    assert case.due_on == date(2026, 3, 13)
    event = case.events.get(kind="amended")
    assert event.data["changes"]["received_on"] == ["2026-02-10", "2026-02-09"]
    assert case.events.get(kind="registered").on == date(2026, 2, 10)


def test_amending_a_logged_step_moves_the_term(register: Register, office: Office) -> None:
    case = operations.ask_correction(
        case=register(), by=office.clerk, at=NOW, on=date(2026, 2, 12), what="补正", respond_by=date(2026, 3, 12)
    )
    case = operations.receive_correction(case=case, by=office.clerk, at=NOW, on=date(2026, 3, 2))
    before = case.due_on
    case = operations.amend(
        case=case, by=office.clerk, at=NOW, changes={}, events={3: {"on": date(2026, 3, 3)}}, reason="收文章是3日"
    )
    assert before is not None
    assert case.due_on is not None
    assert case.due_on > before


def test_amending_cannot_make_dates_that_cannot_be(register: Register, office: Office) -> None:
    case = answered(register(), office, date(2026, 3, 3))
    with refused("before_predecessor"):
        operations.amend(case=case, by=office.head, at=NOW, changes={"closed_on": date(2026, 2, 1)}, reason="x")
    assert DisclosureRequest.objects.get().closed_on == date(2026, 3, 3)


def test_amending_the_closing_date_moves_the_counted_decision_with_it(register: Register, office: Office) -> None:
    case = answered(register(), office, date(2026, 3, 3))
    case = operations.amend(
        case=case, by=office.head, at=NOW, changes={"closed_on": date(2026, 3, 17)}, reason="实际17日交邮"
    )
    assert (case.closed_on, case.timeliness) == (date(2026, 3, 17), "late")
    assert case.decisions.get().replied_on == date(2026, 3, 17)


def test_personal_data_never_stands_open_in_the_log(register: Register, office: Office) -> None:
    case = operations.amend(
        case=register(phone="13800000000"), by=office.clerk, at=NOW, changes={"phone": "13900000000"}, reason="换号"
    )
    event = case.events.get(kind="amended")
    assert "139" not in str(event.data)
    assert event.sealed == {"phone": ["13800000000", "13900000000"]}
    assert DisclosureRequest.objects.filter(has_phone("13900000000")).get() == case


def test_a_receipt_amended_over_the_revision_takes_the_regulation_of_its_day(
    register: Register, office: Office
) -> None:
    case = register(arrived_on=date(2019, 5, 13), received_on=date(2019, 5, 13))
    case = operations.amend(
        case=case, by=office.clerk, at=NOW, changes={"received_on": date(2019, 5, 20)}, reason="收文章为20日"
    )
    assert (case.regime, case.due_on) == ("r2019", date(2019, 6, 18))  # 20 working days; 7 June was a day off


def test_an_arrival_amended_before_the_receipt_is_confirmed_opens_the_way(register: Register, office: Office) -> None:
    case = register(channel="web", arrived_on=date(2026, 3, 10), received_on=None, receipt_basis="")
    case = operations.amend(
        case=case, by=office.clerk, at=NOW, changes={"arrived_on": date(2026, 3, 1)}, reason="邮箱显示1日"
    )
    case = operations.confirm_receipt(case=case, by=office.clerk, at=NOW, on=date(2026, 3, 2), basis="both_sides")
    assert case.received_on == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("code", "events"),
    [
        ("in_the_future", {2: {"on": date(2027, 5, 5)}}),
        ("no_such_step", {99: {"on": date(2026, 2, 12)}}),
        ("no_such_step", {1: {"on": date(2026, 2, 2)}}),
        ("before_predecessor", {2: {"on": date(2026, 3, 9)}}),
    ],
)
def test_a_logged_step_is_not_amended_to_what_cannot_be(
    register: Register, office: Office, code: str, events: dict[int, dict[str, date]]
) -> None:
    case = operations.ask_correction(
        case=register(), by=office.clerk, at=NOW, on=date(2026, 2, 12), what="补正", respond_by=date(2026, 3, 12)
    )
    case = operations.receive_correction(case=case, by=office.clerk, at=NOW, on=date(2026, 3, 2))
    with refused(code):
        operations.amend(case=case, by=office.clerk, at=NOW, changes={}, events=events, reason="更正")
    assert DisclosureRequest.objects.get().due_on == case.due_on


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("no_answer_yet", {"outcome": "OPEN", "decided_on": date(2026, 3, 1)}),
        ("no_answer_yet", {"served_on": date(2026, 3, 1)}),
        ("value_not_possible", {"channel": "pigeon"}),
        ("value_not_possible", {"content": "空\0字符"}),
        ("value_not_possible", {"number": "长" * 81}),
    ],
)
def test_what_a_case_cannot_have_is_not_amended_into_it(
    register: Register, office: Office, code: str, changes: dict[str, Any]
) -> None:
    with refused(code):
        operations.amend(case=register(), by=office.clerk, at=NOW, changes=changes, reason="更正")


def test_a_given_answer_is_not_emptied(register: Register, office: Office) -> None:
    case = answered(register(), office)
    with refused("answer_emptied"):
        operations.amend(case=case, by=office.head, at=NOW, changes={"closed_on": None}, reason="更正")


def test_an_amended_delivery_is_what_the_lifecycle_sees(register: Register, office: Office) -> None:
    case = answered(register(), office, date(2026, 3, 3))
    case = operations.amend(
        case=case, by=office.head, at=NOW, changes={"served_on": date(2026, 3, 6)}, reason="补记签收"
    )
    with refused("nothing_to_serve"):
        operations.serve(case=case, by=office.clerk, at=NOW, on=date(2026, 3, 9))
    case = operations.amend(case=case, by=office.head, at=NOW, changes={"served_on": None}, reason="并未签收")
    case = operations.serve(case=case, by=office.clerk, at=NOW, on=date(2026, 3, 9))
    assert (case.served_on, case.decisions.get().served_on) == (date(2026, 3, 9), date(2026, 3, 9))


def test_a_number_is_trimmed_before_it_is_compared(register: Register, office: Office) -> None:
    register(number="A-1")
    with refused("request_number_once_per_unit_year"):
        operations.amend(case=register(), by=office.clerk, at=NOW, changes={"number": " A-1 "}, reason="更正")


def test_only_a_supervisor_changes_the_regime(register: Register, office: Office) -> None:
    case = register(arrived_on=date(2019, 5, 13), received_on=date(2019, 5, 13))
    with refused("not_allowed"):
        operations.amend(case=case, by=office.clerk, at=NOW, changes={"regime": "r2019"}, reason="按新条例办理")
    case = operations.amend(case=case, by=office.head, at=NOW, changes={"regime": "r2019"}, reason="按新条例办理")
    assert case.due_on == date(2019, 6, 11)  # 20 working days; 7 June was a day off


def test_a_void_case_keeps_its_number_and_leaves_every_count(register: Register, office: Office) -> None:
    case = register()
    with refused("not_allowed"):
        operations.void(case=case, by=office.clerk, at=NOW, reason="重复登记")
    case = operations.void(case=case, by=office.head, at=NOW, reason="重复登记")
    assert (case.status, case.is_live) == (Status.VOID, False)
    assert not DisclosureRequest.objects.received_in(2026).exists()
    assert DisclosureRequest.objects.shown().get() == case
    assert register().number != case.number
    with refused("not_in_this_status"):
        operations.amend(case=case, by=office.head, at=NOW, changes={"content": "y"}, reason="x")


def test_a_case_with_an_appeal_is_not_voided(register: Register, office: Office) -> None:
    case = answered(register(), office)
    operations.open_appeal(
        by=office.clerk, at=NOW, organ=office.first, case=case, route="review", filed_on=date(2026, 4, 1)
    )
    with refused("has_appeals"):
        operations.void(case=case, by=office.head, at=NOW, reason="x")


@pytest.mark.parametrize(
    ("changes", "fits"),
    [
        ({"channel": "web"}, False),
        ({"receipt_basis": "both_sides"}, False),
        ({"channel": "web", "receipt_basis": "both_sides"}, True),
        ({"channel": "letter", "receipt_basis": "signed_for"}, True),
        ({"channel": "letter", "receipt_basis": "confirmed"}, True),
        ({"channel": "letter", "receipt_basis": "submitted"}, False),
        ({"channel": "web", "receipt_basis": "ledger"}, True),
        ({"note": "别的"}, True),
    ],
)
def test_a_channel_keeps_the_basis_that_the_law_gives_it(
    register: Register, clerk: Hands, changes: dict[str, str], fits: bool
) -> None:
    case = register()  # in person, received on the day it was handed in
    if not fits:
        with refused("basis_of_another_channel"):
            clerk.amend(case=case, changes=changes, reason="看错")
        case.refresh_from_db()
        assert (case.channel, case.receipt_basis) == ("in_person", "submitted")
        return
    amended = clerk.amend(case=case, changes=changes, reason="看错")
    assert {name: getattr(amended, name) for name in changes} == changes
