"""What an import will do with its reviews and suits: which request each is about, and whether it is new."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from requests_app.ledger.appeals import AppealLine, AppealRecord
from requests_app.ledger.plans import CasePlan, Key, chunks
from requests_app.ledger.stored import appeal_record_of
from requests_app.models import Appeal, DisclosureRequest

COMPARED = ("body", "result", "concluded_on", "note")
AppealKey = tuple[int, str, date, str, str]
Receipts = dict[tuple[int, str], dict[int, date]]


@dataclass(frozen=True, slots=True)
class NewAppeal:
    """One review or suit to enter, with the key of the request it is about; None where that is not kept here."""

    record: AppealRecord
    about: Key | None


@dataclass
class AppealPlan:
    """The reviews and suits of one import."""

    created: list[NewAppeal] = field(default_factory=list)
    updated: list[tuple[Appeal, AppealRecord]] = field(default_factory=list)
    unchanged: int = 0
    ids: dict[Key, int] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)


def plan_appeals(lines: Sequence[AppealLine], cases: CasePlan) -> AppealPlan:
    """Hold checked lines against each other, the cases and the database; what cannot be written is noted.

    Args:
        lines: the lines, those with problems left out of the plan.
        cases: what the same import does with its cases.
    """
    plan = AppealPlan()
    _note_repeated(lines)
    sound = [line for line in lines if line.record is not None and not line.problems]
    known = _known({line.record.key for line in sound if line.record})
    fresh = [line for line in sound if not _is_known(line, known, plan)]
    receipts = _receipts(fresh, cases, plan)
    for line in fresh:
        _link(line, receipts, plan)
    return plan


def _note_repeated(lines: Sequence[AppealLine]) -> None:
    seen: dict[AppealKey, list[AppealLine]] = {}
    for line in lines:
        if line.record is not None:
            seen.setdefault(line.record.key, []).append(line)
    for places in seen.values():
        for line in places if len(places) > 1 else ():
            others = "、".join(f"{one.place}第{one.row}行" for one in places if one is not line)
            line.note(
                "",
                "duplicate_appeal",
                f"与{others}是同一件（单位、类别、提起日期、案号、登记编号都相同）；请填写案号以示区别。",
            )


def _known(keys: set[AppealKey]) -> dict[AppealKey, Appeal]:
    found: dict[AppealKey, Appeal] = {}
    days = {key[2] for key in keys}
    for some in chunks({key[0] for key in keys}):
        rows = Appeal.objects.filter(organ_id__in=some, filed_on__gte=min(days), filed_on__lte=max(days))
        for appeal in rows.select_related("request").order_by("-is_live", "pk"):
            key = appeal_record_of(appeal).key
            if key in keys:
                found.setdefault(key, appeal)
    return found


def _is_known(line: AppealLine, known: Mapping[AppealKey, Appeal], plan: AppealPlan) -> bool:
    record = line.record
    appeal = known.get(record.key) if record else None
    if record is None or appeal is None:
        return False
    before = appeal_record_of(appeal)
    if not appeal.is_live:
        line.note("", "appeal_void", "这一件在本系统中已作废，不能再导入。请核对。")
    elif all(getattr(before, name) == getattr(record, name) for name in COMPARED):
        plan.unchanged += 1
    elif appeal.worked_on_at is not None or appeal.batch_id is None:
        line.note("", "worked_on", "这一件已在系统中办理，台账与系统不一致，没有更新。请以系统为准，或在系统中更正。")
    else:
        plan.updated.append((appeal, record))
    return True


def _receipts(lines: Sequence[AppealLine], cases: CasePlan, plan: AppealPlan) -> Receipts:
    """Return, by unit and number, the receipt dates of the requests kept here or created now, by year."""
    found: Receipts = {}
    for record in cases.created:
        found.setdefault((record.organ_id, record.number), {})[record.received_on.year] = record.received_on
    wanted = {(line.record.organ_id, line.record.request_number) for line in lines if line.record}
    for some in chunks({number for _, number in wanted if number}):
        rows = DisclosureRequest.objects.live().filter(number__in=some, organ_id__in={organ for organ, _ in wanted})
        columns = ("organ_id", "register_year", "number", "pk", "registered_on")
        for organ, year, number, pk, on in rows.values_list(*columns):
            found.setdefault((organ, number), {})[year] = on
            plan.ids[organ, year, number] = pk
    return found


def _link(line: AppealLine, receipts: Receipts, plan: AppealPlan) -> None:
    record = line.record
    if record is None:
        return
    years = receipts.get((record.organ_id, record.request_number), {}) if record.request_number else {}
    if record.year:
        years = {year: on for year, on in years.items() if year == record.year}
    if len(years) > 1:
        listed = "、".join(f"{year}年" for year in sorted(years))
        line.note(
            "year", "ambiguous_number", f"没有填写，而“{record.request_number}”在{listed}都有；请填收到申请的年份。"
        )
    elif years:
        _link_to(line, record, *next(iter(years.items())), plan)
    else:
        plan.created.append(NewAppeal(record, None))
        if record.request_number:
            plan.notices.append(
                f"提示：{line.place} 第{line.row}行 没有找到登记编号为“{record.request_number}”的申请，只按编号保存。"
            )


def _link_to(line: AppealLine, record: AppealRecord, year: int, received_on: date, plan: AppealPlan) -> None:
    if record.filed_on < received_on:
        line.note("filed_on", "before_receipt", f"填的是 {record.filed_on}，早于申请的收到日期 {received_on}；请核对。")
        return
    plan.created.append(NewAppeal(record, (record.organ_id, year, record.request_number)))
