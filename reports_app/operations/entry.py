"""Entering typed figures: all or nothing, every change in the history under the person who made it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from openness.organs.models import Organ, User
from reports_app.compiling import rules_for, zero_fillable
from reports_app.figures import Entry
from reports_app.models import Figure
from reports_app.operations.preconditions import require_edit, require_format, require_scope

STATED = ("value", "unit", "label", "of")


@dataclass
class Written:
    """What one entry changed: addresses new, changed, taken back, and as they were."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)


@transaction.atomic
def enter_figures(
    *, by: User | None, at: datetime, organ: Organ, year: int, scope: str, raw: Mapping[str, Any]
) -> Written:
    """Write typed figures of one report and return what changed.

    Args:
        by, at: who enters them, when.
        organ, year, scope: whose report.
        raw: address → number, text, object (value, unit, label, of), or None to take an entry back.

    Raises:
        Refusal: no right, no format for the year, unknown scope.
        FiguresRefused: with every fault; nothing is written.
    """
    require_edit(by, organ)
    require_scope(scope)
    entries = rules_for(require_format(year, at), organ=organ, year=year, scope=scope).read(raw)
    Organ.objects.select_for_update().get(pk=organ.pk)
    rows = Figure.objects.filter(organ=organ, year=year, scope=scope, address__in=[e.address for e in entries])
    return _write(entries, {row.address: row for row in rows}, Figure(organ=organ, year=year, scope=scope), by, at)


@transaction.atomic
def fill_rest_with_zero(
    *, by: User | None, at: datetime, organ: Organ, year: int, scope: str, table: str = ""
) -> Written:
    """Enter 0 in every cell that may be typed and nobody entered (「其余填 0」): an explicit act of a person.

    Args:
        by, at: who does it, when.
        organ, year, scope: whose report.
        table: only cells of this table; empty for all printed cells and the figures they add up.

    Raises:
        Refusal: no right, no format for the year, unknown scope.
    """
    require_edit(by, organ)
    require_scope(scope)
    rest = zero_fillable(require_format(year, at), organ=organ, year=year, scope=scope, table=table)
    return enter_figures(by=by, at=at, organ=organ, year=year, scope=scope, raw=dict.fromkeys(rest, 0))


def _write(
    entries: Iterable[Entry], present: Mapping[str, Figure], blank: Figure, by: User | None, at: datetime
) -> Written:
    written = Written()
    new: list[Figure] = []
    changed: list[Figure] = []
    for entry in entries:
        row = present.get(entry.address)
        if entry.is_withdrawal:
            _withdraw(row, entry, written, by, at)
        elif row is None:
            new.append(_new(blank, entry, by, at))
            written.created.append(entry.address)
        elif _states_the_same(row, entry):
            written.unchanged.append(entry.address)
        else:
            changed.append(_stated(row, entry, by, at))
            written.changed.append(entry.address)
    bulk_create_with_history(new, Figure, default_user=by, default_date=at)
    bulk_update_with_history(changed, Figure, [*STATED, "entered_by", "entered_at"], default_user=by, default_date=at)
    return written


def _withdraw(row: Figure | None, entry: Entry, written: Written, by: User | None, at: datetime) -> None:
    if row is None:
        written.unchanged.append(entry.address)
        return
    row._history_user = by  # type: ignore[attr-defined]
    row._history_date = at  # type: ignore[attr-defined]
    row.delete()
    written.withdrawn.append(entry.address)


def _new(blank: Figure, entry: Entry, by: User | None, at: datetime) -> Figure:
    row = Figure(organ=blank.organ, year=blank.year, scope=blank.scope, address=entry.address)
    return _stated(row, entry, by, at)


def _stated(row: Figure, entry: Entry, by: User | None, at: datetime) -> Figure:
    row.value, row.unit, row.label, row.of = entry.value, entry.unit, entry.label, list(entry.of)
    row.entered_by, row.entered_at = by, at
    return row


def _states_the_same(row: Figure, entry: Entry) -> bool:
    return (row.value, row.unit, row.label, tuple(row.of)) == (entry.value, entry.unit, entry.label, entry.of)
