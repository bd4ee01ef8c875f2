"""What each event does to the course of a term (R07 Arts. 21, 24; R19 Arts. 30–35)."""

from collections.abc import Callable, Mapping

from openness.dated_law import Rule
from requests_app.choices import EventKind, Stance
from requests_app.clock_course import Course, number
from requests_app.clock_reading import ClockError, ClockEvent
from requests_app.pauses import Pause, left_out
from requests_app.regimes import EARLIEST_RECEIPT, Terms


def take(course: Course, event: ClockEvent) -> None:
    """Fold one event in; kinds that do not move the clock pass by.

    Raises:
        ClockError: it contradicts what came before or the law's limits.
    """
    handler = _HANDLERS.get(event.kind)
    if handler is None:
        if event.kind not in _KINDS:
            raise ClockError("unknown_event", f"时钟不认识事件“{event.kind}”。请核对经过记录。")
        return
    if event.on < course.last_on:
        raise ClockError("out_of_order", f"{event.on} 早于上一步的日期 {course.last_on}。请按先后顺序核对各步日期。")
    if course.stopped_on is not None and event.kind in _AFTER_THE_END:
        return  # the first end stands: a later delivery, opinion or voiding moves no term
    if course.stopped_on is not None:
        raise ClockError(
            "after_the_end", f"本件已于 {course.stopped_on} 终止计期，不能再记 {event.on} 的事件。请核对日期。"
        )
    course.last_on = event.on
    handler(course, event)


def _start(course: Course, event: ClockEvent) -> None:
    if course.start is not None:
        raise ClockError(
            "started_twice", f"本件已自 {course.start} 起算，不能再以 {event.on} 为收到日期。请核对收到日期。"
        )
    if event.on < EARLIEST_RECEIPT:
        message = f"收到日期 {event.on} 早于《条例》施行之日（{EARLIEST_RECEIPT}），不能计算期限。请核对收到日期。"
        raise ClockError("before_regulation", message)
    course.first = course.start = event.on
    days = course.term()
    course.note(event.on, f"收到申请，次日起算{days}个工作日", days, course.terms(event.on).reply_days)


def _suspend(course: Course, event: ClockEvent) -> None:
    course.running_since(event)
    if course.is_suspended:
        raise ClockError("already_suspended", f"{event.on} 之前期限已停止计算，尚未恢复。请核对补正或收费的日期。")
    course.is_suspended = True


def _ask_correction(course: Course, event: ClockEvent) -> None:
    _suspend(course, event)
    course.note(
        event.on, "告知补正，期限停止计算，收到补正后重新起算", None, course.terms(event.on).correction_notice_days
    )


def _notice_fee(course: Course, event: ClockEvent) -> None:
    rule = course.terms(event.on).fee_payment_days
    days = number(rule)
    _suspend(course, event)
    course.charged_on = event.on
    course.note(event.on, f"发出收费通知，缴费前期限停止计算（申请人应在收到次日起{days}个工作日内缴费）", days, rule)


def _restart(course: Course, event: ClockEvent, what: str, rule: Rule) -> None:
    course.running_since(event)
    course.start, course.is_suspended = event.on, False
    kept = f"（含已延长的{course.granted}个工作日）" if course.granted else ""
    course.note(event.on, f"{what}，次日起重新起算{course.term()}个工作日{kept}", course.term(), rule)


def _receive_correction(course: Course, event: ClockEvent) -> None:
    # a ledger may know only the day the corrected request came: no notice before it is no error
    _restart(course, event, "收到补正", course.terms(event.on).correction_restart)


def _pay_fee(course: Course, event: ClockEvent) -> None:
    if not course.is_suspended:
        raise ClockError("fee_not_noticed", f"{event.on} 的收到缴费之前没有收费通知。请先登记收费通知，或核对日期。")
    course.charged_on = None
    _restart(course, event, "收到缴费", course.terms(event.on).fee_restart)


def _waive_fee(course: Course, event: ClockEvent) -> None:
    """Only payment restarts the term: a waiver lets it go on, and moves nothing where no notice had stopped it."""
    start, rule = course.running_since(event), course.terms(event.on).fee_waiver_pause
    if course.charged_on is None:
        course.note(event.on, "免收信息处理费，期限照常计算", None, rule)
        return
    before = left_out(start=start, pauses=course.pauses, calendar=course.calendar)
    course.pauses.append(Pause(course.charged_on, event.on))
    days = left_out(start=start, pauses=course.pauses, calendar=course.calendar) - before
    course.is_suspended, course.charged_on = False, None
    course.note(event.on, f"免收信息处理费，收费通知以来{days}个工作日不计入期限，次日起接着计算", days, rule)


def _send_consultation(course: Course, event: ClockEvent) -> None:
    course.running_since(event)
    if event.ref in course.open:
        raise ClockError(
            "consultation_open_twice", f"{event.on} 的征求意见（{event.ref or '未编号'}）已发出，尚未收回。请核对编号。"
        )
    terms = course.terms(event.on)
    days = None if event.until else _answering_days(terms)
    last = course.calendar.add(event.on, days) if days else event.until
    course.open[event.ref] = (event.on, last)
    articles = f"{terms.consultation_days.article}、{terms.joint_consultation_days.article}"
    limit = f"，最迟至{last}（答复意见的期限届满，{articles}）" if last else "，至收到意见之日止"
    course.note(event.on, f"发出征求意见书，次日起不计入期限{limit}", days, terms.pause)


