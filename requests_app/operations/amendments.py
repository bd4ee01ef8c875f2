"""What an amendment may change, which logged steps follow it, and that the whole still makes sense afterwards."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils.timezone import localdate

from openness.organs.rights import Action, may
from openness.personal_data import digest
from requests_app.choices import EventKind
from requests_app.lifecycle import is_step
from requests_app.models import Decision, DisclosureRequest
from requests_app.operations.approval import may_approve
from requests_app.operations.fees import settle_notice
from requests_app.operations.outcome_rules import check_outcome
from requests_app.operations.striking import REPLIES
from requests_app.operations.work import Work, check_values
from requests_app.refusals import Refusal
from requests_app.regimes import regime_on
from requests_app.timeline import Entry, effective

PERSONAL = frozenset(
    {"id_number", "phone", "address", "postcode", "email", "applicant_name", "representative", "contact_name"}
)
APPROVED = frozenset({"outcome", "exemptions"})
"""What a second person approves in an answer."""

ANSWER = frozenset({"outcome", "exemptions", "decided_on", "closed_on", "served_on"})
AMENDABLE = (
    PERSONAL
    | ANSWER
    | {
        "number", "channel", "applicant_kind", "content", "desired_form", "desired_delivery", "arrived_on",
        "received_on", "receipt_basis", "regime", "processing_fee", "note",
    }
)  # fmt: skip
STEPS_TO_AMEND = frozenset(
    {
        EventKind.CORRECTION_ASKED, EventKind.CORRECTION_RECEIVED, EventKind.CONSULTATION_SENT,
        EventKind.CONSULTATION_DELIVERED, EventKind.CONSULTATION_RETURNED, EventKind.REASONS_ASKED,
        EventKind.REASONS_GIVEN, EventKind.FEE_NOTICED, EventKind.FEE_DELIVERED, EventKind.FEE_PAID,
        EventKind.FEE_WAIVED, EventKind.EXTENDED, EventKind.EXTENSION_TOLD, EventKind.POSTPONED,
    }
)  # fmt: skip
"""The steps whose dates are amended in the log; the dates of the others are amended as dates of the case."""

DECISION_FIELDS = {
    "outcome": "outcome", "exemptions": "exemptions", "decided_on": "decided_on", "closed_on": "replied_on",
    "served_on": "served_on",
}  # fmt: skip

Corrections = dict[str, dict[str, Any]]


def check_changes(work: Work, changes: Mapping[str, Any], events: Mapping[int, Mapping[str, Any]]) -> None:
    """Raise Refusal where something is amended that cannot be, or not by this person, or into the future."""
    unknown = set(changes) - AMENDABLE
    if unknown:
        raise TypeError(f"amend() got unexpected fields {sorted(unknown)}")
    if "regime" in changes and not may(work.by, Action.CASE_REGIME, work.case.organ):
        raise Refusal("not_allowed", "适用条例只能由审核人或主管部门更正。", "regime")
    _check_answer(work, changes)
    steps = {entry.seq for entry in effective(work.entries) if entry.kind in STEPS_TO_AMEND}
    _check_approved(work, changes, events)
    strange = set(events) - steps
    if strange:
        raise Refusal("no_such_step", f"日志中没有可更正的第{'、'.join(map(str, sorted(strange)))}步，请刷新后重填。")
    dates = {**changes, **{f"events.{seq}": values.get("on") for seq, values in events.items()}}
    today = localdate(work.at)
    for name, value in dates.items():
        if isinstance(value, date) and value > today:
            raise Refusal("in_the_future", f"日期 {value} 晚于今天（{today}），请核对。", name)


def settled(work: Work, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the changes with what follows from them: the digests, the trimmed number, the regime of a new receipt."""
    following = dict(changes)
    if "number" in changes:
        following["number"] = str(changes["number"]).strip()
    regime = amended_regime(work.case, changes)
    if regime != work.case.regime:
        following["regime"] = regime
    if "id_number" in changes:
        following["id_digest"] = digest(changes["id_number"])
    if "phone" in changes:
        following["phone_digest"] = digest(changes["phone"])
    return following


def amended_regime(case: DisclosureRequest, changes: Mapping[str, Any]) -> str:
    """Return the regulation of a case after an amendment: that of its new receipt date, where it followed the old one."""
    received_on, before = changes.get("received_on"), case.received_on
    if "regime" in changes:
        return str(changes["regime"])
    if received_on and before and case.regime == regime_on(before):
        return regime_on(received_on)
    return case.regime


def corrections(
    logged: Iterable[Entry], real: Mapping[str, Any], events: Mapping[int, Mapping[str, Any]]
) -> Corrections:
    """Return what an amendment corrects in the log: the named steps, and those that carry a date of the case."""
    found: Corrections = {str(seq): {key: plain(one) for key, one in given.items()} for seq, given in events.items()}
    entries = effective(logged)
    for name, value in real.items():
        step = _carrier(name, entries)
        if step is not None:
            key = "served_on" if name == "served_on" else "on"
            found.setdefault(str(step.seq), {})[key] = plain(value) or ""
    return found


