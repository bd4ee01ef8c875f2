"""A ledger import from file to cases: read, checked, planned, staged, published; all of it or nothing."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from django.db import transaction
from django.utils.timezone import localdate, localtime

from openness.organs.models import Organ, User
from openness.organs.rights import Action, may
from requests_app.ledger.appeal_plans import AppealPlan, plan_appeals
from requests_app.ledger.basis import Basis
from requests_app.ledger.hands import Hand
from requests_app.ledger.plans import CasePlan, plan_cases
from requests_app.ledger.problems import LedgerRefused
from requests_app.ledger.reading import Reading, read_ledger
from requests_app.ledger.undoing import take_back
from requests_app.ledger.writing import publish, stage
from requests_app.models import BatchState, ImportBatch

NAME_ROOM = 120


@dataclass(frozen=True)
class Wish:
    """What is to be imported and how.

    Args:
        path: the ledger.
        organ: the unit of rows that name none.
        appeals_path: a file of appeals apart from it.
        batch_name: what the batch is called; empty takes a name from unit, file and time.
        is_dry_run: check only.
        may_reject: write the good rows although there are bad ones.
    """

    path: Path
    organ: Organ
    appeals_path: Path | None = None
    batch_name: str = ""
    is_dry_run: bool = False
    may_reject: bool = False


@dataclass(frozen=True)
class Outcome:
    """What an import did, or would do.

    Args:
        reading: the lines with what is wrong with them.
        cases, appeals: what was planned.
        batch: the batch; None where nothing was written.
    """

    reading: Reading
    cases: CasePlan
    appeals: AppealPlan
    batch: ImportBatch | None

    @property
    def rejected(self) -> int:
        """How many lines are not taken."""
        return sum(bool(line.problems) for line in self.reading.lines)


def import_ledger(*, wish: Wish, by: User | None, at: datetime) -> Outcome:
    """Import a ledger and say what it did.

    Args:
        wish: what and how.
        by: who imports; None is the system itself.
        at: when; dates after that day are refused.

    Raises:
        LedgerRefused: no right, a file that cannot be read, bad rows that may not be left out, or somebody wrote
            the same numbers meanwhile. Nothing is written then.
    """
    if by is not None and not may(by, Action.LEDGER_IMPORT, wish.organ):
        raise LedgerRefused(
            "not_allowed", f"您没有为“{wish.organ}”导入台账的权限，没有读取文件。请联系本单位审核人或主管部门。"
        )
    basis = Basis.of(organ=wish.organ, by=by, today=localdate(at))
    reading = read_ledger(wish.path, wish.appeals_path, basis)
    print_of_file = _fingerprint(wish)
    leftovers = _leftovers(wish, print_of_file)
    name = _batch_name(wish, at, leftovers)
    cases = plan_cases(reading.cases, [batch.pk for batch in leftovers])
    appeals = plan_appeals(reading.appeals, cases)
    if reading.problems and not wish.may_reject:
        raise _refused(reading)
    outcome = Outcome(reading, cases, appeals, None)
    if wish.is_dry_run:
        return outcome
    _clear(leftovers)
    if not (cases.created or cases.updated or appeals.created or appeals.updated):
        return outcome
    batch = ImportBatch.objects.create(
        name=name, organ=wish.organ, file_name=wish.path.name[-255:], sha256=print_of_file, by=by, at=at,
        read=len(reading.lines), rejected=outcome.rejected,
    )  # fmt: skip
    _write(outcome, Hand(by, at, batch))
    batch.refresh_from_db()
    return Outcome(reading, cases, appeals, batch)


def _write(outcome: Outcome, hand: Hand) -> None:
    is_done = False
    try:
        outcome.cases.ids.update(stage(outcome.cases.created, hand))
        publish(outcome.cases, outcome.appeals, hand)
        is_done = True
    finally:
        if not is_done:
            _clear([hand.batch])


def _clear(batches: Sequence[ImportBatch]) -> None:
    """Remove imports that broke off: nobody ever saw a row of them."""
    for batch in batches:
        with transaction.atomic():
            held = ImportBatch.objects.select_for_update().filter(pk=batch.pk, state=BatchState.WRITING).first()
            if held is not None:
                take_back(held)
                held.delete()


def _leftovers(wish: Wish, print_of_file: str) -> list[ImportBatch]:
    """Return imports of the same file that broke off; should one still be running, it fails whole."""
    return list(ImportBatch.objects.filter(state=BatchState.WRITING, organ=wish.organ, sha256=print_of_file))


def _refused(reading: Reading) -> LedgerRefused:
    rows = sum(bool(line.problems) for line in reading.lines)
    return LedgerRefused(
        "rows",
        f"共读取{len(reading.lines)}行，其中{rows}行有问题（上面{len(reading.problems)}处），没有写入任何内容。"
        "请改正后重新导入；也可用 --rejects 文件名 先导入没有问题的行，有问题的行另存待改。",
        reading.problems,
    )


def _batch_name(wish: Wish, at: datetime, leftovers: Sequence[ImportBatch]) -> str:
    stem = f"{wish.organ.code}-{wish.path.stem[:60]}-{localtime(at):%Y%m%d-%H%M%S}"
    wanted = wish.batch_name.strip()
    if len(wanted) > NAME_ROOM:
        raise LedgerRefused("batch_name", f"批次名称有{len(wanted)}个字符，最多{NAME_ROOM}个。请改短 --batch。")
    free = ImportBatch.objects.exclude(pk__in=[batch.pk for batch in leftovers])
    if wanted and free.filter(name=wanted).exists():
        raise LedgerRefused("batch_name", f"批次名称“{wanted}”已经用过（已撤回的也不能再用）。请换一个 --batch。")
    names = (stem if place == 1 else f"{stem}-{place}" for place in count(1))
    return wanted or next(name for name in names if not free.filter(name=name).exists())


def _fingerprint(wish: Wish) -> str:
    digest = hashlib.sha256()
    for path in (wish.path, wish.appeals_path):
        if path is not None:
            digest.update(path.read_bytes())
    return digest.hexdigest()
