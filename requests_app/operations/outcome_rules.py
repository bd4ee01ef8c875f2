"""Which outcome may end a case: the list of the decision date, exemptions, and what an awaited correction allows."""

from collections.abc import Sequence
from datetime import date

from requests_app.choices import Regime, Status
from requests_app.lifecycle import Course
from requests_app.outcomes import OUTCOMES, outcomes_on
from requests_app.refusals import Refusal

ABANDONED = {Regime.R2019: "OTHER_NO_CORRECTION", Regime.R2007: "OLD_AMEND"}
"""The one outcome that closes a case whose correction never came, by list."""

WITHDRAWN = {Regime.R2019: "OTHER_OTHER", Regime.R2007: "OLD_WITHDRAWN"}
"""The outcome of a withdrawn request, by list."""

PARTIAL = frozenset({"PARTIAL", "OLD_PARTIAL"})


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


def list_on(decided_on: date) -> Regime:
    """Return whose list of outcomes a decision of that day takes."""
    return Regime(outcomes_on(decided_on)[0].list)
