"""Reading a file of people (.csv) into checked rows; everything that is wrong is told at once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from openness.organs.choices import Role
from openness.organs.csv_table import Columns, FileRefused, read_rows, repeated
from openness.organs.models import User
from openness.organs.organ_cells import FALSE, TRUE

REQUIRED = ("username", "full_name", "organ_code", "role", "password", "active")
ROLES = {str(role.label): role.value for role in Role} | {role.value: role.value for role in Role}
ROOM = {
    field.name: field.max_length
    for field in User._meta.concrete_fields
    if field.name in ("username", "full_name") and field.max_length is not None
}


class PeopleRefused(FileRefused):
    """A file of people that is not taken; every reason in Chinese, one a line."""


COLUMNS = Columns("人员", REQUIRED, REQUIRED, PeopleRefused)


@dataclass(frozen=True)
class PersonRow:
    """One person as the file gives them; an empty password asks for a random one."""

    row: int
    username: str
    full_name: str
    organ_code: str
    role: str
    password: str
    is_active: bool


def read_people(path: Path) -> list[PersonRow]:
    """Return the rows of a file of people.

    Args:
        path: a .csv file in UTF-8 or GB18030, columns by name in any order.

    Raises:
        PeopleRefused: the file cannot be read, or rows of it are wrong; all of them are told.
    """
    reasons: list[str] = []
    rows: list[PersonRow] = []
    for plain in read_rows(path, COLUMNS):
        reasons += [f"第{plain.number}行 {reason}" for reason in _wrong(plain.cells, plain.is_too_long)]
        rows.append(_row(plain.number, plain.cells))
    reasons += repeated([(row.row, row.username) for row in rows], "username", "人员")
    if reasons or not rows:
        raise PeopleRefused(reasons or [f"“{path.name}”只有表头，没有人员。"])
    return rows


def _row(number: int, cells: Mapping[str, str]) -> PersonRow:
    return PersonRow(
        row=number,
        username=cells["username"],
        full_name=cells["full_name"],
        organ_code=cells["organ_code"],
        role=ROLES.get(cells["role"], ""),
        password=cells["password"],
        is_active=cells["active"].lower() in TRUE,
    )


def _is_username(value: str) -> bool:
    return all(character.isalnum() or character in "@.+-_" for character in value)


_CHECKS: dict[str, tuple[Callable[[str], bool], str]] = {
    "username": (_is_username, "登录名只能有文字、数字和 @ . + - _"),
    "role": (lambda value: value in ROLES, f"可填：{'、'.join(ROLES)}"),
    "active": (
        lambda value: value != "" and value.lower() in TRUE | FALSE,
        "在用填“是”，停用填“否”（也可填 yes、no），不能空着",
    ),
}


def _wrong(cells: Mapping[str, str], is_too_long: bool) -> Iterator[str]:
    if is_too_long:
        yield "单元格比表头多；含逗号的内容请加英文引号。"
    for name in ("username", "full_name", "organ_code"):
        if not cells[name]:
            yield f"“{name}”没有填写；登录名、姓名和单位代码必须填写。"
    for name, (is_right, accepted) in _CHECKS.items():
        if not is_right(cells[name]):
            yield f"“{name}”填的是“{cells[name][:40]}”；{accepted}。"
    for name, room in ROOM.items():
        if len(cells[name]) > room:
            yield f"“{name}”有{len(cells[name])}个字符，最多{room}个。"
