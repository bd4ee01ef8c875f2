"""Reading a file of units (.csv) into checked rows; everything that is wrong is told at once."""

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from openness.file_kinds import FileKind, kind_by_content
from openness.organs.models import Organ
from openness.organs.organ_cells import KINDS, PROFILE, TRUE, is_day, wrong_cells

REQUIRED = ("code", "name", "short_name", "parent_code", "kind")
PLACING = ("placed_from", "placed_to", "vertical")
KNOWN = (*dict.fromkeys((*REQUIRED, *PLACING, *PROFILE)),)
ACCEPTED = "载入单位要用 .csv：请用Excel打开，“另存为”选“CSV UTF-8（逗号分隔）”后重试，"


class OrgansRefused(Exception):
    """A file of units that is not taken; every reason in Chinese, one a line."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("\n".join([*reasons, "没有写入任何内容。请改正后重新运行。"]))


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
    table = _table(path)
    reasons: list[str] = []
    rows: list[OrganRow] = []
    for number, cells in enumerate(table, start=2):
        plain = {name: (value or "").strip() for name, value in cells.items() if isinstance(name, str)}
        if any(plain.values()):
            reasons += [f"第{number}行 {reason}" for reason in wrong_cells(plain, cells.get(None) is not None)]
            rows.append(OrganRow(number, plain["code"], plain["parent_code"], _profile(plain), _placing(plain)))
    reasons += _repeated(rows)
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


def _table(path: Path) -> list[dict[Any, Any]]:
    """Return the rows by column, as csv.DictReader gives them."""
    reader = csv.DictReader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        names = [name.strip() for name in reader.fieldnames or ()]
        reasons = _wrong_columns(names)
        if reasons:
            raise OrgansRefused(reasons)
        reader.fieldnames = names
        return list(reader)
    except csv.Error as broken:
        why = f"“{path.name}”不是完整的逗号分隔文件（第{reader.line_num}行附近）。请核对引号是否成对，或另存为 CSV UTF-8。"
        raise OrgansRefused([why]) from broken


def _text(path: Path) -> str:
    if not path.is_file():
        raise OrgansRefused([f"找不到文件“{path}”。请核对路径。"])
    kind, found = kind_by_content(path)
    if kind is None and not found:
        raise OrgansRefused([f"“{path.name}”是空文件，没有内容可读。请核对是否选错文件。"])
    if kind is not FileKind.CSV:
        held = found or f"Excel工作簿（{kind}）"
        raise OrgansRefused([f"“{path.name}”的内容是{held}；{ACCEPTED}改扩展名不能改变内容。"])
    raw = path.read_bytes()
    if b"\x00" in raw:
        raise OrgansRefused([f"“{path.name}”里有不是文字的内容；{ACCEPTED}改扩展名不能改变内容。"])
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise OrgansRefused([f"“{path.name}”的文字编码既不是 UTF-8 也不是 GB18030。请另存为 CSV UTF-8 后重试。"])


def _wrong_columns(names: list[str]) -> list[str]:
    missing = [name for name in REQUIRED if name not in names]
    unknown = [name for name in names if name not in KNOWN]
    repeated = sorted({name for name in names if names.count(name) > 1})
    reasons = [f"缺少列：{'、'.join(missing)}。"] if missing else []
    reasons += [f"不认识的列：{'、'.join(unknown)}；可用的列：{'、'.join(KNOWN)}。"] if unknown else []
    return reasons + ([f"重复的列：{'、'.join(repeated)}。"] if repeated else [])


def _repeated(rows: list[OrganRow]) -> list[str]:
    seen: dict[str, int] = {}
    reasons = []
    for row in rows:
        if row.code and seen.setdefault(row.code, row.row) != row.row:
            reasons.append(f"第{row.row}行 “code”“{row.code}”与第{seen[row.code]}行重复；每个单位只能有一行。")
    return reasons


def _profile(cells: Mapping[str, str]) -> dict[str, str]:
    profile = {name: cells[name] for name in PROFILE if name in cells}
    return profile | {"kind": KINDS.get(cells["kind"], "")}


def _placing(cells: Mapping[str, str]) -> dict[str, Any]:
    days = {name: cells[name] for name in ("placed_from", "placed_to") if name in cells}
    placing: dict[str, Any] = {
        name: date.fromisoformat(value) if value and is_day(value) else None for name, value in days.items()
    }
    return placing | ({"vertical": cells["vertical"].lower() in TRUE} if "vertical" in cells else {})
