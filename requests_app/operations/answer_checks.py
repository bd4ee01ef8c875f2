"""What an answer says, and whether a case can be answered so: by its log, by the law's list, by whoever was asked."""

from dataclasses import dataclass
from datetime import date

from requests_app.choices import ReceiptBasis
from requests_app.operations.awaited import require_time_over, require_time_to_explain_over
from requests_app.operations.outcome_rules import (
    EXCESSIVE,
    check_awaited,
    check_consulted,
    check_corrected,
    check_outcome,
    check_override,
)
from requests_app.operations.work import Work
from requests_app.opinions import awaited_on
from requests_app.timeline import effective


@dataclass(frozen=True)
class Answer:
    """What an answer says, before it is one.

    Args:
        outcome: a code of the list of the decision date.
        exemptions: codes noted on a partial disclosure; they are never counted.
        basis: facts and articles.
        document_number: the number of the letter, where it has one already.
        override_reason: why a third party's refusal is overridden (R19 Art. 32).
    """

    outcome: str
    exemptions: tuple[str, ...] = ()
    basis: str = ""
    document_number: str = ""
    override_reason: str = ""


def check_answer(work: Work, *, on: date, answer: Answer, is_outside: bool = False) -> None:
    """Raise Refusal where a case cannot be answered so, whoever approves; what was done outside the log is not asked for."""
    outcome, course = answer.outcome, work.course
    check_outcome(outcome, on, answer.exemptions)
    check_awaited(outcome, on, course)
    if not is_outside and work.case.receipt_basis != ReceiptBasis.LEDGER:
        check_corrected(outcome, course)
    check_consulted(outcome, answer.exemptions, awaited_on(effective(work.entries), on))
    check_override(outcome, answer.exemptions, answer.override_reason, course)
    require_time_over(case=work.case, course=course, entries=work.entries, on=on)
    if outcome == EXCESSIVE and course.is_explaining:
        require_time_to_explain_over(entries=work.entries, on=on)
