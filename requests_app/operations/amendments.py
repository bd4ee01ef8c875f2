"""What an amendment may change, which logged steps follow it, and that the whole still makes sense afterwards."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from openness.organs.rights import Action, may
from openness.personal_data import digest
from requests_app.choices import EventKind, ReceiptBasis
from requests_app.models import Decision, DisclosureRequest
from requests_app.operations.amended_answers import (
    DECISION_FIELDS,
    carrier_of,
    check_answer_changes,
    require_sequence,
)
from requests_app.operations.amendment_rights import check_approved, check_fee
from requests_app.operations.consultation_terms import require_silence_in_time
from requests_app.operations.fees import settle_notice
from requests_app.operations.outcome_rules import check_outcome
from requests_app.operations.work import Work, check_values, require_places
from requests_app.receipts import bases_of
from requests_app.refusals import Refusal
from requests_app.regimes import regime_on
from requests_app.timeline import Entry, effective

PERSONAL = frozenset(
    {"id_number", "phone", "address", "postcode", "email", "applicant_name", "representative", "contact_name"}
)
AMENDABLE = (
    PERSONAL
    | frozenset(DECISION_FIELDS)
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

Corrections = dict[str, dict[str, Any]]


def check_changes(
    work: Work, answer: Decision | None, changes: Mapping[str, Any], events: Mapping[int, Mapping[str, Any]]
) -> None:
    """Raise Refusal where something is amended that cannot be, or not by this person, or into the future."""
    unknown = set(changes) - AMENDABLE
    if unknown:
        raise TypeError(f"amend() got unexpected fields {sorted(unknown)}")
    if "regime" in changes:
        if not may(work.by, Action.CASE_REGIME, work.case.organ):
            raise Refusal("not_allowed", "适用条例只能由审核人或主管部门更正。", "regime")
        work.use(Action.CASE_REGIME)
    check_answer_changes(work.case, answer, changes)
    check_approved(work, answer, changes, events)
    check_fee(work, changes)
    steps = {entry.seq for entry in effective(work.entries) if entry.kind in STEPS_TO_AMEND}
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
    logged: Iterable[Entry], real: Mapping[str, Any], events: Mapping[int, Mapping[str, Any]], *, place: int = 0
) -> Corrections:
    """Return what an amendment corrects in the log: the named steps, and those that carry a date of the case.

    Args:
        logged: the log.
        real: the amended values by field.
        events: the named steps.
        place: which answer the amended values are of, from 0.
    """
    found: Corrections = {str(seq): {key: plain(one) for key, one in given.items()} for seq, given in events.items()}
    entries = effective(logged)
    for name, value in real.items():
        step = carrier_of(name, entries, place) if name in DECISION_FIELDS else _carrier(name, entries)
        if step is not None:
            key = "served_on" if name == "served_on" else "on"
            found.setdefault(str(step.seq), {})[key] = plain(value) or ""
    return found


def check_order(work: Work, amended: Iterable[int]) -> None:
    """Raise Refusal where the steps of the log no longer follow each other in time, or silence of an amended letter came early."""
    require_places(work.entries, field="")
    seqs = set(amended)
    require_silence_in_time(work, [one.data["ref"] for one in work.entries if one.seq in seqs and "ref" in one.data])


def check_whole(work: Work) -> None:
    """Raise Refusal where the amended case contradicts itself."""
    case = work.case
    check_values(case)
    if case.outcome and case.decided_on:
        check_outcome(case.outcome, case.decided_on, case.exemptions)
    require_sequence(
        [
            ("到达", case.arrived_on), ("收到", case.received_on), ("决定", case.decided_on), ("办结", case.closed_on),
            ("送达", case.served_on),
        ]
    )  # fmt: skip


def check_receipt(case: DisclosureRequest, real: Mapping[str, Any]) -> None:
    """Raise Refusal where the channel and what the day of receipt rests on no longer go together (R19 Art. 31).

    Args:
        case: the amended case; a ledger says only the day, whatever the channel.
        real: the amended values by field.
    """
    if not {"channel", "receipt_basis"} & set(real) or case.received_on is None:
        return
    known = bases_of(case.regime, case.channel, case.received_on)
    if case.receipt_basis not in known | {ReceiptBasis.LEDGER}:
        raise Refusal(
            "basis_of_another_channel",
            f"申请渠道“{case.get_channel_display()}”的收到日期依据应为{'或'.join(f'“{one.label}”' for one in sorted(known))}，"
            f"现为“{case.get_receipt_basis_display()}”。请把申请渠道、收到日期和收到日期依据一并核对更正。",
            "receipt_basis",
        )


def follow(work: Work, real: Mapping[str, Any]) -> None:
    """Keep the fee notice and the days of an extension in step with what was amended."""
    settle_notice(work, has_new_fee="processing_fee" in real)
    granted = [int(entry.data["days"]) for entry in effective(work.entries) if entry.kind == EventKind.EXTENDED]
    work.set(extension_days=granted[-1] if granted else 0)


def plain(value: Any) -> Any:
    """Return a value as the log keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | list | type(None)) else str(value)


def _carrier(name: str, entries: list[Entry]) -> Entry | None:
    """Return the logged step that carries a date of the application."""
    if name == "arrived_on":
        return next((one for one in entries if one.kind == EventKind.REGISTERED and one.data.get("unconfirmed")), None)
    if name == "received_on":
        starts = (EventKind.REGISTERED, EventKind.RECEIPT_CONFIRMED)
        return next((one for one in entries if one.kind in starts and not one.data.get("unconfirmed")), None)
    return None
