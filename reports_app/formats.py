"""Which statutory format a report year has: every file of law/formats is one, found by its years."""

from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from openness.dated_law import LawError, Place
from reports_app.cells import (
    Cell,
    Clause,
    CountedSource,
    Format,
    LayoutCell,
    Paragraph,
    Part,
    RateSource,
    Relation,
    Source,
    SumSource,
    Table,
    TypedSource,
)
from reports_app.format_file import read_format

__all__ = [
    "Cell",
    "Clause",
    "CountedSource",
    "Format",
    "LawError",
    "LayoutCell",
    "NoFormat",
    "Paragraph",
    "Part",
    "RateSource",
    "Relation",
    "Source",
    "SumSource",
    "Table",
    "TypedSource",
    "all_formats",
    "format_for",
]

FOLDER = Path(__file__).parent / "law" / "formats"


class NoFormat(ValueError):
    """No format is prescribed for the report year."""


@lru_cache(maxsize=8)
def all_formats(folder: Path = FOLDER) -> tuple[Format, ...]:
    """Return every format of the folder, by first year.

    Raises:
        LawError: a file that does not add up, an id twice, or two formats for one year.
    """
    formats = sorted((read_format(path) for path in folder.glob("*.yaml")), key=lambda one: one.years[0])
    place = Place(folder.name)
    for earlier, later in pairwise(formats):
        if earlier.covers(later.years[0]):
            wrong = f"formats {earlier.id} and {later.id} both cover {later.years[0]}"
            raise place.error("overlapping_years", wrong, "end the earlier one: years.last")
    if len({one.id for one in formats}) < len(formats):
        raise place.error("duplicate_id", "two files have the same id", "give each format its own id")
    return tuple(formats)


def format_for(year: int, *, folder: Path = FOLDER) -> Format:
    """Return the format of a report year (law/README §1).

    Raises:
        NoFormat: the year lies before the first format, or in none.
    """
    formats = all_formats(folder)
    for one in formats:
        if one.covers(year):
            return one
    first = formats[0].years[0] if formats else year
    raise NoFormat(f"{year}年没有规定的年度报告格式：系统中的格式从{first}年度起。请核对年度。")
