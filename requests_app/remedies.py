"""The remedy that an answer must print (救济途径), by the article it rests on and the day of the decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from requests_app.outcomes import OUTCOMES, Outcome, outcomes_on
from requests_app.remedy_law import LAW


class RemedyError(ValueError):
    """A decision for which no remedy can be stated; `code` for programs, a Chinese sentence for people."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Remedy:
    """What an answer says about review and suit.

    Args:
        text: the whole sentence, ready to print.
        is_review_first: whether review must come before suit (复议前置), wholly or for the part withheld.
        article: what it rests on.
        standing: "unconfirmed" where the rule or a number in the sentence is.
        note: what the clerk must know; not for the letter.
    """

    text: str
    is_review_first: bool
    article: str
    standing: str
    note: str


def remedy_on(
    *, outcome: str, decided_on: date, exemptions: Sequence[str] = (), review_body: str = "", court: str = ""
) -> Remedy:
    """Return the remedy of a decision (行政复议法 2023 Art. 23; 行政诉讼法 Art. 45; 法释〔2025〕8号 Art. 1(2)).

    Args:
        outcome: code of the decision's outcome.
        decided_on: the day of the decision.
        exemptions: codes noted for the withheld part of a partial disclosure.
        review_body: who decides a review (复议机关); empty prints neutral words.
        court: where to sue (法院); empty prints neutral words.

    Raises:
        RemedyError: an outcome or exemption that is not in the list of that day.
    """
    listed = {one.code: one for one in outcomes_on(decided_on)}
    decided = _known(outcome, listed, decided_on)
    case = LAW.case_on(decided_on, decided, [_known(code, listed, decided_on) for code in exemptions])
    if case is None:
        raise RemedyError("no_rules_yet", f"没有 {decided_on} 适用的救济途径规定。请核对决定日期。")
    terms = LAW.terms_on(decided_on)
    words = {"review_body": review_body.strip(), "court": court.strip()}
    used = [rule for name, rule in terms.items() if name in case.form.fields]
    # format_map puts the names in once: braces in a unit's name stay what they are
    text = case.form.text.format_map(
        {name: rule.value for name, rule in terms.items()} | {name: words[name] or LAW.neutral[name] for name in words}
    )
    return Remedy(
        text=text,
        is_review_first=case.form.is_review_first,
        article="；".join(dict.fromkeys(filter(None, [case.article, *(rule.article for rule in used)]))),
        standing="unconfirmed" if "unconfirmed" in {case.standing, *(rule.standing for rule in used)} else "confirmed",
        note=case.note,
    )


def _known(code: str, listed: dict[str, Outcome], on: date) -> Outcome:
    if code in listed:
        return listed[code]
    if code in OUTCOMES:
        wrong = f"办理结果“{OUTCOMES[code].label}”不在 {on} 适用的清单内，无法写明救济途径。请核对决定日期和办理结果。"
        raise RemedyError("outcome_of_another_list", wrong)
    raise RemedyError("unknown_outcome", f"没有代码为“{code}”的办理结果，无法写明救济途径。请从清单中重新选择。")
