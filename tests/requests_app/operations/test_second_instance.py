"""Suits go on to a second instance: one row, pending until no instance is open; several on one case (law digest §5)."""

from typing import Any

import pytest

from reports_app.compiling import compiled
from requests_app.models import Appeal, DisclosureRequest
from tests.office import Office
from tests.refusing import refused
from tests.requests_app.casework import Hands, day
from tests.requests_app.conftest import Register
from tests.requests_app.operations.test_answer import answered

pytestmark = pytest.mark.django_db

FIRST = {"first_concluded_on": day("2025-09-01"), "first_result": "upheld"}
FURTHER = {**FIRST, "on": day("2025-09-10"), "body": "某市中级人民法院（虚构）", "case_number": "（2025）虚行终1号"}


@pytest.fixture
def suit(office: Office, clerk: Hands) -> Appeal:
    made: Appeal = clerk.open_appeal(organ=office.first, route="lit_direct", filed_on=day("2025-04-01"))
    return made


def pending(office: Office, year: int) -> dict[str, Any]:
    """Return what part four counts of direct suits."""
    values = compiled(organ=office.first, year=year, scope="own").grid.values
    return {
        name: values[f"T4/lit_direct.{name}"].value for name in ("upheld", "corrected", "pending", "total")
        if f"T4/lit_direct.{name}" in values
    }  # fmt: skip


def test_a_review_has_one_instance(office: Office, clerk: Hands) -> None:
    review = clerk.open_appeal(organ=office.first, route="review", filed_on=day("2025-04-01"))
    with refused("review_has_one_instance"):
        clerk.appeal_further(appeal=review, **FURTHER)


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("before_predecessor", {"first_concluded_on": day("2025-03-31")}),
        ("before_predecessor", {"on": day("2025-08-31")}),
        ("in_the_future", {"on": day("11-24")}),
        ("value_not_possible", {"first_result": "won"}),
        ("value_not_possible", {"case_number": "长" * 121}),
        ("first_result_missing", {"first_result": ""}),
    ],
)
def test_a_second_instance_that_cannot_be_is_refused_in_words(
    suit: Appeal, clerk: Hands, code: str, changes: dict[str, Any]
) -> None:
    with refused(code) as caught:
        clerk.appeal_further(appeal=suit, **{**FURTHER, **changes})
    assert "数据库" not in caught.value.message
    assert Appeal.objects.get().version == 1


def test_a_suit_goes_on_once_and_not_after_its_second_instance(suit: Appeal, clerk: Hands) -> None:
    suit = clerk.appeal_further(appeal=suit, **FURTHER)
    with refused("second_instance_once"):
        clerk.appeal_further(appeal=suit, **FURTHER)
    suit = clerk.close_appeal(appeal=suit, on=day("2025-11-03"), result="upheld")
    with refused("second_instance_once"):
        clerk.appeal_further(appeal=suit, on=day("2025-11-10"))


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("another_first_judgment", {"first_result": "corrected"}),
        ("another_first_judgment", {"first_concluded_on": day("2025-08-29")}),
        ("before_predecessor", {"on": day("2025-08-29")}),
        ("in_the_future", {"on": day("11-24")}),
    ],
)
def test_a_concluded_suit_goes_on_from_the_judgment_that_concluded_it_only(
    suit: Appeal, clerk: Hands, code: str, changes: dict[str, Any]
) -> None:
    suit = clerk.close_appeal(appeal=suit, on=day("2025-09-01"), result="upheld")
    with refused(code):
        clerk.appeal_further(appeal=suit, **{"on": day("2025-09-10"), **changes})
    suit.refresh_from_db()
    assert (suit.result, suit.concluded_on, suit.version) == ("upheld", day("2025-09-01"), 2)


def test_a_suit_with_an_earlier_first_judgment_on_record_is_not_taken_back_to_its_last(
    suit: Appeal, clerk: Hands
) -> None:
    suit = clerk.close_appeal(appeal=suit, on=day("2025-12-01"), result="upheld")
    suit = clerk.amend_appeal(appeal=suit, changes=FIRST, reason="补记一审")
    with refused("another_first_judgment"):
        clerk.appeal_further(appeal=suit, on=day("2025-12-10"))


