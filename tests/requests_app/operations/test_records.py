"""Cases recorded from a ledger: their log, their clock, and what they are refused for."""

from datetime import date
from typing import Any

import pytest

from requests_app import operations
from requests_app.choices import Status, Timeliness
from requests_app.models import DisclosureRequest
from tests.office import NOW, Office
from tests.refusing import refused

pytestmark = pytest.mark.django_db


def recorded(office: Office, **changes: Any) -> DisclosureRequest:
    given: dict[str, Any] = {
        "organ_id": office.first.pk, "number": "2018-1", "received_on": date(2018, 3, 1), "channel": "letter",
        "closed_on": date(2018, 3, 22), "outcome": "OLD_OPEN", "content": "虚构",
    }  # fmt: skip
    record = operations.Record(**(given | changes))
    return operations.record_closed(by=office.clerk, at=NOW, organ=office.first, record=record)


def test_an_open_record_is_refused(office: Office) -> None:
    with refused("not_closed"):
        recorded(office, closed_on=None, outcome="")


def test_an_outcome_of_another_list_is_refused(office: Office) -> None:
    with refused("outcome_of_another_list"):
        recorded(office, outcome="OPEN")
    assert not DisclosureRequest.objects.exists()


def test_the_other_channel_has_no_row_before_2019(office: Office) -> None:
    with refused("request_channel_in_its_table"):
        recorded(office, channel="other")


def test_a_fee_under_the_old_regulation_is_refused(office: Office) -> None:
    with refused("request_fee_not_negative_nor_old"):
        recorded(office, processing_fee=100)


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("in_the_future", {"closed_on": date(2027, 1, 9), "outcome": "OPEN"}),
        ("half_an_extension", {"extension_days": 5}),
        ("after_closing", {"correction_asked_on": date(2018, 3, 26)}),
        ("before_predecessor", {"consulted_on": date(2018, 2, 26)}),
        ("before_the_regulation", {"received_on": date(2007, 3, 1), "closed_on": date(2007, 3, 8)}),
        ("value_not_possible", {"channel": "pigeon"}),
        ("value_not_possible", {"number": "长" * 81}),
    ],
)
def test_what_cannot_be_is_not_recorded(office: Office, code: str, changes: dict[str, Any]) -> None:
    with refused(code):
        recorded(office, **changes)
    assert not DisclosureRequest.objects.exists()


def test_a_record_of_another_unit_is_refused_there(office: Office) -> None:
    with refused("record_of_another_unit"):
        recorded(office, organ_id=office.second.pk)


def test_a_neighbour_may_not_record(office: Office) -> None:
    record = operations.Record(
        organ_id=office.first.pk, number="1", received_on=date(2018, 3, 1), channel="letter",
        closed_on=date(2018, 3, 2), outcome="OLD_OPEN",
    )  # fmt: skip
    with refused("not_allowed"):
        operations.record_closed(by=office.neighbour, at=NOW, organ=office.first, record=record)


def test_a_record_closed_on_its_last_day_is_on_time(office: Office) -> None:
    case = recorded(office)
    assert (case.status, case.due_on, case.timeliness) == (Status.CLOSED, date(2018, 3, 22), Timeliness.ON_TIME)
    assert case.decisions.get().replied_on == date(2018, 3, 22)


def test_a_record_closed_a_day_later_is_late(office: Office) -> None:
    assert recorded(office, closed_on=date(2018, 3, 23)).timeliness == Timeliness.LATE


def test_a_record_tells_its_steps_in_order(office: Office) -> None:
    case = recorded(
        office, correction_asked_on=date(2018, 3, 5), correction_received_on=date(2018, 3, 12),
        extended_on=date(2018, 3, 28), extension_days=10, closed_on=date(2018, 4, 10),
    )  # fmt: skip
    assert list(case.events.values_list("kind", flat=True)) == [
        "registered", "correction_asked", "correction_received", "extended", "served",
    ]  # fmt: skip
    assert case.timeliness == Timeliness.EXTENDED
