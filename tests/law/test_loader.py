"""The dated-law loader refuses doubtful law, naming file, key and remedy (fixtures invented, broken on purpose)."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from openness.dated_law import LawError, Place, in_force, read_rules, read_yaml
from requests_app.act_law import read_bases
from requests_app.answer_law import read_answers
from requests_app.calendar_law import read_calendar
from requests_app.fee_law import read_fees
from requests_app.outcomes import read_outcomes
from requests_app.paper_law import read_papers
from requests_app.regimes import read_regulations
from requests_app.remedy_law import read_remedies

FIXTURES = Path(__file__).parent / "fixtures"

BROKEN_RULES = [
    ("duplicate_key", "duplicate_key", "line 3.reply_days"),
    ("unknown_key", "unknown_key", "reply_days.1.untill"),
    ("missing_value", "missing_value", "reply_days.1.value"),
    ("missing_unit", "missing_unit", "reply_days.1.unit"),
    ("missing_from", "missing_from", "reply_days.1.from"),
    ("missing_citation", "missing_citation", "reply_days.1.citation"),
    ("missing_standing", "missing_standing", "reply_days.1.standing"),
    ("bad_standing", "bad_standing", "reply_days.1.standing"),
    ("not_a_date", "not_a_date", "reply_days.1.from"),
    ("date_with_time", "not_a_date", "reply_days.1.from"),
    ("float", "float", "line 2"),
    ("overlapping_dates", "overlapping_dates", "reply_days"),
    ("unsorted_dates", "unsorted_dates", "reply_days"),
    ("null_without_note", "null_without_note", "reply_days.1.value"),
    ("wrong_type", "wrong_type", "reply_days.1.unit"),
    ("empty_text", "empty_text", "reply_days.1.citation"),
    ("not_a_list", "not_a_list", "reply_days"),
    ("not_a_mapping", "not_a_mapping", ""),
    ("empty_file", "not_a_mapping", ""),
    ("not_yaml", "not_yaml", ""),
    ("impossible_date", "not_yaml", ""),
]
BROKEN_OUTCOMES = [
    ("outcomes_duplicate_code", "duplicate_code"),
    ("outcomes_unknown_list", "unknown_list"),
    ("outcomes_no_rows", "no_rows"),
    ("outcomes_unquoted_format", "unquoted_format"),
    ("outcomes_unquoted_row", "wrong_type"),
    ("outcomes_null_without_note", "null_without_note"),
]
BROKEN_CALENDARS = [
    ("calendar_missing_citation", "missing_citation"),
    ("calendar_not_a_date", "not_a_date"),
    ("calendar_bad_fixed_day", "not_a_date"),
    ("calendar_wrong_type", "wrong_type"),
    ("calendar_unsorted_dates", "unsorted_dates"),
    ("calendar_overlapping_dates", "overlapping_dates"),
    ("calendar_day_both_ways", "day_both_ways"),
    ("calendar_not_a_list", "wrong_type"),
]
BROKEN_REGIMES = [
    ("regimes_gap", "gap"),
    ("regimes_missing_term", "missing_fee_restart"),
    ("regimes_unknown_term", "unknown_key"),
    ("regimes_unsorted", "unsorted_dates"),
]
BROKEN_CASEWORK: list[tuple[Callable[[Path], object], str, str, str]] = [
    (read_fees, "fees_empty_tier", "empty_tier", "modes.item.dated.1.brackets.3.every"),
    (read_fees, "fees_gap", "gap", "modes.item.dated.1.brackets"),
    (read_fees, "fees_half_a_tier", "half_a_tier", "modes.item.dated.1.brackets.3"),
    (read_fees, "fees_missing_citation", "missing_citation", "modes.item.dated.1.citation"),
    (read_fees, "fees_missing_mode", "missing_page", "modes.page"),
    (read_fees, "fees_no_dates", "not_a_list", "modes.item.dated"),
    (read_fees, "fees_not_an_amount", "not_an_amount", "modes.item.dated.1.brackets.2.rate"),
    (read_fees, "fees_rate_unquoted", "wrong_type", "modes.item.dated.1.brackets.2.rate"),
    (read_fees, "fees_tier_before_the_end", "tier_before_the_end", "modes.item.dated.1.brackets"),
    (read_fees, "fees_unsorted_brackets", "unsorted_brackets", "modes.item.dated.1.brackets"),
    (read_fees, "fees_unsorted_dates", "unsorted_dates", "modes.item.dated"),
    (read_remedies, "remedies_bad_template", "bad_template", "forms.review_or_suit.text"),
    (read_remedies, "remedies_duplicate_code", "duplicate_code", "rules.2.cases"),
    (read_remedies, "remedies_empty_condition", "empty_condition", "rules.2.cases.1.rests_on"),
    (read_remedies, "remedies_field_with_format", "bad_template", "forms.review_or_suit.text"),
    (read_remedies, "remedies_gap", "gap", "terms.review_days"),
    (read_remedies, "remedies_missing_term", "missing_suit_months", "terms.suit_months"),
    (read_remedies, "remedies_no_case_for_others", "no_case_for_others", "rules.2.cases"),
    (read_remedies, "remedies_no_neutral_court", "missing_court", "neutral.court"),
    (read_remedies, "remedies_no_rules", "not_a_list", "rules"),
    (read_remedies, "remedies_positional_field", "unknown_field", "forms.review_or_suit.text"),
    (read_remedies, "remedies_unknown_article", "unknown_article", "rules.2.cases.1.rests_on"),
    (read_remedies, "remedies_unknown_field", "unknown_field", "forms.review_or_suit.text"),
    (read_remedies, "remedies_unknown_form", "unknown_form", "rules.2.cases.1.form"),
    (read_remedies, "remedies_unknown_outcome", "unknown_outcome", "rules.2.cases.1.outcomes"),
    (read_remedies, "remedies_unreachable", "unreachable", "rules.2.cases.1"),
    (read_remedies, "remedies_unsorted_dates", "unsorted_dates", "rules"),
    (read_papers, "papers_duplicate_word", "duplicate_word", "papers.reasons.number"),
    (read_papers, "papers_field_both_ways", "field_both_ways", "papers.answer.may"),
    (read_papers, "papers_field_that_is_no_word", "unknown_field", "papers.answer.may"),
    (read_papers, "papers_missing_citation", "missing_citation", "papers.reasons.basis.r2019.citation"),
    (read_papers, "papers_missing_number", "missing_number", "papers.answer.number"),
    (read_papers, "papers_missing_regime", "missing_r2007", "papers.answer.basis.r2007"),
    (read_papers, "papers_null_without_note", "null_without_note", "papers.reasons.basis.r2007"),
    (read_papers, "papers_number_without_word", "missing_field", "number.form"),
    (read_papers, "papers_unknown_field", "unknown_field", "papers.answer.may"),
    (read_papers, "papers_unknown_field_everywhere", "unknown_field", "everywhere"),
    (read_papers, "papers_unknown_number_part", "unknown_field", "number.form"),
    (read_papers, "papers_unknown_recipient", "unknown_recipient", "papers.answer.to"),
    (read_papers, "papers_unknown_regime", "unknown_key", "papers.answer.basis.r1999"),
    (read_papers, "papers_unnamed_field", "empty_text", "fields.remedy"),
    (read_bases, "acts_unknown_act", "unknown_act", "acts.send_pigeon"),
    (read_bases, "acts_missing_act", "missing_act", "acts.ask_correction"),
    (read_bases, "acts_unknown_regime", "unknown_regime", "acts.confirm_receipt.r1999"),
    (read_bases, "acts_missing_regime", "missing_regime", "acts.confirm_receipt.r2007"),
    (read_bases, "acts_null_without_note", "null_without_note", "acts.confirm_receipt.r2007.citation"),
    (read_bases, "acts_bad_standing", "bad_standing", "acts.confirm_receipt.r2007.standing"),
    (read_bases, "acts_missing_citation", "missing_citation", "acts.confirm_receipt.r2007.citation"),
    (read_bases, "acts_empty_citation", "empty_text", "acts.confirm_receipt.r2007.citation"),
    (read_bases, "acts_not_a_mapping", "not_a_mapping", "acts.confirm_receipt.r2007"),
    (read_answers, "answers_missing_answer", "missing_answer", "answers.OPEN_ALREADY"),
    (read_answers, "answers_missing_asks", "missing_asks", "answers.OPEN.asks"),
    (read_answers, "answers_no_article_to_name", "no_article_to_name", "answers.OTHER_OTHER.text"),
    (
        read_answers,
        "answers_circumstance_without_detail",
        "missing_field",
        "answers.NP_EXCESSIVE.when.reasons_not_asked.text",
    ),
    (read_answers, "answers_unknown_circumstance", "unknown_circumstance", "answers.NP_EXCESSIVE.when.reasons_lost"),
    (read_answers, "answers_unknown_field", "unknown_field", "answers.OPEN.text"),
    (read_answers, "answers_unknown_list", "unknown_list", "generic.r2029"),
    (read_answers, "answers_unknown_outcome", "unknown_outcome", "answers.OPENED"),
    (read_answers, "answers_unknown_paper", "unknown_paper", "answers.OPEN.paper"),
    (read_answers, "answers_unspecified_outcome", "unknown_outcome", "answers.OPEN_UNSPECIFIED"),
    (read_answers, "answers_without_detail", "missing_field", "answers.OPEN.text"),
]
WHOLE: list[tuple[Callable[[Path], object], str]] = [
    (read_fees, "fees_whole"),
    (read_remedies, "remedies_whole"),
    (read_papers, "papers_whole"),
    (read_answers, "answers_whole"),
]


@pytest.mark.parametrize(("name", "code", "key"), BROKEN_RULES)
def test_a_broken_rule_is_refused_with_its_file_and_key(name: str, code: str, key: str) -> None:
    path = FIXTURES / f"{name}.yaml"
    with pytest.raises(LawError) as refused:
        read_rules(read_yaml(path).get("reply_days"), Place(path.name, "reply_days"))
    assert (refused.value.code, refused.value.file, refused.value.key) == (code, path.name, key)


@pytest.mark.parametrize(("name", "code"), BROKEN_OUTCOMES)
def test_a_broken_outcome_list_is_refused(name: str, code: str) -> None:
    with pytest.raises(LawError) as refused:
        read_outcomes(FIXTURES / f"{name}.yaml")
    assert refused.value.code == code


@pytest.mark.parametrize(("name", "code"), BROKEN_CALENDARS)
def test_a_broken_calendar_is_refused(name: str, code: str) -> None:
    with pytest.raises(LawError) as refused:
        read_calendar(FIXTURES / f"{name}.yaml")
    assert refused.value.code == code


@pytest.mark.parametrize(("name", "code"), BROKEN_REGIMES)
def test_a_broken_regime_file_is_refused(name: str, code: str) -> None:
    with pytest.raises(LawError) as refused:
        read_regulations(FIXTURES / f"{name}.yaml")
    assert refused.value.code == code


@pytest.mark.parametrize(("reader", "name", "code", "key"), BROKEN_CASEWORK, ids=[row[1] for row in BROKEN_CASEWORK])
def test_broken_law_of_acts_fees_remedies_papers_and_answers_is_refused(
    reader: Callable[[Path], object], name: str, code: str, key: str
) -> None:
    with pytest.raises(LawError) as refused:
        reader(FIXTURES / f"{name}.yaml")
    assert (refused.value.code, refused.value.key) == (code, key)


@pytest.mark.parametrize(("reader", "name"), WHOLE, ids=[row[1] for row in WHOLE])
def test_the_same_law_unbroken_is_read(reader: Callable[[Path], object], name: str) -> None:
    assert reader(FIXTURES / f"{name}.yaml")


def test_a_missing_file_is_refused_by_name() -> None:
    with pytest.raises(LawError) as refused:
        read_yaml(FIXTURES / "no_such_law.yaml")
    assert (refused.value.code, refused.value.file) == ("unreadable", "no_such_law.yaml")


def test_every_message_is_one_sentence_with_file_key_and_remedy() -> None:
    with pytest.raises(LawError) as refused:
        read_yaml(FIXTURES / "bad_standing.yaml")
    assert str(refused.value) == (
        "bad_standing.yaml, reply_days.1.standing: 'probably' is no standing; write confirmed or unconfirmed."
    )


def test_every_fixture_is_used() -> None:
    used = {row[0] for row in [*BROKEN_RULES, *BROKEN_OUTCOMES, *BROKEN_CALENDARS, *BROKEN_REGIMES]} | {"rules_whole"}
    used |= {row[1] for row in BROKEN_CASEWORK} | {name for _, name in WHOLE}
    assert {path.stem for path in FIXTURES.glob("*.yaml")} == used


def test_whole_rules_are_read_and_chosen_by_date() -> None:
    rules = read_rules(read_yaml(FIXTURES / "rules_whole.yaml")["reply_days"], Place("rules_whole.yaml"))
    dated = [(rule.valid_from, rule.value) for rule in rules]
    chosen = [in_force(dated, on) for on in (date(2008, 4, 30), date(2008, 5, 1), date(2019, 5, 14), date(2019, 5, 15))]
    assert chosen == [None, 15, 15, 20]
