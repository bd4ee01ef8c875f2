"""The term as it would stand after a step, in words: told before the step is confirmed."""

from datetime import date
from typing import Any

from requests_app.admin.desk import Desk
from requests_app.choices import Status
from requests_app.clock import ClockError, ClockState, Reading
from requests_app.foresight import foresee
from requests_app.forms.asking import SubjectForm
from requests_app.models import DisclosureRequest
from requests_app.operations.work import entries_of, require_order
from requests_app.refusals import Refusal
from requests_app.regimes import RegimeError

READ_BY_THE_CLOCK = ("on", "days", "until")
"""The entries on which the term hangs: while one is empty nothing is foreseen, and a wrong one is told instead."""

NOTHING: dict[str, Any] = {"text": "", "error": "", "provisional": False}
ENDS = "办理后期限终止计算。"
OVER = "本件已办结，期限已终止，不再变动。"
WAITS = "收到日期确认之前，期限不起算。"
AGAIN = "首次答复的期限已终止，不再变动"
STOPS = "办理后期限停止计算，没有到期日。"


def foreseen(form: SubjectForm, case: DisclosureRequest, desk: Desk) -> dict[str, Any]:
    """Return what the step would do to the term: a sentence, and whether the date may still move; empty where nothing.

    Args:
        form: the form of the step with its entries as they are now, wrong ones left out.
        case: the case.
        desk: today and the working days.
    """
    thought = form.foreseen()
    if thought is None:
        return NOTHING
    if any(form.has_error(name, "required") for name in READ_BY_THE_CLOCK):
        return NOTHING
    wrong = [sentence for name in READ_BY_THE_CLOCK for sentence in form.errors.get(name, [])]
    if wrong:
        return {**NOTHING, "error": wrong[0]}
    kind, on, data = thought
    calendar = desk.calendar_of(case.organ)
    try:
        require_order(on, after=case.arrived_on, today=desk.today)
        regime = form.foreseen_regime()
        reading = foresee(regime=regime, entries=entries_of(case), kind=kind, on=on, data=data, calendar=calendar)
    except (ClockError, RegimeError, Refusal) as refused:
        return {**NOTHING, "error": str(refused)}
    also = form.also_foreseen(form.cleaned_data)
    return {**NOTHING, "text": f"{also}{_said(reading, case)}", "provisional": reading.provisional}


def _said(reading: Reading, case: DisclosureRequest) -> str:
    before = case.due_on
    if reading.state == ClockState.WAITING:
        return WAITS
    if reading.state == ClockState.STOPPED:
        return _said_after_the_end(reading.due_on, case) if case.closed_on else ENDS
    if reading.due_on is None:
        return STOPS
    mark = "（暂定）" if reading.provisional else ""
    if before is None:
        return f"办理后答复期限：{reading.due_on}{mark}。"
    if before == reading.due_on:
        return f"办理后答复期限不变：{before}{mark}。"
    return f"办理后答复期限：{reading.due_on}{mark}，现为 {before}。"


def _said_after_the_end(due_on: date | None, case: DisclosureRequest) -> str:
    """A term that has ended still says whether the answer came in time."""
    before = case.due_on
    if due_on == before and case.status == Status.REOPENED:
        return (
            f"{AGAIN}；须于 {case.answer_by} 前重新答复。" if case.answer_by else f"{AGAIN}；没有登记重新答复的期限。"
        )
    if due_on == before:
        return OVER
    return f"期限已在办结时终止；是否按时改按 {due_on} 判断，现为 {before}。"
