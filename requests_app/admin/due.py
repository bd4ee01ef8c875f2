"""The due date of a request that is still being typed, from the one engine: the form's receipt date, the clock's reading."""

from datetime import date
from typing import Any

from requests_app import clock
from requests_app.admin.desk import Desk
from requests_app.choices import EventKind, Standing
from requests_app.clock import ClockError, ClockEvent
from requests_app.forms.receiving import DAY_HELP, DAY_LABELS, DueForm
from requests_app.operations.intake import check_receipt_dates
from requests_app.receipts import ReceiptRule
from requests_app.refusals import Refusal
from requests_app.regimes import RegimeError, regime_on, terms
from requests_app.workdays import OutsideCalendar

DECIDING = ("organ", "channel", "mail", "arrived_on", "received_on")
"""The entries on which the date depends, in the order in which they are asked for."""


def due_told(form: DueForm, desk: Desk) -> dict[str, Any]:
    """Return the sentence on the due date, the date, and which entries this way of arrival needs.

    Args:
        form: what has been typed.
        desk: today and the calendars.
    """
    form.is_valid()
    rule = form.rule
    words = {"day_label": DAY_LABELS.get(rule.basis, ""), "day_help": DAY_HELP.get(rule.asked, "")} if rule else {}
    shown: dict[str, Any] = {"asks": form.asks(), **words}
    if not form.data.get("channel"):
        return {**shown, "text": "选了申请渠道、填了日期，这里就显示答复期限。", "due_on": None, "provisional": False}
    wrong = next((form.errors[name][0] for name in DECIDING if name in form.errors), "")
    if wrong:
        return {**shown, "error": wrong}
    try:
        return {**shown, **_told(form, desk)}
    except Refusal as refused:
        return {**shown, "error": refused.message}
    except (RegimeError, ClockError, OutsideCalendar) as broken:
        return {**shown, "error": str(broken)}


def _told(form: DueForm, desk: Desk) -> dict[str, Any]:
    given = form.cleaned_data
    on: date | None = given["received_on"]
    check_receipt_dates(given["arrived_on"], on, given["receipt_basis"], today=desk.today)
    if on is None:
        text = f"还没有与申请人确认：没有法定收到日期，期限不起算，登记后在“待确认”里等候。{form.caution()}"
        return {"text": text, "due_on": None, "provisional": False}
    regime = regime_on(on)
    received = ClockEvent(kind=EventKind.REGISTERED, on=on)
    reading = clock.read(regime=regime, events=[received], calendar=desk.calendar_of(given["organ"]))
    reply = terms(regime, on).reply_days
    due = f"答复期限 {reading.due_on}：自收到次日起 {reply.value} 个{reply.unit}（{reply.article}）。"
    mark = "暂定：放假安排尚未全部公布，公布后重算。" if reading.provisional else ""
    text = f"{_received(form.rule, on)}{due}{mark}{form.caution()}"
    return {"text": text, "due_on": str(reading.due_on), "provisional": reading.provisional}


def _received(rule: ReceiptRule | None, on: date) -> str:
    if rule is None:
        return ""
    doubt = "，待核实" if rule.standing == Standing.UNCONFIRMED else ""
    return f"法定收到日期 {on}（{rule.basis.label}，{rule.article}{doubt}）。"
