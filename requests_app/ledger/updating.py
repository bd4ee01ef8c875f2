"""A ledger row that changed since the last import: the case follows it, and can be put back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models
from django.utils.timezone import localdate

from openness.personal_data import digest
from requests_app.choices import EventKind
from requests_app.ledger.hands import Hand
from requests_app.ledger.plans import CaseUpdate
from requests_app.ledger.problems import LedgerRefused
from requests_app.ledger.stored import logs_of
from requests_app.models import CaseEvent, Decision, DisclosureRequest
from requests_app.operations.amendments import PERSONAL
from requests_app.operations.records import build
from requests_app.operations.work import next_seq, settle_term

FOLLOWING = (
    "channel", "applicant_kind", "applicant_name", "phone", "id_number", "content", "arrived_on", "received_on",
    "receipt_basis", "regime", "status", "outcome", "decided_on", "closed_on", "extension_days", "processing_fee",
    "note", "extra",
)  # fmt: skip
"""The fields of a case that a ledger row sets; the log keeps them before and after."""
SEALED = PERSONAL | {"extra"}
STEPS = (
    "received_on", "channel", "correction_asked_on", "correction_received_on", "consulted_on",
    "consultation_returned_on", "extended_on", "extension_days", "closed_on", "outcome",
)  # fmt: skip
WHY = "台账重新导入"


def update_case(update: CaseUpdate, hand: Hand) -> None:
    """Let a case follow its changed row: one `amended` event with before and after; changed steps are told anew.

    Args:
        update: the case and its row, before and after.
        hand: who writes; the transaction is the caller's.

    Raises:
        LedgerRefused: somebody worked on the case since the check.
    """
    case = DisclosureRequest.objects.select_for_update().get(pk=update.case.pk)
    if case.worked_on_at is not None or case.version != update.case.version:
        raise LedgerRefused("worked_on", f"登记编号“{case.number}”的申请刚刚有人办理，本次导入没有生效。请重新导入。")
    calendar = hand.calendars.of(case.organ_id)
    built = build(update.after, by=hand.by, at=hand.at, calendar=calendar, batch_id=hand.batch.pk)
    after = {name: getattr(built.request, name) for name in FOLLOWING}
    changes = {name: [getattr(case, name), value] for name, value in after.items() if getattr(case, name) != value}
    is_restated = any(getattr(update.before, name) != getattr(update.after, name) for name in STEPS)
    _log(case, changes, built.events if is_restated else [], hand)
    case.due_on, case.is_provisional = built.request.due_on, built.request.is_provisional
    _store(case, after)


def restore_case(case: DisclosureRequest, event: CaseEvent) -> None:
    """Put a case back to what it was before `event`, an update that is being taken back; its rows are gone already.

    Args:
        case: the case, locked.
        event: the `amended` event of the update.
    """
    logged = {name: change[0] for name, change in {**event.data["changes"], **event.sealed}.items()}
    before = {name: stored(DisclosureRequest, name, value) for name, value in logged.items()}
    for name, value in before.items():
        setattr(case, name, value)
    settle_term(case, list(logs_of([case.pk])[case.pk]))
    _store(case, before)


def stored(model: type[models.Model], name: str, logged: Any) -> Any:
    """Return a logged value as the field of a model holds it."""
    field = model._meta.get_field(name)
    return field.to_python(logged) if isinstance(field, models.Field) else logged


def plain(value: Any) -> Any:
    """Return a value as the log stores it."""
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | dict | type(None)) else str(value)


def _log(case: DisclosureRequest, changes: Mapping[str, list[Any]], steps: list[CaseEvent], hand: Hand) -> None:
    logged = {name: [plain(value) for value in change] for name, change in changes.items()}
    seq = next_seq(case)
    amended = CaseEvent(
        request=case, seq=seq, kind=EventKind.AMENDED, on=localdate(hand.at), at=hand.at, by=hand.by, note=WHY,
        data={"changes": {name: change for name, change in logged.items() if name not in SEALED},
              "events": {}, "restated": bool(steps), "personal": sorted(set(logged) & SEALED)},
        sealed={name: change for name, change in logged.items() if name in SEALED}, batch=hand.batch,
    )  # fmt: skip
    for place, event in enumerate(steps, start=seq + 1):
        event.request, event.seq = case, place
    CaseEvent.objects.bulk_create([amended, *steps])


def _store(case: DisclosureRequest, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(case, name, value)
    case.id_digest, case.phone_digest = digest(case.id_number), digest(case.phone)
    case.version += 1
    caches = ("id_digest", "phone_digest", "version", "due_on", "is_provisional")
    case.save(update_fields=[*values, *caches])
    _store_decision(case)


def _store_decision(case: DisclosureRequest) -> None:
    """Keep the one decision that a ledger row tells of in step with the case."""
    if case.closed_on is None:
        Decision.objects.filter(request=case).delete()
        return
    told = {"decided_on": case.decided_on, "outcome": case.outcome, "replied_on": case.closed_on}
    Decision.objects.update_or_create(request=case, seq=1, defaults=told)
