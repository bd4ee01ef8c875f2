"""Writing the reviews and suits of an import, and putting one back."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils.timezone import localdate

from requests_app.choices import EventKind
from requests_app.ledger.appeal_plans import COMPARED, AppealPlan, NewAppeal
from requests_app.ledger.appeals import AppealRecord
from requests_app.ledger.hands import Hand
from requests_app.ledger.plans import Key, chunks
from requests_app.ledger.problems import LedgerRefused
from requests_app.ledger.updating import WHY, plain, stored
from requests_app.models import Appeal, CaseEvent


def write_appeals(plan: AppealPlan, staged: Mapping[Key, int], hand: Hand) -> None:
    """Write new appeals with their log and let known ones follow their rows; the transaction is the caller's.

    Args:
        plan: what to do.
        staged: the ids of the cases of the same import.
        hand: who writes.

    Raises:
        LedgerRefused: somebody worked on an appeal since the check.
    """
    ids = {**plan.ids, **staged}
    appeals = [_appeal(new, ids, hand) for new in plan.created]
    Appeal.objects.bulk_create(appeals)
    seqs = _Places(appeal.request_id for appeal in [*appeals, *(appeal for appeal, _ in plan.updated)])
    events = [event for appeal in appeals for event in _opening(appeal, seqs, hand)]
    for appeal, record in plan.updated:
        events.append(_update(appeal, record, seqs, hand))
    CaseEvent.objects.bulk_create(events)


def restore_appeal(appeal: Appeal, event: CaseEvent) -> None:
    """Put an appeal back to what it was before `event`, an update that is being taken back."""
    for name, (before, _) in event.data["changes"].items():
        setattr(appeal, name, stored(Appeal, name, before))
    appeal.version += 1
    appeal.save(update_fields=[*event.data["changes"], "version"])


class _Places:
    """The next free place in the log of each case; an appeal without a case starts at 0, as its operations do."""

    def __init__(self, case_ids: Iterable[int | None]) -> None:
        self._last: dict[int, int] = {}
        for some in chunks({pk for pk in case_ids if pk is not None}):
            rows = CaseEvent.objects.filter(request_id__in=some).order_by().values_list("request_id")
            self._last |= dict(rows.annotate(last=Max("seq")))

    def take(self, case_id: int | None) -> int:
        if case_id is None:
            return 0
        self._last[case_id] = self._last.get(case_id, 0) + 1
        return self._last[case_id]


def _appeal(new: NewAppeal, ids: Mapping[Key, int], hand: Hand) -> Appeal:
    record = new.record
    return Appeal(
        organ_id=record.organ_id,
        request_id=ids[new.about] if new.about else None,
        request_number=record.request_number,
        route=record.route,
        filed_on=record.filed_on,
        body=record.body,
        case_number=record.case_number,
        result=record.result,
        concluded_on=record.concluded_on,
        note=record.note,
        batch=hand.batch,
    )


def _opening(appeal: Appeal, seqs: _Places, hand: Hand) -> list[CaseEvent]:
    opened = _event(appeal, seqs, hand, EventKind.APPEAL_OPENED, appeal.filed_on, {"route": appeal.route})
    if appeal.concluded_on is None:
        return [opened]
    closed = _event(appeal, seqs, hand, EventKind.APPEAL_CLOSED, appeal.concluded_on, {"result": appeal.result})
    return [opened, closed]


def _update(appeal: Appeal, record: AppealRecord, seqs: _Places, hand: Hand) -> CaseEvent:
    locked = Appeal.objects.select_for_update().get(pk=appeal.pk)
    if locked.version != appeal.version:
        raise LedgerRefused("worked_on", f"“{locked}”刚刚有人办理，本次导入没有生效。请重新导入。")
    pairs = {name: (getattr(locked, name), getattr(record, name)) for name in COMPARED}
    changes = {name: [plain(before), plain(after)] for name, (before, after) in pairs.items() if before != after}
    for name in changes:
        setattr(locked, name, pairs[name][1])
    locked.version += 1
    locked.save(update_fields=[*changes, "version"])
    return _event(locked, seqs, hand, EventKind.AMENDED, localdate(hand.at), {"changes": changes}, note=WHY)


def _event(
    appeal: Appeal, seqs: _Places, hand: Hand, kind: EventKind, on: date, data: dict[str, Any], note: str = ""
) -> CaseEvent:
    return CaseEvent(
        request_id=appeal.request_id, appeal=appeal, seq=seqs.take(appeal.request_id), kind=kind, on=on, at=hand.at,
        by=hand.by, data=data, note=note, batch=hand.batch,
    )  # fmt: skip
