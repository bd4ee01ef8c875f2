"""Writing an import: new cases staged in short transactions, then everything made visible at once."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from requests_app.ledger.appeal_plans import AppealPlan
from requests_app.ledger.appeal_writing import write_appeals
from requests_app.ledger.hands import Hand
from requests_app.ledger.plans import CasePlan, Key, chunks, key_of
from requests_app.ledger.problems import LedgerRefused
from requests_app.ledger.updating import update_case
from requests_app.models import BatchState, CaseEvent, Decision, DisclosureRequest
from requests_app.operations.records import Built, Record, build
from requests_app.refusals import Refusal


def stage(records: Sequence[Record], hand: Hand) -> dict[Key, int]:
    """Write new cases where nobody sees them yet, a thousand at a time, and return their ids.

    Other people's writes go on between the chunks. A crash leaves rows that count nowhere; the next import of the
    file, or `undo_import`, removes them.

    Args:
        records: the checked rows.
        hand: who writes.

    Raises:
        LedgerRefused: a number was taken meanwhile, or a row that the database refuses.
    """
    ids: dict[Key, int] = {}
    for chunk in chunks(records):
        built = [_build(record, hand) for record in chunk]
        try:
            with transaction.atomic():
                hand.hold()
                _insert(built)
        except IntegrityError as broken:
            raise _refused(chunk) from broken
        ids |= {key_of(record): one.request.pk for record, one in zip(chunk, built, strict=True)}
    return ids


@transaction.atomic
def publish(cases: CasePlan, appeals: AppealPlan, hand: Hand) -> None:
    """Apply the updates, write the appeals and let every staged case count, all at the same instant.

    Args:
        cases, appeals: the plan, with the ids of the staged cases in it.
        hand: who writes.

    Raises:
        LedgerRefused: the batch was taken back, or a case to update was worked on meanwhile.
    """
    batch = hand.hold()
    for update in cases.updated:
        update_case(update, hand)
    write_appeals(appeals, cases.ids, hand)
    DisclosureRequest.objects.filter(batch=batch).update(is_live=True)
    batch.created = len(cases.created) + len(appeals.created)
    batch.updated = len(cases.updated) + len(appeals.updated)
    batch.unchanged = cases.unchanged + appeals.unchanged
    batch.state = BatchState.DONE
    batch.save()


def _build(record: Record, hand: Hand) -> Built:
    try:
        calendar = hand.calendars.of(record.organ_id)
        return build(record, by=hand.by, at=hand.at, calendar=calendar, batch_id=hand.batch.pk)
    except Refusal as refused:
        raise LedgerRefused(
            "clock_refuses", f"登记编号“{record.number}”（收到日期 {record.received_on}）无法计算期限：{refused}"
        ) from refused


def _insert(built: Sequence[Built]) -> None:
    DisclosureRequest.objects.bulk_create([one.request for one in built])
    CaseEvent.objects.bulk_create([event for one in built for event in one.events])
    Decision.objects.bulk_create([one.decision for one in built if one.decision is not None])


def _refused(chunk: Sequence[Record]) -> LedgerRefused:
    """Name the numbers that somebody took since the check."""
    organs, years = {record.organ_id for record in chunk}, {record.received_on.year for record in chunk}
    rows = DisclosureRequest.objects.filter(organ_id__in=organs, register_year__in=years)
    taken = set(rows.values_list("organ_id", "register_year", "number")) & {key_of(record) for record in chunk}
    named = "、".join(sorted(number for _, _, number in taken)[:20])
    if named:
        return LedgerRefused("number_taken", f"核对之后有人登记了相同的编号：{named}。本次导入没有生效，请重新导入。")
    return LedgerRefused("refused_by_database", "数据库拒绝了其中的行，本次导入没有生效。请把文件交给管理员核对。")
