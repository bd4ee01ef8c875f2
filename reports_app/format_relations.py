"""Reads the arithmetic demands of a format file, and checks that all its parts name each other rightly."""

from collections.abc import Iterator, Mapping
from typing import Any

from openness.dated_law import Place, Shape
from reports_app.cells import CountedSource, Format, RateSource, Relation, Source, SumSource
from reports_app.format_tables import TableFile
from reports_app.prose_patterns import addresses_in

CHECK = Shape(
    {"rule": (str,), "id": (str,), "table": (str,), "left": (list,), "each": (str,), "severity": (str,)},
    {"equals": (list,), "at_most": (list,)},
)


def read_relations(
    entries: list[object],
    files: Mapping[str, TableFile],
    place: Place,
) -> Iterator[Relation]:
    """Yield one relation for each printed row or column that a check of the file speaks of.

    Raises:
        LawError: an unknown table, or not exactly one demand.
    """
    for number, entry in enumerate(entries, start=1):
        found = _demand(entry, place.at(number))
        known_table(found["table"], files, place.at(number))
        for line in _lines(files[found["table"]], found["each"]):
            yield _relation(found, line)


def _demand(entry: object, place: Place) -> dict[str, Any]:
    found = CHECK.check(entry, place)
    if ("equals" in found) == ("at_most" in found) or found["each"] not in ("column", "row"):
        wrong = "it is not one demand for each row or each column"
        raise place.error("bad_check", wrong, "write either equals or at_most, and each: row or column")
    if found["severity"] not in ("error", "warning"):
        raise place.error("bad_severity", f"{found['severity']!r} is no severity", "write error or warning")
    return found


def _relation(found: Mapping[str, Any], line: str) -> Relation:
    right = found.get("equals") or found["at_most"]
    return Relation(
        rule=found["rule"],
        id=found["id"],
        left=tuple(line.format(code) for code in found["left"]),
        right=tuple(line.format(code) for code in right),
        severity=found["severity"],
        is_limit="at_most" in found,
    )


def _lines(file: TableFile, each: str) -> Iterator[str]:
    """Address patterns with one {} left, one for each printed row or column of the table."""
    for block in file.blocks:
        crossing = block.columns if each == "column" else block.leaf_rows
        for code in (one["code"] for one in crossing if one.get("printed", True)):
            yield file.address("{}", code) if each == "column" else file.address(code, "{}")


def known_table(name: str | None, files: Mapping[str, TableFile], place: Place) -> None:
    """Raise LawError where `name` is a table that the file does not have."""
    if name is not None and name not in files:
        raise place.error("unknown_table", f"there is no table {name}", f"use one of {', '.join(files)}")


def check_whole(found: Format, place: Place) -> None:
    """Check that sums, rates, relations and patterns name cells that are there.

    Raises:
        LawError: one does not.
    """
    for cell in (*found.cells.values(), *found.derived.values(), *found.figures.values()):
        _check_known(found, parts_of(cell.source), place.at(cell.address))
    for relation in found.relations:
        _check_known(found, relation.cells, place.at("checks").at(relation.id))
    numbers = {part.no for part in found.parts}
    for no, paragraphs in found.prose.items():
        if no not in numbers:
            raise place.at("prose").at(no).error("unknown_part_number", f"no part {no}", "use the number of a part")
        _check_known(found, tuple(addresses_in(paragraphs)), place.at("prose").at(no))


def parts_of(source: Source) -> tuple[str, ...]:
    """The addresses that a total or a rate is computed from; none for other sources."""
    if isinstance(source, SumSource):
        return source.parts
    return (source.part, source.whole) if isinstance(source, RateSource) else ()


def check_outcomes(found: Format, rows: Mapping[str, str], place: Place) -> None:
    """Check that every outcome of the law stands in a row that counts it.

    Raises:
        LawError: its row is no leaf row of this format.
    """
    sources = [cell.source for cell in (*found.cells.values(), *found.derived.values())]
    conditions = [source.condition for source in sources if isinstance(source, CountedSource)]
    counted: set[str] = set().union(*(getattr(condition, "outcomes", None) or () for condition in conditions))
    for code, row in rows.items():
        if code not in counted:
            raise place.at(code).error("no_leaf_row", f"its row {row} counts no outcome", "name a leaf row of a table")


def _check_known(found: Format, addresses: tuple[str, ...], place: Place) -> None:
    for address in addresses:
        if found.cell(address) is None:
            raise place.error("unknown_cell", f"{address} is no cell of the format", "name a cell that is there")
