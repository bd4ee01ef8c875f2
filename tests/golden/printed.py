"""Reads the five real published reports in tests/golden/data: address → number as printed, None = blank in print.

The data are copied cell by cell from the published reports (source named in each file); nothing in them is mended.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from reports_app.formats import Format, format_for

DATA = Path(__file__).parent / "data"
NAMES = tuple(sorted(path.stem for path in DATA.glob("*.json")))
COLUMNS = ("np", "ent", "res", "pub", "law", "oth", "tot")
RESULTS = ("upheld", "corrected", "other", "pending", "total")
GROUPS = {"行政复议": "rev", "行政诉讼·未经复议直接起诉": "lit_direct", "行政诉讼·复议后起诉": "lit_after"}
ROW = re.compile(r"^([一二三四])(?:\(([一二三四五六七])\))?([0-9]?) ")
NUMERALS = "一二三四五六七"

Number = int | Decimal


@dataclass(frozen=True)
class Printed:
    """One published report. cells: T2, T3 and T4 by address. errors: what is known to be wrong in it."""

    name: str
    organ: str
    year: int
    source: str
    cells: Mapping[str, Number | None]
    errors: tuple[Mapping[str, Any], ...]
    narrative_facts: Mapping[str, Any]

    @property
    def format(self) -> Format:
        """The format of its year."""
        return format_for(self.year)

    def wrong_totals(self) -> set[tuple[str, str]]:
        """The known arithmetic errors as (rule, address of the total)."""
        listed = [error["where"].split(" / ") for error in self.errors if error["kind"] == "arithmetic"]
        return {
            ("V5", f"T4/{GROUPS[where]}.total") if table == "四" else ("V3", f"T3/{row_code(where)}/tot")
            for table, where in listed
        }


def read_printed(name: str) -> Printed:
    """Return the golden report of that file name, without its suffix."""
    data = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return Printed(
        name=name,
        organ=data["organ"],
        year=data["year"],
        source=data["source"],
        cells={**_part_two(data["T2"], format_for(data["year"])), **_part_three(data["T3"]), **_part_four(data["T4"])},
        errors=tuple(data["errors"]),
        narrative_facts=data["narrative_facts"],
    )


def row_code(label: str) -> str:
    """「三(三)4 保护第三方合法权益」 → 3.3.4."""
    found = ROW.match(label)
    assert found, label
    numerals = [str(NUMERALS.index(one) + 1) for one in found.group(1, 2) if one]
    return ".".join([*numerals, found.group(3)]).rstrip(".")


def number(printed: Any) -> Number | None:
    """A printed cell as a number; 「251000元」 has its unit in the cell."""
    if printed is None or isinstance(printed, int):
        return printed
    return Decimal(str(printed).rstrip("元"))


def _part_two(rows: Mapping[str, list[Any]], format: Format) -> dict[str, Number | None]:
    codes = {
        cell.label.split(" · ")[0]: cell.address.split("/")[1] for cell in format.cells.values() if cell.table == "T2"
    }
    return {
        f"T2/{codes[label]}/{place}": number(printed)
        for label, values in rows.items()
        for place, printed in enumerate(values, start=1)
    }


def _part_three(rows: Mapping[str, list[Any]]) -> dict[str, Number | None]:
    return {
        f"T3/{row_code(label)}/{column}": number(printed)
        for label, values in rows.items()
        for column, printed in zip(COLUMNS, values, strict=True)
    }


def _part_four(groups: Mapping[str, list[Any]]) -> dict[str, Number | None]:
    return {
        f"T4/{GROUPS[group]}.{result}": number(printed)
        for group, values in groups.items()
        for result, printed in zip(RESULTS, values, strict=True)
    }
