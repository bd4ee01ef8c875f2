"""A made-up tree of units: a root, regions where it is large, districts of exactly 63 units, departments beside them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from openness.organs.choices import OrganKind
from openness.organs.models import Organ

DISTRICT = 63
DISTRICTS_IN_A_REGION = 24


@dataclass
class Node:
    """One unit before it is stored."""

    kind: str
    children: list["Node"] = field(default_factory=list)

    def add(self, kind: str) -> "Node":
        """Put a new unit under this one and return it."""
        child = Node(kind)
        self.children.append(child)
        return child


def made_up_tree(units: int) -> list[Organ]:
    """Return `units` unsaved units in the order of the tree, with their paths and numbers; the first is the root.

    The second one governs a district of `DISTRICT` units where there is room for one.
    """
    root = Node(OrganKind.GOVERNMENT)
    districts, rest = divmod(units - 1, DISTRICT)
    regions = districts // DISTRICTS_IN_A_REGION
    while rest < regions:
        districts, rest = districts - 1, rest + DISTRICT
    tops = [root.add(OrganKind.GOVERNMENT) for _ in range(regions)] or [root]
    for number in range(districts):
        _grow_district(tops[number % len(tops)].add(OrganKind.GOVERNMENT))
    for number in range(rest - regions):
        tops[number % len(tops)].add(OrganKind.DEPARTMENT)
    return list(_stored(root))


def district_head(units: list[Organ]) -> Organ:
    """Return the first unit that governs a district of `DISTRICT` units."""
    return next(unit for unit in units if unit.numchild == DISTRICT - 1)


def busy_leaf(units: list[Organ]) -> Organ:
    """Return the first department of that district."""
    return units[units.index(district_head(units)) + 1]


def _grow_district(head: Node) -> None:
    for number in range(DISTRICT - 1):
        head.add(OrganKind.DEPARTMENT if number < DISTRICT * 2 // 3 else OrganKind.TOWNSHIP)


def _stored(root: Node) -> Iterator[Organ]:
    waiting = [(root, Organ._get_path("", 1, 1), 1)]
    pk = 0
    while waiting:
        node, path, depth = waiting.pop()
        pk += 1
        yield Organ(
            pk=pk, code=f"U{pk:06}", name=f"虚构单位{pk}", kind=node.kind, path=path, depth=depth,
            numchild=len(node.children),
        )  # fmt: skip
        below = [(child, Organ._get_path(path, depth + 1, step)) for step, child in enumerate(node.children, start=1)]
        waiting.extend((child, child_path, depth + 1) for child, child_path in reversed(below))