def test_a_suit_entered_as_concluded_is_pending_again_with_its_conclusion_as_first_judgment(
    suit: Appeal, office: Office, clerk: Hands
) -> None:
    suit = clerk.close_appeal(appeal=suit, on=day("2025-09-01"), result="corrected", consequence="new_answer")
    assert pending(office, 2025) | {"corrected": 1, "pending": 0, "total": 1} == pending(office, 2025)
    suit = clerk.appeal_further(appeal=suit, on=day("2025-09-10"), body="某市中级人民法院（虚构）")
    assert (suit.first_concluded_on, suit.first_result) == (day("2025-09-01"), "corrected")
    assert (suit.result, suit.concluded_on, suit.consequence) == ("", None, "")
    assert pending(office, 2025) | {"corrected": 0, "pending": 1, "total": 1} == pending(office, 2025)
    logged = suit.events.get(kind="appeal_further").data
    assert logged["changes"] == {
        "result": ["corrected", ""], "concluded_on": ["2025-09-01", ""], "consequence": ["new_answer", ""],
    }  # fmt: skip
    suit = clerk.close_appeal(appeal=suit, on=day("02-02"), result="upheld")
    assert pending(office, 2026) | {"upheld": 1, "corrected": 0, "pending": 0} == pending(office, 2026)


@pytest.mark.parametrize("who", ["neighbour", "auditor", "stranger"])
def test_nobody_from_elsewhere_enters_a_second_instance(suit: Appeal, office: Office, who: str) -> None:
    with refused("not_allowed"):
        Hands(getattr(office, who)).appeal_further(appeal=suit, **FURTHER)


def test_a_suit_in_its_second_instance_is_pending_until_that_is_concluded(
    suit: Appeal, office: Office, clerk: Hands
) -> None:
    suit = clerk.appeal_further(appeal=suit, **FURTHER)
    assert pending(office, 2025) | {"pending": 1, "total": 1} == pending(office, 2025)
    with refused("before_predecessor"):
        clerk.close_appeal(appeal=suit, on=day("2025-09-09"), result="corrected")
    clerk.close_appeal(appeal=suit, on=day("02-02"), result="corrected", consequence="new_answer")
    assert pending(office, 2025)["pending"] == 1
    assert pending(office, 2026) | {"corrected": 1, "upheld": 0, "pending": 0} == pending(office, 2026)
    suit.refresh_from_db()
    assert (suit.first_result, suit.result, suit.consequence) == ("upheld", "corrected", "new_answer")


def test_an_unknown_consequence_is_refused(suit: Appeal, clerk: Hands) -> None:
    with refused("value_not_possible"):
        clerk.close_appeal(appeal=suit, on=day("2025-09-09"), result="upheld", consequence="party")


def test_several_reviews_and_suits_hang_on_one_case(register: Register, office: Office, clerk: Hands) -> None:
    case = answered(register(), office)
    for route in ("review", "lit_after", "lit_direct"):
        clerk.open_appeal(organ=office.first, case=case, route=route, filed_on=day("04-01"))
    values = compiled(organ=office.first, year=2026, scope="own").grid.values
    assert [values[f"T4/{route}.pending"].value for route in ("rev", "lit_after", "lit_direct")] == [1, 1, 1]
    case.refresh_from_db()
    assert (case.version, case.status, case.due_on) == (2, "closed", day("03-16"))


def test_an_amended_second_instance_keeps_the_order_of_its_days(suit: Appeal, clerk: Hands) -> None:
    suit = clerk.appeal_further(appeal=suit, **FURTHER)
    with refused("before_predecessor"):
        clerk.amend_appeal(appeal=suit, changes={"second_filed_on": day("2025-08-30")}, reason="更正")
    with refused("appeal_second_instance_of_a_suit"):
        clerk.amend_appeal(appeal=suit, changes={"route": "review"}, reason="更正")
    suit = clerk.amend_appeal(appeal=suit, changes={"second_filed_on": day("2025-09-11")}, reason="邮戳为11日")
    assert suit.events.get(kind="amended").data["changes"] == {"second_filed_on": ["2025-09-10", "2025-09-11"]}


