"""Which reviews and suits reopen a case: concluded by the day, or a suit in its first instance, and not in the organ's favour."""

from typing import Any

import pytest

from tests.office import Office
from tests.refusing import refused
from tests.requests_app.casework import Hands, day
from tests.requests_app.conftest import Register
from tests.requests_app.operations.test_answer import answered

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("code", "ended"),
    [
        ("appeal_pending", None),
        ("appeal_pending", {"on": day("06-02"), "result": "corrected", "consequence": "new_answer"}),
        ("appeal_upheld", {"on": day("05-29"), "result": "upheld"}),
        ("appeal_upheld", {"on": day("05-29"), "result": "upheld", "consequence": "new_answer"}),
        ("no_new_answer_ordered", {"on": day("05-29"), "result": "corrected", "consequence": "nothing"}),
        ("no_new_answer_ordered", {"on": day("05-29"), "result": "corrected", "consequence": "unlawful"}),
    ],
)
@pytest.mark.parametrize("route", ["review", "lit_direct"])
def test_a_review_or_suit_that_orders_nothing_anew_reopens_no_case(
    register: Register, office: Office, clerk: Hands, head: Hands, route: str, code: str, ended: dict[str, Any] | None
) -> None:
    case = answered(register(), office, day("03-03"), "DENY_THIRD")
    appeal = clerk.open_appeal(organ=office.first, case=case, route=route, filed_on=day("04-01"))
    if ended:
        appeal = clerk.close_appeal(appeal=appeal, **ended)
    with refused(code) as caught:
        head.reopen(case=case, on=day("06-01"), because="决定", appeal=appeal)
    assert (caught.value.field, str(appeal) in caught.value.message) == ("appeal", True)
    case.refresh_from_db()
    assert case.status == "closed"


@pytest.mark.parametrize(
    "ended",
    [
        {"result": "corrected", "consequence": "new_answer"},
        {"result": "corrected"},
        {"result": "other", "consequence": "other"},
    ],
)
def test_a_review_that_can_lead_to_a_new_answer_reopens_its_case(
    register: Register, office: Office, clerk: Hands, head: Hands, ended: dict[str, Any]
) -> None:
    case = answered(register(), office, day("03-03"), "DENY_THIRD")
    review = clerk.open_appeal(organ=office.first, case=case, route="review", filed_on=day("04-01"))
    review = clerk.close_appeal(appeal=review, on=day("06-01"), **ended)
    assert head.reopen(case=case, on=day("06-01"), because="决定", appeal=review).status == "reopened"


@pytest.mark.parametrize(("first_result", "code"), [("corrected", ""), ("upheld", "appeal_upheld")])
def test_a_suit_in_its_second_instance_reopens_a_case_by_its_first(
    register: Register, office: Office, clerk: Hands, head: Hands, first_result: str, code: str
) -> None:
    case = answered(register(), office, day("03-03"), "DENY_THIRD")
    suit = clerk.open_appeal(organ=office.first, case=case, route="lit_direct", filed_on=day("04-01"))
    suit = clerk.appeal_further(
        appeal=suit, on=day("05-20"), first_concluded_on=day("05-11"), first_result=first_result
    )
    with refused("appeal_pending"):
        head.reopen(case=case, on=day("05-10"), because="判决", appeal=suit)
    if code:
        with refused(code):
            head.reopen(case=case, on=day("06-01"), because="判决", appeal=suit)
    else:
        assert head.reopen(case=case, on=day("06-01"), because="判决", appeal=suit).status == "reopened"
