"""What is unusual about a review or suit just entered: told on the page, never refused (行政复议法 2023 Art. 23)."""

from requests_app.choices import AppealRoute, Standing
from requests_app.models import Appeal, Decision
from requests_app.remedies import Remedy, RemedyError, remedy_on


def doubts_of(appeal: Appeal) -> list[str]:
    """Return what somebody should look at again; nothing where the request is not kept here.

    Args:
        appeal: the review or suit as it was saved.
    """
    if appeal.request is None or not appeal.is_live:
        return []
    if appeal.route == AppealRoute.LIT_DIRECT:
        return _direct(appeal)
    if appeal.route == AppealRoute.LIT_AFTER:
        return _after(appeal)
    return []


def _direct(appeal: Appeal) -> list[str]:
    """A suit without a review, about an answer that had to go to review first, wholly or for the part withheld."""
    answer = _challenged(appeal)
    remedy = _remedy(answer) if answer else None
    if answer is None or remedy is None or not remedy.is_review_first:
        return []
    doubt = "，待核实" if remedy.standing == Standing.UNCONFIRMED else ""
    return [
        f"请核对类别：{answer.replied_on} 的答复（不予公开的部分）应当先申请行政复议（{remedy.article}{doubt}），"
        f"这里登记的是“{AppealRoute.LIT_DIRECT.label}”。已照填保存；登错的请用“更正”。"
    ]


def _after(appeal: Appeal) -> list[str]:
    """A suit after a review that nobody entered."""
    if Appeal.objects.live().filter(request=appeal.request, route=AppealRoute.REVIEW).exists():
        return []
    return [
        f"请核对：本件没有登记过行政复议，这里登记的是“{AppealRoute.LIT_AFTER.label}”。"
        "已照填保存；复议漏登的请补登一条，类别登错的请用“更正”。"
    ]


def _challenged(appeal: Appeal) -> Decision | None:
    """Return the answer that a suit is about: the last one made by the day it was filed; None where it came before any."""
    made = Decision.objects.made().filter(request=appeal.request, replied_on__lte=appeal.filed_on)
    found: Decision | None = made.order_by("seq").last()
    return found


def _remedy(answer: Decision) -> Remedy | None:
    try:
        return remedy_on(outcome=answer.outcome, decided_on=answer.decided_on, exemptions=tuple(answer.exemptions))
    except RemedyError:
        return None