def _answering_days(terms: Terms) -> int | None:
    """The longer of the terms for third parties and joint organs (R19 Arts. 32, 34); None where there is none."""
    values = (terms.consultation_days.value, terms.joint_consultation_days.value)
    return max((value for value in values if type(value) is int), default=None)


def _deliver_consultation(course: Course, event: ClockEvent) -> None:
    """The party has the letter: its term for answering runs from that day (R19 Arts. 32, 34)."""
    course.running_since(event)
    terms = course.terms(event.on)
    if event.ref not in course.open:
        message = (
            f"{event.on} 送到的征求意见书（{event.ref or '未编号'}）没有发出的记录。请先登记征求意见，或核对编号。"
        )
        raise ClockError("consultation_not_sent", message)
    days = _answering_days(terms)
    if days is None:
        return
    sent, _ = course.open[event.ref]
    last = course.calendar.add(event.on, days)
    course.open[event.ref] = (sent, last)
    course.note(
        event.on, f"对方收到征求意见书，次日起{days}个工作日内答复，最迟至{last}", days, terms.consultation_days
    )


def _return_consultation(course: Course, event: ClockEvent) -> None:
    start = course.running_since(event)
    if event.ref not in course.open:
        message = f"{event.on} 收到的意见（{event.ref or '未编号'}）没有对应的征求意见。请先登记征求意见，或核对编号。"
        raise ClockError("consultation_not_sent", message)
    sent, last = course.open.pop(event.ref)
    upto = min(event.on, last) if last else event.on
    before = left_out(start=start, pauses=course.pauses, calendar=course.calendar)
    course.pauses.append(Pause(sent, upto))
    days = left_out(start=start, pauses=course.pauses, calendar=course.calendar) - before
    late = f"（意见答复期限已于{upto}届满，之后照常计期）" if upto < event.on else ""
    course.note(event.on, f"{_came(course, event)}，{days}个工作日不计入期限{late}", days, course.terms(event.on).pause)


def _came(course: Course, event: ClockEvent) -> str:
    """Say whether an opinion came, or what the law takes silence for."""
    if not event.deemed:
        return "收到意见"
    return f"逾期未答复，视为{Stance(event.deemed).label}（{course.terms(event.on).joint_silence_consents.article}）"


def _extend(course: Course, event: ClockEvent) -> None:
    course.running_since(event)
    rule = course.terms(event.on).extension_days
    if course.granted:
        raise ClockError(
            "extension_twice",
            f"答复期限只能延长一次，本件已延长{course.granted}个工作日（{rule.article}）。请删去其一。",
        )
    if event.days is None or not 1 <= event.days <= number(rule):
        code = "extension_too_long" if event.days and event.days > 0 else "extension_without_days"
        found = "未填" if event.days is None else f"{event.days}"
        raise ClockError(
            code, f"延长的工作日数须为1至{number(rule)}，现为{found}（{rule.article}）。请改正延期工作日。"
        )
    course.granted = event.days
    course.note(event.on, f"经批准延长答复期限{event.days}个工作日", event.days, rule)


def _postpone(course: Course, event: ClockEvent) -> None:
    course.running_since(event)
    rule = course.terms(event.on).postponement
    if rule.value is not True:
        raise ClockError("no_such_step", f"{rule.article}没有合理延后的规定，本件不能延后。请核对本件适用的条例。")
    if event.until is None or event.until <= event.on:
        raise ClockError(
            "postponed_backwards", f"合理延后须写明 {event.on} 之后的日期，现为{event.until or '未填'}。请改正。"
        )
    course.postponed = event.until
    course.note(event.on, f"申请数量、频次明显超过合理范围但理由合理，告知申请人延迟至{event.until}答复", None, rule)


def _stop(course: Course, event: ClockEvent) -> None:
    course.stopped_on = event.on
    course.note(event.on, _ENDINGS[event.kind], None, course.terms(course.first or event.on).reply_days)


_ENDINGS: Mapping[str, str] = {
    EventKind.SERVED.value: "作出答复，期限终止计算",
    EventKind.WITHDRAWN.value: "申请人撤回申请，期限终止计算",
    EventKind.VOIDED.value: "本件作废，期限终止计算",
}
_AFTER_THE_END = frozenset(_ENDINGS) | {EventKind.CONSULTATION_DELIVERED, EventKind.CONSULTATION_RETURNED}
_HANDLERS: Mapping[str, Callable[[Course, ClockEvent], None]] = {
    EventKind.REGISTERED.value: _start,
    EventKind.RECEIPT_CONFIRMED.value: _start,
    EventKind.CORRECTION_ASKED.value: _ask_correction,
    EventKind.CORRECTION_RECEIVED.value: _receive_correction,
    EventKind.CONSULTATION_SENT.value: _send_consultation,
    EventKind.CONSULTATION_DELIVERED.value: _deliver_consultation,
    EventKind.CONSULTATION_RETURNED.value: _return_consultation,
    EventKind.FEE_NOTICED.value: _notice_fee,
    EventKind.FEE_PAID.value: _pay_fee,
    EventKind.FEE_WAIVED.value: _waive_fee,
    EventKind.EXTENDED.value: _extend,
    EventKind.POSTPONED.value: _postpone,
    EventKind.SERVED.value: _stop,
    EventKind.WITHDRAWN.value: _stop,
    EventKind.VOIDED.value: _stop,
}
_KINDS = frozenset(EventKind.values)
