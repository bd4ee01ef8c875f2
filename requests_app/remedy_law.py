"""The rules on remedies as law/remedies.yaml states them: dated cases, sentences and numbers, read strictly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from openness.dated_law import Place, Rule, Shape, check_ascending, in_force, read_rules, read_yaml
from requests_app.law_text import fields_in
from requests_app.outcomes import OUTCOMES, Outcome

LAW_FILE = Path(__file__).parent / "law" / "remedies.yaml"

_TERMS = ("review_days", "suit_months", "suit_after_review_days")
_BODIES = ("review_body", "court")
_FILE = Shape({"terms": (dict,), "neutral": (dict,), "forms": (dict,), "rules": (list,)})
_FORM = Shape({"is_review_first": (bool,), "text": (str,)})
_DATED = Shape({"from": (date,), "cases": (list,)})
_CASE = Shape(
    {"code": (str,), "form": (str,), "standing": (str,)},
    {
        "rests_on": (list,),
        "outcomes": (list,),
        "exemptions_rest_on": (list,),
        "without_exemptions": (bool,),
        "citation": (str,),
        "note": (str,),
    },
)


@dataclass(frozen=True)
class RemedyForm:
    """A sentence on remedies, its fields, and whether it demands review first (复议前置)."""

    code: str
    is_review_first: bool
    text: str
    fields: frozenset[str]


@dataclass(frozen=True)
class RemedyCase:
    """Which decisions get which sentence; conditions that are empty do not count.

    Args:
        code: stable within its date.
        form: the sentence.
        standing: "confirmed" or "unconfirmed".
        article: the citation; empty where the terms of the sentence carry it alone.
        note: what a reader must know.
        rests_on: beginnings of the outcome's article.
        outcomes: codes of outcomes.
        exemptions_rest_on: beginnings of the article of at least one exemption.
        without_exemptions: only where no exemption was recorded.
    """

    code: str
    form: RemedyForm
    standing: str
    article: str = ""
    note: str = ""
    rests_on: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    exemptions_rest_on: tuple[str, ...] = ()
    without_exemptions: bool = False

    @property
    def is_unconditional(self) -> bool:
        """Whether every decision fits."""
        return not (self.rests_on or self.outcomes or self.exemptions_rest_on or self.without_exemptions)

    def fits(self, outcome: Outcome, exemptions: Sequence[Outcome]) -> bool:
        """Say whether a decision with this outcome and these exemptions is meant."""
        return all(
            (
                not self.rests_on or outcome.article.startswith(self.rests_on),
                not self.outcomes or outcome.code in self.outcomes,
                not self.exemptions_rest_on
                or any(one.article.startswith(self.exemptions_rest_on) for one in exemptions),
                not (self.without_exemptions and exemptions),
            )
        )


@dataclass(frozen=True)
class RemedyLaw:
    """Everything the file says.

    Args:
        terms: name to its dated numbers, oldest first.
        neutral: what stands for a review body or court that is not named.
        dated: the cases by their first day.
    """

    terms: Mapping[str, tuple[Rule, ...]]
    neutral: Mapping[str, str]
    dated: tuple[tuple[date, tuple[RemedyCase, ...]], ...]

    def case_on(self, on: date, outcome: Outcome, exemptions: Sequence[Outcome]) -> RemedyCase | None:
        """Return the first case that fits; None before the first rules."""
        cases = in_force(self.dated, on) or ()
        return next((case for case in cases if case.fits(outcome, exemptions)), None)

    def terms_on(self, on: date) -> dict[str, Rule]:
        """Return the numbers of that day; a day before their first has none."""
        found = {name: in_force([(rule.valid_from, rule) for rule in dated], on) for name, dated in self.terms.items()}
        return {name: rule for name, rule in found.items() if rule is not None}


def read_remedies(path: Path) -> RemedyLaw:
    """Return the remedies of the law file.

    Raises:
        LawError: the file is not whole: a field, sentence, outcome or article that does not exist, a date whose cases
            leave a decision without remedy, terms that begin later than the rules.
    """
    place = Place(path.name)
    document = _FILE.check(read_yaml(path), place)
    section = Shape(dict.fromkeys(_TERMS, (list,))).check(document["terms"], place.at("terms"))
    terms = {name: read_rules(entries, place.at("terms").at(name)) for name, entries in section.items()}
    neutral = Shape(dict.fromkeys(_BODIES, (str,))).check(document["neutral"], place.at("neutral"))
    forms = {code: _form(code, entry, place.at("forms").at(code)) for code, entry in document["forms"].items()}
    dated = tuple(
        _dated(entry, forms, place.at("rules").at(number)) for number, entry in enumerate(document["rules"], start=1)
    )
    check_ascending([first for first, _ in dated], place.at("rules"))
    _check_terms_begin(terms, dated, place.at("terms"))
    return RemedyLaw(terms, neutral, dated)


def _form(code: str, entry: object, place: Place) -> RemedyForm:
    found = _FORM.check(entry, place)
    fields = fields_in(found["text"], (*_TERMS, *_BODIES), place.at("text"))
    return RemedyForm(code, found["is_review_first"], found["text"], fields)


def _dated(entry: object, forms: Mapping[str, RemedyForm], place: Place) -> tuple[date, tuple[RemedyCase, ...]]:
    found = _DATED.check(entry, place)
    at = place.at("cases")
    cases = tuple(_case(one, forms, at.at(number)) for number, one in enumerate(found["cases"], start=1))
    if not cases or not cases[-1].is_unconditional:
        raise at.error("no_case_for_others", "some decisions have no remedy", "let the last case have no condition")
    for number, case in enumerate(cases[:-1], start=1):
        if case.is_unconditional:
            raise at.at(number).error("unreachable", "the cases after it are never reached", "give it a condition")
    if len({case.code for case in cases}) < len(cases):
        raise at.error("duplicate_code", "a code stands twice", "let each case have a code of its own")
    return found["from"], cases


def _case(entry: object, forms: Mapping[str, RemedyForm], place: Place) -> RemedyCase:
    found = _CASE.check(entry, place)
    if found["form"] not in forms:
        raise place.at("form").error("unknown_form", f"no form {found['form']!r}", f"use one of {', '.join(forms)}")
    for code in _listed(found, "outcomes", place):
        if code not in OUTCOMES:
            raise place.at("outcomes").error("unknown_outcome", f"no outcome {code!r}", "use a code of outcomes.yaml")
    for name in ("rests_on", "exemptions_rest_on"):
        for beginning in _listed(found, name, place):
            if not any(outcome.article.startswith(beginning) for outcome in OUTCOMES.values()):
                wrong = f"no outcome rests on {beginning!r}"
                raise place.at(name).error("unknown_article", wrong, "begin as an article of outcomes.yaml does")
    return RemedyCase(
        code=found["code"],
        form=forms[found["form"]],
        standing=found["standing"],
        article=found.get("citation", ""),
        note=found.get("note", ""),
        rests_on=_listed(found, "rests_on", place),
        outcomes=_listed(found, "outcomes", place),
        exemptions_rest_on=_listed(found, "exemptions_rest_on", place),
        without_exemptions=found.get("without_exemptions", False),
    )


def _listed(found: Mapping[str, Any], name: str, place: Place) -> tuple[str, ...]:
    entries = found.get(name)
    if entries is None:
        return ()
    if not entries or not all(isinstance(one, str) and one for one in entries):
        # an empty condition would fit every decision
        raise place.at(name).error(
            "empty_condition", "a list of words is expected", "name at least one, or leave it out"
        )
    return tuple(entries)


def _check_terms_begin(terms: Mapping[str, tuple[Rule, ...]], dated: Sequence[tuple[date, Any]], place: Place) -> None:
    if not dated:
        raise Place(place.file, "rules").error("not_a_list", "no rules", "write at least one entry with `from`")
    for name, rules in terms.items():
        if rules[0].valid_from > dated[0][0]:
            raise place.at(name).error("gap", f"it begins after the rules ({dated[0][0]})", "start on that day")


LAW = read_remedies(LAW_FILE)
