"""Which units a report of a year counts: the placements of that year laid over today's tree (design, idea 9)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from openness.organs.choices import Scope
from openness.organs.models import DEVIATING, Organ, Placement, path_after

Rows = TypeVar("Rows", bound=QuerySet[Any])
FEW = 50  # stretches of the tree that a condition may name: SQLite refuses a few hundred, and none gets faster by them


@dataclass(frozen=True)
class Segment:
    """A stretch of today's tree that is in or out of a scope as a whole, deeper segments aside."""

    path: str
    is_in: bool


@dataclass(frozen=True)
class OrganSet:
    """The units of one scope: a single unit, segments of the tree, units `among` others, or everything `without` some."""

    only: int | None = None
    segments: tuple[Segment, ...] = ()
    is_everything: bool = False
    without: tuple[int, ...] = ()
    among: tuple[int, ...] = ()

    def organs(self) -> QuerySet[Organ]:
        """Return the units of the scope in tree order."""
        rows: QuerySet[Organ] = Organ.objects.filter(self._condition())
        return rows

    def filter(self, rows: Rows, field: str = "organ") -> Rows:
        """Return `rows` whose unit is in the scope; no condition at all where every unit belongs."""
        if self.is_everything:
            return rows.exclude(**{f"{field}_id__in": self.without}) if self.without else rows
        if self.only is not None:
            return rows.filter(**{f"{field}_id": self.only})
        wanted = self.among or self.organs().order_by().values("pk")
        return rows.filter(**{f"{field}_id__in": wanted})

    def _condition(self) -> Q:
        if self.only is not None:
            return Q(pk=self.only)
        if self.is_everything:
            return ~Q(pk__in=self.without)
        if self.among:
            return Q(pk__in=self.among)
        wanted = Q(pk__in=[])
        for segment in self.segments:
            if segment.is_in:
                wanted |= self._piece(segment)
        return wanted

    def _piece(self, segment: Segment) -> Q:
        piece = _range(segment.path)
        for other in self.segments:
            if other.path != segment.path and other.path.startswith(segment.path):
                piece &= ~_range(other.path)
        return piece


def report_scope(organ: Organ, year: int, scope: str) -> OrganSet:
    """Return the units that a report of `organ` counts.

    Args:
        organ: the reporting unit.
        year: the report year; units stand where they stood last within it.
        scope: `own` or `aggregate` (interfaces, "Words"); vertically managed units are left out of an aggregate.
    """
    if scope == Scope.OWN:
        return OrganSet(only=organ.pk)
    segments = _segments(organ, _deviations(year))
    if organ.is_root() and not Organ.objects.filter(depth=1).exclude(pk=organ.pk).exists():
        # naming who is out costs the counts little; picking who is in, ten times as much at millions of cases
        return OrganSet(is_everything=True, without=_units(segments, are_in=False) if len(segments) > 1 else ())
    return OrganSet(among=_units(segments, are_in=True)) if len(segments) > FEW else OrganSet(segments=segments)


def _units(segments: Sequence[Segment], *, are_in: bool) -> tuple[int, ...]:
    """Return the keys of the units that stand in the segments, or of those that do not."""
    judged = {segment.path: segment.is_in for segment in segments}
    rows = Organ.objects.order_by("path").values_list("pk", "path")
    return tuple(pk for pk, path in rows if _nearest(_upwards(path), judged) is are_in)


def _nearest(paths: Iterable[str], judged: Mapping[str, bool]) -> bool:
    """Return the judgement on the first of the paths that was judged; what nobody judged is out."""
    return next((judged[path] for path in paths if path in judged), False)


def _deviations(year: int) -> dict[str, Placement | None]:
    """Return, by path of today, the units with dated or vertical placements and where each stood last in `year`."""
    rows: dict[str, list[Placement]] = {}
    odd = Placement.objects.filter(DEVIATING).values("organ_id")
    for placement in Placement.objects.filter(organ_id__in=odd).select_related("organ", "parent"):
        rows.setdefault(placement.organ.path, []).append(placement)
    return {path: last_within(placements, year) for path, placements in rows.items()}


def last_within(placements: Sequence[Placement], year: int) -> Placement | None:
    """Return the placement in force last within `year`, or None where the unit stood nowhere in it."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    standing = [
        placement
        for placement in placements
        if (placement.placed_from is None or placement.placed_from < after)
        and (placement.placed_to is None or placement.placed_to > first)
    ]
    return max(standing, key=lambda placement: placement.placed_from or date.min, default=None)


def _segments(organ: Organ, deviating: Mapping[str, Placement | None]) -> tuple[Segment, ...]:
    judged = {organ.path: True}
    for path in deviating:
        _judge(path, judged, deviating, frozenset())
    return tuple(Segment(path, is_in) for path, is_in in sorted(judged.items()) if _differs(path, judged))


def _differs(path: str, judged: Mapping[str, bool]) -> bool:
    """Say whether a unit is judged otherwise than what encloses it: most dated ones stand where the tree has them today."""
    return judged[path] != _nearest(islice(_upwards(path), 1, None), judged)


def _upwards(path: str) -> Iterator[str]:
    """Yield the path of a unit and of all above it in today's tree, the nearest first."""
    for end in range(len(path), 0, -Organ.steplen):
        yield path[:end]


def _judge(path: str, judged: dict[str, bool], deviating: Mapping[str, Placement | None], seen: frozenset[str]) -> bool:
    """Say whether the unit at `path` belongs, following its parents of the year up to a unit already judged."""
    anchor = next((one for one in _upwards(path) if one in judged or one in deviating), None)
    if anchor is None or anchor in seen:
        return False
    if anchor not in judged:
        parent = _parent_of_the_year(deviating[anchor])
        judged[anchor] = parent is not None and _judge(parent.path, judged, deviating, seen | {anchor})
    return judged[anchor]


def _parent_of_the_year(placement: Placement | None) -> Organ | None:
    """Return the unit whose aggregate counts the placed one: none where it stood nowhere or is vertically managed."""
    return placement.parent if placement is not None and not placement.vertical else None


def _range(path: str) -> Q:
    return Q(path__gte=path, path__lt=path_after(path))