def check_order(work: Work) -> None:
    """Raise Refusal where the steps of the log no longer follow each other in time."""
    steps = [entry for entry in effective(work.entries) if is_step(entry)]
    for earlier, later in pairwise(steps):
        if later.on < earlier.on:
            first, second = (EventKind(entry.kind).label for entry in (earlier, later))
            raise Refusal(
                "before_predecessor", f"“{second}”的日期 {later.on} 早于前一步“{first}”的 {earlier.on}，请一并更正。"
            )


def check_whole(work: Work) -> None:
    """Raise Refusal where the amended case contradicts itself."""
    case = work.case
    check_values(case)
    if case.outcome and case.decided_on:
        check_outcome(case.outcome, case.decided_on, case.exemptions)
    dated = [
        ("到达", case.arrived_on),
        ("收到", case.received_on),
        ("决定", case.decided_on),
        ("办结", case.closed_on),
        ("送达", case.served_on),
    ]
    known = [(name, on) for name, on in dated if on is not None]
    for (earlier, first), (later, second) in pairwise(known):
        if second < first:
            raise Refusal("before_predecessor", f"{later}日期 {second} 早于{earlier}日期 {first}，请核对后一并更正。")


def follow(work: Work, real: Mapping[str, Any]) -> None:
    """Keep the counted decision and the days of an extension in step with what was amended."""
    counted = counted_answer(work.case)
    values = {DECISION_FIELDS[name]: value for name, value in real.items() if name in DECISION_FIELDS}
    if counted is not None and values:
        for name, value in values.items():
            setattr(counted, name, value)
        counted.save(update_fields=sorted(values))
    settle_notice(work, has_new_fee="processing_fee" in real)
    granted = [int(entry.data["days"]) for entry in effective(work.entries) if entry.kind == EventKind.EXTENDED]
    work.set(extension_days=granted[-1] if granted else 0)


def plain(value: Any) -> Any:
    """Return a value as the log keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | list | type(None)) else str(value)


def _check_approved(work: Work, changes: Mapping[str, Any], events: Mapping[int, Mapping[str, Any]]) -> None:
    """What a second person approved is not changed behind their back (R19 Art. 33; the unit's own rule on answers)."""
    if may_approve(work.by, work.case.organ):
        return
    answer = counted_answer(work.case)
    if answer is not None and answer.approved_by_id and APPROVED & set(changes):
        raise Refusal("not_allowed", "本件的答复经第二人审核，办理结果只能由审核人更正。", "outcome")
    granted = {entry.seq for entry in effective(work.entries) if has_consent(entry)}
    if any("days" in values for seq, values in events.items() if seq in granted):
        raise Refusal("not_allowed", "延期的工作日数经负责人同意，只能由审核人更正。")


def counted_answer(case: DisclosureRequest) -> Decision | None:
    """Return the answer that counts, or waits to be the one."""
    found: Decision | None = case.decisions.made().first() or case.decisions.waiting().last()
    return found


def has_consent(entry: Entry) -> bool:
    """Say whether a logged step is an extension that somebody consented to here."""
    return entry.kind == EventKind.EXTENDED and bool(entry.data.get("approved_by"))


def _check_answer(work: Work, changes: Mapping[str, Any]) -> None:
    """An answer that was not given has nothing to amend; one that was given keeps its dates."""
    answer = ANSWER & set(changes)
    case = work.case
    if answer and not case.outcome:
        raise Refusal("no_answer_yet", "本件尚未作出决定，没有可更正的办理结果和日期。", min(answer))
    if case.closed_on is None and {"closed_on", "served_on"} & set(changes):
        raise Refusal("not_replied_yet", "本件答复尚未作出，请用“登记送达”填写答复和送达日期。", min(answer))
    emptied = [name for name in ("outcome", "decided_on", "closed_on") if name in changes and not changes[name]]
    if emptied:
        raise Refusal("answer_emptied", "已作出的答复不能清空；误录的请用“撤销上一步”。", emptied[0])


def _carrier(name: str, entries: list[Entry]) -> Entry | None:
    """Return the logged step that carries a date of the case: the one that counts."""
    if name == "arrived_on":
        return next((one for one in entries if one.kind == EventKind.REGISTERED and one.data.get("unconfirmed")), None)
    if name == "received_on":
        starts = (EventKind.REGISTERED, EventKind.RECEIPT_CONFIRMED)
        return next((one for one in entries if one.kind in starts and not one.data.get("unconfirmed")), None)
    reply = next((place for place, one in enumerate(entries) if one.kind in REPLIES), len(entries))
    if name == "decided_on":
        is_withdrawn = reply < len(entries) and entries[reply].kind == EventKind.WITHDRAWN
        decided = [one for one in entries[:reply] if one.kind == EventKind.DECIDED]
        return decided[-1] if decided and not is_withdrawn else None
    if name == "closed_on":
        return entries[reply] if reply < len(entries) else None
    if name == "served_on":
        return _last_of_first_answer(entries[reply:])
    return None


def _last_of_first_answer(entries: list[Entry]) -> Entry | None:
    """Return the last delivery before the case was reopened."""
    deliveries: list[Entry] = []
    for entry in entries:
        if entry.kind == EventKind.REOPENED:
            break
        if entry.kind == EventKind.SERVED:
            deliveries.append(entry)
    return deliveries[-1] if deliveries else None
