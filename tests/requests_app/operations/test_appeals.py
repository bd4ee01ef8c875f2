"""Reviews and suits: entered, concluded, corrected, voided, and pending at a year's end."""

from datetime import date
from typing import Any

import pytest

from requests_app import operations
from requests_app.choices import Status
from requests_app.models import Appeal, CaseEvent
from tests.office import NOW, Office
from tests.refusing import refused
from tests.requests_app.conftest import Register
from tests.requests_app.operations.test_answer import answered

pytestmark = pytest.mark.django_db


def filed(office: Office, on: date = date(2025, 4, 1), route: str = "review") -> Appeal:
    return operations.open_appeal(
        by=office.clerk, at=NOW, organ=office.first, route=route, filed_on=on, request_number="2025-3（不在本系统）"
    )


def test_a_neighbour_may_not_enter_or_close_an_appeal(office: Office) -> None:
    with refused("not_allowed"):
        operations.open_appeal(
            by=office.neighbour, at=NOW, organ=office.first, route="review", filed_on=date(2025, 4, 1)
        )
    with refused("not_allowed"):
        operations.close_appeal(appeal=filed(office), by=office.neighbour, at=NOW, on=date(2025, 6, 1), result="upheld")


def test_an_appeal_before_the_request_is_refused(register: Register, office: Office) -> None:
    with refused("before_predecessor"):
        operations.open_appeal(
            by=office.clerk, at=NOW, organ=office.first, case=register(), route="review", filed_on=date(2026, 2, 9)
        )


def test_an_appeal_on_a_void_or_unconfirmed_request_is_refused(register: Register, office: Office) -> None:
    void = operations.void(case=register(), by=office.head, at=NOW, reason="误登")
    waiting = register(channel="web", received_on=None, receipt_basis="")
    for case in (void, waiting):
        with refused("not_in_this_status"):
            operations.open_appeal(
                by=office.clerk, at=NOW, organ=office.first, case=case, route="review", filed_on=date(2026, 4, 1)
            )


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("in_the_future", {"concluded_on": date(2027, 5, 5), "result": "upheld"}),
        ("before_predecessor", {"concluded_on": date(2025, 3, 1), "result": "upheld"}),
        ("in_the_future", {"filed_on": date(2027, 5, 5)}),
        ("value_not_possible", {"route": "zz"}),
        ("value_not_possible", {"case_number": "长" * 121}),
    ],
)
def test_an_appeal_is_not_amended_to_what_cannot_be(office: Office, code: str, changes: dict[str, Any]) -> None:
    with refused(code):
        operations.amend_appeal(appeal=filed(office), by=office.clerk, at=NOW, changes=changes, reason="更正")


def test_an_appeal_is_concluded_once_and_not_before_it_was_filed(office: Office) -> None:
    appeal = filed(office)
    with refused("before_predecessor"):
        operations.close_appeal(appeal=appeal, by=office.clerk, at=NOW, on=date(2025, 3, 31), result="upheld")
    operations.close_appeal(appeal=appeal, by=office.clerk, at=NOW, on=date(2025, 6, 1), result="corrected")
    with refused("appeal_concluded"):
        operations.close_appeal(appeal=appeal, by=office.clerk, at=NOW, on=date(2025, 6, 2), result="upheld")


def test_an_appeal_not_concluded_by_the_year_end_is_counted_in_both_years(office: Office) -> None:
    appeal = filed(office)
    operations.close_appeal(appeal=appeal, by=office.clerk, at=NOW, on=date(2026, 2, 1), result="upheld")
    appeal.refresh_from_db()
    assert (appeal.filed_year, appeal.concluded_year) == (2025, 2026)
    counted = {year: list(Appeal.objects.on_the_table(year)) for year in (2024, 2025, 2026, 2027)}
    assert counted == {2024: [], 2025: [appeal], 2026: [appeal], 2027: []}


def test_appeals_stand_in_the_log_of_their_case_without_moving_it(register: Register, office: Office) -> None:
    case = answered(register(), office)
    appeal = operations.open_appeal(
        by=office.clerk, at=NOW, organ=office.first, case=case, route="review", filed_on=date(2026, 4, 1)
    )
    operations.void_appeal(appeal=appeal, by=office.head, at=NOW, reason="录错案件")
    case = operations.amend(case=case, by=office.head, at=NOW, changes={"note": "已核"}, reason="补记")
    assert case.status == Status.CLOSED
    assert [event.seq for event in CaseEvent.objects.filter(request=case)] == [1, 2, 3, 4, 5, 6]
    assert not Appeal.objects.live().exists()


def test_an_amended_appeal_keeps_before_and_after(office: Office) -> None:
    appeal = operations.amend_appeal(
        appeal=filed(office), by=office.clerk, at=NOW, changes={"route": "lit_direct"}, reason="实为起诉"
    )
    event = appeal.events.get(kind="amended")
    assert event.data["changes"] == {"route": ["review", "lit_direct"]}


def test_a_result_without_a_date_is_refused(office: Office) -> None:
    with refused("appeal_concluded_has_result"):
        operations.amend_appeal(
            appeal=filed(office), by=office.clerk, at=NOW, changes={"result": "upheld"}, reason="补记"
        )
