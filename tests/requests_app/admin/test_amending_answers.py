"""The form of an amendment where a case was answered more than once: each answer under its own heading, one at a time."""

from datetime import date
from typing import Any

import pytest

from requests_app.models import DisclosureRequest
from tests.office import Office
from tests.requests_app.admin.conftest import SignedIn, act_page
from tests.requests_app.admin.test_acts import whole_form
from tests.requests_app.casework import Hands, day
from tests.requests_app.conftest import Register

pytestmark = pytest.mark.django_db


@pytest.fixture
def twice(register: Register, clerk: Hands, head: Hands) -> DisclosureRequest:
    """Return a case refused on 10 March and answered again on 15 April."""
    case = clerk.decide(case=register(), on=day("03-10"), outcome="DENY_THIRD", replied_on=day("03-10"))
    case = head.reopen(case=case, on=day("04-13"), because="复议决定（虚构）")
    made: DisclosureRequest = clerk.decide(case=case, on=day("04-15"), outcome="OPEN", replied_on=day("04-15"))
    return made


def sent(case: DisclosureRequest, browser: Any, **changes: str) -> Any:
    """Send the form of the amendment as it stands, but for the changes."""
    given = whole_form(browser.get(act_page(case, "amend")).context["form"])
    return browser.post(act_page(case, "amend"), {**given, "reason": "看错日期", **changes}, follow=True)


def replied(case: DisclosureRequest) -> list[date | None]:
    """Return when the answers were given."""
    return list(case.decisions.order_by("seq").values_list("replied_on", flat=True))


def test_two_answers_are_not_amended_at_once(twice: DisclosureRequest, office: Office, signed_in: SignedIn) -> None:
    shown = sent(twice, signed_in(office.clerk), closed_on="2026-04-16", answer_1_closed_on="2026-03-11")
    assert "一次更正只能改一次答复" in shown.content.decode()
    assert replied(twice) == [day("03-10"), day("04-15")]


def test_a_refusal_stands_beside_the_entry_of_its_answer(
    twice: DisclosureRequest, office: Office, signed_in: SignedIn
) -> None:
    form = sent(twice, signed_in(office.clerk), answer_1_closed_on="").context["form"]
    assert "answer_1_closed_on" in form.errors
    form = sent(twice, signed_in(office.clerk), answer_1_closed_on="2026-12-01").context["form"]
    assert "晚于今天" in form.errors["answer_1_closed_on"][0]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"closed_on": "2026-04-16"}, [day("03-10"), day("04-16")]),
        ({"answer_1_closed_on": "2026-03-11"}, [day("03-11"), day("04-15")]),
    ],
)
def test_each_answer_is_amended_under_its_own_heading(
    twice: DisclosureRequest, office: Office, signed_in: SignedIn, changes: dict[str, str], expected: list[date]
) -> None:
    text = signed_in(office.clerk).get(act_page(twice, "amend")).content.decode()
    assert text.index("第2次答复") < text.index("第1次答复")
    sent(twice, signed_in(office.clerk), **changes)
    assert replied(twice) == expected
    assert DisclosureRequest.objects.get(pk=twice.pk).closed_on == expected[0]


def test_one_answer_stands_under_no_number(
    register: Register, office: Office, clerk: Hands, signed_in: SignedIn
) -> None:
    case = clerk.decide(case=register(), on=day("03-10"), outcome="OPEN", replied_on=day("03-10"))
    fields = signed_in(office.clerk).get(act_page(case, "amend")).context["form"].fields
    assert not [name for name in fields if name.startswith("answer_")]
    assert "processing_fee" not in fields  # no notice was ever sent
