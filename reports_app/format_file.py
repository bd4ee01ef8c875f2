"""Reads one format file (law/formats/*.yaml) into a Format, refusing what does not add up.

Keys of the file: id, name, prescribed_by, standing, years (first, last), parts, annex, tables, checks, figures, prose;
outcome_rows (`map`: which rows of the outcome law apply; `moved`: outcome → row where this format differs;
`uncounted`: outcomes that stand in no row). Of a table: `address` and `measure` are patterns for its cells, `blocks`
cross rows with columns, `layout` is the printed grid. A row or column says where its numbers come from: `count` (a
condition on cases or appeals), `sum` (other rows or columns), `figures` (other addresses), `typed`. `printed: false`:
a sum that is not printed. `standing: unconfirmed`: not read in the official text. A check compares sums of rows or
columns, `each: column` or `each: row`.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openness.dated_law import Place, Shape, read_yaml
from reports_app.cells import (
    Cell,
    CountedSource,
    Format,
    Part,
    RateSource,
    Source,
    Table,
    TypedSource,
)
from reports_app.format_relations import check_outcomes, check_whole, known_table, read_relations
from reports_app.format_tables import TableFile, count_of, read_blocks, read_cells
from reports_app.layouts import read_layout
from reports_app.prose_patterns import read_prose
from requests_app.outcomes import OUTCOMES

FILE = Shape(
    {
        "id": (str,),
        "name": (str,),
        "prescribed_by": (str,),
        "standing": (str,),
        "years": (dict,),
        "outcome_rows": (dict,),
        "parts": (list,),
        "tables": (dict,),
        "checks": (list,),
        "figures": (list,),
        "prose": (dict,),
    },
    {"annex": (dict,)},
)
YEARS = Shape({"first": (int,), "last": (int, type(None))})
OUTCOME_ROWS = Shape({"map": (str,)}, {"moved": (dict,), "uncounted": (list,)})
PART = Shape({"number": (str,), "title": (str,)}, {"table": (str,)})
ANNEX = Shape({"title": (str,), "table": (str,), "standing": (str,)})
TABLE = Shape(
    {
        "title": (str,),
        "address": (str,),
        "measure": (str,),
        "unit": (str,),
        "standing": (str,),
        "blocks": (list,),
        "layout": (list,),
    },
    {"layout_standing": (str,)},
)
FIGURE = Shape(
    {"address": (str,), "label": (str,), "unit": (str,)},
    {"type": (str,), "count": (dict,), "of": (list,), "decimals": (int,), "standing": (str,), "note": (str,)},
)


def read_format(path: Path) -> Format:
    """Return the format that the file states.

    Raises:
        LawError: an unknown or missing key, an address twice, a row without a count, a sum or pattern naming a cell
            that is not there, an outcome that stands in no row or in two, a grid that does not close.
    """
    place = Place(path.name)
    data = FILE.check(read_yaml(path), place)
    rows = _outcome_rows(data["outcome_rows"], place.at("outcome_rows"))
    files = {name: _table_file(name, entry, place.at("tables").at(name)) for name, entry in data["tables"].items()}
    read = {name: read_cells(file, rows) for name, file in files.items()}
    cells = {address: cell for printed, _ in read.values() for address, cell in printed.items()}
    derived = {address: cell for _, sums in read.values() for address, cell in sums.items()}
    years = YEARS.check(data["years"], place.at("years"))
    found = Format(
        id=data["id"],
        name=data["name"],
        prescribed_by=data["prescribed_by"],
        years=(years["first"], years["last"]),
        confirmed=data["standing"] == "confirmed",
        parts=tuple(_part(entry, place.at("parts").at(n), files) for n, entry in enumerate(data["parts"], start=1)),
        tables={name: _table(file, read[name][0]) for name, file in files.items()},
        cells=cells,
        derived=derived,
        figures=_figures(data["figures"], place.at("figures")),
        relations=tuple(read_relations(data["checks"], files, place.at("checks"))),
        prose=read_prose(data["prose"], place.at("prose")),
        annex=_annex(data, place, files),
    )
    check_whole(found, place)
    check_outcomes(found, rows, place.at("outcome_rows"))
    return found


def _outcome_rows(entry: object, place: Place) -> dict[str, str]:
    found = OUTCOME_ROWS.check(entry, place)
    uncounted = found.get("uncounted", [])
    for code in (*found.get("moved", {}), *uncounted):
        if code not in OUTCOMES:
            raise place.error("unknown_outcome", f"{code} is no outcome", "use the codes of the outcome law")
    rows = {code: outcome.rows.get(found["map"]) for code, outcome in OUTCOMES.items() if found["map"] in outcome.rows}
    rows.update(found.get("moved", {}))
    for code, row in rows.items():
        if row is None and code not in uncounted:
            raise place.error("no_row", f"{code} stands in no row", "list it under uncounted, or move it to a row")
    return {code: row for code, row in rows.items() if row is not None and code not in uncounted}


def _table_file(name: str, entry: object, place: Place) -> TableFile:
    data = TABLE.check(entry, place)
    return TableFile(name, data, read_blocks(data["blocks"], place.at("blocks")), place)


def _table(file: TableFile, printed: Mapping[str, Cell]) -> Table:
    confirmed = file.data.get("layout_standing", file.data["standing"]) == "confirmed"
    layout = read_layout(file, file.data["layout"], printed)
    return Table(file.id, file.data["title"], file.data["unit"], layout, confirmed)


def _part(entry: object, place: Place, files: Mapping[str, TableFile]) -> Part:
    found = PART.check(entry, place)
    known_table(found.get("table"), files, place)
    return Part(found["number"], found["title"], found.get("table", ""))


def _annex(data: Mapping[str, Any], place: Place, files: Mapping[str, TableFile]) -> Part | None:
    if "annex" not in data:
        return None
    found = ANNEX.check(data["annex"], place.at("annex"))
    known_table(found["table"], files, place.at("annex"))
    return Part("annex", found["title"], found["table"])


def _figures(entries: list[object], place: Place) -> dict[str, Cell]:
    figures: dict[str, Cell] = {}
    for number, entry in enumerate(entries, start=1):
        found = FIGURE.check(entry, place.at(number))
        if found["address"] in figures:
            raise place.at(number).error("duplicate_address", f"{found['address']} stands twice", "keep one")
        figures[found["address"]] = _figure(found, place.at(number))
    return figures


def _figure(found: Mapping[str, Any], place: Place) -> Cell:
    return Cell(
        address=found["address"],
        label=found["label"],
        unit=found["unit"],
        type=found.get("type", "count"),
        confirmed=found.get("standing", "confirmed") == "confirmed",
        measure=found["address"],
        source=_figure_source(found, place),
        note=found.get("note", ""),
    )


def _figure_source(found: Mapping[str, Any], place: Place) -> Source:
    if "count" in found:
        return CountedSource(count_of(found, place))
    if "of" not in found:
        return TypedSource()
    if len(found["of"]) != 2 or "decimals" not in found:
        raise place.error("bad_rate", "a rate is of two figures, with decimals", "write of: [part, whole] and decimals")
    return RateSource(found["of"][0], found["of"][1], found["decimals"])
