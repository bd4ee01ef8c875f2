"""Reads the printed grid of a table: rows of words and values with their spans, checked to close without gaps."""

from collections.abc import Mapping, Sequence
from typing import Any

from openness.dated_law import Place, Shape
from reports_app.cells import Cell, LayoutCell
from reports_app.format_tables import Block, TableFile

KINDS = ("heading", "label", "note", "corner")
ENTRY = Shape(
    {},
    {
        "text": (str,),
        "kind": (str,),
        "row": (str,),
        "column": (str,),
        "unit": (str,),
        "values": (str,),
        "across": (int, list),
        "down": (int,),
    },
)

Grid = tuple[tuple[LayoutCell, ...], ...]


def read_layout(table: TableFile, entries: Sequence[object], cells: Mapping[str, Cell]) -> Grid:
    """Return the grid of a table.

    An entry is words (`text`, `kind`), a row's label (`row`), a column's heading (`column`), a row's unit (`unit`) or
    all printed values of a row (`values`); `across` and `down` are its spans.

    Raises:
        LawError: an unknown row or column, a grid with gaps, a printed cell missing or drawn twice.
    """
    place = table.place.at("layout")
    grid = tuple(_grid_row(table, entry, cells, place.at(n)) for n, entry in enumerate(entries, start=1))
    _check_spans(grid, place)
    drawn = [cell.address for row in grid for cell in row if cell.address]
    for address in cells:
        if drawn.count(address) != 1:
            raise place.error("not_drawn", f"{address} is drawn {drawn.count(address)} times", "draw each cell once")
    return grid


def _grid_row(table: TableFile, entries: object, cells: Mapping[str, Cell], place: Place) -> tuple[LayoutCell, ...]:
    if not isinstance(entries, list):
        raise place.error("not_a_list", "a list of cells is expected", "write the row as [..]")
    row: list[LayoutCell] = []
    for number, entry in enumerate(entries, start=1):
        row.extend(_entry(table, ENTRY.check(entry, place.at(number)), cells, place.at(number)))
    return tuple(row)


def _entry(table: TableFile, entry: Mapping[str, Any], cells: Mapping[str, Cell], place: Place) -> list[LayoutCell]:
    if "values" in entry:
        return _values(table, entry, cells, place)
    across, down = entry.get("across", 1), entry.get("down", 1)
    if "row" in entry:
        row = _row_of(table, entry["row"], place)[1]
        confirmed = row.get("standing", table.data["standing"]) == "confirmed"
        return [LayoutCell(row["label"], "", down, across, "label", confirmed)]
    if "unit" in entry:
        row = _row_of(table, entry["unit"], place)[1]
        return [LayoutCell(row.get("unit", table.data["unit"]), "", down, across, "label")]
    if "column" in entry:
        return [LayoutCell(_column_label(table, entry["column"], place), "", down, across)]
    kind = entry.get("kind", "heading")
    if kind not in KINDS:
        raise place.error("unknown_kind", f"{kind!r} is no kind of cell", f"use one of {', '.join(KINDS)}")
    return [LayoutCell(entry.get("text", ""), "", down, across, kind)]


def _values(table: TableFile, entry: Mapping[str, Any], cells: Mapping[str, Cell], place: Place) -> list[LayoutCell]:
    block, row = _row_of(table, entry["values"], place)
    addresses = [table.address(row["code"], column["code"]) for column in block.columns]
    printed = [address for address in addresses if address in cells]
    spans = entry.get("across", [1] * len(printed))
    if not isinstance(spans, list) or len(spans) != len(printed):
        raise place.error("wrong_spans", f"{len(printed)} values need as many spans", "list one span for each value")
    return [
        LayoutCell("", address, 1, span, "value", cells[address].confirmed)
        for address, span in zip(printed, spans, strict=True)
    ]


def _row_of(table: TableFile, code: str, place: Place) -> tuple[Block, Mapping[str, Any]]:
    for block in table.blocks:
        for row in block.rows:
            if row["code"] == code:
                return block, row
    raise place.error("unknown_row", f"the table has no row {code}", "use the code of one of its rows")


def _column_label(table: TableFile, code: str, place: Place) -> str:
    for block in table.blocks:
        for column in block.columns:
            if column["code"] == code:
                return str(column["label"])
    raise place.error("unknown_column", f"the table has no column {code}", "use the code of one of its columns")


def _check_spans(grid: Grid, place: Place) -> None:
    width = sum(cell.colspan for cell in grid[0]) if grid else 0
    hanging: list[int] = []  # for each span from above: how many more rows it fills, once per column
    for number, row in enumerate(grid, start=1):
        here = [cell.rowspan for cell in row for _ in range(cell.colspan)]
        if len(here) + len(hanging) != width:
            wrong = f"{len(here) + len(hanging)} columns are filled, the first row has {width}"
            raise place.at(number).error("gap_in_grid", wrong, "mend across and down")
        hanging = [rows - 1 for rows in (*hanging, *here) if rows > 1]
    if hanging:
        raise place.error("gap_in_grid", "a cell reaches below the last row", "mend down")
