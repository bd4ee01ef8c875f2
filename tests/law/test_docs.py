"""docs/law.md and the law agree both ways: every dated value has its row, every row its value, file and test."""

import re
from pathlib import Path

import pytest

from openness.dated_law import Rule
from requests_app.act_law import basis_of
from requests_app.acts import Act
from requests_app.fee_law import FEE_MODES, Rates
from requests_app.paper_law import PAPERS, PaperBasis
from requests_app.receipts import RECEIPTS
from requests_app.regimes import CASE_RULES, REGULATIONS
from requests_app.remedy_law import LAW as REMEDIES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "law.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("| ")]
VALUE_ROWS = {row[0].strip("`"): row for row in ROWS if "@" in row[0]}
ACT_ROWS = {row[0].strip("`").removeprefix("act."): row[1:] for row in ROWS if row[0].startswith("`act.")}
PAPER_ROWS = {row[0].strip("`").removeprefix("paper."): row for row in ROWS if row[0].startswith("`paper.")}
TESTS = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))
FILES = sorted(set(re.findall(r"`((?:requests_app|reports_app|openness)/[\w/]+\.(?:py|yaml))`", PAGE)))


def registry() -> dict[str, Rule]:
    """Return every dated value of regimes.yaml, fees.yaml, remedies.yaml and receipts.yaml by the id that the page uses."""
    found: dict[str, Rule] = {}
    for regulation in REGULATIONS.values():
        for _, terms in regulation.terms:
            for name in terms.__dataclass_fields__:
                rule: Rule = getattr(terms, name)
                found[f"{regulation.code}.{name}@{rule.valid_from}"] = rule
    for mode in FEE_MODES.values():
        found |= {f"fee.{mode.code}@{rates.valid_from}": rates_as_rule(rates) for rates in mode.dated}
    for first, cases in REMEDIES.dated:
        for case in cases:
            rule = Rule(case.form.code, "", first, case.article or "—", case.standing)
            found[f"remedy.{case.code}@{first}"] = rule
    for regime, ways in RECEIPTS.ways.items():
        found |= {f"receipt.{regime}.{way}@{rule.valid_from}": rule for way, rules in ways.items() for rule in rules}
    soon = {"same_day_for_ordinary_mail": RECEIPTS.same_day, "alarm_days": RECEIPTS.alarm_days}
    named = {"case": CASE_RULES, "remedy": REMEDIES.terms, "confirmation": soon}
    return found | {
        f"{section}.{name}@{rule.valid_from}": rule
        for section, listed in named.items()
        for name, rules in listed.items()
        for rule in rules
    }


def rates_as_rule(rates: Rates) -> Rule:
    """Return the brackets of a fee in one line, as the page writes them."""
    brackets = "; ".join(
        f"{one.first}: {one.rate}" + (f" +{one.rise} per {one.every}" if one.every else "") for one in rates.brackets
    )
    value = f"{brackets} {rates.money}/{rates.unit}"
    return Rule(value, rates.unit, rates.valid_from, rates.article, rates.standing)


def basis_cell(basis: PaperBasis | None) -> str:
    """Return what the page writes of a paper's basis under one Regulation."""
    return "—" if basis is None else basis.article + ("?" if basis.standing == "unconfirmed" else "")


def act_cell(act: str, regime: str) -> str:
    """Return what the page writes of an act's basis under one Regulation."""
    basis = basis_of(act, regime)
    return (basis.citation or "—") + ("?" if basis.standing == "unconfirmed" else "")


def word_cell(word: str, standing: str) -> str:
    """Return what the page writes of the word in a paper's number."""
    return word + ("?" if standing == "unconfirmed" else "") if word else "—"


def test_every_dated_value_has_a_row_and_every_row_a_value() -> None:
    assert set(VALUE_ROWS) == set(registry())


@pytest.mark.parametrize(("key", "rule"), registry().items())
def test_a_row_gives_the_value_its_standing_and_its_article(key: str, rule: Rule) -> None:
    _, _, value, article, _ = VALUE_ROWS[key]
    words = {None: "—", True: "yes", False: "no"}
    expected = words[rule.value] if rule.value is None or isinstance(rule.value, bool) else str(rule.value)
    assert value.removesuffix("?").removesuffix(" WD") == expected
    assert value.endswith("?") == (rule.standing == "unconfirmed")
    assert article == rule.article


def test_every_paper_has_a_row_and_every_row_a_paper() -> None:
    assert list(PAPER_ROWS) == list(PAPERS)


def test_every_act_has_a_row_with_its_bases_and_every_row_an_act() -> None:
    assert {act.value: [act_cell(act, "r2007"), act_cell(act, "r2019")] for act in Act} == ACT_ROWS


@pytest.mark.parametrize("code", PAPERS)
def test_a_row_gives_the_paper_its_title_recipient_number_and_bases(code: str) -> None:
    rule, (_, title, to, word, old, new) = PAPERS[code], PAPER_ROWS[code]
    assert (title, to, word) == (rule.title, rule.to, word_cell(rule.word, rule.word_standing))
    assert (old, new) == (basis_cell(rule.basis["r2007"]), basis_cell(rule.basis["r2019"]))


@pytest.mark.parametrize(("file", "name"), TESTS)
def test_every_test_that_the_page_names_exists(file: str, name: str) -> None:
    assert re.search(rf"^(def|class) {name}\b", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("file", FILES)
def test_every_file_that_the_page_names_exists(file: str) -> None:
    assert (ROOT / file).is_file()


def test_every_law_file_of_the_cases_is_on_the_page() -> None:
    files = {f"requests_app/law/{path.name}" for path in (ROOT / "requests_app" / "law").glob("*.yaml")}
    assert files <= set(FILES)
