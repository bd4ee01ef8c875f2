"""Typed figures of a scope, read in one query whatever the number of units; aggregate entries stand before sums."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet, Sum, Window
from django.db.models.functions import RowNumber

from openness.organs.choices import Scope
from openness.organs.models import Organ
from openness.organs.scopes import OrganSet
from reports_app.amounts import shortest
from reports_app.cells import Format
from reports_app.models import Figure
from reports_app.tabulate import TypedValue

NAMED = 2  # units that a number names before it only tells how many there are
PERCENT = "%"


@dataclass(frozen=True)
class Entered:
    """What was entered for a report: address → figures, and, for sums over units, how many units entered them."""

    figures: Mapping[str, Sequence[TypedValue]]
    units: Mapping[str, int]


def typed_figures(
    *, format: Format, organ: Organ, organs: OrganSet, year: int, scope: str, using: str | None = None
) -> Entered:
    """Return what was entered for a report.

    Args:
        format: the format of the year.
        organ, scope: whose report; at aggregate scope an entry there stands before the sum of the units' own ones.
        organs: the units of the scope.
        using: the database alias to read.
    """
    rows = _ranked(_rows(organ, organs, year, scope, using))
    figures: dict[str, Sequence[TypedValue]] = {}
    units: dict[str, int] = {}
    for address, group in groupby(rows, key=lambda row: row["address"]):
        entries = list(group)
        own_words = [row for row in entries if row["scope"] == scope]
        figures[address] = _values(own_words or entries, format)
        if not own_words:
            units[address] = entries[0]["units"]
    return Entered(figures, units)


def units_that_typed(*, organs: OrganSet, year: int, addresses: Iterable[str]) -> Mapping[int, tuple[str, list[str]]]:
    """Return which units typed any of these cells for their own reports: id → name, addresses."""
    rows = organs.filter(Figure.objects.filter(year=year, scope=Scope.OWN, address__in=list(addresses)))
    found: dict[int, tuple[str, list[str]]] = {}
    for organ_id, name, address in rows.order_by("organ__path").values_list("organ_id", "organ__name", "address"):
        found.setdefault(organ_id, (name, []))[1].append(address)
    return found


def _rows(organ: Organ, organs: OrganSet, year: int, scope: str, using: str | None) -> QuerySet[Figure]:
    rows = Figure.objects.using(using).filter(year=year)
    own = organs.filter(rows.filter(scope=Scope.OWN))
    return own if scope == Scope.OWN else own | rows.filter(organ=organ, scope=Scope.AGGREGATE)


def _ranked(rows: QuerySet[Figure]) -> Iterable[Mapping[str, Any]]:
    """Return the first few rows of each address, each with the sum and number of all."""
    group = [F("address"), F("scope")]
    found: Any = (
        rows.order_by()
        .annotate(
            total=Window(Sum("value"), partition_by=group),
            units=Window(Count("*"), partition_by=group),
            least_unit=Window(Min("unit"), partition_by=group),
            last_unit=Window(Max("unit"), partition_by=group),
            rank=Window(RowNumber(), partition_by=group, order_by=[F("organ__path").asc()]),
        )
        .filter(Q(rank__lte=NAMED))
        .order_by("address", "scope", "rank")
        .values(
            "address",
            "scope",
            "value",
            "unit",
            "label",
            "of",
            "total",
            "units",
            "least_unit",
            "last_unit",
            "organ__name",
            "organ__short_name",
        )
    )
    ranked: Iterable[Mapping[str, Any]] = found
    return ranked


def _values(rows: Sequence[Mapping[str, Any]], format: Format) -> list[TypedValue]:
    first = rows[0]
    names = [row["organ__short_name"] or row["organ__name"] for row in rows]
    if first["units"] <= len(rows):
        return [
            TypedValue(_tidy(row["value"]), name, row["unit"], row["label"], tuple(row["of"]))
            for row, name in zip(rows, names, strict=True)
        ]
    cell = format.cell(first["address"])
    is_percentage = PERCENT in (first["unit"], cell.unit if cell else "")
    is_mixed = first["least_unit"] != first["last_unit"]  # 万件 and 件 do not add up
    total = None if is_mixed or (is_percentage and not first["of"]) else first["total"]
    by = f"{'、'.join(names)}等 {first['units']} 个单位"
    return [TypedValue(_tidy(total), by, first["unit"], first["label"], tuple(first["of"]))]


def _tidy(number: Decimal | None) -> Decimal | None:
    return None if number is None else shortest(number)
