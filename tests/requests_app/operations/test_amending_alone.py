"""What a clerk does not amend alone: the days that make a case timely, the day of a consent, a fee nobody noticed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from requests_app.models import DisclosureRequest
from requests_app.operations import Answer
from requests_app.operations.bulk import Chosen
from requests_app.operations.records import Record
from tests.office import Office, instant
from tests.refusing import refused
from tests.requests_app.casework import Bureau, Hands, day
from tests.requests_app.conftest import Register

pytestmark = pytest.mark.django_db

FEE = {"processing_fee": Decimal(999)}
LATE = "补登（虚构）"


@pytest.fixture
def late(bureau: Bureau) -> DisclosureRequest:
    """Return a case of 丙局 approved on 10 March, due on 16 March, and answered too late, on the 25th."""
    case = bureau.drafter.propose_answer(case=bureau.register(), answer=Answer("OPEN"))
    case = bureau.head.approve(case=case, act="decide", on=day("03-10"), late_entry_reason=LATE)
    made: DisclosureRequest = bureau.drafter.serve(case=case, on=day("03-25"))
    return made


@pytest.mark.parametrize("changes", [{"closed_on": day("03-16")}, {"decided_on": day("03-09")}])
def test_a_clerk_does_not_make_a_late_reply_timely(
    bureau: Bureau, late: DisclosureRequest, changes: dict[str, date]
) -> None:
    with refused("not_allowed"):
        bureau.drafter.amend(case=late, changes=changes, reason="记错")
    late.refresh_from_db()
    assert late.timeliness == "late"
    case = bureau.head.amend(case=late, changes=changes, reason="记错")
    assert (case.closed_on == day("03-16")) is ("closed_on" in changes)


def test_a_clerk_does_not_move_the_reply_of_a_recorded_case_either(bureau: Bureau) -> None:
    case = bureau.drafter.record_closed(organ=bureau.organ, record=recorded(bureau.organ.pk))
    with refused("not_allowed"):
        bureau.drafter.amend(case=case, changes={"closed_on": day("11-19")}, reason="记错")


def test_a_clerk_records_the_delivery_of_an_approved_reply(bureau: Bureau, late: DisclosureRequest) -> None:
    case = bureau.drafter.amend(case=late, changes={"served_on": day("03-27")}, reason="补登签收")
    assert case.served_on == day("03-27")


def test_where_no_second_person_is_asked_a_clerk_amends_the_days(register: Register, clerk: Hands) -> None:
    case = clerk.decide(case=register(), on=day("03-10"), outcome="OPEN", replied_on=day("03-17"))
    assert clerk.amend(case=case, changes={"closed_on": day("03-16")}, reason="记错").closed_on == day("03-16")


def test_a_clerk_moves_no_consent_wherever(register: Register, clerk: Hands, head: Hands) -> None:
    case = head.extend(case=register(), on=day("03-10"), days=20, reason="量大", late_entry_reason=LATE)
    for values in ({"on": day("03-11")}, {"days": 5}):
        with refused("not_allowed"):
            clerk.amend(case=case, changes={}, events={2: values}, reason="记错")
    case = head.amend(case=case, changes={}, events={2: {"on": day("03-16")}}, reason="记错")
    assert case.extension_days == 20


@pytest.mark.parametrize(
    ("values", "code"), [({"on": day("03-17")}, "after_due"), ({"days": 21}, "extension_too_long")]
)
def test_nobody_moves_a_consent_behind_the_term_or_past_what_the_law_allows(
    register: Register, head: Hands, values: dict[str, Any], code: str
) -> None:
    case = head.extend(case=register(), on=day("03-10"), days=20, reason="量大", late_entry_reason=LATE)
    with refused(code):
        head.amend(case=case, changes={}, events={2: values}, reason="记错")


def test_the_term_before_an_extension_is_what_it_was_after_other_amendments(register: Register, head: Hands) -> None:
    case = head.extend(case=register(), on=day("03-16"), days=20, reason="量大", late_entry_reason=LATE)
    case = head.amend(case=case, changes={"arrived_on": day("02-09"), "received_on": day("02-09")}, reason="看错邮戳")
    with refused("after_due"):
        head.amend(case=case, changes={}, events={2: {"on": day("03-16")}}, reason="再核")


def test_no_fee_is_written_to_a_case_that_never_bore_one(register: Register, clerk: Hands, head: Hands) -> None:
    case = clerk.decide(case=register(), on=day("03-02"), outcome="OPEN", replied_on=day("03-03"))
    for person in (clerk, head):
        with refused("never_charged"):
            person.amend(case=case, changes=FEE, reason="补记")


def test_a_struck_notice_is_none(register: Register, clerk: Hands) -> None:
    case = clerk.notice_fee(case=register(), on=day("03-02"), basis="by_page", quantity=45)
    case = clerk.strike(case=case, reason="登错")
    with refused("never_charged"):
        clerk.amend(case=case, changes=FEE, reason="补记")


def recorded(organ_id: int, **changes: Any) -> Record:
    """Return a record of a case handled elsewhere."""
    given = Record(
        organ_id=organ_id, number="A-9", received_on=day("11-02"), channel="in_person", closed_on=day("11-20"),
        outcome="OPEN", applicant_kind="np",
    )  # fmt: skip
    return replace(given, **changes)


def test_a_case_handled_elsewhere_takes_its_fee_by_amendment(register: Register, office: Office, clerk: Hands) -> None:
    case = clerk.record_closed(organ=office.first, record=recorded(office.first.pk))
    assert clerk.amend(case=case, changes=FEE, reason="补记").processing_fee == 999
    open_case = register(arrived_on=day("11-02"), received_on=day("11-02"))
    [case] = Hands(office.head, instant("2026-11-23 10:00")).bulk_close(
        chosen=[Chosen(open_case, open_case.version)], decided_on=day("11-20"), outcome="OPEN", replied_on=day("11-20"),
        way="post", reason="见纸质档案",
    )  # fmt: skip
    assert clerk.amend(case=case, changes=FEE, reason="补记").processing_fee == 999
    assert clerk.amend(case=case, changes={"processing_fee": None}, reason="并未收费").processing_fee is None
