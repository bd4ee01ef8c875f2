"""What a clerk does not amend alone: what a second person approved, and what decides whether a case was in time."""

from collections.abc import Mapping
from typing import Any

from openness.organs.models import User
from openness.organs.rights import Action
from requests_app import clock
from requests_app.calendars import calendar_of
from requests_app.choices import EventKind, ReceiptBasis
from requests_app.models import Decision, DisclosureRequest
from requests_app.operations.approval import may_approve, was_approved
from requests_app.operations.work import Work
from requests_app.refusals import Refusal
from requests_app.regimes import terms
from requests_app.timeline import Entry, clock_events, effective

APPROVED = frozenset({"outcome", "exemptions", "decided_on"})
"""What a second person approves in an answer, the day included."""

TIMELY = frozenset({"decided_on", "closed_on"})
"""The days of a reply: they decide year, table and timeliness."""


def kept_from(person: User, case: DisclosureRequest, answer: Decision | None) -> frozenset[str]:
    """Return the fields of an answer that a person may not amend, for it was approved or the unit asks for approval.

    Args:
        person: who would amend.
        case: the case.
        answer: the answer; None where there is none.
    """
    return frozenset() if may_approve(person, case.organ) else approved_fields(case, answer)


def approved_fields(case: DisclosureRequest, answer: Decision | None) -> frozenset[str]:
    """Return the fields of an answer that only whoever approves may amend."""
    if answer is None:
        return frozenset()
    is_approved = answer.approved_by_id is not None
    is_closing = answer.replied_on is not None and (is_approved or case.organ.answers_need_approval)
    return (APPROVED if is_approved else frozenset()) | (TIMELY if is_closing else frozenset())


def has_consent(entry: Entry) -> bool:
    """Say whether a logged step is an extension that somebody consented to here."""
    return entry.kind == EventKind.EXTENDED and was_approved(entry)


def may_bear_fee(case: DisclosureRequest, entries: list[Entry]) -> bool:
    """Say whether the fee of a case may be amended: it was noticed here, or the case was handled elsewhere."""
    if case.fee_notices.filter(struck_at=None).exists():
        return True
    return any(
        (one.kind == EventKind.REGISTERED and one.data.get("basis") == ReceiptBasis.LEDGER)
        or (one.kind == EventKind.DECIDED and one.data.get("approved_outside"))
        for one in effective(entries)
    )


def check_approved(
    work: Work, answer: Decision | None, changes: Mapping[str, Any], events: Mapping[int, Mapping[str, Any]]
) -> None:
    """What a second person approved is not changed behind their back (R19 Art. 33; the unit's own rule on answers)."""
    guarded = sorted(approved_fields(work.case, answer) & set(changes))
    granted = {entry.seq for entry in effective(work.entries) if has_consent(entry)}
    touched = [seq for seq, values in events.items() if seq in granted and {"on", "days"} & set(values)]
    if not guarded and not touched:
        return
    if may_approve(work.by, work.case.organ):
        work.use(Action.CASE_APPROVE)
    elif guarded:
        raise Refusal(
            "not_allowed",
            "本单位的答复须经第二人审核：审核过的办理结果，以及答复的决定日期、办结日期，只能由审核人更正。请交审核人办理。",
            guarded[0],
        )
    else:
        raise Refusal("not_allowed", "延期的日期和工作日数经负责人同意，只能由审核人更正。请交审核人办理。")


def check_fee(work: Work, changes: Mapping[str, Any]) -> None:
    """Raise Refusal where a fee is written to a case that never bore one: the report publishes what was collected."""
    if changes.get("processing_fee") is not None and not may_bear_fee(work.case, work.entries):
        raise Refusal(
            "never_charged",
            "本件没有发过收费通知，不能填信息处理费。收了费的，请先“发收费通知”再“登记缴费”；"
            "只有台账导入、补录或在系统外办理的申请可以直接填写。",
            "processing_fee",
        )


def check_extensions(work: Work, events: Mapping[int, Mapping[str, Any]]) -> None:
    """Raise Refusal where an amended extension is later than the term it extends, or longer than the law allows."""
    entries = effective(work.entries)
    for entry in entries:
        if entry.kind != EventKind.EXTENDED or entry.seq not in events:
            continue
        limit = terms(work.case.regime, entry.on).extension_days
        days = int(entry.data["days"])
        if "days" in events[entry.seq] and isinstance(limit.value, int) and not 1 <= days <= limit.value:
            raise Refusal("extension_too_long", f"延期应为1至{limit.value}个工作日（{limit.article}），现为{days}。")
        due_on = _due_before(work.case, entries, entry)
        if due_on is not None and entry.on > due_on:
            raise Refusal(
                "after_due", f"同意延期的日期 {entry.on} 晚于延期之前的届满日 {due_on}，届满后不能再延期。请核对。"
            )


def _due_before(case: DisclosureRequest, entries: list[Entry], extended: Entry) -> Any:
    before = clock_events([one for one in entries if one.seq < extended.seq])
    return clock.read(regime=case.regime, events=before, calendar=calendar_of(case.organ)).due_on
