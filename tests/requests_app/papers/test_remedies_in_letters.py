"""The remedy that a letter prints follows the article and the day of the decision."""

from datetime import date

import pytest

from requests_app.choices import PaperKind, Stance
from tests.office import Office
from tests.requests_app.conftest import Register
from tests.requests_app.papers.conftest import consulted, decided, issued, words

pytestmark = pytest.mark.django_db

FIRST = "应当先自收到本告知书之日起60日内"
FREE = "或者自收到本告知书之日起6个月内"


def letter(register: Register, office: Office, on: date, outcome: str, **given: object) -> str:
    case = register(arrived_on=on, received_on=on)
    decided(case, outcome, on, **given)
    return words(issued(case, office, PaperKind.ANSWER).content())


@pytest.mark.parametrize("outcome", ["DENY_SECRET", "DENY_THIRD", "DENY_PROCESS"])
def test_since_2024_a_refusal_under_articles_14_to_16_is_review_first(
    register: Register, office: Office, outcome: str
) -> None:
    before = letter(register, office, date(2023, 12, 29), outcome)
    after = letter(register, office, date(2024, 1, 2), outcome)
    assert (FIRST in before, FREE in before) == (False, True)
    assert (FIRST in after, FREE in after) == (True, False)


@pytest.mark.parametrize("outcome", ["OPEN", "UNABLE_NOT_EXIST", "DENY_QUERY"])
def test_other_answers_leave_the_choice(register: Register, office: Office, outcome: str) -> None:
    said = letter(register, office, date(2026, 3, 12), outcome)
    assert (FIRST in said, FREE in said) == (False, True)


def test_a_partial_disclosure_is_review_first_for_what_it_withholds_only(register: Register, office: Office) -> None:
    said = letter(register, office, date(2026, 3, 12), "PARTIAL", exemptions=["DENY_THIRD"])
    assert "不予公开的部分不服的，应当先" in said
    assert FREE in said
    assert "第三十七条" in said
    assert "第十五条" in said


def test_under_the_old_law_a_suit_had_three_months(register: Register, office: Office) -> None:
    assert "3个月内" in letter(register, office, date(2015, 4, 30), "OLD_OPEN")
    assert "6个月内" in letter(register, office, date(2015, 5, 4), "OLD_OPEN")


def test_a_third_party_may_choose_whatever_was_withheld_besides(register: Register, office: Office) -> None:
    case = register()
    consulted(case, stance=Stance.REFUSES)
    decided(case, "PARTIAL", exemptions=["DENY_PROCESS"], override_reason="公共利益（虚构）")
    said = words(issued(case, office, PaperKind.OVERRIDE).content())
    assert (FIRST in said, FREE in said) == (False, True)


def test_a_letter_names_the_unit_s_own_review_body_and_court(register: Register, office: Office) -> None:
    neutral = letter(register, office, date(2026, 3, 12), "DENY_PROCESS")
    office.first.review_body, office.first.court = "甲市人民政府（虚构）", "甲市某区人民法院（虚构）"
    office.first.save()
    named = letter(register, office, date(2026, 3, 13), "DENY_PROCESS")
    assert ("有权受理的行政复议机关" in neutral, "有管辖权的人民法院" in neutral) == (True, True)
    assert ("向甲市人民政府（虚构）申请行政复议" in named, "向甲市某区人民法院（虚构）提起" in named) == (True, True)
    assert "有权受理的行政复议机关" not in named
