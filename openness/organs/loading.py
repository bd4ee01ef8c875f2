"""Loading units from a file: created, updated and moved, all of them or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from openness.organs.models import Organ, Placement, User
from openness.organs.moving import follow
from openness.organs.operations import create_organ
from openness.organs.organ_file import OrganRow, OrgansRefused, unknown_parents
from openness.organs.organ_prefixes import taken_prefixes
from openness.organs.rights import Action, may


@dataclass
class Loaded:
    """How many units were created, updated and left as they were; which moved, and what followed from that."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    moved: set[int] = field(default_factory=set)
    told: list[str] = field(default_factory=list)


@transaction.atomic
def load_organs(*, rows: Sequence[OrganRow], by: User | None, at: datetime) -> Loaded:
    """Create or update the units of a file; parents may stand in any order.

    A unit whose parent changes is moved in today's tree. With `placed_from` its old placement ends on that day and a
    new one begins, so that past years keep the old parent; without it the old entry is corrected. What other apps keep of
    a unit's place in the tree follows in the same transaction (`openness.organs.moving`).

    Args:
        rows: the checked rows of the file.
        by: who loads; None is the system itself.
        at: the instant; a move may not lie after its day, for rights follow the tree of today.

    Raises:
        OrgansRefused: a parent that does not exist, units above each other in a circle, no right, a 发文代字 of another
            unit, or a move before the placement it ends. Nothing is written.
    """
    tree = _Tree()
    reasons = [
        *unknown_parents(rows, tree.paths),
        *_circles(rows, tree),
        *_not_allowed(rows, tree, by),
        *taken_prefixes(rows),
    ]
    if reasons:
        raise OrgansRefused(reasons)
    loaded = Loaded()
    for row in _parents_first(rows):
        organ = Organ.objects.filter(code=row.code).first()
        parent = Organ.objects.get(code=row.parent_code) if row.parent_code else None
        if organ is None:
            told: dict[str, Any] = {"code": row.code, **row.profile, **row.placing}
            create_organ(parent=parent, **told)
            loaded.created += 1
        elif _update(organ, parent, row, localdate(at), loaded):
            loaded.updated += 1
        else:
            loaded.unchanged += 1
    loaded.told = follow(moved=loaded.moved, by=by, at=at)
    return loaded


class _Tree:
    """Today's tree by code."""

    def __init__(self) -> None:
        self.paths: dict[str, str] = dict(Organ.objects.order_by().values_list("code", "path"))
        codes = {path: code for code, path in self.paths.items()}
        self.parents = {code: codes.get(path[: -Organ.steplen], "") for code, path in self.paths.items()}


def _circles(rows: Sequence[OrganRow], tree: _Tree) -> list[str]:
    parents = {**tree.parents, **{row.code: row.parent_code for row in rows}}
    reasons, told = [], set[str]()
    for row in rows:
        chain, code = [row.code], parents.get(row.code, "")
        while code and code not in chain and code not in told:
            chain.append(code)
            code = parents.get(code, "")
        if code and code in chain:
            reasons.append(f"第{row.row}行 上下级成了环：{' → '.join([*chain, code])}。请核对 parent_code。")
            told.update(chain)
    return reasons


def _not_allowed(rows: Sequence[OrganRow], tree: _Tree, by: User | None) -> list[str]:
    if by is None or (by.is_superuser and not tree.paths):
        return []
    if not may(by, Action.ORGAN_MANAGE) or by.organ is None:
        return [f"“{by}”没有维护单位的权限。请由系统管理员运行。"]
    new = {row.code for row in rows} - set(tree.paths)
    reasons = []
    for row in rows:
        touched = [code for code in (row.code, row.parent_code) if code in tree.paths]
        is_mine = all(tree.paths[code].startswith(by.organ.path) for code in touched)
        is_new_root = not row.parent_code and row.code in new
        if not is_mine or is_new_root:
            reasons.append(
                f"第{row.row}行 “{row.code}”或其上级不在您的管辖范围内；您只能维护“{by.organ}”及其下级单位。"
            )
    return reasons


def _parents_first(rows: Sequence[OrganRow]) -> list[OrganRow]:
    """Return the rows so that no unit comes before its parent; moves are then never into the unit's own subtree."""
    waiting = {row.code: row for row in rows}
    ordered: list[OrganRow] = []
    for row in rows:
        line: list[OrganRow] = []
        code = row.code
        while code in waiting:
            line.append(waiting.pop(code))
            code = line[-1].parent_code
        ordered += reversed(line)
    return ordered


def _update(organ: Organ, parent: Organ | None, row: OrganRow, today: date, loaded: Loaded) -> bool:
    changed = {name: value for name, value in row.profile.items() if getattr(organ, name) != value}
    for name, value in changed.items():
        setattr(organ, name, value)
    if changed:
        organ.save(update_fields=list(changed))
    now_under = Organ.objects.get_parent(organ)
    is_moved = (now_under and now_under.pk) != (parent and parent.pk)
    is_placed = _place(organ, parent, row, today) if is_moved else _correct(organ, row.placing)
    if is_moved:
        _move(organ, parent)
        loaded.moved.add(organ.pk)
    return bool(changed) or is_moved or is_placed


def _move(organ: Organ, parent: Organ | None) -> None:
    if parent is not None:
        Organ.objects.move(organ, parent, "last-child")
    else:
        last = Organ.objects.filter(depth=1).order_by("-path").first()
        Organ.objects.move(organ, last, "last-sibling")


def _place(organ: Organ, parent: Organ | None, row: OrganRow, today: date) -> bool:
    """Write the dated placement of a moved unit, or correct the one it has."""
    latest = _latest(organ)
    start = row.placing.get("placed_from")
    if latest is None or start is None or latest.placed_from == start:
        return _correct(organ, {**row.placing, "parent": parent})
    if start > today:
        raise OrgansRefused([f"第{row.row}行 placed_from“{start}”晚于今天（{today}）；改隶请在生效当日或之后载入。"])
    if latest.placed_from is not None and start < latest.placed_from:
        raise OrgansRefused(
            [f"第{row.row}行 placed_from“{start}”早于现有隶属关系的起始日期“{latest.placed_from}”，请核对。"]
        )
    if latest.placed_to is None or latest.placed_to > start:
        latest.placed_to = start
        latest.save(update_fields=["placed_to"])
    Placement.objects.create(organ=organ, parent=parent, **{"vertical": latest.vertical, **row.placing})
    return True


def _correct(organ: Organ, placing: Mapping[str, Any]) -> bool:
    """Let the latest placement follow the file; empty dates leave what is known."""
    latest = _latest(organ)
    if latest is None:
        told = {"parent": Organ.objects.get_parent(organ), **placing}
        Placement.objects.create(organ=organ, **told)
        return True
    given = {name: value for name, value in placing.items() if value is not None or name == "parent"}
    changed = {name: value for name, value in given.items() if getattr(latest, name) != value}
    for name, value in changed.items():
        setattr(latest, name, value)
    if changed:
        latest.save(update_fields=list(changed))
    return bool(changed)


def _latest(organ: Organ) -> Placement | None:
    placements = Placement.objects.filter(organ=organ).select_related("parent")
    return max(placements, key=lambda one: one.placed_from or date.min, default=None)
