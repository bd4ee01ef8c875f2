"""Reading a file of units (.csv) into checked rows; everything that is wrong is told at once."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from openness.organs.choices import OrganKind
from openness.organs.models import Organ

REQUIRED = ("code", "name", "short_name", "parent_code", "kind")
PLACING = ("placed_from", "placed_to", "vertical")
PROFILE = (
    "name", "short_name", "kind", "scope_words", "document_prefix", "address", "postcode", "phone", "email", "website",
    "signature", "lead_name", "lead_phone", "office_name", "office_phone", "handler_name", "handler_phone",
)  # fmt: skip
KNOWN = (*dict.fromkeys((*REQUIRED, *PLACING, *PROFILE)),)
KINDS = {str(kind.label): kind.value for kind in OrganKind} | {kind.value: kind.value for kind in OrganKind}
ROOM = {
    field.name: field.max_length
    for field in Organ._meta.concrete_fields
    if field.name in ("code", *PROFILE) and field.max_length is not None
}
TRUE = frozenset({"1", "true", "yes", "是", "y"})
FALSE = frozenset({"", "0", "false", "no", "否", "n"})


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
    reader = csv.DictReader(io.StringIO(_text(path), newline=""))
    reasons = _wrong_columns([name.strip() for name in reader.fieldnames or ()])
    if reasons:
        raise OrgansRefused(reasons)
    reader.fieldnames = [name.strip() for name in reader.fieldnames or ()]
    rows: list[OrganRow] = []
    for number, cells in enumerate(reader, start=2):
        plain = {name: (value or "").strip() for name, value in cells.items() if isinstance(name, str)}
        if any(plain.values()):
            reasons += [f"第{number}行 {reason}" for reason in _wrong_cells(plain, cells.get(None) is not None)]
            rows.append(OrganRow(number, plain["code"], plain["parent_code"], _profile(plain), _placing(plain)))
    reasons += _repeated(rows)
    if reasons or not rows:
        raise OrgansRefused(reasons or [f"“{path.name}”只有表头，没有单位。"])
    return rows


def _text(path: Path) -> str:
    if not path.is_file():
        raise OrgansRefused([f"找不到文件“{path}”。请核对路径。"])
    raw = path.read_bytes()
    if b"\x00" in raw or not raw.strip():
        raise OrgansRefused([f"“{path.name}”是空文件，或不是文本。单位文件应为 .csv（UTF-8 或 GB18030）。"])
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


def _wrong_cells(cells: Mapping[str, str], is_too_long: bool) -> Iterator[str]:
    if is_too_long:
        yield "单元格比表头多；含逗号的内容请加英文引号。"
    for name in ("code", "name"):
        if not cells[name]:
            yield f"“{name}”没有填写；单位代码和名称必须填写。"
    for name, (is_right, accepted) in _CHECKS.items():
        if not is_right(cells.get(name, "")):
            yield f"“{name}”填的是“{cells[name][:40]}”；{accepted}。"
    for name, room in ROOM.items():
        if len(cells.get(name, "")) > room:
            yield f"“{name}”有{len(cells[name])}个字符，最多{room}个。"
    yield from _wrong_stretch(cells.get("placed_from", ""), cells.get("placed_to", ""))


def _wrong_stretch(first: str, last: str) -> Iterator[str]:
    if last and _is_day(last) and first >= last:
        yield f"“placed_to”填的是“{last}”，应晚于 placed_from“{first}”。"


def _is_day(value: str) -> bool:
    try:
        return not value or date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


_CHECKS: dict[str, tuple[Callable[[str], bool], str]] = {
    "kind": (lambda value: value in KINDS, f"可填：{'、'.join(KINDS)}"),
    "placed_from": (_is_day, "应为 2024-01-31 这样的日期，或留空"),
    "placed_to": (_is_day, "应为 2024-01-31 这样的日期，或留空"),
    "vertical": (lambda value: value.lower() in TRUE | FALSE, "垂直管理填 true，否则留空或填 false"),
}


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
        name: date.fromisoformat(value) if value and _is_day(value) else None for name, value in days.items()
    }
    return placing | ({"vertical": cells["vertical"].lower() in TRUE} if "vertical" in cells else {})
