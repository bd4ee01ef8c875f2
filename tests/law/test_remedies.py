"""The remedy an answer prints: review first since 2024 for refusals under R19 Arts. 14–16, else review or suit."""

from datetime import date

import pytest

from requests_app.outcomes import OUTCOMES, outcomes_on
from requests_app.remedies import RemedyError, remedy_on

REFUSALS = ["DENY_SECRET", "DENY_LAW", "DENY_SAFETY", "DENY_THIRD", "DENY_INTERNAL", "DENY_PROCESS", "DENY_FILE"]
LATE = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("outcome", "on", "exemptions", "code"),
    [
        ("NO_SUCH_OUTCOME", LATE, [], "unknown_outcome"),
        ("PARTIAL", LATE, ["NO_SUCH_OUTCOME"], "unknown_outcome"),
        ("OLD_OPEN", LATE, [], "outcome_of_another_list"),
        ("OPEN", date(2019, 5, 14), [], "outcome_of_another_list"),
        ("PARTIAL", LATE, ["OLD_SECRET"], "outcome_of_another_list"),
        ("OLD_OPEN", date(2008, 4, 30), [], "outcome_of_another_list"),
    ],
)
def test_an_outcome_of_no_list_of_that_day_is_refused(outcome: str, on: date, exemptions: list[str], code: str) -> None:
    with pytest.raises(RemedyError) as refused:
        remedy_on(outcome=outcome, decided_on=on, exemptions=exemptions)
    assert refused.value.code == code
    assert "请" in str(refused.value)


@pytest.mark.parametrize("outcome", REFUSALS)
def test_a_refusal_is_review_first_from_2024_on(outcome: str) -> None:
    before, since = (remedy_on(outcome=outcome, decided_on=on) for on in (date(2023, 12, 31), date(2024, 1, 1)))
    assert (before.is_review_first, since.is_review_first) == (False, True)
    assert "应当先" in since.text
    assert "个月内" not in since.text
    assert (before.standing, since.standing) == ("confirmed", "confirmed")
    assert "《中华人民共和国行政复议法》（2023）第二十三条" in since.article


def test_only_refusals_and_partial_disclosure_are_review_first() -> None:
    found = [one.code for one in outcomes_on(LATE) if remedy_on(outcome=one.code, decided_on=LATE).is_review_first]
    assert found == ["PARTIAL", *REFUSALS]


def test_the_judicial_interpretation_is_cited_from_june_2025_on() -> None:
    before, since = (
        remedy_on(outcome="DENY_SECRET", decided_on=on).article for on in (date(2025, 5, 31), date(2025, 6, 1))
    )
    assert "法释〔2025〕8号第一条第（二）项" not in before
    assert "法释〔2025〕8号第一条第（二）项" in since


@pytest.mark.parametrize("on", [date(2024, 1, 1), LATE])
def test_a_matter_of_query_is_not_review_first_and_that_is_not_settled(on: date) -> None:
    remedy = remedy_on(outcome="DENY_QUERY", decided_on=on)
    assert (remedy.is_review_first, remedy.standing) == (False, "unconfirmed")
    assert "第三十六条第（七）项" in remedy.note


@pytest.mark.parametrize(
    ("exemptions", "is_review_first"),
    [(["DENY_THIRD"], True), (["DENY_QUERY", "DENY_FILE"], True), ([], True), (["DENY_QUERY"], False)],
)
@pytest.mark.parametrize("on", [date(2024, 1, 1), LATE])
def test_partial_disclosure_is_review_first_for_the_part_withheld_and_that_is_not_settled(
    on: date, exemptions: list[str], is_review_first: bool
) -> None:
    remedy = remedy_on(outcome="PARTIAL", decided_on=on, exemptions=exemptions)
    assert (remedy.is_review_first, remedy.standing) == (is_review_first, "unconfirmed")
    assert ("不予公开的部分不服的，应当先" in remedy.text) == is_review_first
    # what was given may be taken to court at once all the same
    assert "6个月内" in remedy.text
    assert remedy.note


def test_a_partial_disclosure_without_its_reasons_asks_for_them() -> None:
    assert "补记" in remedy_on(outcome="PARTIAL", decided_on=LATE).note


def test_before_2024_a_partial_disclosure_is_like_any_other() -> None:
    remedy = remedy_on(outcome="PARTIAL", decided_on=date(2023, 12, 31), exemptions=["DENY_THIRD"])
    assert (remedy.is_review_first, remedy.standing) == (False, "confirmed")


def test_suit_had_three_months_before_may_2015_and_six_since() -> None:
    before, since = (remedy_on(outcome="OLD_OPEN", decided_on=on) for on in (date(2015, 4, 30), date(2015, 5, 1)))
    assert "60日内" in before.text
    assert "3个月内" in before.text
    assert "60日内" in since.text
    assert "6个月内" in since.text
    # how long one had after a review before the amendment was not read
    assert (before.standing, since.standing) == ("unconfirmed", "confirmed")


def test_every_outcome_of_every_list_has_a_remedy_with_the_term_after_a_review() -> None:
    days = [date(2008, 5, 1), date(2015, 5, 1), date(2019, 5, 15), date(2024, 1, 1), date(2025, 6, 1)]
    found = {(one.code, on): remedy_on(outcome=one.code, decided_on=on) for on in days for one in outcomes_on(on)}
    assert {code for code, _ in found} == set(OUTCOMES)
    assert all("15日内" in remedy.text and "{" not in remedy.text and remedy.article for remedy in found.values())


def test_the_unit_s_review_body_and_court_are_named_and_neutral_words_stand_in_for_them() -> None:
    named = remedy_on(outcome="OPEN", decided_on=LATE, review_body="重庆市永川区人民政府", court="重庆市永川区人民法院")
    assert "向重庆市永川区人民政府申请行政复议" in named.text
    assert "向重庆市永川区人民法院提起行政诉讼" in named.text
    neutral = remedy_on(outcome="OPEN", decided_on=LATE, review_body="  ")
    assert "向有权受理的行政复议机关申请行政复议" in neutral.text
    assert "向有管辖权的人民法院提起行政诉讼" in neutral.text


def test_braces_in_a_name_stay_what_they_are() -> None:
    assert "{court}" in remedy_on(outcome="OPEN", decided_on=LATE, review_body="{court}").text
