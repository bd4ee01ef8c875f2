"""Drafts the sentences of a report from its numbers by the format's patterns, naming only what is not zero."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reports_app.cells import Clause, Format, Paragraph, When
from reports_app.prose_patterns import SLOT, slots
from reports_app.tabulate import Number, Value, plain_number

LISTED = re.compile(r"[；;\n]+")  # how a figure's label lists carriers
NUMBERED = re.compile(r"^[0-9]+[、.．]\s*")
NOTHING = Value(None)


@dataclass(frozen=True, slots=True)
class Words:
    """Whose report it is: scope_words as the organ writes of itself (全区, 全市, 本机关)."""

    organ_name: str
    scope_words: str
    year: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A number in the text that comes from a cell, as it is printed there."""

    address: str
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The drafted text of one part, paragraphs parted by newlines, and the numbers it quotes, in their order."""

    text: str
    quotes: tuple[Quote, ...]


def draft(*, format: Format, values: Mapping[str, Value], words: Words) -> dict[str, Draft]:
    """Return the draft of every part by its number; an empty text where the part is left to the writer.

    Args:
        values: address → value, as `Grid.values`; a sentence with an unknown number is not said.
    """
    empty: tuple[Paragraph, ...] = ()
    known = frozenset(format.figures)
    return {part.no: _part(format.prose.get(part.no, empty), _Voice(values, words, known)) for part in format.parts}


def _part(paragraphs: Sequence[Paragraph], voice: "_Voice") -> Draft:
    written: list[str] = []
    heading = ""
    for paragraph in paragraphs:
        if paragraph.heading:
            heading = paragraph.heading  # printed only when something follows under it
            continue
        text = voice.paragraph(paragraph)
        if text:
            written += [heading, text] if heading else [text]
            heading = ""
    return Draft("\n".join(written), tuple(voice.quotes))


@dataclass
class _Voice:
    """Says clauses and notes every number it says."""

    values: Mapping[str, Value]
    words: Words
    known: frozenset[str]  # figures that have a sentence of their own
    quotes: list[Quote] = field(default_factory=list)

    def paragraph(self, paragraph: Paragraph) -> str:
        if paragraph.lines:
            return self._lines(paragraph.lines)
        return "".join(self.clause(clause) for clause in paragraph.sentences)

    def clause(self, clause: Clause) -> str:
        """A sentence with its members; "" where its numbers are unknown or there is nothing to say."""
        if not self._is_said(clause):
            return self.clause(clause.otherwise) if clause.otherwise else ""
        return self._whole(clause)

    def _whole(self, clause: Clause) -> str:
        text = SLOT.sub(lambda found: self._slot(found.group(1), found.group(2)), clause.text)
        members = [said for item in clause.items if (said := self._item(item))]
        if not text and not members:
            return ""
        told = f"{clause.lead}{clause.join.join(members)}{clause.close}" if members else ""
        return f"{text}{told}{clause.end}"

    def _item(self, item: Clause) -> str:
        if item.others:
            return self._others(item)
        addresses = slots(item.text)
        is_zero = bool(addresses) and not self._number(addresses[0])
        return "" if item.when is None and is_zero else self.clause(item)

    def _others(self, item: Clause) -> str:
        """Figures in the report's own words that the format does not know: 「标签+数+单位」."""
        addresses = sorted(one for one in self.values if one.startswith(item.others) and one not in self.known)
        told = [Clause(f"{{{one}:label}}{{{one}}}{{{one}:unit}}") for one in addresses if self._is_typed(one)]
        return item.join.join(said for clause in told if (said := self._item(clause)))

    def _lines(self, address: str) -> str:
        """The numbered lines that a figure's label lists, as 「1、…」."""
        value = self.values.get(address, NOTHING)
        listed = [NUMBERED.sub("", line.strip()) for line in LISTED.split(value.label) if line.strip()]
        if value.value is None or len(listed) < 2:
            return ""
        return "\n".join(f"{number}、{line}" for number, line in enumerate(listed, start=1))

    def _is_said(self, clause: Clause) -> bool:
        if any(self._number(address) is None for address in slots(clause.text)):
            return False
        return clause.when is None or self._holds(clause.when)

    def _holds(self, when: When) -> bool:
        if any(self._number(address) is None for address in when.addresses):
            return False
        numbers = {address: self._number(address) or 0 for address in when.addresses}
        return (
            all(numbers[address] > 0 for address in when.positive)
            and (not when.any_positive or any(numbers[address] > 0 for address in when.any_positive))
            and all(numbers[address] == 0 for address in when.zero)
            and len({numbers[address] for address in when.equal}) <= 1
            and all(self._lists(address) for address in when.named)
        )

    def _lists(self, address: str) -> bool:
        # the format's own label names the figure; only the report's own words can list what it counts
        return "、" in self.values.get(address, NOTHING).label

    def _is_typed(self, address: str) -> bool:
        value = self.values[address]
        return value.typed is not None or bool(value.of)

    def _number(self, address: str) -> Number | None:
        return self.values.get(address, NOTHING).value

    def _slot(self, name: str, aspect: str | None) -> str:
        spoken = {"year": str(self.words.year), "scope": self.words.scope_words, "organ": self.words.organ_name}
        if name in spoken:
            return spoken[name]
        value = self.values.get(name, NOTHING)
        if aspect:
            return value.label if aspect == "label" else value.unit
        text = plain_number(value.value or 0)
        self.quotes.append(Quote(name, text))
        return text
