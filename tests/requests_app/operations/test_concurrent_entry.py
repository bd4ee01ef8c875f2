"""Several people at once: numbers run without gaps or duplicates, and of two changes the second is told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from requests_app import operations
from requests_app.models import DisclosureRequest
from requests_app.refusals import Refusal
from tests.office import NOW, Office

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 6
EACH = 5


def enter(office: Office, fails: bool) -> None:
    """Register one request; `fails` makes its entry break after the number was taken."""
    operations.register(
        by=office.clerk, at=NOW, organ=office.first, channel="in_person", arrived_on=date(2026, 2, 10),
        received_on=date(2026, 2, 10), receipt_basis="submitted", applicant_kind="" if fails else "np",
    )  # fmt: skip


def test_numbers_run_without_gaps_or_duplicates_under_concurrent_entry() -> None:
    office = Office()

    def person(_: int) -> int:
        refused = 0
        try:
            for turn in range(EACH):
                try:
                    enter(office, fails=turn == 2)
                except Refusal:
                    refused += 1
        finally:
            connection.close()
        return refused

    with ThreadPoolExecutor(AT_ONCE) as people:
        refusals = sum(people.map(person, range(AT_ONCE)))
    numbers = sorted(
        int(n.split("〕")[1].rstrip("号")) for n in DisclosureRequest.objects.values_list("number", flat=True)
    )
    assert refusals == AT_ONCE
    assert numbers == list(range(1, AT_ONCE * (EACH - 1) + 1))


def test_of_two_who_extend_at_once_one_is_refused() -> None:
    office = Office()
    enter(office, fails=False)
    case = DisclosureRequest.objects.get()

    def extend(person: int) -> str:
        try:
            operations.extend(
                case=case,
                by=office.head,
                at=NOW,
                on=date(2026, 3, 2),
                days=10,
                reason=f"第{person}人",
                late_entry_reason="补登（虚构）",
            )
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as people:
        assert sorted(people.map(extend, (1, 2))) == ["done", "extension_once"]
    assert case.events.filter(kind="extended").count() == 1
