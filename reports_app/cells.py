"""What a statutory format is made of: cells with their sources, tables with their layout, parts, relations, prose."""

from collections.abc import Mapping
from dataclasses import dataclass

from reports_app.facts import AnyCondition


@dataclass(frozen=True, slots=True)
class CountedSource:
    """A number that the cases yield: how many meet the condition, or, where it is None, the fees collected (元)."""

    condition: AnyCondition | None


@dataclass(frozen=True, slots=True)
class TypedSource:
    """A number that somebody enters: no case yields it."""


@dataclass(frozen=True, slots=True)
class SumSource:
    """A total: the sum of other addresses, unknown as soon as one of them is. Entering it is refused."""

    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RateSource:
    """A percentage of two figures (part, whole), rounded half up; entering it is refused."""

    part: str
    whole: str
    decimals: int


Source = CountedSource | TypedSource | SumSource | RateSource


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a report.

    label: in full, as findings name it. type: count | signed | amount | rate. confirmed: False where the wording or
    place was not read in the official text. measure: the key under which years are compared. note: for the person
    who enters it. table: "" for P/ and X/ figures.
    """

    address: str
    label: str
    unit: str
    type: str
    confirmed: bool
    measure: str
    source: Source
    table: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LayoutCell:
    """One cell of a printed grid: words, or the address of the number that stands there.

    kind: heading | label | value | note | corner.
    """

    text: str = ""
    address: str = ""
    rowspan: int = 1
    colspan: int = 1
    kind: str = "heading"
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A statutory table: its grid from top to bottom, and whether its arrangement was read in the official text."""

    id: str
    title: str
    unit: str
    layout: tuple[tuple[LayoutCell, ...], ...]
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered part of the report; `table` is the id of the table printed in it, or ""."""

    no: str
    title: str
    table: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """An arithmetic demand: the sum of `left` equals (or is at most) the sum of `right`.

    rule: the id of the check that reads it (V1 …). id: its own id in the format (T3-1, A1 …).
    severity: "error" or "warning".
    """

    rule: str
    id: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    severity: str
    is_limit: bool = False

    @property
    def cells(self) -> tuple[str, ...]:
        return (*self.left, *self.right)


@dataclass(frozen=True, slots=True)
class When:
    """When a sentence is said. All addresses named must be known; then every stated demand must hold."""

    positive: tuple[str, ...] = ()
    any_positive: tuple[str, ...] = ()
    zero: tuple[str, ...] = ()
    equal: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        return (*self.positive, *self.any_positive, *self.zero, *self.equal, *self.named)


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence or a member of one: text with {addresses}, then the members that are not zero.

    lead and close stand around the members and only with them; end always. others: a prefix whose figures, unknown
    to the format, are all told. otherwise: what is said where `when` does not hold.
    """

    text: str = ""
    when: When | None = None
    items: tuple["Clause", ...] = ()
    lead: str = ""
    join: str = "，"
    close: str = ""
    end: str = ""
    others: str = ""
    otherwise: "Clause | None" = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A heading, a paragraph of sentences, or the numbered lines that a figure's label lists."""

    heading: str = ""
    sentences: tuple[Clause, ...] = ()
    lines: str = ""


@dataclass(frozen=True)
class Format:
    """One statutory format, whole, as its data file states it.

    years: first and last report year (None: in force). cells: printed; derived: sums that are not printed;
    figures: the known P/ and X/ addresses. annex: the table printed after the last part, or None.
    """

    id: str
    name: str
    prescribed_by: str
    years: tuple[int, int | None]
    confirmed: bool
    parts: tuple[Part, ...]
    tables: Mapping[str, Table]
    cells: Mapping[str, Cell]
    derived: Mapping[str, Cell]
    figures: Mapping[str, Cell]
    relations: tuple[Relation, ...]
    prose: Mapping[str, tuple[Paragraph, ...]]
    annex: Part | None = None

    def covers(self, year: int) -> bool:
        """Whether reports of the year follow this format."""
        first, last = self.years
        return first <= year and (last is None or year <= last)

    def cell(self, address: str) -> Cell | None:
        """The cell at the address, printed, derived or figure; None where the format knows none."""
        return self.cells.get(address) or self.derived.get(address) or self.figures.get(address)
