"""The ledger importer beside reading the file and bare bulk_create of the same rows, and what others wait meanwhile."""

import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.db.models import Model
from python_calamine import CalamineWorkbook

from benchmarks.cases import LAST_DAY
from benchmarks.figures import Figure
from benchmarks.ledger_file import write_ledger
from benchmarks.populating import CLERK, DISTRICT, person
from benchmarks.timing import seconds
from benchmarks.worlds import WHOLE, Size
from openness.organs.models import Organ, User
from requests_app.choices import ApplicantKind, Channel, ReceiptBasis
from requests_app.ledger.importing import Wish, import_ledger
from requests_app.ledger.undoing import undo_import
from requests_app.models import CaseEvent, Decision, DisclosureRequest, ImportBatch
from requests_app.operations import register

GOAL = 4.0  # at least a quarter of the speed
AT = datetime(LAST_DAY.year, LAST_DAY.month, LAST_DAY.day, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
REPEATS = 3
PAUSE = 0.02  # seconds between two registrations of the person beside
Rows = list[dict[str, Any]]


def ledger_import(size: Size) -> Iterator[Figure]:
    """Measure an import into the full tables, and how long people who register requests wait meanwhile."""
    by = person(WHOLE, DISTRICT)
    with tempfile.TemporaryDirectory() as folder:
        wish = Wish(path=_ledger(Path(folder), size, by), organ=_organ(by))
        ours, bare = _speeds(wish, by, min(size.repeats, REPEATS))
        yield Figure(
            f"import of {size.ledger_rows:,} rows", ours, "reading the file and bare bulk_create", bare, goal=GOAL,
            note=f"{bare / ours:.0%} of the bare speed; at least 25% is wanted",
        )  # fmt: skip
        yield _waiting(wish, by)


def _ledger(folder: Path, size: Size, by: User) -> Path:
    path = folder / "ledger.xlsx"
    codes = list(Organ.objects.within(by.organ).values_list("code", flat=True))
    write_ledger(path, rows=size.ledger_rows, organ_codes=codes, tag="台账")
    return path


def _speeds(wish: Wish, by: User, repeats: int) -> tuple[float, float]:
    """Return the median seconds of an import and of the bare way, done in turns and each taken back."""
    ours, bare = [], []
    for _ in range(repeats):
        ours.append(seconds(lambda: import_ledger(wish=wish, by=by, at=AT)))
        rows = _written()
        _take_back(by)
        bare.append(seconds(lambda: _bare(wish.path, rows)))  # noqa: B023
        _remove_bare(rows)
    return median(ours), median(bare)


def _written() -> dict[type[Model], Rows]:
    """Return what the last import wrote, as plain values."""
    batch = ImportBatch.objects.latest("pk")
    cases = DisclosureRequest.objects.filter(batch=batch).order_by("pk")
    events = CaseEvent.objects.filter(batch=batch).order_by("pk")
    decisions = Decision.objects.filter(request__batch=batch).order_by("pk")
    return {
        DisclosureRequest: _values(cases, {"batch_id": None}),
        CaseEvent: _values(events, {"batch_id": None}),
        Decision: _values(decisions, {}),
    }


def _values(rows: Any, replaced: dict[str, Any]) -> Rows:
    names = [one.attname for one in rows.model._meta.concrete_fields if not one.generated]
    return [{name: getattr(row, name) for name in names} | replaced for row in rows]


def _bare(path: Path, rows: dict[type[Model], Rows]) -> None:
    """Read the file and create the rows in all tables, in chunks as large as the importer's, nothing checked."""
    CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    for model, values in rows.items():
        for start in range(0, len(values), 1_000):
            with transaction.atomic():
                manager: Any = model._default_manager
                manager.bulk_create([model(**row) for row in values[start : start + 1_000]])


def _remove_bare(rows: dict[type[Model], Rows]) -> None:
    first, last = (pick(row["id"] for row in rows[DisclosureRequest]) for pick in (min, max))
    for model, column in ((CaseEvent, "request_id"), (Decision, "request_id"), (DisclosureRequest, "id")):
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE {column} BETWEEN %s AND %s", [first, last])


def _take_back(by: User) -> None:
    undo_import(name=ImportBatch.objects.latest("pk").name, by=by, at=AT)


@dataclass
class Colleague:
    """Somebody who registers requests one after another while something else goes on."""

    clerk: User
    waits: list[float] = field(default_factory=list)
    is_done: threading.Event = field(default_factory=threading.Event)

    def beside(self, work: Callable[[], Any]) -> float:
        """Return how long `work` takes while the colleague registers."""
        thread = threading.Thread(target=self._register)
        thread.start()
        try:
            return seconds(work)
        finally:
            self.is_done.set()
            thread.join()

    def _register(self) -> None:
        try:
            for number in count(1):
                if self.is_done.is_set():
                    return
                self.waits.append(seconds(lambda: self._one(number)))  # noqa: B023
                self.is_done.wait(PAUSE)
        finally:
            connection.close()

    def _one(self, number: int) -> None:
        register(
            by=self.clerk, at=AT, organ=_organ(self.clerk), channel=Channel.WEB, arrived_on=LAST_DAY, received_on=LAST_DAY,
            receipt_basis=ReceiptBasis.BOTH_SIDES, applicant_kind=ApplicantKind.NATURAL_PERSON,
            applicant_name="虚构人", content="虚构申请", number=f"同时-{os.getpid()}-{number}",
        )  # fmt: skip


def _waiting(wish: Wish, by: User) -> Figure:
    """Measure the longest registration while an import goes on, beside the whole import."""
    colleague = Colleague(person(WHOLE, CLERK))
    took = colleague.beside(lambda: import_ledger(wish=wish, by=by, at=AT))
    _take_back(by)
    meanwhile = f"{len(colleague.waits)} requests registered meanwhile"
    note = f"{meanwhile}, median {median(colleague.waits) * 1000:.0f} ms"
    return Figure("longest wait of a colleague", max(colleague.waits), "the whole import", took, note=note)


def _organ(user: User) -> Organ:
    assert user.organ is not None
    return user.organ
