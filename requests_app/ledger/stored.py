"""What a ledger row would say of a case or appeal that is kept here: the way back from the database to a record."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from requests_app.choices import EventKind
from requests_app.ledger.appeals import AppealRecord
from requests_app.ledger.cells import tidy
from requests_app.models import Appeal, CaseEvent, DisclosureRequest
from requests_app.operations.records import Record
from requests_app.timeline import Entry, effective

_ENDS = frozenset({EventKind.SERVED.value, EventKind.WITHDRAWN.value})


def record_of(case: DisclosureRequest, entries: Sequence[Entry]) -> Record:
    """Return the ledger's view of a case; of several consultations the columns hold the first.

    Args:
        case: a case with a legal receipt date.
        entries: its log, amendments included.
    """
    steps = _steps(entries)
    return Record(
        organ_id=case.organ_id,
        number=tidy(case.number),
        received_on=case.received_on or case.arrived_on,
        channel=case.channel,
        applicant_kind=case.applicant_kind,
        applicant_name=tidy(case.applicant_name),
        phone=tidy(case.phone),
        id_number=tidy(case.id_number),
        content=tidy(case.content),
        correction_asked_on=steps.get(EventKind.CORRECTION_ASKED),
        correction_received_on=steps.get(EventKind.CORRECTION_RECEIVED),
        consulted_on=steps.get(EventKind.CONSULTATION_SENT),
        consultation_returned_on=steps.get(EventKind.CONSULTATION_RETURNED),
        extended_on=steps.get(EventKind.EXTENDED),
        extension_days=case.extension_days,
        closed_on=case.closed_on,
        outcome=case.outcome if case.closed_on else "",
        processing_fee=case.processing_fee,
        note=tidy(case.note),
        extra=case.extra,
    )


def appeal_record_of(appeal: Appeal) -> AppealRecord:
    """Return the ledger's view of an appeal; the year is that of the request it is about."""
    return AppealRecord(
        organ_id=appeal.organ_id,
        request_number=tidy(appeal.request_number),
        year=appeal.request.register_year if appeal.request else 0,
        route=appeal.route,
        filed_on=appeal.filed_on,
        body=tidy(appeal.body),
        case_number=tidy(appeal.case_number),
        result=appeal.result,
        concluded_on=appeal.concluded_on,
        note=tidy(appeal.note),
    )


def logs_of(case_ids: Iterable[int]) -> Mapping[int, list[Entry]]:
    """Return the logs of some cases, what happened to their appeals left out."""
    logs: dict[int, list[Entry]] = defaultdict(list)
    rows = CaseEvent.objects.filter(request_id__in=list(case_ids), appeal=None).order_by("request_id", "seq")
    for case_id, *entry in rows.values_list("request_id", "seq", "kind", "on", "data"):
        logs[case_id].append(Entry(*entry))
    return logs


def _steps(entries: Sequence[Entry]) -> dict[Any, date]:
    """Return the first date of each step up to the first reply; of consultations one and the same."""
    found: dict[Any, date] = {}
    first_ref = ""
    for entry in effective(entries):
        if entry.kind in _ENDS:
            break
        if entry.kind == EventKind.CONSULTATION_SENT and EventKind.CONSULTATION_SENT not in found:
            first_ref = str(entry.data.get("ref", ""))
        if entry.kind == EventKind.CONSULTATION_RETURNED and str(entry.data.get("ref", "")) != first_ref:
            continue
        found.setdefault(entry.kind, entry.on)
    return found
