"""A review or court ordered a new answer: the workbench shows the case until it is reopened, or answered since."""

from datetime import date

import pytest

from requests_app import operations
from requests_app.models import DisclosureRequest
from tests.office import NOW, Office
from tests.requests_app.admin.conftest import TODAY, SignedIn
from tests.requests_app.admin.desks import figures, ordered_anew, received, values
from tests.requests_app.conftest import Register


@pytest.fixture
def refused_case(register: Register) -> DisclosureRequest:
    """Return a request received on 17 November."""
    return received(register, date(2026, 11, 17))


def reopened(case: DisclosureRequest, office: Office) -> DisclosureRequest:
    case.refresh_from_db()
    return operations.reopen(case=case, by=office.head, at=NOW, on=TODAY, because="复议决定（虚构）")


@pytest.mark.parametrize(
    "ended",
    [
        {"consequence": ""},
        {"consequence": "nothing"},
        {"consequence": "unlawful"},
        {"result": "upheld", "consequence": "new_answer"},  # one of the two is wrong: nothing can be reopened by it
    ],
)
def test_what_orders_no_new_answer_waits_for_nobody(
    office: Office, refused_case: DisclosureRequest, signed_in: SignedIn, ended: dict[str, str]
) -> None:
    ordered_anew(refused_case, office, **ended)
    assert values(signed_in(office.clerk)) == {}


def test_a_pending_review_orders_nothing_yet(
    office: Office, refused_case: DisclosureRequest, signed_in: SignedIn
) -> None:
    review = ordered_anew(refused_case, office)
    operations.amend_appeal(
        appeal=review, by=office.clerk, at=NOW, changes={"result": "", "concluded_on": None}, reason="未审结"
    )
    assert values(signed_in(office.clerk)) == {}


def test_an_order_waits_until_the_case_is_reopened(
    office: Office, refused_case: DisclosureRequest, signed_in: SignedIn
) -> None:
    ordered_anew(refused_case, office)
    browser = signed_in(office.clerk)
    card = figures(browser)["ordered"]
    assert (card.value, card.is_grave) == ("1", True)
    assert [one.pk for one in browser.get(card.href).context["cl"].result_list] == [refused_case.pk]
    assert values(signed_in(office.neighbour)) == {}
    case = reopened(refused_case, office)
    assert values(browser) == {"again": "1"}
    operations.strike(case=case, by=office.head, at=NOW, reason="误登")
    assert values(browser) == {"ordered": "1"}


def test_an_order_that_was_answered_does_not_come_back(
    office: Office, refused_case: DisclosureRequest, signed_in: SignedIn
) -> None:
    ordered_anew(refused_case, office)
    case = reopened(refused_case, office)
    case = operations.decide(case=case, by=office.clerk, at=NOW, on=TODAY, outcome="OPEN", replied_on=TODAY)
    browser = signed_in(office.clerk)
    assert values(browser) == {}
    case = operations.strike(case=case, by=office.head, at=NOW, reason="误登")  # the reply
    assert values(browser) == {"again": "1"}
    case = operations.strike(case=case, by=office.head, at=NOW, reason="误登")  # the decision
    operations.strike(case=case, by=office.head, at=NOW, reason="误登")  # the reopening
    assert values(browser) == {"ordered": "1"}


def test_an_applicant_who_withdrew_is_owed_no_answer(
    office: Office, refused_case: DisclosureRequest, signed_in: SignedIn
) -> None:
    ordered_anew(refused_case, office)
    operations.withdraw(case=reopened(refused_case, office), by=office.clerk, at=NOW, on=TODAY)
    assert values(signed_in(office.clerk)) == {}


def test_a_void_review_orders_nothing(office: Office, refused_case: DisclosureRequest, signed_in: SignedIn) -> None:
    review = ordered_anew(refused_case, office)
    operations.void_appeal(appeal=review, by=office.head, at=NOW, reason="登错")
    assert values(signed_in(office.clerk)) == {}
