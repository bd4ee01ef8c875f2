"""Reads the tables of a format file: blocks of rows and columns become cells with their sources."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openness.dated_law import Place, Shape, mapping_at
from reports_app.cells import Cell, CountedSource, Source, SumSource, TypedSource
from reports_app.facts import AnyCondition, AppealCondition, Condition, FiledCondition, Phase

OF_ROW = "of_row"  # outcomes: of_row = all outcomes that the outcome law puts into this row
TYPES = ("count", "signed", "amount", "rate")
NUMBERING = re.compile(r"^(（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|[0-9]+\.)")

BLOCK = Shape({"columns": (list,), "rows": (list,)})
COLUMN = Shape(
    {"code": (str,)},
    {
        "label": (str,),
        "group": (str,),
        "unit": (str,),
        "type": (str,),
        "measure": (str,),
        "standing": (str,),
        "note": (str,),
        "typed": (bool,),
        "count": (dict,),
        "sum": (list,),
        "printed": (bool,),
    },
)
ROW = Shape(
    {"code": (str,)},
    {
        "key": (str,),
        "label": (str,),
        "unit": (str,),
        "type": (str,),
        "measure": (str,),
        "standing": (str,),
        "basis": (str,),
        "note": (str,),
        "heading": (bool,),
        "typed": (bool,),
        "count": (dict,),
        "sum": (list,),
        "figures": (list,),
        "printed": (bool,),
    },
)
COUNT = Shape(
    {},
    {
        "phase": (str,),
        "channels": (list,),
        "kinds": (list,),
        "outcomes": (list, str),
        "timeliness": (list,),
        "routes": (list,),
        "results": (list,),
        "filed": (list,),
        "fee": (str,),
    },
)


@dataclass(frozen=True)
class Block:
    """Rows and columns that cross: every row has every column."""

    columns: tuple[Mapping[str, Any], ...]
    rows: tuple[Mapping[str, Any], ...]
    place: Place

    @property
    def leaf_rows(self) -> list[Mapping[str, Any]]:
        return [row for row in self.rows if not row.get("heading")]


@dataclass(frozen=True)
class TableFile:
    """One table of the file while it is read: its id, its own keys, its blocks, where it stands."""

    id: str
    data: Mapping[str, Any]
    blocks: tuple[Block, ...]
    place: Place

    def address(self, row: str, column: str) -> str:
        """The address of the cell where the row and the column cross."""
        return str(self.data["address"]).format(row=row, column=column)


def read_blocks(entries: Sequence[object], place: Place) -> tuple[Block, ...]:
    """Return the blocks of a table.

    Raises:
        LawError: an unknown key or type in a row or column, or a code that stands twice.
    """
    blocks = tuple(_block(entry, place.at(number)) for number, entry in enumerate(entries, start=1))
    codes = [row["code"] for block in blocks for row in block.rows]
    for code in codes:
        if codes.count(code) > 1:
            raise place.error("duplicate_address", f"row {code} stands twice", "give each row its own code")
    return blocks


def read_cells(table: TableFile, outcome_rows: Mapping[str, str]) -> tuple[dict[str, Cell], dict[str, Cell]]:
    """Return the printed and the derived cells of a table, each by its address.

    Args:
        outcome_rows: outcome code → row that counts it in this format.

    Raises:
        LawError: a row without a count, an address twice, an unknown outcome, a row that no outcome reaches.
    """
    printed: dict[str, Cell] = {}
    derived: dict[str, Cell] = {}
    for block in table.blocks:
        for row in block.leaf_rows:
            for column in block.columns:
                cell = _cell(table, block, row, column, outcome_rows)
                if cell.address in printed or cell.address in derived:
                    raise block.place.error("duplicate_address", f"{cell.address} stands twice", "change a code")
                is_printed = row.get("printed", True) and column.get("printed", True)
                (printed if is_printed else derived)[cell.address] = cell
    return printed, derived


def read_condition(count: Mapping[str, Any], place: Place) -> AnyCondition | None:
    """Return what a cell counts; None = the fees collected.

    Raises:
        LawError: an unknown phase, or keys of cases and appeals mixed.
    """
    if set(count) == {"fee"}:
        return None
    if set(count) == {"filed"}:
        return FiledCondition(frozenset(count["filed"]))
    if set(count) <= {"routes", "results"}:
        return AppealCondition(_codes(count, "routes"), _codes(count, "results"))
    if "phase" not in count:
        raise place.error("no_count", "nothing says how the row is counted", "give it a count with a phase")
    if count["phase"] not in set(Phase):
        raise place.error("unknown_phase", f"phase {count['phase']!r} is none", f"use one of {', '.join(Phase)}")
    if not set(count) <= {"phase", "channels", "kinds", "outcomes", "timeliness"}:
        raise place.error("mixed_count", f"{sorted(count)} do not go together", "count either cases or appeals")
    axes = {axis: _codes(count, axis) for axis in ("channels", "kinds", "outcomes", "timeliness")}
    return Condition(Phase(count["phase"]), **axes)


def full_label(rows: Sequence[Mapping[str, Any]], row: Mapping[str, Any]) -> str:
    """A row's label after the numbers of the rows above it: 「三（三）4.保护第三方合法权益」."""
    code, label = row["code"], str(row.get("label", ""))
    above = [one for one in rows if code.startswith(f"{one['code']}.")]
    numbers = [found.group(1).rstrip("、") for one in above if (found := NUMBERING.match(str(one.get("label", ""))))]
    return "".join(numbers) + label


