"""The rules of one row of the case sheet; each yields the field, a code and what is wrong (interfaces, "Ledger")."""

from collections.abc import Callable, Iterator
from datetime import date

from requests_app.choices import Channel, Regime
from requests_app.ledger.columns import CASE_HEADERS
from requests_app.ledger.drafts import Draft
from requests_app.regimes import APPLICANT_KINDS_FROM, EARLIEST_RECEIPT, in_force_from, terms

Fault = tuple[str, str, str]
Rule = Callable[[Draft, date], Iterator[Fault]]

STEPS = ("correction_asked_on", "correction_received_on", "consulted_on", "consultation_returned_on", "extended_on")
DATES = ("received_on", *STEPS, "closed_on")
PAIRS = (("correction_asked_on", "correction_received_on"), ("consulted_on", "consultation_returned_on"))
LATEST_CHANNEL_TABLE = APPLICANT_KINDS_FROM.year - 1


def required_cells(draft: Draft, _: date) -> Iterator[Fault]:
    """Number and receipt date make the row known again, so neither can be missing."""
    for name in ("number", "received_on"):
        if not getattr(draft, name):
            yield name, "missing", "没有填写；这一列必须填写。"


def not_in_the_future(draft: Draft, today: date) -> Iterator[Fault]:
    """A ledger tells what has happened."""
    for name in DATES:
        on = getattr(draft, name)
        if on is not None and on > today:
            yield name, "in_the_future", f"填的是 {on}，晚于今天（{today}）；应填已经发生的日期。"


def under_the_regulation(draft: Draft, _: date) -> Iterator[Fault]:
    """Nothing was requested under the Regulation before it was in force."""
    if draft.received_on is not None and draft.received_on < EARLIEST_RECEIPT:
        yield (
            "received_on", "before_regulation",
            f"填的是 {draft.received_on}，早于《政府信息公开条例》施行之日（{EARLIEST_RECEIPT}），不能导入。请核对收到日期。",
        )  # fmt: skip


def steps_after_receipt(draft: Draft, _: date) -> Iterator[Fault]:
    """No date lies before the receipt of the request."""
    if draft.received_on is None:
        return
    for name in (*STEPS, "closed_on"):
        on = getattr(draft, name)
        if on is not None and on < draft.received_on:
            yield name, "before_receipt", f"填的是 {on}，早于收到日期 {draft.received_on}；应在收到当日或之后。"


def steps_before_closing(draft: Draft, _: date) -> Iterator[Fault]:
    """No step lies after the reply."""
    if draft.closed_on is None:
        return
    for name in STEPS:
        on = getattr(draft, name)
        if on is not None and on > draft.closed_on:
            yield name, "after_closing", f"填的是 {on}，晚于办结日期 {draft.closed_on}；应在办结当日或之前。"


def answers_after_questions(draft: Draft, _: date) -> Iterator[Fault]:
    """What comes back comes back after it was asked for; neither opinion nor correction comes without a letter."""
    for asked, returned in PAIRS:
        first, then = getattr(draft, asked), getattr(draft, returned)
        if first is not None and then is not None and then < first:
            yield returned, "before_predecessor", f"填的是 {then}，早于{CASE_HEADERS[asked]} {first}；请核对这两列。"
    if draft.correction_received_on is not None and draft.correction_asked_on is None:
        yield (
            "correction_asked_on", "missing",
            "没有填写，但填了补正收到日期；请补填发出补正通知的日期，没有要求补正的把补正收到日期清空。",
        )  # fmt: skip
    if draft.consultation_returned_on is not None and draft.consulted_on is None:
        yield "consulted_on", "missing", "没有填写，但填了第三方反馈日期；请补填发出征求意见书的日期。"


def extension_within_its_term(draft: Draft, _: date) -> Iterator[Fault]:
    """An extension has a date and a number of working days within the regulation's (R19 Art. 33, R07 Art. 24)."""
    if (draft.extended_on is None) != (draft.extension_days == 0):
        name = "extended_on" if draft.extended_on is None else "extension_days"
        yield name, "missing", "没有填写；延期日期和延期工作日须同时填写，没有延期的两列都留空。"
    elif draft.extended_on is not None and draft.regime:
        limit = terms(draft.regime, draft.extended_on).extension_days
        if isinstance(limit.value, int) and draft.extension_days > limit.value:
            yield (
                "extension_days", "extension_too_long",
                f"填的是 {draft.extension_days}；最多延长{limit.value}个工作日（{limit.article}）。",
            )  # fmt: skip


def closed_with_an_outcome(draft: Draft, _: date) -> Iterator[Fault]:
    """A reply has a date and an outcome; an open request has neither."""
    if draft.closed_on is not None and not draft.result:
        yield "result", "missing", "没有填写，但填了办结日期；已办结的须填办理结果，尚未办结的两列都留空。"
    if draft.closed_on is None and (draft.result or draft.detail):
        yield "closed_on", "missing", "没有填写，但填了办理结果或具体情形；请补填办结日期，尚未办结的请清空这几列。"


def channel_of_its_table(draft: Draft, _: date) -> Iterator[Fault]:
    """Up to 2018 the table is by channel and has no row for 其他; later it does not ask."""
    if draft.received_on is None or draft.received_on >= APPLICANT_KINDS_FROM:
        return
    if not draft.channel:
        yield "channel", "missing", f"没有填写；{LATEST_CHANNEL_TABLE}年及以前收到的须填当面、信函、网络或传真。"
    elif draft.channel == Channel.OTHER:
        yield (
            "channel", "channel_without_row",
            f"填的是“其他”；{LATEST_CHANNEL_TABLE}年及以前的统计表没有这一行，可填：当面、信函、网络、传真。",
        )  # fmt: skip


def kind_of_its_table(draft: Draft, _: date) -> Iterator[Fault]:
    """From 2019 on the table is by kind of applicant, carried-over requests included."""
    if draft.applicant_kind or draft.received_on is None:
        return
    closed_before = draft.closed_on is not None and draft.closed_on < APPLICANT_KINDS_FROM
    if draft.received_on >= APPLICANT_KINDS_FROM or not closed_before:
        yield (
            "applicant_kind",
            "missing",
            f"没有填写；{APPLICANT_KINDS_FROM} 起收到，或当时尚未办结的申请须填申请人类型。",
        )


def fee_of_its_regulation(draft: Draft, _: date) -> Iterator[Fault]:
    """The 信息处理费 exists under the 2019 revision only."""
    if draft.processing_fee is not None and draft.regime == Regime.R2007:
        yield (
            "processing_fee", "fee_under_old_regulation",
            f"填的是 {draft.processing_fee}；{in_force_from(Regime.R2019)} 以前收到的申请没有信息处理费，请清空。",
        )  # fmt: skip


RULES: tuple[Rule, ...] = (
    required_cells,
    not_in_the_future,
    under_the_regulation,
    steps_after_receipt,
    steps_before_closing,
    answers_after_questions,
    extension_within_its_term,
    closed_with_an_outcome,
    channel_of_its_table,
    kind_of_its_table,
    fee_of_its_regulation,
)
