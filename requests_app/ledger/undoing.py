"""Taking an import back whole, as long as nobody built on it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from openness.organs.models import Organ, User
from openness.organs.rights import Action, may
from requests_app.choices import EventKind
from requests_app.ledger.appeal_writing import restore_appeal
from requests_app.ledger.problems import LedgerRefused
from requests_app.ledger.updating import restore_case
from requests_app.models import Appeal, BatchState, CaseEvent, Decision, DisclosureRequest, ImportBatch

NAMED = 20


@transaction.atomic
def undo_import(*, name: str, by: User | None, at: datetime) -> ImportBatch:
    """Take an import back: what it created goes, what it updated returns; the batch stays as the record of it.

    Args:
        name: the batch.
        by: who does it; None is the system itself.
        at: when.

    Raises:
        LedgerRefused: no such batch, taken back already, no right, or somebody built on it since.
    """
    batch = ImportBatch.objects.select_for_update().filter(name=name).first()
    if batch is None:
        raise LedgerRefused(
            "no_batch", f"没有名为“{name}”的导入批次。请核对批次名称（导入时打印过，后台“台账导入批次”也可查）。"
        )
    if batch.state == BatchState.UNDONE:
        raise LedgerRefused("undone_already", f"批次“{name}”已经撤回，不用再撤。")
    _require_right(batch, by)
    _refuse_built_on(batch)
    take_back(batch)
    batch.state, batch.undone_at = BatchState.UNDONE, at
    batch.save(update_fields=["state", "undone_at"])
    return batch


def take_back(batch: ImportBatch) -> None:
    """Remove what a batch created and put back what it updated; the transaction and the checks are the caller's."""
    updates = list(CaseEvent.objects.filter(batch=batch, kind=EventKind.AMENDED).select_related("appeal"))
    CaseEvent.objects.filter(_rows_of(batch)).take_back()
    mine = DisclosureRequest.objects.filter(batch=batch).order_by()
    _remove(Appeal.objects.filter(batch=batch).order_by())
    _remove(Decision.objects.filter(request__in=mine.values("pk")).order_by())
    _remove(mine)
    for event in updates:
        if event.appeal is not None:
            restore_appeal(event.appeal, event)
        elif event.request_id is not None:
            restore_case(DisclosureRequest.objects.select_for_update().get(pk=event.request_id), event)


def _remove(rows: "QuerySet[Any]") -> None:
    """Delete without reading the rows first: all that hangs on them is removed before them."""
    rows._raw_delete(rows.db)


def _rows_of(batch: ImportBatch) -> Q:
    """The batch's own log, and what the system itself logged on its cases when the calendar changed."""
    return Q(batch=batch) | Q(request__in=DisclosureRequest.objects.filter(batch=batch).values("pk"))


def _require_right(batch: ImportBatch, by: User | None) -> None:
    if by is None:
        return
    written = [*_cases(batch).values_list("organ_id", flat=True).distinct()]
    written += _appeals(batch).values_list("organ_id", flat=True).distinct()
    organs = [batch.organ, *Organ.objects.filter(pk__in=written)]
    if not all(may(by, Action.LEDGER_IMPORT, organ) for organ in organs):
        raise LedgerRefused(
            "not_allowed", f"您没有撤回批次“{batch.name}”的权限，没有执行任何操作。请由导入单位或其主管部门撤回。"
        )


def _refuse_built_on(batch: ImportBatch) -> None:
    touched = set(_worked_on(batch)) | set(_logged_on(batch))
    if not touched:
        return
    named = "、".join(sorted(touched)[:NAMED])
    more = f"等{len(touched)}件" if len(touched) > NAMED else ""
    later = sorted({name for name in _later_batches(batch).values_list("batch__name", flat=True) if name})
    first = f"请先撤回后来的批次：{'、'.join(later)}。" if later else "请改用“更正”或“作废”逐件处理。"
    raise LedgerRefused(
        "worked_on_since", f"批次“{batch.name}”中有导入后又办理过的：{named}{more}，不能整批撤回，没有改动。{first}"
    )


def _cases(batch: ImportBatch) -> "QuerySet[DisclosureRequest]":
    """Return the cases that the batch created or updated."""
    updated = CaseEvent.objects.filter(batch=batch, kind=EventKind.AMENDED, appeal=None).values("request_id")
    return DisclosureRequest.objects.filter(Q(batch=batch) | Q(pk__in=updated)).order_by()


def _appeals(batch: ImportBatch) -> "QuerySet[Appeal]":
    """Return the appeals that the batch created or updated."""
    updated = CaseEvent.objects.filter(batch=batch, kind=EventKind.AMENDED, appeal__isnull=False).values("appeal_id")
    return Appeal.objects.filter(Q(batch=batch) | Q(pk__in=updated)).order_by()


def _worked_on(batch: ImportBatch) -> list[str]:
    cases = _cases(batch).filter(worked_on_at__isnull=False).values_list("number", flat=True)
    mine = Appeal.objects.filter(Q(batch=batch) | Q(events__batch=batch), worked_on_at__isnull=False)
    return [*cases, *(str(appeal) for appeal in mine.distinct())]


def _logged_on(batch: ImportBatch) -> list[str]:
    """Return the numbers of cases and appeals with a later entry of somebody else's in their log."""
    rows = _later_batches(batch) | _strange(batch).exclude(kind=EventKind.RECALCULATED).filter(batch=None)
    found = rows.values_list("request__number", "appeal__case_number")
    return [number or case_number or "复议诉讼" for number, case_number in found]


def _strange(batch: ImportBatch) -> "QuerySet[CaseEvent]":
    """Return log entries on what the batch created that are not the batch's own."""
    others = ~Q(batch=batch) | Q(batch=None)
    created = Q(request__batch=batch) | Q(appeal__batch=batch)
    return CaseEvent.objects.filter(others, created)


def _later_batches(batch: ImportBatch) -> "QuerySet[CaseEvent]":
    """Return entries by later imports on anything that the batch created or updated."""
    mine = CaseEvent.objects.filter(batch=batch, kind=EventKind.AMENDED)
    touched = (
        Q(request__batch=batch)
        | Q(appeal__batch=batch)
        | Q(request__in=mine.filter(appeal=None).values("request_id"))
        | Q(appeal__in=mine.filter(appeal__isnull=False).values("appeal_id"))
    )
    return CaseEvent.objects.filter(touched, batch__pk__gt=batch.pk)
