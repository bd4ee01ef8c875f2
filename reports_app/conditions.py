"""Which list stands behind a cell: the condition that counts it, or, for a total, the one condition of all its leaves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from math import prod

from reports_app.cells import Cell, CountedSource, Format, SumSource
from reports_app.facts import AnyCondition


@dataclass(frozen=True, slots=True)
class Charged:
    """The list behind the 信息处理费: closed cases that were charged."""


Listing = AnyCondition | Charged


def listing_of(format: Format, address: str) -> Listing | None:
    """Return what the list behind a cell shows; None where no case stands behind it.

    A total has a list where its leaves are counted and their conditions make one condition together.
    """
    cell = format.cell(address)
    if cell is None:
        return None
    if isinstance(cell.source, CountedSource):
        return cell.source.condition or Charged()
    leaves = list(_leaves(format, cell))
    conditions = [leaf.source.condition for leaf in leaves if isinstance(leaf.source, CountedSource)]
    if not leaves or len(conditions) < len(leaves):
        return None
    return _together([condition for condition in conditions if condition is not None])


def _leaves(format: Format, cell: Cell) -> Iterator[Cell]:
    if not isinstance(cell.source, SumSource):
        yield cell
        return
    for address in cell.source.parts:
        part = format.cell(address)
        if part is not None:
            yield from _leaves(format, part)


def _together(conditions: list[AnyCondition]) -> AnyCondition | None:
    """Join conditions that fill a whole block of the axes, so that each case of the block is in exactly one of them."""
    first = conditions[0]
    if len({type(one) for one in conditions}) > 1 or len({getattr(one, "phase", "") for one in conditions}) > 1:
        return None
    axes = [field.name for field in fields(first) if field.name != "phase"]
    values = {axis: _union(getattr(one, axis) for one in conditions) for axis in axes}
    sizes = sum(_size(one, axes) for one in conditions)
    if sizes != prod(len(codes) for codes in values.values() if codes is not None):
        return None
    whole: AnyCondition = replace(first, **values)  # type: ignore[arg-type]  # each kind has just these axes
    return whole


def _union(parts: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    known = list(parts)
    return None if any(part is None for part in known) else frozenset().union(*(part or () for part in known))


def _size(condition: AnyCondition, axes: list[str]) -> int:
    return prod(len(codes) for axis in axes if (codes := getattr(condition, axis)) is not None)