def _block(entry: object, place: Place) -> Block:
    found = BLOCK.check(entry, place)
    columns = tuple(COLUMN.check(one, place.at("columns").at(n)) for n, one in enumerate(found["columns"], start=1))
    rows = tuple(ROW.check(one, place.at("rows").at(n)) for n, one in enumerate(found["rows"], start=1))
    for one in (*columns, *rows):
        if one.get("type", "count") not in TYPES:
            raise place.error("unknown_type", f"{one['code']}: type {one['type']!r}", f"use one of {', '.join(TYPES)}")
        COUNT.check(one.get("count", {}), place.at(one["code"]).at("count"))
    return Block(columns, rows, place)


def _cell(
    table: TableFile,
    block: Block,
    row: Mapping[str, Any],
    column: Mapping[str, Any],
    outcome_rows: Mapping[str, str],
) -> Cell:
    names = [full_label(block.rows, row), column.get("group", ""), column.get("label", "")]
    standings = {row.get("standing", table.data["standing"]), column.get("standing", "confirmed")}
    words = {"key": row.get("key", row["code"]), "column": column.get("measure", column["code"])}
    return Cell(
        address=table.address(row["code"], column["code"]),
        label=" · ".join(name for name in names if name),
        unit=column.get("unit") or row.get("unit") or table.data["unit"],
        type=column.get("type") or row.get("type") or "count",
        confirmed="unconfirmed" not in standings,
        measure=row.get("measure") or str(table.data["measure"]).format(**words),
        source=_source(table, block, row, column, outcome_rows),
        table=table.id,
        note=column.get("note") or row.get("note", ""),
    )


def _source(
    table: TableFile,
    block: Block,
    row: Mapping[str, Any],
    column: Mapping[str, Any],
    outcome_rows: Mapping[str, str],
) -> Source:
    place = block.place.at(row["code"])
    if "sum" in column:
        return SumSource(tuple(table.address(row["code"], code) for code in column["sum"]))
    if "sum" in row:
        return SumSource(tuple(table.address(code, column["code"]) for code in row["sum"]))
    if "figures" in row:
        return SumSource(tuple(row["figures"]))
    count = {**row.get("count", {}), **column.get("count", {})}
    if count:
        return CountedSource(read_condition(_with_outcomes(count, row["code"], outcome_rows, place), place))
    if row.get("typed") or column.get("typed"):
        return TypedSource()
    raise place.error("no_count", "nothing says how the row is counted", "give it count, sum, figures or typed: true")


def _with_outcomes(count: dict[str, Any], row: str, outcome_rows: Mapping[str, str], place: Place) -> Mapping[str, Any]:
    if "outcomes" not in count:
        return count
    wanted = count["outcomes"]
    outcomes = [code for code, at in outcome_rows.items() if at == row] if wanted == OF_ROW else wanted
    if isinstance(outcomes, str) or not outcomes:
        raise place.error("no_outcome", "no outcome is counted in the row", "put one there in the outcome law")
    for code in outcomes:
        if code not in outcome_rows:
            raise place.error("unknown_outcome", f"{code} is no outcome", "use the codes of the outcome law")
    return {**count, "outcomes": outcomes}


def _codes(count: Mapping[str, Any], axis: str) -> frozenset[str] | None:
    return frozenset(count[axis]) if axis in count else None


def count_of(entry: Mapping[str, Any], place: Place) -> AnyCondition | None:
    """Return the condition of a figure's `count`, checked like a row's."""
    return read_condition(COUNT.check(mapping_at(entry["count"], place), place), place)
