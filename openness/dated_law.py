"""The dated-law loader: reads law files strictly and refuses what is doubtful, naming file, key and remedy."""

from bisect import bisect_right
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import yaml

STANDINGS = ("confirmed", "unconfirmed")

Dated = TypeVar("Dated")
LawValue = int | str | bool | date | None


class LawError(ValueError):
    """A law file that cannot be trusted.

    Args:
        code: stable identifier of the kind of error; tests assert it.
        file: the file's name.
        key: where in the file, dotted.
        wrong: what is wrong there.
        remedy: what to do about it.
    """

    def __init__(self, *, code: str, file: str, key: str, wrong: str, remedy: str) -> None:
        self.code, self.file, self.key = code, file, key
        super().__init__(f"{file}, {key or 'top'}: {wrong}; {remedy}.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in which law file something stands."""

    file: str
    key: str = ""

    def at(self, key: object) -> "Place":
        """Return the place of `key` under this one."""
        return Place(self.file, f"{self.key}.{key}" if self.key else str(key))

    def error(self, code: str, wrong: str, remedy: str) -> LawError:
        """Return the error of this place."""
        return LawError(code=code, file=self.file, key=self.key, wrong=wrong, remedy=remedy)


@dataclass(frozen=True, slots=True)
class Rule:
    """One legal value as it stands from a date on.

    Args:
        value: the number, date or word; None where the law sets none (the note says why).
        unit: what the value counts.
        valid_from: the day from which it applies.
        article: the citation.
        standing: "confirmed" or "unconfirmed".
        note: what a reader must know.
    """

    value: LawValue
    unit: str
    valid_from: date
    article: str
    standing: str
    note: str = ""


@dataclass(frozen=True)
class Shape:
    """Which keys a mapping must and may have, and the type of each."""

    required: Mapping[str, tuple[type, ...]]
    optional: Mapping[str, tuple[type, ...]] = field(default_factory=dict)

    def check(self, record: object, place: Place) -> dict[str, Any]:
        """Return `record` when it fits.

        Raises:
            LawError: not a mapping, a key unknown, missing or of a wrong type, or a standing that is none.
        """
        found = mapping_at(record, place)
        known = {**self.required, **self.optional}
        for key in found:
            if key not in known:
                raise place.at(key).error("unknown_key", "unknown key", f"use only {', '.join(known)}")
        for key in self.required:
            if key not in found:
                raise place.at(key).error(
                    f"missing_{key}", f"{key!r} is missing", "state it; the law file must be whole"
                )
        for key, value in found.items():
            _check_type(value, known[key], place.at(key))
        return found


RULE = Shape(
    required={
        "from": (date,),
        "value": (int, str, bool, date, type(None)),
        "unit": (str,),
        "citation": (str,),
        "standing": (str,),
    },
    optional={"note": (str,)},
)


class _StrictLoader(yaml.SafeLoader):
    """SafeLoader that refuses duplicate keys and floats."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key: Hashable = self.construct_object(key_node, deep=True)
            if key in seen:
                raise _place_of(key_node).at(key).error("duplicate_key", "the key stands twice", "keep one of the two")
            seen.add(key)
        return super().construct_mapping(node, deep)


def _refuse_float(loader: _StrictLoader, node: yaml.ScalarNode) -> None:
    raise _place_of(node).error(
        "float", f"{node.value} is a float", "write an integer, or quote it as a decimal string"
    )


_StrictLoader.add_constructor("tag:yaml.org,2002:float", _refuse_float)


def read_yaml(path: Path) -> dict[str, Any]:
    """Return the law file at `path` as plain data.

    Raises:
        LawError: unreadable, no YAML, no mapping, a key twice, a float, or a standing that is none.
    """
    place = Place(path.name)
    try:
        with path.open(encoding="utf-8") as stream:
            document = yaml.load(stream, Loader=_StrictLoader)  # noqa: S506 (a SafeLoader, made stricter)
    except LawError:
        raise
    except OSError as broken:
        raise place.error("unreadable", f"cannot be read ({broken.strerror})", "put the file there") from broken
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as broken:
        raise place.error("not_yaml", " ".join(str(broken).split()), "mend the YAML") from broken
    _check_standings(mapping_at(document, place), place)
    return dict(document)


def read_rules(entries: object, place: Place) -> tuple[Rule, ...]:
    """Return the dated values of one legal term, oldest first.

    Args:
        entries: the list as read: each with from, value, unit, citation, standing.
        place: where it stands.

    Raises:
        LawError: an entry that is not whole, dates unsorted or twice, or a null without a note.
    """
    if not isinstance(entries, list) or not entries:
        raise place.error("not_a_list", "a list of dated values is expected", "write at least one entry with `from`")
    rules = tuple(_rule(entry, place.at(number)) for number, entry in enumerate(entries, start=1))
    check_ascending([rule.valid_from for rule in rules], place)
    return rules


def check_ascending(days: Sequence[date], place: Place) -> None:
    """Raise LawError where dates repeat (two values for one day) or run backwards."""
    for earlier, later in pairwise(days):
        if later == earlier:
            raise place.error("overlapping_dates", f"{later} is given twice", "let one value start on each date")
        if later < earlier:
            raise place.error("unsorted_dates", f"{later} follows {earlier}", "sort the entries by date")


def in_force(dated: Sequence[tuple[date, Dated]], on: date) -> Dated | None:
    """Return the one that applies on `on` among those sorted by starting date; None before the first."""
    index = bisect_right(dated, on, key=lambda entry: entry[0])
    return dated[index - 1][1] if index else None


def mapping_at(found: object, place: Place) -> dict[str, Any]:
    """Return `found` when it is a mapping.

    Raises:
        LawError: it is none.
    """
    if not isinstance(found, dict):
        raise place.error("not_a_mapping", f"a mapping is expected, found {found!r:.40}", "write `key: value` lines")
    return found


def _rule(entry: object, place: Place) -> Rule:
    found = RULE.check(entry, place)
    if found["value"] is None and not found.get("note"):
        raise place.at("value").error(
            "null_without_note", "null says that the law sets none", "add a `note` saying why"
        )
    return Rule(
        value=found["value"],
        unit=found["unit"],
        valid_from=found["from"],
        article=found["citation"],
        standing=found["standing"],
        note=found.get("note", ""),
    )


def _check_type(value: object, accepted: tuple[type, ...], place: Place) -> None:
    # bool is an int and datetime a date to Python; to the law they are not
    if type(value) not in accepted:
        names = " or ".join(kind.__name__ for kind in accepted)
        code = "not_a_date" if accepted == (date,) else "wrong_type"
        raise place.error(code, f"{value!r:.40} is not of type {names}", f"write a {names}")
    if isinstance(value, str) and not value.strip():
        raise place.error("empty_text", "the text is empty", "state it or leave the key out where it is optional")


def _check_standings(found: object, place: Place) -> None:
    if isinstance(found, dict):
        if "standing" in found and found["standing"] not in STANDINGS:
            wrong = f"{found['standing']!r} is no standing"
            raise place.at("standing").error("bad_standing", wrong, f"write {' or '.join(STANDINGS)}")
        for key, value in found.items():
            _check_standings(value, place.at(key))
    elif isinstance(found, list):
        for number, value in enumerate(found, start=1):
            _check_standings(value, place.at(number))


def _place_of(node: yaml.Node) -> Place:
    return Place(Path(node.start_mark.name).name, f"line {node.start_mark.line + 1}")
