"""How a case can end: the closed lists of outcomes by day of decision, from law/outcomes.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from openness.dated_law import Place, Shape, check_ascending, in_force, mapping_at, read_yaml

LAW_FILE = Path(__file__).parent / "law" / "outcomes.yaml"

_FILE = Shape({"lists": (dict,), "outcomes": (list,)})
_LIST = Shape({"from": (date,), "citation": (str,), "standing": (str,)})
_OUTCOME = Shape(
    {"code": (str,), "list": (str,), "label": (str,), "article": (str,), "standing": (str,), "rows": (dict,)},
    {"unspecified": (bool,), "until": (date,), "note": (str,)},
)
_ROW = Shape({"row": (str, type(None)), "standing": (str,)})


@dataclass(frozen=True)
class Outcome:
    """One way a case can end.

    Args:
        code: stable code, as stored on the case.
        label: the statute's own words, or the row's.
        article: what it rests on.
        list: the Regulation whose list holds it ("r2007" or "r2019").
        rows: format id to the code of the one leaf row that counts it; None = closed, but in no answer row.
        row_standing: format id to "confirmed" or "unconfirmed".
        standing: of the outcome itself.
        unspecified: for ledgers that name only the row; people choose a finer one.
        until: the day from which it is no longer chosen.
        note: what a reader must know.
    """

    code: str
    label: str
    article: str
    list: str
    rows: Mapping[str, str | None]
    row_standing: Mapping[str, str]
    standing: str
    unspecified: bool = False
    until: date | None = None
    note: str = ""


@dataclass(frozen=True)
class OutcomeLaw:
    """The lists by their first day, and every outcome by its code."""

    lists: tuple[tuple[date, str], ...]
    outcomes: Mapping[str, Outcome]

    def on(self, decided_on: date) -> tuple[Outcome, ...]:
        """Return the outcomes that a decision of that day can have."""
        listed = in_force(self.lists, decided_on)
        return tuple(one for one in self.outcomes.values() if one.list == listed and _is_open(one, decided_on))


def read_outcomes(path: Path) -> OutcomeLaw:
    """Return the outcome law of the file.

    Raises:
        LawError: the file is not whole: an unknown list, a code twice, a null row without a note.
    """
    place = Place(path.name)
    document = _FILE.check(read_yaml(path), place)
    lists = _lists(document["lists"], place.at("lists"))
    outcomes: dict[str, Outcome] = {}
    for number, entry in enumerate(document["outcomes"], start=1):
        outcome = _outcome(entry, place.at("outcomes").at(number), {code for _, code in lists})
        if outcome.code in outcomes:
            raise place.at("outcomes").at(number).error("duplicate_code", f"{outcome.code} stands twice", "keep one")
        outcomes[outcome.code] = outcome
    return OutcomeLaw(lists, MappingProxyType(outcomes))


@lru_cache(maxsize=4096)
def outcomes_on(decided_on: date) -> tuple[Outcome, ...]:
    """Return the outcomes that a decision of that day can have, in the order of the law file."""
    return LAW.on(decided_on)


def _lists(section: object, place: Place) -> tuple[tuple[date, str], ...]:
    entries = {code: _LIST.check(entry, place.at(code)) for code, entry in mapping_at(section, place).items()}
    lists = tuple((entry["from"], code) for code, entry in entries.items())
    check_ascending([first for first, _ in lists], place)
    return lists


def _outcome(entry: object, place: Place, lists: set[str]) -> Outcome:
    found = _OUTCOME.check(entry, place)
    if found["list"] not in lists:
        raise place.at("list").error("unknown_list", f"no list {found['list']!r}", f"use one of {sorted(lists)}")
    rows = {_format_id(name, place): _row(row, place.at("rows").at(name), found) for name, row in found["rows"].items()}
    if not rows:
        raise place.at("rows").error("no_rows", "no format counts this outcome", "name its leaf row in each format")
    return Outcome(
        **{key: value for key, value in found.items() if key != "rows"},
        rows=MappingProxyType({name: row["row"] for name, row in rows.items()}),
        row_standing=MappingProxyType({name: row["standing"] for name, row in rows.items()}),
    )


def _format_id(name: object, place: Place) -> str:
    # unquoted, YAML reads a format id as a number, and the look-up by "2021" would miss it
    if not isinstance(name, str):
        raise place.at("rows").at(name).error("unquoted_format", f"format id {name!r} is no text", "put it in quotes")
    return name


def _row(row: object, place: Place, outcome: Mapping[str, Any]) -> dict[str, Any]:
    found = _ROW.check(row, place)
    if found["row"] is None and not outcome.get("note"):
        raise place.error("null_without_note", "null says that no row counts it", "add a `note` saying why")
    return found


def _is_open(outcome: Outcome, on: date) -> bool:
    return outcome.until is None or on < outcome.until


LAW = read_outcomes(LAW_FILE)
OUTCOMES: Mapping[str, Outcome] = LAW.outcomes
