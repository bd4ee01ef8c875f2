"""Two people at the same step at the same moment: one does it, the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from openness.organs.choices import Role
from requests_app.models import DisclosureRequest
from requests_app.operations import Answer
from requests_app.refusals import Refusal
from tests.office import Office
from tests.requests_app.casework import Bureau, Hands, day

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*attempts: Callable[[], object]) -> list[str]:
    """Return how each attempt ended: "done", or the code of its refusal."""

    def attempt(step: Callable[[], object]) -> str:
        try:
            step()
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(attempts)) as people:
        return sorted(people.map(attempt, attempts))


def test_of_two_who_approve_one_decides() -> None:
    office = Office()
    bureau = Bureau(office)
    case = bureau.drafter.propose_answer(case=bureau.register(), answer=Answer("OPEN"))
    people = (bureau.head, Hands(office.coordinator))
    found = at_once(
        *(
            lambda who=who: who.approve(case=case, act="decide", on=day("03-03"), late_entry_reason="补登（虚构）")
            for who in people
        )
    )
    assert found[0] == "done"
    assert found[1] in ("not_in_this_status", "nothing_pending")
    assert case.decisions.count() == case.events.filter(kind="decided").count() == 1


def test_of_two_who_claim_one_has_it() -> None:
    office = Office()
    colleague = office.person("lv.colleague", Role.CLERK, office.first)
    clerk = Hands(office.clerk)
    case: DisclosureRequest = clerk.register(
        organ=office.first, channel="in_person", arrived_on=day("02-10"), received_on=day("02-10"),
        receipt_basis="submitted", applicant_kind="np",
    )  # fmt: skip
    found = at_once(lambda: clerk.claim(case=case), lambda: Hands(colleague).claim(case=case))
    assert found == ["done", "has_a_handler"]
    assert case.events.filter(kind="claimed").count() == 1


def test_an_approval_and_a_recall_do_not_both_happen() -> None:
    bureau = Bureau(Office())
    case = bureau.drafter.propose_answer(case=bureau.register(), answer=Answer("OPEN"))
    found = at_once(
        lambda: bureau.head.approve(case=case, act="decide", on=day("03-03"), late_entry_reason="补登（虚构）"),
        lambda: bureau.drafter.recall(case=case, act="decide"),
    )
    assert found == ["done", "nothing_pending"]
    assert case.decisions.count() + case.events.filter(kind="recalled").count() == 1
