"""The dated-law loader refuses doubtful law, naming file, key and remedy (fixtures invented, broken on purpose)."""

from datetime import date
from pathlib import Path

import pytest

from openness.dated_law import LawError, Place, in_force, read_rules, read_yaml
from requests_app.calendar_law import read_calendar
from requests_app.outcomes import read_outcomes
from requests_app.regimes import read_regulations

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
    assert {path.stem for path in FIXTURES.glob("*.yaml")} == used


def test_whole_rules_are_read_and_chosen_by_date() -> None:
    rules = read_rules(read_yaml(FIXTURES / "rules_whole.yaml")["reply_days"], Place("rules_whole.yaml"))
    dated = [(rule.valid_from, rule.value) for rule in rules]
    chosen = [in_force(dated, on) for on in (date(2008, 4, 30), date(2008, 5, 1), date(2019, 5, 14), date(2019, 5, 15))]
    assert chosen == [None, 15, 15, 20]
