"""Which fields an entry page shows: one sheet for each table of the format, and one for each kind of own figures."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from reports_app.cells import Cell, CountedSource
from reports_app.figures import Rules

OWN_SHEETS = {"P": "主动公开各渠道", "X": "其他数据"}
TOP_ROW = re.compile("[一二三四五六七八九十]+、")  # a row that is a section by itself
LABEL_PARTS = " · "  # between the row's and the column's name


@dataclass(frozen=True, slots=True)
class Group:
    """Fields under one heading. is_row: they are the columns of one row, which the heading names."""

    heading: str
    cells: tuple[Cell, ...]
    is_row: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of entry. id: "T2" … or "P", "X". counted: cells of it that cases yield, so that nobody types them."""

    id: str
    title: str
    groups: tuple[Group, ...]
    counted: int

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell of the sheet."""
        return tuple(cell for group in self.groups for cell in group.cells)


def sheets(rules: Rules, own: Iterable[Cell]) -> dict[str, Sheet]:
    """Return the sheets of a report by id.

    Args:
        rules: the rules of entry of the report.
        own: figures in the report's own words that were entered outside the format.
    """
    found = {table: _table_sheet(rules, table) for table in rules.format.tables}
    figures = [*rules.format.figures.values(), *own]
    for prefix, title in OWN_SHEETS.items():
        mine = tuple(cell for cell in figures if cell.address.startswith(f"{prefix}/") and rules.may_type(cell))
        found[prefix] = Sheet(prefix, title, (Group("", mine),), 0)
    return found


def _table_sheet(rules: Rules, table: str) -> Sheet:
    format = rules.format
    groups: list[Group] = []
    heading = ""
    for row in format.tables[table].layout:
        words = [cell.text for cell in row if cell.text and not cell.address]
        cells = [format.cells[cell.address] for cell in row if cell.address]
        if not cells:
            heading = words[0] if len(words) == 1 else heading
        elif words and TOP_ROW.match(words[0]):
            heading = ""
        groups += _groups(heading, [cell for cell in cells if rules.may_type(cell)], groups)
    counted = sum(
        isinstance(cell.source, CountedSource) and not rules.may_type(cell) and cell.table == table
        for cell in format.cells.values()
    )
    return Sheet(table, format.tables[table].title, tuple(groups), counted)


def _groups(heading: str, cells: list[Cell], before: list[Group]) -> list[Group]:
    """A row of several numbers is a group of its own; single numbers stand together under their heading."""
    if not cells:
        return []
    if len(cells) == 1 and before and before[-1].heading == heading and not before[-1].is_row:
        before[-1] = Group(heading, (*before[-1].cells, *cells))
        return []
    if len(cells) > 1:
        named = groupby(cells, key=row_name)
        return [Group(f"{heading} {row}".strip(), tuple(columns), is_row=True) for row, columns in named]
    return [Group(heading, tuple(cells))]


def row_name(cell: Cell) -> str:
    """Return the row's part of a label."""
    return cell.label.rpartition(LABEL_PARTS)[0] or cell.label


def field_name(cell: Cell, group: Group) -> str:
    """Return how a field is labelled: by its column alone where the row stands above it."""
    return cell.label.rpartition(LABEL_PARTS)[2] if group.is_row else cell.label
