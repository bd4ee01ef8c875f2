"""What a paper must be to be issued or noted as served: called for, current, numbered once, and not served by a step."""

from datetime import date

from requests_app.lifecycle import Act
from requests_app.models import DisclosureRequest, IssuedPaper
from requests_app.operations.paper_assignments import (
    answers_of,
    made_for,
    open_step_of,
    outdated_of,
    step_that_noted,
)
from requests_app.operations.work import require_order
from requests_app.paper_occasions import Occasion
from requests_app.paper_steps import ANSWERING, TITLES
from requests_app.refusals import Refusal


def require_issuable(case: DisclosureRequest, occasion: Occasion) -> None:
    """Raise Refusal where a paper cannot be issued though the case calls for it.

    Args:
        case: the case.
        occasion: what the paper answers to.

    Raises:
        Refusal: the paper that stood for it before is not voided, or the answer bears the number of another letter.
    """
    stale = outdated_of(case)
    held = next((one for one in made_for(case) if one.seq in stale and occasion.is_met_by(one)), None)
    if held is not None:
        paper = case.papers.get(seq=held.seq)
        raise Refusal(
            "outdated_paper_stands",
            f"“{paper}”{stale[held.seq].why}，还没有作废。请先作废那一份，写明原因，再重新制发。",
        )
    answer = next((one for one in answers_of(case) if one.seq == occasion.decision), None)
    if answer is not None and answer.has_own_number and occasion.kind in ANSWERING:
        number = case.decisions.get(seq=answer.seq).document_number
        raise Refusal(
            "numbered_already",
            f"这次答复已填了文号“{number}”，是用本单位自己的文书答复的，不再由系统编号制发。"
            "要改由系统制发的，请先用“更正”把答复文号清空，制发时自动编号。",
        )


def require_day(occasion: Occasion, on: date, *, today: date) -> None:
    """Raise Refusal where a paper is dated before what it answers to, after today, or after the reply it carries."""
    require_order(on, after=occasion.on, today=today)
    if occasion.until is not None and on > occasion.until:
        raise Refusal(
            "letter_after_reply",
            f"这次答复已于 {occasion.until} 作出，答复书的成文日期 {on} 不能晚于这一天。请核对成文日期；"
            "答复日期登错的，请先用“更正”。",
            "on",
        )


def require_servable(paper: IssuedPaper) -> None:
    """Raise Refusal where a paper no longer says what the case says, or a step of the case is to record its service."""
    stale = outdated_of(paper.request).get(paper.seq)
    if stale is not None:
        again = "，再重新制发" if stale.is_replaced else ""
        raise Refusal("paper_outdated", f"“{paper}”不能登记送达：{stale.why}。请先作废这份文书{again}。")
    step = open_step_of(paper)
    if step is not None:
        raise Refusal("served_by_step", step_sentence(step))


def step_sentence(step: Act) -> str:
    """Return the sentence that leads from a paper to the step that records its service."""
    return f"这份文书的送达随“{TITLES[step]}”一并登记，请办理那一步，这里不单独登记。"


def require_days_of_step(paper: IssuedPaper, sent_on: date, received_on: date | None) -> None:
    """Raise Refusal where other days are noted on a paper than the step of the case recorded."""
    noted = step_that_noted(paper)
    is_same = sent_on == paper.sent_on and paper.received_on in (None, received_on)
    if noted and not is_same:
        raise Refusal(
            "days_of_the_step",
            f"这份文书的送达日期已随“{noted}”登记，这里只能补改方式和凭证。日期填错的请用“更正”。",
            "sent_on",
        )
