"""Cases that an office kept elsewhere: one ledger row becomes one case with its log (interfaces, "Ledger")."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from openness.organs.models import Organ, User
from openness.organs.rights import Action
from openness.personal_data import digest
from requests_app import clock
from requests_app.calendars import calendar_of
from requests_app.choices import ConsultedParty, EventKind, ReceiptBasis, Status
from requests_app.lifecycle import course_of
from requests_app.models import CaseEvent, Decision, DisclosureRequest
from requests_app.operations.outcome_rules import check_outcome
from requests_app.operations.refused_by_database import as_refusal
from requests_app.operations.work import check_values, require, require_order
from requests_app.refusals import Refusal
from requests_app.regimes import EARLIEST_RECEIPT, RegimeError, regime_on
from requests_app.timeline import Entry, clock_events
from requests_app.workdays import WorkCalendar

DATE_FIELDS = {
    EventKind.REGISTERED: "received_on",
    EventKind.CORRECTION_ASKED: "correction_asked_on",
    EventKind.CORRECTION_RECEIVED: "correction_received_on",
    EventKind.CONSULTATION_SENT: "consulted_on",
    EventKind.CONSULTATION_RETURNED: "consultation_returned_on",
    EventKind.EXTENDED: "extended_on",
    EventKind.SERVED: "closed_on",
}


@dataclass(frozen=True, slots=True)
class Record:
    """What a ledger row says of one case, already checked and in codes."""

    organ_id: int
    number: str
    received_on: date
    channel: str
    applicant_kind: str = ""
    applicant_name: str = ""
    phone: str = ""
    id_number: str = ""
    content: str = ""
    correction_asked_on: date | None = None
    correction_received_on: date | None = None
    consulted_on: date | None = None
    consultation_returned_on: date | None = None
    extended_on: date | None = None
    extension_days: int = 0
    closed_on: date | None = None
    outcome: str = ""
    processing_fee: Decimal | None = None
    note: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Built:
    """The unsaved rows of one recorded case."""

    request: DisclosureRequest
    events: list[CaseEvent]
    decision: Decision | None


def build(record: Record, *, by: User | None, at: datetime, calendar: WorkCalendar, batch_id: int | None) -> Built:
    """Return the rows that store `record`, nothing written.

    Args:
        record: the checked row.
        by, at: who records it, when.
        calendar: the working days of its unit.
        batch_id: the import it belongs to; its case stays out of every count until the import is complete.

    Raises:
        Refusal: its dates make no sequence the clock can follow.
    """
    entries = _entries(record)
    try:
        regime = regime_on(record.received_on)
        reading = clock.read(regime=regime, events=clock_events(entries), calendar=calendar)
    except (clock.ClockError, RegimeError) as broken:
        raise Refusal(broken.code, str(broken)) from broken
    request = DisclosureRequest(
        organ_id=record.organ_id,
        number=record.number,
        channel=record.channel,
        applicant_kind=record.applicant_kind,
        applicant_name=record.applicant_name,
        id_number=record.id_number,
        id_digest=digest(record.id_number),
        phone=record.phone,
        phone_digest=digest(record.phone),
        content=record.content,
        arrived_on=record.received_on,
        received_on=record.received_on,
        receipt_basis=ReceiptBasis.LEDGER,
        entered_at=at,
        regime=regime,
        status=Status.CLOSED if record.closed_on else course_of(regime, entries).status,
        outcome=record.outcome,
        decided_on=record.closed_on,
        closed_on=record.closed_on,
        extension_days=record.extension_days,
        due_on=reading.due_on,
        is_provisional=reading.provisional,
        processing_fee=record.processing_fee,
        note=record.note,
        extra=dict(record.extra),
        batch_id=batch_id,
        is_live=batch_id is None,
    )
    return Built(request, _events(request, entries, by=by, at=at, batch_id=batch_id), _decision(request))


@transaction.atomic
def record_closed(*, by: User, at: datetime, organ: Organ, record: Record) -> DisclosureRequest:
    """Record one case that was handled outside the system and return it.

    Args:
        by, at: who records it, when.
        organ: the unit that handled it.
        record: what its papers say.

    Raises:
        Refusal: no right, not closed, dates out of order, or the number is taken.
    """
    require(by, Action.CASE_REGISTER, organ)
    _check(record, organ, today=localdate(at))
    built = build(record, by=by, at=at, calendar=calendar_of(organ), batch_id=None)
    built.request.worked_on_at = at
    check_values(built.request)
    try:
        with transaction.atomic():
            built.request.save()
            CaseEvent.objects.bulk_create(built.events)
            if built.decision:
                built.decision.is_approved_outside = organ.answers_need_approval
                built.decision.save()
    except IntegrityError as broken:
        raise as_refusal(broken) from broken
    built.request.refresh_from_db()
    return built.request


def _check(record: Record, organ: Organ, *, today: date) -> None:
    if record.organ_id != organ.pk:
        raise Refusal("record_of_another_unit", f"这条记录不是“{organ}”的，请核对受理单位。", "organ")
    if record.received_on < EARLIEST_RECEIPT:
        raise Refusal(
            "before_the_regulation", f"收到日期 {record.received_on} 早于《条例》施行之日，请核对。", "received_on"
        )
    if record.closed_on is None or not record.outcome:
        raise Refusal("not_closed", "补录已办结的申请须填办结日期和办理结果；仍在办理的请用“登记”。", "closed_on")
    if bool(record.extension_days) != (record.extended_on is not None):
        raise Refusal("half_an_extension", "延期日期和延期工作日须同时填写，或都不填。", "extended_on")
    for entry in _entries(record):
        field = DATE_FIELDS[EventKind(entry.kind)]
        require_order(entry.on, after=record.received_on, today=today, field=field)
        if entry.on > record.closed_on:
            raise Refusal("after_closing", f"日期 {entry.on} 晚于办结日期 {record.closed_on}，请核对。", field)
    check_outcome(record.outcome, record.closed_on)


def _entries(record: Record) -> list[Entry]:
    """Return the steps a row tells of, in order of their dates."""
    steps: list[tuple[date | None, EventKind, dict[str, Any]]] = [
        (record.received_on, EventKind.REGISTERED, {"channel": record.channel, "basis": ReceiptBasis.LEDGER.value}),
        (record.correction_asked_on, EventKind.CORRECTION_ASKED, {}),
        (record.correction_received_on, EventKind.CORRECTION_RECEIVED, {}),
        (record.consulted_on, EventKind.CONSULTATION_SENT, {"ref": "1", "party": ConsultedParty.THIRD_PARTY.value}),
        (record.consultation_returned_on, EventKind.CONSULTATION_RETURNED, {"ref": "1"}),
        (record.extended_on, EventKind.EXTENDED, _extension(record)),
        (record.closed_on, EventKind.SERVED, {"outcome": record.outcome, "served_on": ""}),
    ]
    dated = sorted(((on, kind, data) for on, kind, data in steps if on is not None), key=lambda step: step[0])
    return [Entry(seq, kind, on, data) for seq, (on, kind, data) in enumerate(dated, start=1)]


def _extension(record: Record) -> dict[str, Any]:
    """A ledger's day of extension is the day the applicant was told of it."""
    return {"days": record.extension_days, "told_on": record.extended_on.isoformat() if record.extended_on else ""}


def _events(
    request: DisclosureRequest, entries: list[Entry], *, by: User | None, at: datetime, batch_id: int | None
) -> list[CaseEvent]:
    return [
        CaseEvent(
            request=request, seq=entry.seq, kind=entry.kind, on=entry.on, at=at, by=by, data=dict(entry.data),
            batch_id=batch_id,
        )
        for entry in entries
    ]  # fmt: skip


def _decision(request: DisclosureRequest) -> Decision | None:
    if request.closed_on is None:
        return None
    return Decision(
        request=request, seq=1, decided_on=request.closed_on, outcome=request.outcome, replied_on=request.closed_on
    )
