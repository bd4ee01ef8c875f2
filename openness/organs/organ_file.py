"""Reading a file of units (.csv) into checked rows; everything that is wrong is told at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from openness.organs.csv_table import Columns, FileRefused, read_rows, repeated
from openness.organs.models import Organ
from openness.organs.organ_cells import KINDS, PROFILE, TRUE, is_day, wrong_cells

REQUIRED = ("code", "name", "short_name", "parent_code", "kind")
PLACING = ("placed_from", "placed_to", "vertical")
KNOWN = (*dict.fromkeys((*REQUIRED, *PLACING, *PROFILE)),)


class OrgansRefused(FileRefused):
    """A file of units that is not taken; every reason in Chinese, one a line."""


COLUMNS = Columns("单位", REQUIRED, KNOWN, OrgansRefused)


@dataclass(frozen=True)
class OrganRow:
    """One unit as the file gives it; columns that the file does not have are not in `profile` and `placing`."""

    row: int
    code: str
    parent_code: str
    profile: Mapping[str, str]
    placing: Mapping[str, Any] = field(default_factory=dict)


def read_organs(path: Path) -> list[OrganRow]:
    """Return the rows of a file of units.

    Args:
        path: a .csv file in UTF-8 or GB18030, columns by name in any order.

    Raises:
        OrgansRefused: the file cannot be read, or rows of it are wrong; all of them are told.
    """
    reasons: list[str] = []
    rows: list[OrganRow] = []
    for number, cells, is_too_long in ((row.number, row.cells, row.is_too_long) for row in read_rows(path, COLUMNS)):
        reasons += [f"第{number}行 {reason}" for reason in wrong_cells(cells, is_too_long)]
        rows.append(OrganRow(number, cells["code"], cells["parent_code"], _profile(cells), _placing(cells)))
    reasons += repeated([(row.row, row.code) for row in rows], "code", "单位")
    if reasons:
        reasons += unknown_parents(rows, set(Organ.objects.order_by().values_list("code", flat=True)))
    if reasons or not rows:
        raise OrgansRefused(reasons or [f"“{path.name}”只有表头，没有单位。"])
    return rows


def unknown_parents(rows: Sequence[OrganRow], kept: Collection[str]) -> list[str]:
    """Return the rows whose parent is nowhere.

    Args:
        rows: the rows of the file.
        kept: the codes of the units that are here already.
    """
    known = {row.code for row in rows} | set(kept)
    return [
        f"第{row.row}行 “parent_code”填的是“{row.parent_code}”，文件和系统里都没有这个单位；最上级单位请留空。"
        for row in rows
        if row.parent_code and row.parent_code not in known
    ]


def _profile(cells: Mapping[str, str]) -> dict[str, str]:
    profile = {name: cells[name] for name in PROFILE if name in cells}
    return profile | {"kind": KINDS.get(cells["kind"], "")}


def _placing(cells: Mapping[str, str]) -> dict[str, Any]:
    days = {name: cells[name] for name in ("placed_from", "placed_to") if name in cells}
    placing: dict[str, Any] = {
        name: date.fromisoformat(value) if value and is_day(value) else None for name, value in days.items()
    }
    return placing | ({"vertical": cells["vertical"].lower() in TRUE} if "vertical" in cells else {})
