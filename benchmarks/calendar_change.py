"""A holiday notice that moves the terms of open cases, beside reading and writing the rows concerned."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from benchmarks.cases import LAST_DAY
from benchmarks.figures import Figure
from benchmarks.timing import in_turns
from benchmarks.worlds import Size
from requests_app.choices import EventKind
from requests_app.models import CalendarDay, CaseEvent, DisclosureRequest
from requests_app.operations import recalculate

GOAL = 3.0
AT = datetime(LAST_DAY.year, LAST_DAY.month, LAST_DAY.day, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
REPEATS = 3
CHUNK = 2_000
WHY = "虚构通知"
TABLE = DisclosureRequest._meta.db_table


def calendar_change(size: Size) -> Iterator[Figure]:
    """Measure recomputing all open cases after a change that moves nearly all of them, and after one that moves none."""
    recalculate(by=None, at=AT, why=WHY)
    open_cases = DisclosureRequest.objects.unfinished().count()
    moved: list[int] = []

    def change() -> None:
        moved[:] = _changed()

    times = in_turns(
        {"moving": change, "none": _recalculated, "bare": lambda: _read_and_written(frozenset(moved))},
        repeats=min(size.repeats, REPEATS),
    )
    note = f"{len(moved):,} of {open_cases:,} open cases move; each move is logged, beside it too"
    beside = "reading these cases and their logs, writing those that move"
    yield Figure("calendar change, all open cases", times["moving"], beside, times["bare"], goal=GOAL, note=note)
    yield Figure("the same where no term moves", times["none"], beside, times["bare"], goal=GOAL)


def _changed() -> list[int]:
    """Make a working day of the near future a day off, or take that back, and return the cases that moved."""
    on = LAST_DAY + timedelta(days=9)
    if not CalendarDay.objects.filter(on=on).delete()[0]:
        CalendarDay.objects.create(on=on, is_workday=False, notice=WHY)
    return _recalculated()


def _recalculated() -> list[int]:
    return [move.case_id for move in recalculate(by=None, at=AT, why=WHY)]


def _read_and_written(moved: frozenset[int]) -> None:
    """Read the open cases with their logs in chunks and write some of them back, with one more entry in each log."""
    ids = list(DisclosureRequest.objects.unfinished().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        with transaction.atomic():
            cases = list(DisclosureRequest.objects.filter(pk__in=chunk).only("due_on", "is_provisional"))
            last = _last_places(chunk)
            written = [case for case in cases if case.pk in moved]
            _write(written)
            CaseEvent.objects.bulk_create([_entry(case, last[case.pk]) for case in written])


def _write(cases: list[DisclosureRequest]) -> None:
    rows = [(case.due_on, case.is_provisional, case.pk) for case in cases]
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {TABLE} SET due_on = %s, is_provisional = %s WHERE id = %s", rows)


def _last_places(ids: list[int]) -> dict[int, int]:
    last: dict[int, int] = defaultdict(int)
    for case_id, seq, *_ in CaseEvent.objects.filter(request_id__in=ids).values_list(
        "request_id", "seq", "kind", "on", "data"
    ):
        last[case_id] = max(last[case_id], seq)
    return last


def _entry(case: DisclosureRequest, last: int) -> CaseEvent:
    return CaseEvent(
        request=case, seq=last + 1, kind=EventKind.RECALCULATED, on=LAST_DAY, at=AT, note=WHY,
        data={"changes": {"due_on": ["", ""]}},
    )  # fmt: skip
