"""How many items an applicant asked for earlier in the month: same unit, same applicant, before the request itself."""

from typing import Any

import pytest

from requests_app.forms.fees import NoticeFeeForm
from requests_app.models import DisclosureRequest
from tests.office import Office
from tests.requests_app.casework import Hands, day
from tests.requests_app.conftest import Register

pytestmark = pytest.mark.django_db

ID = {"id_number": "500118199001011234"}


def earlier(case: DisclosureRequest) -> int:
    """Return the count that the fee form starts with."""
    return DisclosureRequest.objects.live().earlier_in_the_month_of(case).fee_items()


def on(text: str) -> dict[str, Any]:
    """Return the dates of a request received on that day."""
    return {"arrived_on": day(text), "received_on": day(text)}


def test_namesakes_are_other_applicants(register: Register) -> None:
    register(**on("03-02"))
    assert earlier(register(**on("03-03"))) == 0


def test_the_same_identity_number_or_phone_is_the_same_applicant(register: Register) -> None:
    register(**on("03-02"), **ID, applicant_name="张三（虚构）")
    register(**on("03-02"), phone="13800001111")
    assert earlier(register(**on("03-03"), **ID, phone="13800001111", applicant_name="张 三（虚构）")) == 2


def test_an_organization_is_known_by_its_name(register: Register) -> None:
    firm = {"applicant_kind": "ent", "applicant_name": "虚构贸易有限公司"}
    register(**on("03-02"), **firm)
    register(**on("03-02"), **{**firm, "applicant_name": "虚构贸易有限公司二部"})
    register(**on("03-02"), **{**firm, "applicant_kind": "np"})
    assert earlier(register(**on("03-03"), **firm)) == 1


def test_a_month_begins_on_its_first_day(register: Register) -> None:
    register(**on("02-28"), **ID)
    register(**on("03-01"), **ID)
    assert earlier(register(**on("03-31"), **ID)) == 1


def test_what_came_later_does_not_count(register: Register) -> None:
    case = register(**on("03-02"), **ID)
    register(**on("03-02"), **ID)
    register(**on("03-03"), **ID)
    assert earlier(case) == 0


def test_other_units_and_void_cases_do_not_count(register: Register, office: Office, head: Hands) -> None:
    register(**on("03-02"), **ID, organ=office.second, by=office.neighbour)
    head.void(case=register(**on("03-02"), **ID), reason="重复登记")
    assert earlier(register(**on("03-03"), **ID)) == 0


def test_the_parts_of_one_application_are_items_of_their_own(register: Register, clerk: Hands) -> None:
    case = register(**on("03-02"), **ID)
    (second, third) = clerk.split(case=case, parts=["合同", "图纸", "验收"], reason="一事一申请")
    assert [earlier(one) for one in (case, second, third)] == [0, 1, 2]


def test_a_request_without_a_receipt_date_has_no_month(register: Register) -> None:
    register(**on("03-02"), **ID)
    waiting = register(channel="web", arrived_on=day("03-03"), received_on=None, receipt_basis="", **ID)
    assert earlier(waiting) == 0


def test_a_request_noticed_for_many_items_counts_as_many(register: Register, clerk: Hands) -> None:
    many = register(**on("03-02"), **ID)
    clerk.notice_fee(case=many, on=day("03-03"), basis="by_item", quantity=15)
    register(**on("03-03"), **ID)
    last = register(**on("03-04"), **ID)
    assert earlier(last) == 16


def test_a_struck_notice_and_one_by_page_count_one_for_their_request(register: Register, clerk: Hands) -> None:
    struck, paged = register(**on("03-02"), **ID), register(**on("03-02"), **ID)
    struck = clerk.notice_fee(case=struck, on=day("03-03"), basis="by_item", quantity=15)
    clerk.strike(case=struck, reason="发错")
    clerk.notice_fee(case=paged, on=day("03-03"), basis="by_page", quantity=45)
    last = register(**on("03-04"), **ID)
    assert earlier(last) == 2
    clerk.notice_fee(case=struck, on=day("03-03"), basis="by_item", quantity=12)
    assert earlier(last) == 13
    form = NoticeFeeForm(user=clerk.by, today=day("03-05"), subject=last)
    assert form.fields["before"].initial == 13
