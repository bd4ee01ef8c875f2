"""Papers whose step or answer was struck or amended since: due again, not served, voided by a person; and letters' days."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from requests_app.choices import PaperKind
from requests_app.models import DisclosureRequest, IssuedPaper
from requests_app.operations.paper_assignments import occasions_of, outdated_of
from tests.office import Office
from tests.refusing import refused
from tests.requests_app.casework import Hands, day
from tests.requests_app.papers.conftest import issued, words

pytestmark = pytest.mark.django_db

Steps = Callable[[DisclosureRequest, Hands, Hands], DisclosureRequest]


def due(case: DisclosureRequest, kind: PaperKind) -> int:
    """Return how many papers of a kind a case calls for."""
    return [one.kind for one in occasions_of(case) if one.is_due].count(kind)


def refusing(case: DisclosureRequest, clerk: Hands) -> DisclosureRequest:
    """Refuse a case on 3 March."""
    made: DisclosureRequest = clerk.decide(case=case, on=day("03-03"), outcome="DENY_THIRD", basis="商业秘密（虚构）")
    return made


def serve(paper: IssuedPaper, clerk: Hands, **given: Any) -> IssuedPaper:
    """Note the service of a paper."""
    made: IssuedPaper = clerk.record_paper_service(
        **{"paper": IssuedPaper.objects.get(pk=paper.pk), "sent_on": day("03-04"), "way": "post", **given}
    )
    return made


def test_the_letter_of_a_struck_answer_is_to_be_voided_and_not_served(
    case: DisclosureRequest, office: Office, clerk: Hands
) -> None:
    letter = issued(refusing(case, clerk), office, PaperKind.ANSWER)
    assert outdated_of(case) == {}
    case = clerk.decide(
        case=clerk.strike(case=case, reason="登错（虚构）"), on=day("03-03"), outcome="OPEN", basis="给"
    )
    second = issued(case, office, PaperKind.ANSWER)
    stale = outdated_of(case)
    assert (list(stale), stale[letter.seq].why) == ([letter.seq], "所依的答复决定已撤销")
    with refused("paper_outdated"):
        serve(letter, clerk)
    served = clerk.serve(case=case, on=day("03-04"))
    assert "须作废重发" in words(issued(served, office, PaperKind.ARCHIVE).content())
    letter.refresh_from_db()
    assert letter.voided_at is None  # nothing is voided without a person
    assert second.number != letter.number


def test_the_letter_of_an_amended_answer_is_due_again_and_waits_for_the_old_one_to_be_voided(
    case: DisclosureRequest, office: Office, clerk: Hands, head: Hands
) -> None:
    letter = issued(refusing(case, clerk), office, PaperKind.ANSWER)
    assert due(case, PaperKind.ANSWER) == 0
    case = head.amend(case=case, changes={"outcome": "OPEN"}, reason="登错（虚构）")
    assert outdated_of(case)[letter.seq].why == "制发之后更正了答复的办理结果"
    assert due(case, PaperKind.ANSWER) == 1
    with refused("outdated_paper_stands"):
        issued(case, office, PaperKind.ANSWER)
    clerk.void_paper(paper=letter, reason="结果已更正（虚构）")
    second = issued(case, office, PaperKind.ANSWER)
    assert case.decisions.get().document_number == second.number
    assert outdated_of(case) == {}


def test_what_is_amended_there_and_back_leaves_the_letter_standing(
    case: DisclosureRequest, office: Office, clerk: Hands, head: Hands
) -> None:
    issued(refusing(case, clerk), office, PaperKind.ANSWER)
    case = head.amend(case=case, changes={"outcome": "OPEN"}, reason="登错（虚构）")
    case = head.amend(case=case, changes={"outcome": "DENY_THIRD"}, reason="改回（虚构）")
    assert outdated_of(case) == {}


def test_an_amended_extension_calls_for_a_new_letter(
    case: DisclosureRequest, office: Office, clerk: Hands, head: Hands
) -> None:
    case = head.extend(case=case, on=day("02-11"), days=20, reason="量大（虚构）", late_entry_reason="补登（虚构）")
    letter = issued(case, office, PaperKind.EXTENSION)
    case = head.amend(case=case, changes={}, events={2: {"days": 5}}, reason="批的是5天（虚构）")
    assert outdated_of(case)[letter.seq].why == "制发之后更正了所依的“延期”"
    assert due(case, PaperKind.EXTENSION) == 1
    with refused("paper_outdated"):
        serve(letter, clerk)


def test_a_receipt_is_outdated_by_another_day_of_receipt_not_by_another_name(
    case: DisclosureRequest, office: Office, clerk: Hands
) -> None:
    issued(case, office, PaperKind.RECEIPT)
    case = clerk.amend(case=case, changes={"applicant_name": "改名（虚构）"}, reason="笔误（虚构）")
    assert outdated_of(case) == {}
    case = clerk.amend(case=case, changes={"received_on": day("02-11")}, reason="看错（虚构）")
    assert [one.what_to_do for one in outdated_of(case).values()] == ["须作废重发"]
    assert due(case, PaperKind.RECEIPT) == 1


def test_what_does_not_stand_in_the_letter_may_be_amended(
    case: DisclosureRequest, office: Office, clerk: Hands, head: Hands
) -> None:
    case = refusing(case, clerk)
    issued(case, office, PaperKind.ANSWER)
    case = clerk.serve(case=case, on=day("03-04"))
    case = head.amend(case=case, changes={"closed_on": day("03-05"), "served_on": day("03-06")}, reason="看错（虚构）")
    assert outdated_of(case) == {}


def test_the_papers_of_a_void_case_are_to_be_voided_and_a_person_can(
    case: DisclosureRequest, office: Office, head: Hands
) -> None:
    paper = issued(case, office, PaperKind.RECEIPT)
    case = head.void(case=case, reason="重复登记（虚构）")
    assert [(one.why, one.what_to_do) for one in outdated_of(case).values()] == [("本件已作废", "须作废")]
    head.void_paper(paper=paper, reason="案件作废（虚构）")
    assert outdated_of(case) == {}


def test_an_answer_that_its_applicant_overtook_needs_no_letter(
    case: DisclosureRequest, office: Office, clerk: Hands
) -> None:
    case = clerk.withdraw(case=refusing(case, clerk), on=day("03-04"))
    assert [one for one in occasions_of(case) if one.kind == PaperKind.ANSWER] == []


def test_the_letter_of_an_answer_that_its_applicant_overtook_is_not_sent(
    case: DisclosureRequest, office: Office, clerk: Hands
) -> None:
    case = refusing(case, clerk)
    letter = issued(case, office, PaperKind.ANSWER)
    case = clerk.withdraw(case=case, on=day("03-04"))
    assert outdated_of(case)[letter.seq].what_to_do == "须作废"
    with refused("paper_outdated"):
        serve(letter, clerk)


def test_the_second_answer_after_a_reopening_is_due_its_letter_and_amended_alone(
    case: DisclosureRequest, office: Office, clerk: Hands, head: Hands
) -> None:
    case = refusing(case, clerk)
    first = issued(case, office, PaperKind.ANSWER)
    case = clerk.serve(case=case, on=day("03-04"), served_on=day("03-05"))
    case = head.reopen(case=case, on=day("04-13"), because="复议决定（虚构）")
    case = clerk.decide(case=case, on=day("04-15"), outcome="OPEN", basis="给（虚构）")
    second = issued(case, office, PaperKind.ANSWER)
    case = head.amend(case=case, changes={"outcome": "PARTIAL"}, reason="登错（虚构）")
    assert list(outdated_of(case)) == [second.seq]
    case = head.amend(case=case, changes={"outcome": "DENY_SECRET"}, decision=1, reason="登错（虚构）")
    assert list(outdated_of(case)) == [first.seq, second.seq]


@pytest.mark.parametrize("on", [date(2026, 11, 20), day("03-04")])
def test_a_letter_is_not_dated_after_the_reply_it_carried(
    case: DisclosureRequest, office: Office, clerk: Hands, on: date
) -> None:
    case = clerk.serve(case=refusing(case, clerk), on=day("03-03"), way="post")
    with refused("letter_after_reply"):
        issued(case, office, PaperKind.ANSWER, on=on)
    with refused("before_predecessor"):
        issued(case, office, PaperKind.ANSWER, on=day("03-02"))
    assert issued(case, office, PaperKind.ANSWER, on=day("03-03")).issued_on == day("03-03")


def test_a_reply_is_not_amended_before_its_letter(
    case: DisclosureRequest, office: Office, clerk: Hands, head: Hands
) -> None:
    case = refusing(case, clerk)
    issued(case, office, PaperKind.ANSWER, on=day("03-05"))
    with refused("letter_after_reply"):
        clerk.serve(case=case, on=day("03-04"))
    case = clerk.serve(case=case, on=day("03-05"))
    with refused("letter_after_reply"):
        head.amend(case=case, changes={"closed_on": day("03-04")}, reason="看错（虚构）")


def test_a_case_split_since_keeps_its_papers_to_itself(
    case: DisclosureRequest, office: Office, clerk: Hands, head: Hands
) -> None:
    case = head.extend(case=case, on=day("02-11"), days=20, reason="量大（虚构）", late_entry_reason="补登（虚构）")
    issued(case, office, PaperKind.EXTENSION)
    case = clerk.tell_extension(case=case, on=day("02-12"))
    [part] = clerk.split(case=case, parts=["合同", "图纸"], reason="一事一申请")
    assert "paper" not in part.events.get(kind="extension_told").data
