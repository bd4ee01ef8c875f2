"""Which outcome may end a case: the list of the decision date, exemptions, and what an awaited correction allows."""

from collections.abc import Sequence
from datetime import date

from requests_app.choices import Regime, Status
from requests_app.disclosures import PARTIAL, discloses
from requests_app.lifecycle import Course
from requests_app.outcomes import OUTCOMES, outcomes_on
from requests_app.refusals import Refusal

ABANDONED = {Regime.R2019: "OTHER_NO_CORRECTION", Regime.R2007: "OLD_AMEND"}
"""The one outcome that closes a case whose correction never came, by list."""

WITHDRAWN = {Regime.R2019: "OTHER_OTHER", Regime.R2007: "OLD_WITHDRAWN"}
"""The outcome of a withdrawn request, by list."""

UNPAID = "OTHER_NO_FEE"
"""The one outcome that closes a case whose processing fee was not paid in time (国办函〔2020〕109号 Art. 6)."""

STILL_UNCLEAR = "UNABLE_UNCLEAR"
"""The one outcome that says a correction came and left the request unclear (R19 Art. 30)."""

EXCESSIVE = "NP_EXCESSIVE"
"""The one outcome that refuses to process an excessive request (R19 Art. 35)."""


def check_outcome(outcome: str, decided_on: date, exemptions: Sequence[str] = ()) -> None:
    """Raise Refusal where `outcome` is not in the list of the decision date, or exemptions do not belong to it."""
    codes = {one.code for one in outcomes_on(decided_on)}
    if outcome not in codes:
        raise Refusal(
            "outcome_of_another_list", f"办理结果“{outcome}”不在 {decided_on} 适用的清单内，请重新选择。", "outcome"
        )
    if exemptions and outcome not in PARTIAL:
        raise Refusal("exemptions_need_partial", "只有部分公开才记录不予公开部分的理由。", "exemptions")
    strange = [code for code in exemptions if code not in codes or code in PARTIAL]
    if strange:
        raise Refusal("exemption_unknown", f"不予公开的理由“{'、'.join(strange)}”不在清单内。", "exemptions")


def check_awaited(outcome: str, decided_on: date, course: Course) -> None:
    """Raise Refusal where a case that waits for its correction is answered, or one never asked is called abandoned.

    The organ does not answer past its own question: a correction that never came ends the case as abandoned only.
    """
    abandoned = ABANDONED[list_on(decided_on)]
    if course.status == Status.CORRECTING and outcome != abandoned:
        raise Refusal(
            "correction_awaited",
            f"本件正在等待补正：收到补正后再答复；申请人逾期不补正的，只能选“{OUTCOMES[abandoned].label}”。",
            "outcome",
        )
    if outcome == abandoned and not course.was_corrected:
        raise Refusal("never_asked", f"本件没有告知过补正，不能按“{OUTCOMES[outcome].label}”办结。", "outcome")
    if outcome == abandoned and course.status != Status.CORRECTING:
        raise Refusal(
            "correction_received",
            f"本件已收到补正，不能按“{OUTCOMES[outcome].label}”办结。请按补正后的内容答复。",
            "outcome",
        )
    if course.is_paying and outcome != UNPAID:
        raise Refusal(
            "payment_awaited",
            f"本件正在等待缴费：缴费或免收后再答复；申请人逾期不缴的，只能选“{OUTCOMES[UNPAID].label}”。",
            "outcome",
        )
    if outcome == UNPAID and not course.is_paying:
        raise Refusal("never_charged", f"本件没有待缴的信息处理费，不能按“{OUTCOMES[outcome].label}”办结。", "outcome")


def check_corrected(outcome: str, course: Course) -> None:
    """Raise Refusal where a request is called unclear after its correction, and none came (R19 Art. 30)."""
    if outcome == STILL_UNCLEAR and not course.correction_came:
        raise Refusal(
            "not_corrected",
            f"本件没有收到过补正，不能按“{OUTCOMES[outcome].label}”办结（第三十条）。内容不明确的，请先告知补正。",
            "outcome",
        )


def check_consulted(outcome: str, exemptions: Sequence[str], awaited: Sequence[str]) -> None:
    """Raise Refusal where information is disclosed while an asked party may still answer (R19 Arts. 32, 34; R07 Art. 23).

    Args:
        outcome: a code of the list of the decision date.
        exemptions: reasons noted on a partial disclosure.
        awaited: the letters not answered by the day of the decision.
    """
    if awaited and discloses(outcome, exemptions):
        raise Refusal(
            "consultation_open",
            f"第{'、'.join(awaited)}次征求意见到决定之日还没有结束，不能决定公开。请等对方答复、或者答复期限届满，"
            "登记“收到意见”后再决定；部分公开而不公开第三方的部分、或者不予公开的，不受此限。",
            "outcome",
        )


def check_override(outcome: str, exemptions: Sequence[str], override_reason: str, course: Course) -> None:
    """Raise Refusal where information is disclosed although a third party refused, and the public interest is not explained.

    R19 Art. 32, R07 Art. 23: on override the third party is told in writing what is disclosed and why. A partial
    disclosure that leaves the third party's part out overrides nobody.
    """
    overrides = course.refusing_parties and discloses(outcome, exemptions)
    if overrides and not override_reason.strip():
        raise Refusal(
            "override_unexplained",
            "第三方不同意公开而仍要公开的，须写明不公开可能对公共利益造成重大影响的理由，并书面告知第三方。",
            "override_reason",
        )
    if override_reason.strip() and not overrides:
        raise Refusal("nothing_overridden", "本件没有第三方不同意而仍予公开的情形，这一项请空着。", "override_reason")


def list_on(decided_on: date) -> Regime:
    """Return whose list of outcomes a decision of that day takes."""
    return Regime(outcomes_on(decided_on)[0].list)
