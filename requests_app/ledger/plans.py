"""What an import will do, decided before anything is written: create, update, leave alone, or refuse line by line."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import NamedTuple, TypeVar

from requests_app.choices import Status
from requests_app.ledger.columns import CASE_HEADERS
from requests_app.ledger.masked import emptied, recognised
from requests_app.ledger.rows import CaseLine
from requests_app.ledger.stored import logs_of, record_of
from requests_app.models import DisclosureRequest
from requests_app.operations.records import Record
from requests_app.timeline import Entry

CHUNK = 1000
MASKED_OTHERWISE = (
    "填的是遮盖后的内容，与系统里遮盖后的不一样，看不出改成了什么，没有更新。"
    "要改的请填完整内容；没有改的请填系统导出的写法。"
)
Key = tuple[int, int, str]
Item = TypeVar("Item")


class Kept(NamedTuple):
    """What the database says of a row's key."""

    pk: int
    worked_on_at: datetime | None
    status: str
    is_live: bool
    batch_name: str


@dataclass(frozen=True, slots=True)
class CaseUpdate:
    """One case to change: as it stands, what the ledger said before, what it says now."""

    case: DisclosureRequest
    entries: Sequence[Entry]
    before: Record
    after: Record


@dataclass
class CasePlan:
    """The cases of one import."""

    created: list[Record] = field(default_factory=list)
    updated: list[CaseUpdate] = field(default_factory=list)
    unchanged: int = 0
    ids: dict[Key, int] = field(default_factory=dict)
    masked: Counter[str] = field(default_factory=Counter)
    """How many masked values were left out, by header."""


def key_of(record: Record) -> Key:
    """Return what a row is known again by."""
    return record.organ_id, record.received_on.year, record.number


def plan_cases(lines: Sequence[CaseLine], passed_over: Iterable[int] = ()) -> CasePlan:
    """Hold checked lines against each other and the database; what cannot be written is noted on its line.

    Args:
        lines: the lines, those with problems left out of the plan.
        passed_over: batches of a broken-off import that will be removed first.
    """
    _note_repeated(lines)
    sound = [(line, line.record) for line in lines if line.record is not None and not line.problems]
    kept = _kept({key_of(record) for _, record in sound}, frozenset(passed_over))
    plan = CasePlan(ids={key: row.pk for key, row in kept.items()})
    known: list[tuple[CaseLine, Record, Kept]] = []
    for line, record in sound:
        row = kept.get(key_of(record))
        if row is None:
            plan.created.append(emptied(record, plan.masked))
        elif not _note_unusable(line, row):
            known.append((line, record, row))
    for chunk in chunks(known):
        _compare(chunk, plan)
    return plan


def chunks(items: Iterable[Item], size: int = CHUNK) -> Iterator[list[Item]]:
    """Yield lists of at most `size` items."""
    source = iter(items)
    while chunk := list(islice(source, size)):
        yield chunk


def _note_repeated(lines: Sequence[CaseLine]) -> None:
    """A number that stands twice is refused at every place: nobody can tell which row is meant."""
    seen: dict[Key, list[CaseLine]] = {}
    for line in lines:
        if line.record is not None:
            seen.setdefault(key_of(line.record), []).append(line)
    for (_, year, number), places in seen.items():
        for line in places if len(places) > 1 else ():
            others = "、".join(f"{one.place}第{one.row}行" for one in places if one is not line)
            line.note(
                "number", "duplicate_number", f"“{number}”在{year}年出现多次，另见{others}；同一单位同一年度不能重复。"
            )


def _kept(keys: set[Key], passed_over: frozenset[int]) -> dict[Key, Kept]:
    organs, years = {key[0] for key in keys}, {key[1] for key in keys}
    found: dict[Key, Kept] = {}
    for some in chunks(organs):
        rows = DisclosureRequest.objects.filter(organ_id__in=some, register_year__in=years).order_by()
        columns = ("pk", "worked_on_at", "status", "is_live", "batch__name", "batch_id")
        for organ, year, number, *rest, batch_id in rows.values_list("organ_id", "register_year", "number", *columns):
            if (organ, year, number) in keys and (batch_id is None or batch_id not in passed_over):
                found[organ, year, number] = Kept(*rest)
    return found


def _note_unusable(line: CaseLine, row: Kept) -> bool:
    if row.status == Status.VOID:
        line.note("number", "case_void", "这个编号的申请在本系统中已作废，编号不能再用。请核对编号。")
    elif not row.is_live:
        line.note(
            "number", "unfinished_batch",
            f"这个编号在没有写完的导入批次“{row.batch_name}”中。请稍候；该批次已中断的，先运行 undo_import {row.batch_name}。",
        )  # fmt: skip
    return bool(line.problems)


def _compare(known: Sequence[tuple[CaseLine, Record, Kept]], plan: CasePlan) -> None:
    ids = [row.pk for _, _, row in known]
    cases = DisclosureRequest.objects.in_bulk(ids)
    logs = logs_of(ids)
    for line, said, row in known:
        case, entries = cases[row.pk], logs[row.pk]
        before = record_of(case, entries)
        if case.received_on is None:
            line.note("received_on", "unconfirmed", "本件在系统中还是“待确认”。请先在系统中确认收到日期，再导入。")
            continue
        record, strange = recognised(said, before, plan.masked)
        for header in strange:
            field = _field_of(header)
            line.note(field, "masked", MASKED_OTHERWISE if field else f"“{header}”{MASKED_OTHERWISE}")
        if strange:
            continue
        if before == record:
            plan.unchanged += 1
        elif case.worked_on_at is not None:
            line.note("number", "worked_on", _worked_on(before, record))
        else:
            plan.updated.append(CaseUpdate(case, entries, before, record))


def _field_of(header: str) -> str:
    """Return the field under a header; the office's own columns have none, the row as a whole is told then."""
    return next((name for name, known in CASE_HEADERS.items() if known == header), "")


def _worked_on(before: Record, after: Record) -> str:
    fields = [name for name in Record.__slots__ if getattr(before, name) != getattr(after, name)]
    labels = "、".join(CASE_HEADERS.get(name, "办理结果" if name == "outcome" else "其他列") for name in fields)
    return f"本件已在系统中办理，台账与系统不一致（{labels}），没有更新。请以系统为准，或在系统中更正。"
