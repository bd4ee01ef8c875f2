"""Turns a format's table layout and a grid of values into rows of cells that a template only has to draw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from reports_app.formats import Cell, CountedSource, Format, LayoutCell
from reports_app.tabulate import Value

NOT_ENTERED = "未填"
NAMED_UNITS = 2  # units named beside a typed part: more would not fit a table cell
SEVERITY_MARKS = {"error": "有误", "warning": "待核对"}
HEAD_KINDS = frozenset({"heading", "note", "corner"})


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """One cell ready to draw: its words, its place, and what the screen adds to it.

    kind: heading | label | value | note | corner. href: the list behind the number. sub: small text under the number,
    sub_title: the same with every unit named. severity: "error" | "warning" | "" from the findings.
    """

    text: str
    kind: str
    rowspan: int = 1
    colspan: int = 1
    address: str = ""
    href: str = ""
    sub: str = ""
    sub_title: str = ""
    severity: str = ""
    is_missing: bool = False
    is_unconfirmed: bool = False

    @property
    def is_value(self) -> bool:
        return self.kind == "value"

    @property
    def mark(self) -> str:
        """The finding in a word, so that colour is not all that tells it."""
        return SEVERITY_MARKS.get(self.severity, "")

    @property
    def classes(self) -> str:
        names = [f"cell-{self.kind}"]
        if self.is_missing:
            names.append("is-missing")
        if self.severity:
            names.append(f"has-{self.severity}")
        return " ".join(names)


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """A whole table: `head` rows repeat on every printed page, `name` is read out to people who cannot see it."""

    name: str
    columns: int
    head: tuple[tuple[DrawnCell, ...], ...]
    body: tuple[tuple[DrawnCell, ...], ...]
    caption: str = ""
    unit: str = ""
    is_arrangement_unconfirmed: bool = False

    @property
    def column_numbers(self) -> range:
        return range(1, self.columns + 1)

    @property
    def is_marked(self) -> bool:
        """Whether a row bears the mark of wording not read in the official text, so that the key is shown."""
        return any(cell.is_unconfirmed for row in (*self.head, *self.body) for cell in row)


@dataclass(frozen=True, slots=True)
class Face:
    """What one output shows besides the table itself. The default is print: no links, no marks.

    links: address → URL of the list behind a counted cell. severities: address → worst finding on it.
    """

    is_screen: bool = False
    links: Mapping[str, str] = field(default_factory=dict)
    severities: Mapping[str, str] = field(default_factory=dict)


PRINT = Face()


def drawn_table(
    *,
    format: Format,
    table: str,
    values: Mapping[str, Value],
    face: Face = PRINT,
    name: str = "",
    caption: str = "",
) -> DrawnTable:
    """Lays the values into one table of the format.

    table: "T2", "T3", "T4" or "S". values: address → Value, every printed cell present (`Grid.values`).
    name: read out instead of the table's title. caption: printed above it.
    Raises KeyError when the format has no such table.
    """
    source = format.tables[table]
    rows = tuple(tuple(_drawn(cell, format.cells, values, face) for cell in row) for row in source.layout)
    heads = _head_rows(rows)
    return DrawnTable(
        name=name or caption or source.title,
        columns=sum(cell.colspan for cell in rows[0]),
        head=rows[:heads],
        body=rows[heads:],
        caption=caption,
        is_arrangement_unconfirmed=face.is_screen and not source.confirmed,
    )


def number_text(value: int | Decimal | None) -> str:
    """A number as the tables print it: zero as 0, no thousands marks, no idle decimals, 未填 when nobody gave it."""
    if value is None:
        return NOT_ENTERED
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def parts_text(value: Value, *, unit: str, named: int | None = NAMED_UNITS) -> str:
    """The counted and the typed part of a number: 「3 件在案 + 2 件填报（某镇）」; empty where nothing was typed.

    named: how many units are named before only their number is told; None names all.
    """
    if not value.typed:  # a nil return adds nothing that need be told beside every number
        return ""
    typed = f"{number_text(value.typed)} {unit}填报{_named(value.typed_by, named)}"
    return typed if value.counted is None else f"{number_text(value.counted)} {unit}在案 + {typed}"


def _named(typed_by: Sequence[tuple[str, Decimal]], named: int | None) -> str:
    names = [name for name, _ in typed_by if name]
    if not names:
        return ""
    if named is not None and len(names) > named:
        return f"（{len(names)} 个单位）"
    return f"（{'、'.join(names)}）"


def _drawn(cell: LayoutCell, cells: Mapping[str, Cell], values: Mapping[str, Value], face: Face) -> DrawnCell:
    if cell.address:
        return _drawn_value(cell, cells[cell.address], values[cell.address], face)
    is_unconfirmed = face.is_screen and cell.kind == "label" and not cell.confirmed
    return DrawnCell(cell.text, cell.kind, cell.rowspan, cell.colspan, is_unconfirmed=is_unconfirmed)


def _drawn_value(place: LayoutCell, cell: Cell, value: Value, face: Face) -> DrawnCell:
    has_parts = face.is_screen and isinstance(cell.source, CountedSource)
    return DrawnCell(
        text=number_text(value.value),
        kind="value",
        rowspan=place.rowspan,
        colspan=place.colspan,
        address=cell.address,
        href=face.links.get(cell.address, "") if value.counted is not None else "",
        sub=parts_text(value, unit=cell.unit) if has_parts else "",
        sub_title=parts_text(value, unit=cell.unit, named=None) if has_parts else "",
        severity=face.severities.get(cell.address, ""),
        is_missing=face.is_screen and value.value is None,
    )


def _head_rows(rows: Sequence[Sequence[DrawnCell]]) -> int:
    """How many leading rows name columns. A title over the whole width names none: part two has one for each item."""
    for count, row in enumerate(rows):
        if len(row) < 2 or any(cell.kind not in HEAD_KINDS or not cell.text for cell in row):
            return count
    return len(rows)
