"""Several people issue at once: numbers run without gaps or duplicates, and one paper is not issued twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from requests_app import letters, operations
from requests_app.choices import PaperKind
from requests_app.models import DisclosureRequest, IssuedPaper
from requests_app.refusals import Refusal
from tests.office import NOW, Office

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 6
EACH = 4


def registered(office: Office, name: str = "张三（虚构）") -> DisclosureRequest:
    return operations.register(
        by=office.clerk, at=NOW, organ=office.first, channel="in_person", arrived_on=date(2026, 2, 10),
        received_on=date(2026, 2, 10), receipt_basis="submitted", applicant_kind="np", applicant_name=name,
        content="合同（虚构）",
    )  # fmt: skip


def receipt(case: DisclosureRequest, office: Office) -> str:
    """Issue a receipt; return how that ended."""
    try:
        letters.issue_paper(
            case=case, by=office.clerk, at=NOW, kind=PaperKind.RECEIPT, on=date(2026, 2, 10), event_seq=1
        )
    except Refusal as refusal:
        return refusal.code
    return "issued"


def test_numbers_run_without_gaps_or_duplicates_though_some_fail_after_taking_one() -> None:
    office = Office()
    # without a name the receipt is refused after its number was taken
    cases = [[registered(office, "" if turn == 1 else "张三") for turn in range(EACH)] for _ in range(AT_ONCE)]

    def person(own: list[DisclosureRequest]) -> list[str]:
        try:
            return [receipt(case, office) for case in own]
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as people:
        ends = [end for found in people.map(person, cases) for end in found]
    assert sorted(set(ends)) == ["issued", "paper_incomplete"]
    serials = sorted(one.serial or 0 for one in IssuedPaper.objects.all())
    assert serials == list(range(1, AT_ONCE * (EACH - 1) + 1))


def test_of_two_who_issue_the_same_paper_one_is_refused() -> None:
    office = Office()
    case = registered(office)

    def person(_: int) -> str:
        try:
            return receipt(case, office)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as people:
        assert sorted(people.map(person, (1, 2))) == ["issued", "not_called_for"]
    assert IssuedPaper.objects.count() == 1
