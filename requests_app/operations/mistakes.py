"""Mistakes: amend with before and after, void with the number kept. Nothing is deleted (design, idea 8)."""

from collections.abc import Mapping
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from openness.organs.models import User
from openness.organs.rights import Action, may
from openness.personal_data import digest
from requests_app.choices import EventKind
from requests_app.lifecycle import Act
from requests_app.models import Decision, DisclosureRequest
from requests_app.operations.answer import check_outcome
from requests_app.operations.work import Work
from requests_app.refusals import Refusal
from requests_app.timeline import effective

PERSONAL = frozenset({"id_number", "phone", "address", "email", "applicant_name", "representative", "contact_name"})
AMENDABLE = PERSONAL | {
    "number", "channel", "applicant_kind", "postcode", "content", "desired_form", "desired_delivery", "arrived_on",
    "received_on", "receipt_basis", "regime", "outcome", "exemptions", "decided_on", "closed_on", "served_on",
    "processing_fee", "note",
}  # fmt: skip

START = frozenset({EventKind.REGISTERED, EventKind.RECEIPT_CONFIRMED})
EVENT_OF_DATE: dict[str, frozenset[EventKind]] = {
    "received_on": START,
    "decided_on": frozenset({EventKind.DECIDED}),
    "closed_on": frozenset({EventKind.SERVED, EventKind.WITHDRAWN}),
}
"""Which logged event carries a date of the case: amending the one corrects the other for the clock."""


@transaction.atomic
def amend(
    *,
    case: DisclosureRequest,
    by: User,
    at: datetime,
    changes: Mapping[str, Any],
    reason: str,
    events: Mapping[int, Mapping[str, Any]] | None = None,
    version: int | None = None,
) -> DisclosureRequest:
    """Correct what was entered wrongly; before and after stay in the log.

    Args:
        case: the case.
        by, at: who corrects, when.
        changes: new values by field (`AMENDABLE`).
        reason: why.
        events: corrections of logged steps, `{seq: {"on": date, "days": n, …}}`.
        version: the version the person saw.

    Raises:
        Refusal: nothing changes, no reason, no right (the regime needs a supervisor), a value or date that cannot be.
    """
    work = Work.begin(case=case, act=Act.AMEND, by=by, at=at, version=version, action=Action.CASE_AMEND)
    if not reason.strip():
        raise Refusal("reason_missing", "请写明更正的原因。", "reason")
    _check_fields(changes, work)
    before = {name: getattr(work.case, name) for name in changes}
    real = {name: value for name, value in changes.items() if before[name] != value}
    if not real and not events:
        raise Refusal("nothing_changed", "没有任何改动，未作更正。")
    work.set(**real)
    _check_whole(work)
    _follow(work, real)
    _log(work, before, real, events or {}, reason)
    _follow_extension(work)
    return work.finish()


@transaction.atomic
def void(
    *, case: DisclosureRequest, by: User, at: datetime, reason: str, version: int | None = None
) -> DisclosureRequest:
    """Take a case out of every count and list of work; its number stays used.

    Args:
        case: the case.
        by, at: who does it, when.
        reason: why.
        version: the version the person saw.

    Raises:
        Refusal: no reason, no right, already void, or an appeal hangs on it.
    """
    work = Work.begin(case=case, act=Act.VOID, by=by, at=at, version=version, action=Action.CASE_VOID)
    if not reason.strip():
        raise Refusal("reason_missing", "请写明作废的原因。", "reason")
    if work.case.appeals.live().exists():
        raise Refusal("has_appeals", "本件有复议或诉讼记录，不能作废。请先作废这些记录，或改用“更正”。")
    work.set(is_live=False)
    work.log(EventKind.VOIDED, on=localdate(at), note=reason)
    return work.finish()


def _check_fields(changes: Mapping[str, Any], work: Work) -> None:
    unknown = set(changes) - AMENDABLE
    if unknown:
        raise TypeError(f"amend() got unexpected fields {sorted(unknown)}")
    if "regime" in changes and not may(work.by, Action.CASE_REGIME, work.case.organ):
        raise Refusal("not_allowed", "适用条例只能由审核人或主管部门更正。", "regime")
    if "number" in changes and not str(changes["number"]).strip():
        raise Refusal("number_missing", "登记编号不能为空。", "number")
    today = localdate(work.at)
    for name, value in changes.items():
        if isinstance(value, date) and value > today:
            raise Refusal("in_the_future", f"日期 {value} 晚于今天（{today}），请核对。", name)


def _follow(work: Work, real: Mapping[str, Any]) -> None:
    """Keep digests and the counted decision in step with the amended fields."""
    if "id_number" in real:
        work.set(id_digest=digest(work.case.id_number))
    if "phone" in real:
        work.set(phone_digest=digest(work.case.phone))
    names = {
        "outcome": "outcome",
        "exemptions": "exemptions",
        "decided_on": "decided_on",
        "closed_on": "replied_on",
        "served_on": "served_on",
    }
    first = {names[name]: value for name, value in real.items() if name in names}
    counted = work.case.decisions.exclude(replied_on=None).first() or work.case.decisions.last()
    if first and counted is not None:
        Decision.objects.filter(pk=counted.pk).update(**first)


def _follow_extension(work: Work) -> None:
    """Keep the days of an extension in step with its amended event."""
    granted = [entry.data["days"] for entry in effective(work.entries) if entry.kind == EventKind.EXTENDED]
    if granted and granted[-1] != work.case.extension_days:
        work.set(extension_days=granted[-1])


def _log(
    work: Work,
    before: Mapping[str, Any],
    real: Mapping[str, Any],
    events: Mapping[int, Mapping[str, Any]],
    reason: str,
) -> None:
    changes = {name: [_plain(before[name]), _plain(value)] for name, value in real.items()}
    corrected = {str(seq): {key: _plain(value) for key, value in values.items()} for seq, values in events.items()}
    for name, value in real.items():
        for seq in _events_of(work, name):
            corrected.setdefault(str(seq), {})["on"] = _plain(value)
    work.log(
        EventKind.AMENDED, on=localdate(work.at), note=reason,
        data={"changes": {k: v for k, v in changes.items() if k not in PERSONAL}, "events": corrected,
              "personal": sorted(set(changes) & PERSONAL)},
        sealed={k: v for k, v in changes.items() if k in PERSONAL},
    )  # fmt: skip


def _events_of(work: Work, name: str) -> list[int]:
    """Return the logged step that carries the date `name`: the one that counts."""
    kinds = EVENT_OF_DATE.get(name, frozenset())
    matching = [e.seq for e in effective(work.entries) if e.kind in kinds and not e.data.get("unconfirmed")]
    return matching[:1]


def _check_whole(work: Work) -> None:
    case = work.case
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


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | list | type(None)) else str(value)
