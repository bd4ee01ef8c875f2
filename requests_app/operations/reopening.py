"""A closed case opened again after a review or court decision that orders a new answer; it stays where it was counted."""

from datetime import date, datetime

from django.db import transaction

from openness.organs.models import User
from openness.organs.rights import Action
from requests_app.choices import AppealResult, Consequence, EventKind
from requests_app.lifecycle import Act
from requests_app.models import Appeal, DisclosureRequest
from requests_app.operations.work import Work
from requests_app.refusals import Refusal

LEADING_ON = frozenset({"", Consequence.NEW_ANSWER, Consequence.OTHER})
"""The consequences that do not say that nothing is to be answered again; one that was not entered says nothing."""


@transaction.atomic
def reopen(
    *,
    case: DisclosureRequest,
    by: User,
    at: datetime,
    on: date,
    because: str,
    appeal: Appeal | None = None,
    answer_by: date | None = None,
    version: int | None = None,
) -> DisclosureRequest:
    """Open a closed case again after a review or court decision; it stays where it was counted (law digest §2).

    Args:
        case: the case.
        by, at: who enters it, when.
        on: the day of that decision.
        because: which decision, and what it orders.
        appeal: the review or suit that led to it, where it is kept here.
        answer_by: the day by which it orders a new answer.
        version: the version the person saw.

    Raises:
        Refusal: not closed, no reason, a void review or one of another case, one that is pending or orders no new
            answer, or a date is out of order.
    """
    work = Work.begin(case=case, act=Act.REOPEN, by=by, at=at, on=on, version=version, action=Action.CASE_VOID)
    if not because.strip():
        raise Refusal("reason_missing", "请写明依据哪一份复议决定或判决重新办理。", "because")
    if appeal is not None:
        # as it stands now: it may have been amended since the form was opened
        appeal = Appeal.objects.get(pk=appeal.pk)
        require_ground(appeal=appeal, case=work.case, on=on)
    if answer_by is not None and answer_by < on:
        raise Refusal(
            "before_predecessor", f"重新答复的期限 {answer_by} 早于重新办理的日期 {on}，请核对。", "answer_by"
        )
    work.set(answer_by=answer_by)
    data = {
        "answer_by": answer_by.isoformat() if answer_by else "",
        "appeal": appeal.pk if appeal else None,
        "appeal_words": str(appeal) if appeal else "",
    }
    work.log(EventKind.REOPENED, on=on, data=data, note=because)
    return work.finish()


def require_ground(*, appeal: Appeal, case: DisclosureRequest, on: date) -> None:
    """Raise Refusal where `case` cannot be reopened on `on` because of `appeal`.

    Args:
        appeal: the review or suit chosen.
        case: the case.
        on: the day of the reopening.
    """
    if appeal.request_id != case.pk or not appeal.is_live:
        raise Refusal("appeal_of_another_case", "所选的复议或诉讼不是关于本件的，或已作废，请重新选择。", "appeal")
    result, consequence = _ended_by(appeal, on)
    if not result:
        raise Refusal(
            "appeal_pending",
            f"所选的“{appeal}”到 {on} 还没有审结（诉讼也没有一审裁判），不能据以重新办理。"
            "请先在该记录上“登记审结”；审结日期或重新办理的日期填错的，先更正。",
            "appeal",
        )
    if result == AppealResult.UPHELD:
        raise Refusal(
            "appeal_upheld",
            f"所选的“{appeal}”登记的是“{AppealResult.UPHELD.label}”，原答复有效，不能据以重新办理。"
            "请核对是否选错；结果登错的，先在该记录上“更正”。",
            "appeal",
        )
    if consequence not in LEADING_ON:
        raise Refusal(
            "no_new_answer_ordered",
            f"所选的“{appeal}”登记的引起的结果是“{Consequence(consequence).label}”，没有要求重新答复。"
            "请核对是否选错；登错的，先在该记录上“更正”。",
            "appeal",
        )


def _ended_by(appeal: Appeal, on: date) -> tuple[str, str]:
    """Return how it had ended by a day, and what that led to; of a suit that went on, its first instance."""
    if appeal.concluded_on is not None and appeal.concluded_on <= on:
        return appeal.result, appeal.consequence
    if appeal.first_concluded_on is not None and appeal.first_concluded_on <= on:
        return appeal.first_result, ""
    return "", ""