def test_the_second_of_two_at_one_suit_is_told_who_did_what(suit: Appeal, clerk: Hands, head: Hands) -> None:
    seen = suit.version
    head.appeal_further(appeal=suit, **FURTHER)
    with refused("changed_meanwhile") as caught:
        clerk.close_appeal(appeal=suit, on=day("02-02"), result="upheld", version=seen)
    assert "wang.head 11-23 09:00 登记“提起上诉”" in caught.value.message
    assert caught.value.version == 2  # type: ignore[attr-defined]


# reopening after a review or suit


@pytest.fixture
def lost(register: Register, office: Office, clerk: Hands) -> tuple[DisclosureRequest, Appeal]:
    case = answered(register(), office, day("03-03"), "DENY_THIRD")
    review = clerk.open_appeal(organ=office.first, case=case, route="review", filed_on=day("04-01"))
    review = clerk.close_appeal(appeal=review, on=day("05-29"), result="corrected", consequence="new_answer")
    return case, review


def test_a_case_is_reopened_on_its_own_live_appeal_only(
    lost: tuple[DisclosureRequest, Appeal], suit: Appeal, head: Hands
) -> None:
    case, review = lost
    with refused("appeal_of_another_case"):
        head.reopen(case=case, on=day("06-01"), because="判决", appeal=suit)
    review = head.void_appeal(appeal=review, reason="登错")
    with refused("appeal_of_another_case"):
        head.reopen(case=case, on=day("06-01"), because="决定", appeal=review)


def test_a_new_answer_is_not_due_before_the_reopening(lost: tuple[DisclosureRequest, Appeal], head: Hands) -> None:
    with refused("before_predecessor"):
        head.reopen(case=lost[0], on=day("06-01"), because="决定", answer_by=day("05-31"))


def test_the_new_answer_clears_its_term_and_the_first_answer_stays_counted(
    lost: tuple[DisclosureRequest, Appeal], office: Office, clerk: Hands, head: Hands
) -> None:
    case, review = lost
    before = compiled(organ=office.first, year=2026, scope="own").grid.values
    case = head.reopen(case=case, on=day("06-01"), because="复议决定", appeal=review, answer_by=day("06-30"))
    assert (case.status, case.answer_by) == ("reopened", day("06-30"))
    case = clerk.decide(case=case, on=day("06-10"), outcome="OPEN")
    assert case.answer_by == day("06-30")
    case = clerk.serve(case=case, on=day("06-12"), way="post", proof="XA1")
    assert (case.status, case.answer_by, case.outcome, case.closed_on) == ("closed", None, "DENY_THIRD", day("03-03"))
    after = compiled(organ=office.first, year=2026, scope="own").grid.values
    assert {name: cell.value for name, cell in after.items()} == {name: cell.value for name, cell in before.items()}


def test_striking_the_new_answer_brings_its_term_back_and_striking_the_reopening_ends_it(
    lost: tuple[DisclosureRequest, Appeal], clerk: Hands, head: Hands
) -> None:
    case = head.reopen(case=lost[0], on=day("06-01"), because="决定", answer_by=day("06-30"))
    case = clerk.decide(case=case, on=day("06-10"), outcome="OPEN", replied_on=day("06-12"), reply_way="post")
    case = head.strike(case=case, reason="未送达")
    answer = case.decisions.standing().last()
    assert (case.answer_by, answer.replied_on, answer.reply_way) == (day("06-30"), None, "")
    case = head.strike(case=head.strike(case=case, reason="误"), reason="误")
    assert (case.status, case.answer_by, case.outcome) == ("closed", None, "DENY_THIRD")


def test_a_delivery_struck_leaves_the_reply_as_it_was(register: Register, clerk: Hands, head: Hands) -> None:
    case = clerk.decide(case=register(), on=day("03-03"), outcome="OPEN")
    case = clerk.serve(case=case, on=day("03-04"), way="post", proof="XA1")
    case = clerk.serve(case=case, on=day("03-06"), way="pick_up", proof="签收单")
    case = head.strike(case=case, reason="未签收")
    decision = case.decisions.get()
    assert (decision.replied_on, decision.served_on, decision.reply_way, decision.proof) == (
        day("03-04"), None, "post", "XA1",
    )  # fmt: skip
    assert (case.closed_on, case.served_on) == (day("03-04"), None)
