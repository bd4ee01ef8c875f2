"""The rates of the processing fee (信息处理费) as law/fees.yaml states them, read strictly."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count, pairwise
from pathlib import Path
from types import MappingProxyType

from openness.dated_law import Place, Shape, check_ascending, in_force, read_yaml

LAW_FILE = Path(__file__).parent / "law" / "fees.yaml"

_FILE = Shape({"modes": (dict,)})
_MODES = Shape({"item": (dict,), "page": (dict,)})
_MODE = Shape({"label": (str,), "dated": (list,)})
_RATES = Shape(
    {"from": (date,), "unit": (str,), "money": (str,), "citation": (str,), "standing": (str,), "brackets": (list,)},
    {"note": (str,)},
)
_BRACKET = Shape({"first": (int,), "rate": (str,)}, {"every": (int,), "rise": (str,)})
_AMOUNT = re.compile(r"[0-9]+(\.[0-9]{1,2})?")


@dataclass(frozen=True, slots=True)
class Bracket:
    """The rate from one running number on.

    Args:
        first: the first number it applies to.
        rate: per number.
        every: how many numbers one tier of the open end holds; 0 where there are no tiers.
        rise: by how much each further tier is dearer.
    """

    first: int
    rate: Decimal
    every: int = 0
    rise: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Tier:
    """The rate of the numbers from `first` to `last`; no `last` at the open end."""

    first: int
    last: int | None
    rate: Decimal


@dataclass(frozen=True, slots=True)
class Rates:
    """The brackets of one way of charging as they stand from a date on, with unit, citation and standing."""

    valid_from: date
    unit: str
    money: str
    article: str
    standing: str
    brackets: tuple[Bracket, ...]
    note: str = ""

    def tiers(self) -> Iterator[Tier]:
        """Yield the tiers by number, without end where the last bracket rises."""
        for bracket, following in pairwise(self.brackets):
            yield Tier(bracket.first, following.first - 1, bracket.rate)
        end = self.brackets[-1]
        if not end.every:
            yield Tier(end.first, None, end.rate)
            return
        for step in count():
            first = end.first + step * end.every
            yield Tier(first, first + end.every - 1, end.rate + step * end.rise)


@dataclass(frozen=True)
class FeeMode:
    """One way of charging: its code, its label, and its rates by date, oldest first."""

    code: str
    label: str
    dated: tuple[Rates, ...]

    def rates_on(self, on: date) -> Rates | None:
        """Return the rates of that day; None before the first."""
        return in_force([(rates.valid_from, rates) for rates in self.dated], on)


def read_fees(path: Path) -> Mapping[str, FeeMode]:
    """Return the ways of charging by code.

    Raises:
        LawError: the file is not whole: a rate that is no decimal string, brackets that leave a gap or run backwards.
    """
    place = Place(path.name, "modes")
    section = _MODES.check(_FILE.check(read_yaml(path), Place(path.name))["modes"], place)
    return MappingProxyType({code: _mode(code, entry, place.at(code)) for code, entry in section.items()})


def _mode(code: str, entry: object, place: Place) -> FeeMode:
    found = _MODE.check(entry, place)
    at = place.at("dated")
    if not found["dated"]:
        raise at.error("not_a_list", "a list of dated rates is expected", "write at least one entry with `from`")
    dated = tuple(_rates(rates, at.at(number)) for number, rates in enumerate(found["dated"], start=1))
    check_ascending([rates.valid_from for rates in dated], at)
    return FeeMode(code, found["label"], dated)


def _rates(entry: object, place: Place) -> Rates:
    found = _RATES.check(entry, place)
    at = place.at("brackets")
    brackets = tuple(_bracket(one, at.at(number)) for number, one in enumerate(found["brackets"], start=1))
    _check_course(brackets, at)
    return Rates(
        valid_from=found["from"],
        unit=found["unit"],
        money=found["money"],
        article=found["citation"],
        standing=found["standing"],
        brackets=brackets,
        note=found.get("note", ""),
    )


def _bracket(entry: object, place: Place) -> Bracket:
    found = _BRACKET.check(entry, place)
    if ("every" in found) != ("rise" in found):
        raise place.error("half_a_tier", "`every` and `rise` go together", "give both or neither")
    if found.get("every", 1) < 1:
        raise place.at("every").error("empty_tier", "a tier holds at least one number", "write 1 or more")
    rise = _amount(found["rise"], place.at("rise")) if "rise" in found else Decimal(0)
    return Bracket(found["first"], _amount(found["rate"], place.at("rate")), found.get("every", 0), rise)


def _amount(text: str, place: Place) -> Decimal:
    if not _AMOUNT.fullmatch(text):
        raise place.error("not_an_amount", f"{text!r} is no amount of money", 'write digits in quotes, such as "100"')
    return Decimal(text)


def _check_course(brackets: Sequence[Bracket], place: Place) -> None:
    if not brackets or brackets[0].first != 1:
        raise place.error("gap", "the first number has no rate", "let the first bracket begin with 1")
    for earlier, later in pairwise(brackets):
        if later.first <= earlier.first:
            raise place.error("unsorted_brackets", f"{later.first} follows {earlier.first}", "sort by `first`")
    if any(bracket.every for bracket in brackets[:-1]):
        raise place.error("tier_before_the_end", "only the last bracket can rise", "move `every` and `rise` there")


FEE_MODES: Mapping[str, FeeMode] = read_fees(LAW_FILE)
