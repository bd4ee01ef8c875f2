"""A step of the case notes the service of its paper; the paper's own form leads to the step while that is open."""

from collections.abc import Callable
from datetime import date

import pytest

from requests_app.admin.acts import CASE_ACTS
from requests_app.choices import PaperKind
from requests_app.models import DisclosureRequest, IssuedPaper
from requests_app.operations.paper_assignments import open_step_of
from requests_app.paper_steps import TITLES
from tests.office import Office
from tests.refusing import refused
from tests.requests_app.casework import Hands, day
from tests.requests_app.papers.conftest import issued

pytestmark = pytest.mark.django_db

Noted = tuple[date | None, str, str, date | None]
NOTHING: Noted = (None, "", "", None)


def noted(paper: IssuedPaper) -> Noted:
    """Return what a paper says of its service."""
    paper.refresh_from_db()
    return paper.sent_on, paper.way, paper.proof, paper.received_on


def extended(case: DisclosureRequest, clerk: Hands, head: Hands) -> DisclosureRequest:
    made: DisclosureRequest = head.extend(
        case=case, on=day("02-11"), days=20, reason="量大（虚构）", late_entry_reason="补登（虚构）"
    )
    return made


def charged(case: DisclosureRequest, clerk: Hands, head: Hands) -> DisclosureRequest:
    made: DisclosureRequest = clerk.notice_fee(case=case, on=day("02-11"), basis="by_page", quantity=45)
    return made


def asked(case: DisclosureRequest, clerk: Hands, head: Hands) -> DisclosureRequest:
    made: DisclosureRequest = clerk.consult(case=case, on=day("02-11"), party="third_party", name="某公司（虚构）")
    return made


def joint(case: DisclosureRequest, clerk: Hands, head: Hands) -> DisclosureRequest:
    made: DisclosureRequest = clerk.consult(case=case, on=day("02-11"), party="joint_organ", name="某局（虚构）")
    return made


def answered(case: DisclosureRequest, clerk: Hands, head: Hands) -> DisclosureRequest:
    made: DisclosureRequest = clerk.decide(case=case, on=day("02-11"), outcome="OPEN", basis="给（虚构）")
    return made


TYPED = {"fee_payment_way": "银行转账（虚构）", "recipient_address": "虚构路2号"}
Before = Callable[[DisclosureRequest, Hands, Hands], DisclosureRequest]
STEPS: list[tuple[Before, PaperKind, str, Noted]] = [
    (extended, PaperKind.EXTENSION, "tell_extension", (day("02-13"), "post", "挂号1（虚构）", None)),
    (charged, PaperKind.FEE, "deliver_fee", (day("02-11"), "post", "挂号1（虚构）", day("02-13"))),
    (asked, PaperKind.CONSULTATION, "consultation_delivered", (day("02-11"), "post", "挂号1（虚构）", day("02-13"))),
    (joint, PaperKind.JOINT, "consultation_delivered", (day("02-11"), "post", "挂号1（虚构）", day("02-13"))),
    (answered, PaperKind.ANSWER, "serve", (day("02-13"), "post", "挂号1（虚构）", None)),
]
each_step = pytest.mark.parametrize(("before", "kind", "step", "expected"), STEPS)


@each_step
def test_a_paper_is_not_served_past_its_step(
    case: DisclosureRequest, office: Office, clerk: Hands, head: Hands, before: Before, kind: PaperKind, step: str,
    expected: Noted,
) -> None:  # fmt: skip
    case = before(case, clerk, head)
    paper = issued(case, office, kind, typed=TYPED)
    act = open_step_of(paper)
    assert act == step
    with refused("served_by_step") as caught:
        clerk.record_paper_service(paper=paper, sent_on=day("02-12"), way="post")
    assert CASE_ACTS[act].title in caught.value.message
    assert noted(paper) == NOTHING


@each_step
def test_the_step_notes_the_service_of_its_paper_and_striking_it_takes_that_back(
    case: DisclosureRequest, office: Office, clerk: Hands, head: Hands, before: Before, kind: PaperKind, step: str,
    expected: Noted,
) -> None:  # fmt: skip
    case = before(case, clerk, head)
    paper = issued(case, office, kind, typed=TYPED)
    case = getattr(clerk, step)(case=case, on=day("02-13"), way="post", proof="挂号1（虚构）")
    assert noted(paper) == expected
    assert case.events.latest("seq").data["paper"] == paper.seq
    head.strike(case=case, reason="登错（虚构）")
    assert noted(paper) == NOTHING


def test_no_step_takes_an_unknown_way(case: DisclosureRequest, clerk: Hands, head: Hands) -> None:
    with refused("way_unknown"):
        clerk.tell_extension(case=extended(case, clerk, head), on=day("02-13"), way="pigeon")


def test_a_letter_dated_after_the_step_was_not_what_was_served(
    case: DisclosureRequest, office: Office, clerk: Hands, head: Hands
) -> None:
    case = extended(case, clerk, head)
    paper = issued(case, office, PaperKind.EXTENSION, on=day("02-14"))
    case = clerk.tell_extension(case=case, on=day("02-13"), note="电话告知（虚构）")
    assert noted(paper) == NOTHING
    clerk.record_paper_service(paper=paper, sent_on=day("02-14"), way="post")
    assert noted(paper)[0] == day("02-14")


