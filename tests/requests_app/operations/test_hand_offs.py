"""Hand-offs within a unit: assigned, claimed, handed over, handed back; each with its reason, none moves the clock."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from openness.organs.choices import Role
from openness.organs.models import User
from requests_app.models import DisclosureRequest
from tests.office import Office
from tests.refusing import refused
from tests.requests_app.casework import Hands, day
from tests.requests_app.conftest import Register

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(office: Office) -> User:
    return office.person("lv.colleague", Role.CLERK, office.first)


@pytest.fixture
def claimed(register: Register, clerk: Hands) -> DisclosureRequest:
    made: DisclosureRequest = clerk.claim(case=register())
    return made


@pytest.mark.parametrize("who", ["neighbour", "coordinator", "auditor", "administrator", "manager", "stranger"])
def test_only_people_of_the_unit_handle_its_cases(
    register: Register, claimed: DisclosureRequest, office: Office, clerk: Hands, head: Hands, who: str
) -> None:
    person = getattr(office, who)
    with refused("cannot_work_on_it"):
        head.assign(case=register(), to=person, reason="分工")
    with refused("cannot_work_on_it"):
        clerk.hand_over(case=claimed, to=person, reason="休假")
    code = "cannot_work_on_it" if who == "coordinator" else "not_allowed"
    with refused(code):
        Hands(person).claim(case=register())


def test_a_closed_account_gets_no_case(register: Register, head: Hands, colleague: User) -> None:
    colleague.is_active = False
    with refused("cannot_work_on_it"):
        head.assign(case=register(), to=colleague, reason="分工")


def test_a_hand_off_needs_its_reason(
    register: Register, claimed: DisclosureRequest, clerk: Hands, head: Hands, colleague: User
) -> None:
    steps: tuple[Callable[[], Any], ...] = (
        lambda: head.assign(case=register(), to=colleague, reason=" "),
        lambda: clerk.hand_over(case=claimed, to=colleague, reason=""),
        lambda: clerk.hand_back(case=claimed, reason="\n"),
    )
    for step in steps:
        with refused("reason_missing"):
            step()


def test_a_clerk_assigns_nothing(register: Register, clerk: Hands, colleague: User) -> None:
    with refused("not_allowed"):
        clerk.assign(case=register(), to=colleague, reason="分工")


def test_a_case_is_claimed_from_nobody(register: Register, claimed: DisclosureRequest, colleague: User) -> None:
    with refused("has_a_handler"):
        Hands(colleague).claim(case=claimed)
    with refused("has_a_handler"):
        Hands(claimed.handler).claim(case=claimed)  # type: ignore[arg-type]


def test_only_who_has_a_case_hands_it_on(register: Register, claimed: DisclosureRequest, colleague: User) -> None:
    for case in (claimed, register()):
        with refused("not_the_handler"):
            Hands(colleague).hand_over(case=case, to=colleague, reason="接手")
        with refused("not_the_handler"):
            Hands(colleague).hand_back(case=case, reason="退")


def test_handing_a_case_to_who_has_it_is_refused(claimed: DisclosureRequest, clerk: Hands, head: Hands) -> None:
    with refused("same_person"):
        clerk.hand_over(case=claimed, to=clerk.by, reason="x")
    with refused("same_person"):
        head.assign(case=claimed, to=clerk.by, reason="x")


def test_a_closed_case_is_not_handed_on_and_a_reopened_one_is(
    claimed: DisclosureRequest, clerk: Hands, head: Hands, colleague: User
) -> None:
    case = clerk.decide(case=claimed, on=day("03-03"), outcome="OPEN", replied_on=day("03-03"))
    with refused("not_in_this_status"):
        clerk.hand_over(case=case, to=colleague, reason="休假")
    case = head.reopen(case=case, on=day("06-01"), because="复议决定（虚构）")
    assert clerk.hand_over(case=case, to=colleague, reason="休假").handler == colleague


def test_the_log_tells_who_had_it_and_who_has_it(
    claimed: DisclosureRequest, clerk: Hands, head: Hands, colleague: User
) -> None:
    case = clerk.hand_over(case=claimed, to=colleague, reason="休假")
    case = Hands(colleague).hand_back(case=case, reason="不归我管")
    case = head.assign(case=case, to=clerk.by, reason="分工")
    told = [(one.kind, one.data, one.note) for one in case.events.order_by("seq")[1:]]
    assert told == [
        ("claimed", {"to_person": "li.clerk"}, ""),
        ("handed_over", {"from_person": "li.clerk", "to_person": "lv.colleague"}, "休假"),
        ("handed_back", {"from_person": "lv.colleague"}, "不归我管"),
        ("assigned", {"to_person": "li.clerk"}, "分工"),
    ]


@pytest.mark.parametrize("state", ["unconfirmed", "open", "correcting", "consulting", "paying", "decided"])
def test_no_hand_off_moves_the_clock_or_the_status(
    register: Register, office: Office, clerk: Hands, head: Hands, colleague: User, state: str
) -> None:
    case = _in(state, register, clerk)
    before = _clock(case)
    steps: tuple[Callable[[DisclosureRequest], Any], ...] = (
        lambda case: clerk.claim(case=case),
        lambda case: clerk.hand_over(case=case, to=colleague, reason="休假"),
        lambda case: Hands(colleague).hand_back(case=case, reason="退"),
        lambda case: head.assign(case=case, to=colleague, reason="分工"),
    )
    for step in steps:
        case = step(case)
        assert _clock(case) == before


def test_striking_takes_back_a_step_and_never_a_hand_off(register: Register, clerk: Hands) -> None:
    case = clerk.claim(
        case=clerk.ask_correction(case=register(), on=day("02-12"), what="文号", respond_by=day("02-27"))
    )
    case = clerk.strike(case=case, reason="登错")
    assert (case.status, case.handler) == ("open", clerk.by)
    with refused("nothing_to_strike"):
        clerk.strike(case=case, reason="登错")


def _clock(case: DisclosureRequest) -> tuple[Any, ...]:
    return case.due_on, case.is_provisional, case.status, case.received_on, case.extension_days


def _in(state: str, register: Register, clerk: Hands) -> DisclosureRequest:
    if state == "unconfirmed":
        return register(channel="web", received_on=None, receipt_basis="")
    case, on = register(), day("02-12")
    makers: dict[str, Callable[[], Any]] = {
        "open": lambda: case,
        "correcting": lambda: clerk.ask_correction(case=case, on=on, what="文号", respond_by=on + timedelta(days=15)),
        "consulting": lambda: clerk.consult(case=case, on=on, party="third_party", name="某公司"),
        "paying": lambda: clerk.notice_fee(case=case, on=on, basis="by_page", quantity=45),
        "decided": lambda: clerk.decide(case=case, on=on, outcome="OPEN"),
    }
    found: DisclosureRequest = makers[state]()
    return found
