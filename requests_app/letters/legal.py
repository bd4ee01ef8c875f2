"""What a paper says of the law: its basis, the operative paragraph and the remedy, by article and by date."""

import re

from requests_app.answer_law import REASONS_NOT_ASKED, REASONS_NOT_GIVEN, AnswerParagraph, answer_paragraph
from requests_app.choices import EventKind, PaperKind, Regime
from requests_app.course import course_of
from requests_app.models import Decision
from requests_app.operations.paper_assignments import Assignment
from requests_app.operations.work import entries_of
from requests_app.outcomes import OUTCOMES, Outcome
from requests_app.paper_law import PAPERS, PaperError
from requests_app.paper_steps import ANSWERING
from requests_app.refusals import Refusal
from requests_app.regimes import terms
from requests_app.remedies import RemedyError, remedy_on

REGULATION = "《中华人民共和国政府信息公开条例》"
NAMED = {Regime.R2019: REGULATION, Regime.R2007: f"{REGULATION}（2007年）"}
SHORT_NAME = re.compile(r"《政府信息公开条例》（(2007|2019)）")
NO_ARTICLE = "无专门条款"

DISCLOSED = {Regime.R2019: "OPEN", Regime.R2007: "OLD_OPEN"}
"""What a third party is hurt by: to them every disclosure is one, whatever was withheld besides."""


def basis_of(task: Assignment) -> str:
    """Return what the paper rests on, cited in full.

    Raises:
        Refusal: there is no such paper under the case's Regulation.
    """
    kind = task.occasion.kind
    if task.decision is not None and kind in ANSWERING:
        return _of_decision(task.decision) or _of_kind(kind, task.case.regime)
    if kind == PaperKind.EXTENSION and _answers_postponement(task):
        return cited(str(terms(task.case.regime, task.occasion.on).postponement.article))
    return _of_kind(kind, task.case.regime)


def cited(article: str) -> str:
    """Return a citation with the Regulation's full name."""
    return SHORT_NAME.sub(lambda found: NAMED[Regime(f"r{found[1]}")], article)


def answer_words(decision: Decision, detail: str) -> str:
    """Return the operative paragraph of a decision; without `detail` it has a gap that says what is missing.

    Raises:
        Refusal: an outcome that is not fine enough for a letter.
    """
    try:
        return paragraph_of(decision).words(detail)
    except PaperError as broken:
        raise Refusal(broken.code, str(broken)) from broken


def paragraph_of(decision: Decision) -> AnswerParagraph:
    """Return the operative paragraph of a decision, which states only what happened in its case.

    Raises:
        PaperError: an outcome that is not fine enough for a letter.
    """
    case = decision.request
    course = course_of(case.regime, entries_of(case))
    otherwise = "" if course.reasons_came else REASONS_NOT_GIVEN if course.was_asked_reasons else REASONS_NOT_ASKED
    return answer_paragraph(decision.outcome, otherwise)


def remedy_of(task: Assignment) -> str:
    """Return what the paper says about review and suit, by the article and the day of the decision.

    Raises:
        Refusal: the law has no remedy for such a decision.
    """
    decision = task.decision
    if decision is None:
        return ""
    organ, outcome, exemptions = task.case.organ, decision.outcome, tuple(decision.exemptions)
    if task.occasion.kind == PaperKind.OVERRIDE:
        outcome, exemptions = DISCLOSED[Regime(OUTCOMES[outcome].list)], ()
    try:
        return remedy_on(
            outcome=outcome,
            decided_on=decision.decided_on,
            exemptions=exemptions,
            review_body=organ.review_body,
            court=organ.court,
        ).text
    except RemedyError as broken:
        raise Refusal(broken.code, str(broken)) from broken


def _of_kind(kind: PaperKind, regime: str) -> str:
    try:
        return cited(PAPERS[kind].basis_under(regime).article)
    except PaperError as broken:
        raise Refusal(broken.code, str(broken)) from broken


def _of_decision(decision: Decision) -> str:
    """Return the articles of the outcome, and of what was withheld in a partial disclosure."""
    reasons = [OUTCOMES[code] for code in (decision.outcome, *decision.exemptions) if code in OUTCOMES]
    return "；".join(dict.fromkeys(filter(None, map(_article, reasons))))


def _article(outcome: Outcome) -> str:
    if NO_ARTICLE in outcome.article:
        return ""
    if outcome.article.startswith("第"):
        return NAMED[Regime(outcome.list)] + outcome.article.replace("；", "、")
    return cited(outcome.article) if outcome.article != "—" else ""


def _answers_postponement(task: Assignment) -> bool:
    return task.case.events.filter(seq=task.occasion.event_seq or 0, kind=EventKind.POSTPONED).exists()
