"""What the page of a case offers a person is what the operation accepts from them; what it bars, the operation refuses."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from requests_app.lifecycle import Act
from requests_app.models import DisclosureRequest
from requests_app.operations import Answer
from requests_app.refusals import Refusal
from tests.office import instant
from tests.requests_app.casework import Bureau, Hands, day
from tests.requests_app.legal_arguments import legal_arguments
from tests.requests_app.walking import WALKED, NoWay, Place

pytestmark = pytest.mark.django_db

TODAY = day("03-03")
BEFORE = day("02-24")


class People:
    """The people of 丙局 at work on 3 March 2026."""

    def __init__(self, bureau: Bureau) -> None:
        at = instant("2026-03-03 09:00")
        self.register = bureau.register
        self.drafter, self.colleague, self.head = (Hands(who, at) for who in bureau.people.values())

    def decided(self, **changes: Any) -> DisclosureRequest:
        """Return a case whose answer was drafted and approved."""
        case = self.drafter.propose_answer(case=self.register(**changes), answer=Answer("OPEN"))
        made: DisclosureRequest = self.head.approve(
            case=case, act="decide", on=BEFORE, late_entry_reason="补登（虚构）"
        )
        return made

    def closed(self) -> DisclosureRequest:
        """Return a case that was answered."""
        made: DisclosureRequest = self.drafter.serve(case=self.decided(), on=BEFORE)
        return made

    def charged(self) -> DisclosureRequest:
        """Return a case with a fee to pay."""
        made: DisclosureRequest = self.drafter.notice_fee(case=self.register(), on=BEFORE, basis="by_page", quantity=45)
        return made

    def asked(self, **given: Any) -> DisclosureRequest:
        """Return a case that waits for its correction."""
        given.setdefault("respond_by", BEFORE + timedelta(days=1))
        made: DisclosureRequest = self.drafter.ask_correction(case=self.register(), on=BEFORE, what="文号", **given)
        return made

    def consulted(self) -> DisclosureRequest:
        """Return a case on which a third party is asked."""
        made: DisclosureRequest = self.drafter.consult(
            case=self.register(), on=BEFORE, party="third_party", name="孙某（虚构）"
        )
        return made


SITUATIONS: dict[str, Callable[[People], Any]] = {
    "unconfirmed": lambda p: p.register(channel="web", received_on=None, receipt_basis=""),
    "open": lambda p: p.register(),
    "open under 2007": lambda p: p.register(arrived_on=day("2018-03-01"), received_on=day("2018-03-01")),
    "overdue": lambda p: p.register(arrived_on=day("01-05"), received_on=day("01-05")),
    "overdue at its last step": lambda p: p.drafter.consult(
        case=p.register(arrived_on=day("01-05"), received_on=day("01-05")), on=BEFORE, party="joint_organ", name="某局"
    ),
    "overdue, consulted since": lambda p: p.drafter.consultation_returned(
        case=p.drafter.consult(
            case=p.register(arrived_on=day("01-05"), received_on=day("01-05")),
            on=BEFORE,
            party="joint_organ",
            name="某局",
        ),
        on=BEFORE,
    ),
    "claimed": lambda p: p.drafter.claim(case=p.register()),
    "correcting": lambda p: p.asked(),
    "correcting until tomorrow": lambda p: p.asked(respond_by=TODAY + timedelta(days=1)),
    "corrected": lambda p: p.drafter.receive_correction(case=p.asked(), on=BEFORE),
    "consulting": lambda p: p.consulted(),
    "consulted, delivered": lambda p: p.drafter.consultation_delivered(case=p.consulted(), on=BEFORE),
    "refused by a third party": lambda p: p.drafter.consultation_returned(
        case=p.consulted(), on=BEFORE, stance="refuses", opinion="商业秘密"
    ),
    "explaining": lambda p: p.drafter.ask_reasons(
        case=p.register(), on=BEFORE, what="80件", respond_by=BEFORE + timedelta(days=1)
    ),
    "paying": lambda p: p.charged(),
    "paying, delivered": lambda p: p.drafter.deliver_fee(case=p.charged(), on=BEFORE),
    "paid": lambda p: p.drafter.pay_fee(case=p.charged(), on=BEFORE, paid=Decimal(150)),
    "extension drafted": lambda p: p.drafter.propose_extension(case=p.register(), days=0, reason="", submit=False),
    "extension pending": lambda p: p.drafter.propose_extension(case=p.register(), days=5, reason="量大"),
    "extension pending, correcting": lambda p: p.drafter.ask_correction(
        case=p.drafter.propose_extension(case=p.register(), days=5, reason="量大"),
        on=BEFORE,
        what="文号",
        respond_by=BEFORE + timedelta(days=1),
    ),
    "extended": lambda p: p.head.extend(
        case=p.register(), on=BEFORE, days=5, reason="量大", late_entry_reason="补登（虚构）"
    ),
    "extended and told": lambda p: p.drafter.tell_extension(
        case=p.head.extend(case=p.register(), on=BEFORE, days=5, reason="量大", late_entry_reason="补登（虚构）"),
        on=BEFORE,
    ),
    "answer pending": lambda p: p.drafter.propose_answer(case=p.register(), answer=Answer("OPEN")),
    "answer pending of the head": lambda p: p.head.propose_answer(case=p.register(), answer=Answer("OPEN")),
    "answer pending of the head, extension of another": lambda p: p.drafter.propose_extension(
        case=p.head.propose_answer(case=p.register(), answer=Answer("OPEN")), days=5, reason="量大"
    ),
    "answer sent back": lambda p: p.head.send_back(
        case=p.drafter.propose_answer(case=p.register(), answer=Answer("OPEN")), act="decide", reason="改"
    ),
    "decided": lambda p: p.decided(),
    "closed": lambda p: p.closed(),
    "closed and served": lambda p: p.drafter.serve(case=p.closed(), on=BEFORE),
    "withdrawn": lambda p: p.drafter.withdraw(case=p.register(), on=BEFORE),
    "reopened": lambda p: p.head.reopen(case=p.closed(), on=BEFORE, because="决定"),
    "reopened, new answer pending": lambda p: p.drafter.propose_answer(
        case=p.head.reopen(case=p.closed(), on=BEFORE, because="决定"), answer=Answer("OPEN")
    ),
    "reopened, third party asked": lambda p: p.drafter.consult(
        case=p.head.reopen(case=p.closed(), on=BEFORE, because="决定"),
        on=BEFORE,
        party="third_party",
        name="孙某（虚构）",
    ),
    "reopened, new answer waits": lambda p: p.head.approve(
        case=p.drafter.propose_answer(
            case=p.head.reopen(case=p.closed(), on=BEFORE, because="决定"), answer=Answer("OPEN")
        ),
        act="decide",
        on=BEFORE,
        late_entry_reason="补登（虚构）",
    ),
    "reopened, withdrawn": lambda p: p.drafter.withdraw(
        case=p.head.reopen(case=p.closed(), on=BEFORE, because="决定"), on=BEFORE
    ),
    "void": lambda p: p.head.void(case=p.register(), reason="重复"),
    "split": lambda p: p.drafter.split(case=p.register(), parts=["合同", "图纸"], reason="一事一申请")[0],
}
UNITS = ["approving", "approving itself", "deciding alone"]


def first(choices: Any) -> Any:
    """Choose what stands first."""
    return choices[0]


def accepted(place: Place, act: Act, person: Any) -> str:
    """Return "" where the operation accepts, else its refusal's code; nothing is kept."""
    try:
        given = legal_arguments(place, act, person)
    except NoWay as none:
        return f"no way: {none}"
    try:
        with transaction.atomic():
            place.take(act, person, given)
            transaction.set_rollback(True)
    except Refusal as refused:
        return refused.code
    return ""


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("situation", SITUATIONS)
def test_what_is_offered_is_accepted_and_nothing_else(bureau: Bureau, situation: str, unit: str) -> None:
    case = SITUATIONS[situation](People(bureau))
    if unit == "approving itself":
        bureau.approve_oneself()
    if unit == "deciding alone":
        bureau.organ.answers_need_approval = False
        bureau.organ.save(update_fields=["answers_need_approval"])
    case = DisclosureRequest.objects.get(pk=case.pk)
    place = Place(case, list(bureau.people.values()), TODAY, first)
    wrong = [
        (str(act), person.username, "offered" if offered else "barred", found)
        for act in WALKED
        for person in place.people
        for offered in [place.is_offered(act, person)]
        for found in [accepted(place, act, person)]
        if offered != (found == "")
    ]
    assert wrong == []
