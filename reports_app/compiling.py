"""One report put together: the units of its scope, what their cases yield, what people typed, and the grid of both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from openness.organs.choices import Scope
from openness.organs.models import Organ
from openness.organs.scopes import report_scope
from reports_app.cells import CountedSource, Format, Source, SumSource, TypedSource
from reports_app.consistency import Finding, check
from reports_app.entered import Entered, typed_figures, units_that_typed
from reports_app.facts import Counted, Kept
from reports_app.figures import Rules
from reports_app.formats import format_for
from reports_app.prose import Draft, Words, draft
from reports_app.queries import Question, case_keepers, counted, kept
from reports_app.tabulate import Grid, tabulate

OWN_SCOPE_WORDS = "本机关"


@dataclass(frozen=True)
class Compiled:
    """The numbers of one report, as they are now. organ, year, scope: whose; question: the units asked."""

    organ: Organ
    year: int
    scope: str
    question: Question
    counted: Counted | None
    grid: Grid
    entered: Entered

    @property
    def format(self) -> Format:
        """The format of its year."""
        return self.grid.format

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """What the checks say about the numbers."""
        return check(
            format=self.format,
            cells=self.grid.numbers,
            typed_over=self._typed_over(),
            entered_by=self._entered_by(),
        )

    def _typed_over(self) -> Mapping[str, tuple[str, ...]]:
        """Return the counted cells that were typed by units which keep cases here, with those units."""
        doubtful = [
            one for one, value in self.grid.values.items() if value.counted is not None and value.typed is not None
        ]
        counted_cells = [one for one in doubtful if isinstance(_source(self.format, one), CountedSource)]
        if not counted_cells:
            return {}
        units = units_that_typed(organs=self.question.organs, year=self.year, addresses=counted_cells)
        over: dict[str, tuple[str, ...]] = {}
        for organ_id in sorted(case_keepers(self.question, units)):
            name, addresses = units[organ_id]
            over.update({address: (*over.get(address, ()), name) for address in addresses})
        return over

    def _entered_by(self) -> Mapping[str, tuple[int, int]]:
        """Return the typed sums of an aggregate that some of its units did not enter."""
        sums = {one: n for one, n in self.entered.units.items() if isinstance(_source(self.format, one), TypedSource)}
        if self.scope == Scope.OWN or not sums:
            return {}
        units = self.question.organs.organs().count()
        return {address: (n, units) for address, n in sums.items() if n < units}

    @property
    def kept(self) -> Kept:
        """What the units keep here."""
        return self.counted.kept if self.counted is not None else Kept(cases=False, appeals=False)

    @property
    def words(self) -> Words:
        """How its prose names the unit and its scope."""
        return Words(self.organ.name, scope_words(self.organ, self.scope), self.year)


def compiled(*, organ: Organ, year: int, scope: str, using: str | None = None) -> Compiled:
    """Return the numbers of a report of now, in a handful of queries whatever the number of units and cells.

    Args:
        organ, year, scope: whose report.
        using: the database alias to read.

    Raises:
        NoFormat: no format is prescribed for the year.
    """
    format = format_for(year)
    question = Question(report_scope(organ, year, scope), year, using)
    facts = facts_of(question)
    typed = typed_figures(
        format=format, organ=organ, organs=question.organs, year=year, scope=scope, using=using
    )  # fmt: skip
    grid = tabulate(format=format, counted=facts, typed=typed.figures)
    return Compiled(organ, year, scope, question, facts, grid, typed)


def facts_of(question: Question) -> Counted | None:
    """Return what the cases of the units yield; None where they keep no cases here up to that year."""
    facts = counted(question)
    keeping = Kept(cases=True, appeals=True) if facts.cases else kept(question)
    return replace(facts, kept=keeping) if keeping.cases or keeping.appeals else None


def drafted(numbers: Compiled) -> dict[str, Draft]:
    """Return part number → the prose that the numbers yield, with the numbers it quotes."""
    return draft(format=numbers.format, values=numbers.grid.values, words=numbers.words)


def rules_for(format: Format, *, organ: Organ, year: int, scope: str) -> Rules:
    """Return the rules of entry for one report."""
    return Rules(format, kept(Question(report_scope(organ, year, scope), year)))


def zero_fillable(format: Format, *, organ: Organ, year: int, scope: str, table: str = "") -> list[str]:
    """Return the addresses that may be typed, belong to a printed cell or to its sum, and nobody entered.

    Args:
        format: the format of the year.
        organ, year, scope: whose report.
        table: only cells of this table; empty for all.
    """
    numbers = compiled(organ=organ, year=year, scope=scope)
    rules = Rules(format, numbers.kept)
    return [
        address
        for address in _printed_parts(format, table)
        if (cell := format.cell(address)) is not None
        and rules.may_type(cell)
        and numbers.grid.values[address].value is None
    ]


def _source(format: Format, address: str) -> Source | None:
    cell = format.cell(address)
    return cell.source if cell else None


def scope_words(organ: Organ, scope: str) -> str:
    """Return how prose speaks of the units counted: 本机关, or the unit's own words such as 全区."""
    return OWN_SCOPE_WORDS if scope == Scope.OWN else organ.scope_words or organ.name


def _printed_parts(format: Format, table: str) -> Mapping[str, None]:
    """Return printed addresses, and the figures that printed sums add up, each once and in order."""
    wanted: dict[str, None] = {}
    for address, cell in format.cells.items():
        if table in ("", cell.table):
            parts = cell.source.parts if isinstance(cell.source, SumSource) else (address,)
            wanted.update(dict.fromkeys(parts))
    return wanted
