"""The operative paragraph of an answer (答复内容), one per outcome, as law/answers.yaml words it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from openness.dated_law import Place, Shape, read_yaml
from requests_app.law_text import fields_in
from requests_app.outcomes import LAW as OUTCOME_LAW
from requests_app.outcomes import OUTCOMES, Outcome
from requests_app.paper_law import PAPERS, PaperError

LAW_FILE = Path(__file__).parent / "law" / "answers.yaml"

_FILE = Shape({"generic": (dict,), "answers": (dict,)})
_ANSWER = Shape({"text": (str,), "asks": (str,)}, {"paper": (str,), "when": (dict,)})
_WHEN = Shape({"text": (str,), "asks": (str,)})
_USUAL_PAPER = "answer"
_FIELDS = ("label", "article", "detail")
_CITATIONS = ("第", "国办函")
_NO_CLAUSE = "无专门条款"

REASONS_NOT_ASKED = "reasons_not_asked"
REASONS_NOT_GIVEN = "reasons_not_given"
CIRCUMSTANCES = (REASONS_NOT_ASKED, REASONS_NOT_GIVEN)
"""How a case may have gone otherwise than the usual paragraph of its outcome says (R19 Art. 35)."""


@dataclass(frozen=True, slots=True)
class AnswerParagraph:
    """What an answer says to one outcome.

    Args:
        outcome: its code.
        template: the paragraph, with {detail} where the clerk's words go.
        asks: what the clerk has to write there.
        article: what the outcome rests on, as outcomes.yaml cites it.
        standing: of the outcome there, "confirmed" or "unconfirmed".
        paper: code of the kind of paper that carries it.
        when: the paragraphs of cases that went otherwise, by circumstance.
    """

    outcome: str
    template: str
    asks: str
    article: str
    standing: str
    paper: str = _USUAL_PAPER
    when: "Mapping[str, AnswerParagraph]" = field(default_factory=dict)

    def words(self, detail: str = "") -> str:
        """Return the paragraph as printed; without `detail` with a gap that names what is missing."""
        return self.template.format(detail=detail.strip() or f"【请填写：{self.asks}】")


def read_answers(path: Path) -> Mapping[str, AnswerParagraph]:
    """Return the paragraphs by code of outcome, the generic ones given to each outcome they stand for.

    Raises:
        LawError: the file is not whole: an outcome that does not exist, is `unspecified` or has no paragraph, a field
            that does not exist, no {detail}, an {article} where the law names none.
    """
    place = Place(path.name)
    document = _FILE.check(read_yaml(path), place)
    generic, answers = (_texts(document[name], place.at(name)) for name in _FILE.required)
    _check_keys(generic, [code for _, code in OUTCOME_LAW.lists], "list", place.at("generic"))
    _check_keys(answers, [one.code for one in chosen_outcomes()], "outcome", place.at("answers"))
    return MappingProxyType(
        {one.code: _paragraph(one, answers, generic, place.at("answers")) for one in chosen_outcomes()}
    )


def chosen_outcomes() -> tuple[Outcome, ...]:
    """Return the outcomes that people choose, of both lists: all but those that ledgers alone leave open."""
    return tuple(one for one in OUTCOMES.values() if not one.unspecified)


def answer_paragraph(outcome: str, circumstance: str = "") -> AnswerParagraph:
    """Return the operative paragraph of an answer with this outcome (R19 Arts. 30, 35–39; R07 Art. 21).

    Args:
        outcome: its code.
        circumstance: how the case went otherwise than usual (`CIRCUMSTANCES`), where it matters to the outcome.

    Raises:
        PaperError: unknown code, or an outcome that is not fine enough for a letter.
    """
    if outcome in ANSWERS:
        return ANSWERS[outcome].when.get(circumstance, ANSWERS[outcome])
    if outcome in OUTCOMES:
        label = OUTCOMES[outcome].label
        raise PaperError("unspecified_outcome", f"“{label}”未细分，不能据以写答复。请先选择具体的办理结果。")
    raise PaperError("unknown_outcome", f"没有代码为“{outcome}”的办理结果，不能据以写答复。请从清单中重新选择。")


def _texts(section: Mapping[str, object], place: Place) -> dict[str, dict[str, Any]]:
    found = {code: _ANSWER.check(entry, place.at(code)) for code, entry in section.items()}
    for code, entry in found.items():
        _check_text(entry["text"], place.at(code).at("text"))
        if entry.get("paper", _USUAL_PAPER) not in PAPERS:
            wrong = f"no paper {entry['paper']!r}"
            raise place.at(code).at("paper").error("unknown_paper", wrong, "use a code of papers.yaml")
        otherwise = entry.get("when", {})
        _check_keys(otherwise, CIRCUMSTANCES, "circumstance", place.at(code).at("when"))
        for name, one in otherwise.items():
            at = place.at(code).at("when").at(name)
            _check_text(_WHEN.check(one, at)["text"], at.at("text"))
    return found


def _check_text(text: str, at: Place) -> None:
    if "detail" not in fields_in(text, _FIELDS, at):
        raise at.error("missing_field", "the clerk's words have no place", "put {detail} where they go")


def _check_keys(found: Iterable[str], known: Iterable[str], what: str, place: Place) -> None:
    accepted = list(known)
    for code in found:
        if code not in accepted:
            wrong = f"no {what} {code!r} known here"
            raise place.at(code).error(f"unknown_{what}", wrong, f"use one of {', '.join(accepted)}")


def _paragraph(
    outcome: Outcome, answers: Mapping[str, dict[str, Any]], generic: Mapping[str, dict[str, Any]], place: Place
) -> AnswerParagraph:
    entry = answers.get(outcome.code) or generic.get(outcome.list)
    at = place.at(outcome.code)
    if entry is None:
        raise at.error("missing_answer", "the outcome has no paragraph", f"write one, or a generic one: {outcome.list}")
    paper = entry.get("paper", _USUAL_PAPER)
    when = {name: _worded(outcome, one, paper, at.at("when").at(name)) for name, one in entry.get("when", {}).items()}
    return replace(_worded(outcome, entry, paper, at), when=MappingProxyType(when))


def _worded(outcome: Outcome, entry: Mapping[str, Any], paper: str, at: Place) -> AnswerParagraph:
    if "{article}" in entry["text"] and not _is_citable(outcome.article):
        raise at.at("text").error(
            "no_article_to_name", f"the outcome rests on {outcome.article!r}", "write a paragraph without {article}"
        )
    # an article of several parts reads as one enumeration in a sentence
    words = {"label": outcome.label, "article": outcome.article.replace("；", "、"), "detail": "{detail}"}
    return AnswerParagraph(
        outcome=outcome.code,
        template=entry["text"].format_map(words),
        asks=entry["asks"],
        article=outcome.article,
        standing=outcome.standing,
        paper=paper,
    )


def _is_citable(article: str) -> bool:
    return article.startswith(_CITATIONS) and _NO_CLAUSE not in article


ANSWERS: Mapping[str, AnswerParagraph] = read_answers(LAW_FILE)
