"""The walks never run out of arguments for what is offered, and pick a draft that the person may approve."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from requests_app.lifecycle import Act
from requests_app.models import DisclosureRequest
from requests_app.operations import Answer
from tests.refusing import refused
from tests.requests_app.casework import Bureau, day
from tests.requests_app.legal_arguments import legal_arguments
from tests.requests_app.walking import Place

pytestmark = pytest.mark.django_db

TODAY = day("11-23")
Pick = Callable[[Any], Any]


def place_of(bureau: Bureau, case: DisclosureRequest, pick: Pick = lambda choices: choices[0]) -> Place:
    return Place(case, list(bureau.people.values()), TODAY, pick)


@pytest.mark.parametrize("place_in_row", [0, -1])
def test_of_the_heads_own_answer_and_anothers_extension_the_extension_is_approved(
    bureau: Bureau, place_in_row: int
) -> None:
    received = {"arrived_on": TODAY, "received_on": TODAY}
    case = bureau.head.propose_answer(case=bureau.register(**received), answer=Answer("OPEN"))
    case = bureau.drafter.propose_extension(case=case, days=5, reason="量大")
    place = place_of(bureau, case, lambda choices: choices[place_in_row])
    head = bureau.head.by
    assert place.is_offered(Act.APPROVE, head)
    given = legal_arguments(place, Act.APPROVE, head)
    assert given["act"] == "extend"
    place.take(Act.APPROVE, head, given)
    again = place_of(bureau, case, lambda choices: choices[place_in_row])
    assert not again.is_offered(Act.APPROVE, head)
    with refused("second_person"):
        again.take(Act.APPROVE, head, legal_arguments(again, Act.APPROVE, head))


def test_an_answer_that_a_question_overtook_has_arguments_and_is_refused_with_the_reason(bureau: Bureau) -> None:
    received = {"arrived_on": TODAY, "received_on": TODAY}
    case = bureau.drafter.propose_answer(case=bureau.register(**received), answer=Answer("OTHER_OTHER"))
    asked = {"what": "文号", "respond_by": TODAY + timedelta(days=5)}
    case = bureau.drafter.ask_correction(case=case, on=TODAY, **asked)
    place, head = place_of(bureau, case), bureau.head.by
    assert place.is_offered(Act.APPROVE, head)
    given = legal_arguments(place, Act.APPROVE, head)
    assert (given["act"], given["on"]) == ("decide", TODAY)
    with refused("correction_awaited"):
        place.take(Act.APPROVE, head, given)
