"""Reads the sentence patterns of a format file."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from openness.dated_law import Place, Shape, mapping_at
from reports_app.cells import Clause, Paragraph, When

SLOT = re.compile(r"\{([^{}:]+)(?::([a-z]+))?\}")  # {S/3.1}, {P/website:label}, {year}
WORDS = ("year", "scope", "organ")
CLAUSE_WORDS = ("text", "lead", "join", "close", "end", "others")
ASPECTS = (None, "label", "unit")

PARAGRAPH = Shape({}, {"heading": (str,), "sentences": (list,), "lines": (str,)})
WHEN = Shape({}, dict.fromkeys(("positive", "any_positive", "zero", "equal", "named"), (list,)))
CLAUSE = Shape(
    {},
    {
        "text": (str,),
        "when": (dict,),
        "items": (list,),
        "lead": (str,),
        "join": (str,),
        "close": (str,),
        "end": (str,),
        "others": (str,),
        "otherwise": (dict,),
    },
)


def read_prose(found: object, place: Place) -> dict[str, tuple[Paragraph, ...]]:
    """Return the patterns by part number.

    Raises:
        LawError: an unknown key, or a slot that is neither a word nor an address with a known aspect.
    """
    return {
        str(no): tuple(_paragraph(entry, place.at(no).at(n)) for n, entry in enumerate(entries, start=1))
        for no, entries in mapping_at(found, place).items()
    }


def addresses_in(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """Every address that the patterns of a part name, in order; some more than once."""
    for paragraph in paragraphs:
        if paragraph.lines:
            yield paragraph.lines
        for clause in paragraph.sentences:
            yield from _addresses_of(clause)


def slots(text: str) -> list[str]:
    """The addresses in a pattern, words left out."""
    return [name for name, _ in SLOT.findall(text) if name not in WORDS]


def _addresses_of(clause: Clause) -> Iterator[str]:
    yield from slots(clause.text)
    yield from clause.when.addresses if clause.when else ()
    for item in clause.items:
        yield from _addresses_of(item)
    if clause.otherwise:
        yield from _addresses_of(clause.otherwise)


def _paragraph(entry: object, place: Place) -> Paragraph:
    found = PARAGRAPH.check(entry, place)
    if len(found) != 1:
        raise place.error("mixed_paragraph", "a paragraph is one thing", "write heading, sentences or lines")
    sentences = tuple(_clause(one, place.at(n)) for n, one in enumerate(found.get("sentences", []), start=1))
    return Paragraph(found.get("heading", ""), sentences, found.get("lines", ""))


def _clause(entry: object, place: Place) -> Clause:
    if isinstance(entry, str):
        return _checked(Clause(text=entry), place)
    found = CLAUSE.check(entry, place)
    words: dict[str, Any] = {
        key: found[key] for key in ("text", "lead", "join", "close", "end", "others") if key in found
    }
    clause = Clause(**words, when=_when(found, place))
    items = tuple(_clause(one, place.at("items").at(n)) for n, one in enumerate(found.get("items", []), start=1))
    otherwise = _clause(found["otherwise"], place.at("otherwise")) if "otherwise" in found else None
    return replace(_checked(clause, place), items=items, otherwise=otherwise)


def _when(found: Mapping[str, Any], place: Place) -> When | None:
    if "when" not in found:
        return None
    stated = WHEN.check(found["when"], place.at("when"))
    return When(**{name: tuple(addresses) for name, addresses in stated.items()})


def _checked(clause: Clause, place: Place) -> Clause:
    for name, aspect in SLOT.findall(clause.text):
        if (name not in WORDS and "/" not in name) or (aspect or None) not in ASPECTS:
            raise place.error("unknown_slot", f"{{{name}}} stands for nothing", f"use an address or {', '.join(WORDS)}")
    return clause