def test_a_postponement_has_no_step_and_its_paper_a_note_of_its_own(
    case: DisclosureRequest, office: Office, clerk: Hands, head: Hands
) -> None:
    case = extended(case, clerk, head)  # still to be told, which is no matter of the postponement's paper
    issued(case, office, PaperKind.EXTENSION)
    case = clerk.ask_reasons(case=case, on=day("02-11"), what="一周80件（虚构）", respond_by=day("03-11"))
    case = clerk.postpone(case=case, on=day("02-12"), until=day("05-20"), reason="量大（虚构）")
    paper = issued(case, office, PaperKind.EXTENSION)
    clerk.record_paper_service(paper=paper, sent_on=day("02-12"), way="post")
    assert noted(paper)[0] == day("02-12")


def test_the_delivery_learned_later_is_noted_too_and_struck_alone(
    case: DisclosureRequest, office: Office, clerk: Hands, head: Hands
) -> None:
    case = answered(case, clerk, head)
    paper = issued(case, office, PaperKind.ANSWER)
    case = clerk.serve(case=case, on=day("02-13"), way="post", proof="挂号1（虚构）")
    with refused("served_by_step"):  # the day of delivery is still to be recorded, by the step
        clerk.record_paper_service(paper=paper, sent_on=day("02-13"), way="post", received_on=day("02-24"))
    case = clerk.serve(case=case, on=day("02-24"))
    assert noted(paper) == (day("02-13"), "post", "挂号1（虚构）", day("02-24"))
    case = head.strike(case=case, reason="登错（虚构）")
    assert noted(paper) == (day("02-13"), "post", "挂号1（虚构）", None)


def test_the_days_of_a_step_are_amended_with_the_step_not_on_the_paper(
    case: DisclosureRequest, office: Office, clerk: Hands, head: Hands
) -> None:
    case = extended(case, clerk, head)
    paper = issued(case, office, PaperKind.EXTENSION)
    case = clerk.tell_extension(case=case, on=day("02-13"), way="post")
    with refused("days_of_the_step"):
        clerk.record_paper_service(paper=paper, sent_on=day("02-12"), way="post")
    clerk.record_paper_service(
        paper=paper, sent_on=day("02-13"), way="post", proof="挂号2（虚构）", received_on=day("02-14")
    )
    case = clerk.amend(case=case, changes={}, events={4: {"on": day("02-12")}}, reason="看错（虚构）")
    assert noted(paper) == (day("02-12"), "post", "挂号2（虚构）", day("02-14"))


def test_an_amended_step_does_not_lie_before_its_paper(
    case: DisclosureRequest, office: Office, clerk: Hands, head: Hands
) -> None:
    case = extended(case, clerk, head)
    issued(case, office, PaperKind.EXTENSION, on=day("02-12"))
    case = clerk.tell_extension(case=case, on=day("02-13"))
    with refused("before_paper"):
        clerk.amend(case=case, changes={}, events={4: {"on": day("02-11")}}, reason="看错（虚构）")


def test_an_amended_reply_is_followed_by_its_letter(
    case: DisclosureRequest, office: Office, clerk: Hands, head: Hands
) -> None:
    case = answered(case, clerk, head)
    paper = issued(case, office, PaperKind.ANSWER)
    case = clerk.serve(case=case, on=day("02-13"), way="post", served_on=day("02-24"))
    case = head.amend(case=case, changes={"closed_on": day("02-14"), "served_on": day("02-25")}, reason="看错（虚构）")
    assert noted(paper) == (day("02-14"), "post", "", day("02-25"))


def test_each_consultation_notes_its_own_letter(case: DisclosureRequest, office: Office, clerk: Hands) -> None:
    case = clerk.consult(case=case, on=day("02-11"), party="third_party", name="甲公司（虚构）")
    first = issued(case, office, PaperKind.CONSULTATION, typed=TYPED)
    case = clerk.consult(case=case, on=day("02-12"), party="third_party", name="乙公司（虚构）")
    second = issued(case, office, PaperKind.CONSULTATION, typed=TYPED)
    clerk.consultation_delivered(case=case, on=day("02-14"), ref="1")
    assert (noted(first)[3], noted(second)) == (day("02-14"), NOTHING)
    assert (open_step_of(first), open_step_of(second)) == (None, "consultation_delivered")


def test_the_steps_are_called_as_on_the_page() -> None:
    assert {act: CASE_ACTS[act].title for act in TITLES} == dict(TITLES)


def test_a_letter_answered_before_its_receipt_was_recorded_still_leads_to_the_step(
    case: DisclosureRequest, office: Office, clerk: Hands
) -> None:
    case = clerk.consult(case=case, on=day("02-11"), party="third_party", name="甲公司（虚构）")
    letter = issued(case, office, PaperKind.CONSULTATION, typed={"recipient_address": "虚构路2号"})
    case = clerk.consultation_returned(case=case, on=day("02-24"), stance="agrees")
    assert open_step_of(letter) == "consultation_delivered"
    clerk.consultation_delivered(case=case, on=day("02-13"), way="post")
    assert noted(letter) == (day("02-11"), "post", "", day("02-13"))
    assert open_step_of(letter) is None
