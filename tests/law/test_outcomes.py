"""The outcome lists compared, code by code, with the reference facts in facts/outcomes.json."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from requests_app.outcomes import OUTCOMES, outcomes_on

FACTS: dict[str, Any] = json.loads((Path(__file__).parent / "facts" / "outcomes.json").read_text(encoding="utf-8"))
LISTED = [(regime, fact) for regime in ("r2007", "r2019") for fact in FACTS[regime]]
# 2014 rows that formats.json marks "confirmed": false (not read in the official annex)
UNREAD_2014_ROWS = {"3.3.4.1", "3.3.4.4", "3.3.4.6", "3.3.5"}


def test_no_outcome_is_missing_or_made_up() -> None:
    assert [(regime, fact["code"]) for regime, fact in LISTED] == [(one.list, one.code) for one in OUTCOMES.values()]


@pytest.mark.parametrize(("regime", "fact"), LISTED, ids=lambda value: value["code"] if isinstance(value, dict) else "")
def test_an_outcome_has_its_label_and_article(regime: str, fact: dict[str, Any]) -> None:
    outcome = OUTCOMES[fact["code"]]
    assert (outcome.label, outcome.article) == (fact["label"], fact["article"])
    assert outcome.unspecified == fact.get("unspecified", False)
    assert bool(outcome.note) == bool(fact.get("note"))


@pytest.mark.parametrize("fact", FACTS["r2019"], ids=lambda fact: fact["code"])
def test_a_2019_outcome_has_one_row_in_both_formats_it_can_meet(fact: dict[str, Any]) -> None:
    outcome = OUTCOMES[fact["code"]]
    assert outcome.rows == {"2019": fact["row_2019_2020"], "2021": fact["row_2021"]}
    assert {outcome.standing, *outcome.row_standing.values()} == {fact["basis"]}


@pytest.mark.parametrize("fact", FACTS["r2007"], ids=lambda fact: fact["code"])
def test_an_old_outcome_has_its_2014_row_and_suggested_later_rows(fact: dict[str, Any]) -> None:
    outcome = OUTCOMES[fact["code"]]
    later = fact["row_2019"]
    assert outcome.rows == {"2014": fact["row_2014"], "2019": later, "2021": "3.6.3" if later == "3.6" else later}
    assert (outcome.row_standing["2019"], outcome.row_standing["2021"]) == ("unconfirmed", "unconfirmed")
    unread = fact["row_2014"] is None or fact["row_2014"] in UNREAD_2014_ROWS
    assert outcome.row_standing["2014"] == outcome.standing == ("unconfirmed" if unread else "confirmed")


def test_only_the_withdrawal_under_the_old_regulation_has_no_row_and_says_why() -> None:
    rowless = [(one.code, name) for one in OUTCOMES.values() for name, row in one.rows.items() if row is None]
    assert rowless == [("OLD_WITHDRAWN", "2014")]
    assert "没有此行" in OUTCOMES["OLD_WITHDRAWN"].note


def test_nothing_could_be_decided_before_the_first_regulation() -> None:
    assert outcomes_on(date(2008, 4, 30)) == ()


@pytest.mark.parametrize(
    ("on", "regime"), [(date(2008, 5, 1), "r2007"), (date(2019, 5, 14), "r2007"), (date(2019, 5, 15), "r2019")]
)
def test_the_day_of_the_decision_chooses_the_list(on: date, regime: str) -> None:
    assert {one.list for one in outcomes_on(on)} == {regime}
    assert len(outcomes_on(on)) == len(FACTS[regime])


def test_the_bare_other_row_is_chosen_up_to_2020_only() -> None:
    at_year_end = {one.code for one in outcomes_on(date(2020, 12, 31))}
    after = {one.code for one in outcomes_on(date(2021, 1, 1))}
    assert at_year_end - after == {"OTHER_UNSPECIFIED"}
