"""Made-up cases as rows of the database: text as COPY and SQLite both take it, None for NULL."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from json import dumps
from typing import Any

from django.db.models import Model

from benchmarks.cases import LAST_DAY, MadeUp, MadeUpAppeal
from openness.personal_data import digest, seal
from requests_app.choices import EventKind, ReceiptBasis, Status
from requests_app.models import Appeal, CaseEvent, DisclosureRequest

Row = tuple[str | None, ...]
ENTERED_AT = "2026-10-31 08:00:00+00:00"
PEOPLE = 500  # applicants; each asks often
TEXTS = 200

CASE_COLUMNS = (
    "id", "organ_id", "number", "channel", "applicant_kind", "applicant_name", "phone", "phone_digest", "id_number", "id_digest",
    "content", "arrived_on", "received_on", "regime", "status", "outcome", "decided_on", "closed_on", "served_on",
    "extension_days", "due_on", "processing_fee",
)  # fmt: skip
EVENT_COLUMNS = ("request_id", "seq", "kind", "on", "data")
APPEAL_COLUMNS = ("organ_id", "request_id", "route", "filed_on", "result", "concluded_on")

_CONSTANT: dict[type[Model], dict[str, str | None]] = {
    DisclosureRequest: {
        "receipt_basis": ReceiptBasis.SUBMITTED, "entered_at": ENTERED_AT, "exemptions": "[]", "is_provisional": "0",
        "worked_on_at": ENTERED_AT, "version": "1", "is_live": "1",
        "owes_notice": "0",
    },
    CaseEvent: {"at": ENTERED_AT},
    Appeal: {"version": "1", "is_live": "1"},
}  # fmt: skip


def constant_columns(model: type[Model], varying: Sequence[str]) -> dict[str, str | None]:
    """Return the columns that the database needs besides `varying`, each with the one value that all rows have."""
    columns = {str(field.column): field for field in model._meta.concrete_fields if not field.generated}
    given = _CONSTANT[model]
    return {
        name: given.get(name, None if field.null else "")
        for name, field in columns.items()
        if name not in varying and name != model._meta.pk.column
    }


def case_row(case: MadeUp) -> Row:
    """Return the row of a case."""
    phone, phone_digest, id_number, id_digest = _applicant(case.pk % PEOPLE)
    received, closed = _iso(case.received_on), _iso(case.closed_on) if case.closed_on else None
    return (
        str(case.pk), str(case.organ_id), case.number, case.channel, case.kind, f"虚构人{case.pk % PEOPLE}",
        phone, phone_digest, id_number, id_digest, _content(case.pk % TEXTS), received, received, case.regime,
        _status(case), case.outcome, closed, closed, closed, str(case.extension_days), _iso(case.due_on), case.fee,
    )  # fmt: skip


def event_rows(case: MadeUp) -> list[Row]:
    """Return what moves the clock of an open case; the logs of closed ones are left out, no figure reads them."""
    if case.closed_on:
        return []
    steps: list[tuple[str, date, dict[str, Any]]] = [
        (EventKind.REGISTERED, case.received_on, {"channel": case.channel, "basis": ReceiptBasis.SUBMITTED.value})
    ]
    if _is_consulting(case):
        steps.append(
            (EventKind.CONSULTATION_SENT, case.received_on + timedelta(3), {"ref": "1", "party": "third_party"})
        )
    return [
        (str(case.pk), str(seq), kind, _iso(on), dumps(data)) for seq, (kind, on, data) in enumerate(steps, start=1)
    ]


def appeal_row(appeal: MadeUpAppeal) -> Row:
    """Return the row of a review or suit."""
    concluded = _iso(appeal.concluded_on) if appeal.concluded_on else None
    return (
        str(appeal.case.organ_id), str(appeal.case.pk), appeal.route, _iso(appeal.filed_on), appeal.result, concluded
    )  # fmt: skip


def _status(case: MadeUp) -> str:
    if case.closed_on:
        return Status.CLOSED
    return Status.CONSULTING if _is_consulting(case) else Status.OPEN


def _is_consulting(case: MadeUp) -> bool:
    return case.closed_on is None and case.pk % 10 == 0 and (LAST_DAY - case.received_on).days > 3


@cache
def _iso(on: date) -> str:
    return on.isoformat()


@cache
def _applicant(number: int) -> tuple[str, str, str, str]:
    """Return phone and identity number of an invented person, sealed and digested once: sealing is not what is measured."""
    phone, id_number = f"1390000{number:04}", f"50011819800101{number:04}"
    return seal(phone), digest(phone), seal(id_number), digest(id_number)


@cache
def _content(number: int) -> str:
    return f"虚构申请第{number}类：请求公开某地块征收补偿安置方案、补偿标准及其批准文件的复印件。"
