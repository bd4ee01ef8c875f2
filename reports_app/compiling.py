"""One report put together: the units of its scope, what their cases yield, what people typed, and the grid of both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from openness.organs.choices import Scope
from openness.organs.models import Organ
from openness.organs.scopes import report_scope
from reports_app.cells import Format, SumSource, TypedSource
from reports_app.consistency import Finding, check
from reports_app.entered import typed_figures
from reports_app.facts import Counted
from reports_app.figures import Rules
from reports_app.formats import format_for
from reports_app.prose import Draft, Words, draft
from reports_app.queries import Question, counted, keeps_cases
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

    @property
    def format(self) -> Format:
        """The format of its year."""
        return self.grid.format

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """What the checks say about the numbers."""
        return check(format=self.format, cells=self.grid.numbers)

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
    grid = tabulate(format=format, counted=facts, typed=typed)
    return Compiled(organ, year, scope, question, facts, grid)


def facts_of(question: Question) -> Counted | None:
    """Return what the cases of the units yield; None where they keep no cases here up to that year."""
    facts = counted(question)
    return facts if facts.cases or facts.appeals or keeps_cases(question) else None


def drafted(numbers: Compiled) -> dict[str, Draft]:
    """Return part number → the prose that the numbers yield, with the numbers it quotes."""
    return draft(format=numbers.format, values=numbers.grid.values, words=numbers.words)


def rules_for(format: Format, *, organ: Organ, year: int, scope: str) -> Rules:
    """Return the rules of entry for one report."""
    return Rules(format, keeps_cases(Question(report_scope(organ, year, scope), year)))


def zero_fillable(format: Format, *, organ: Organ, year: int, scope: str, table: str = "") -> list[str]:
    """Return the addresses that may be typed, belong to a printed cell or to its sum, and nobody entered.

    Args:
        format: the format of the year.
        organ, year, scope: whose report.
        table: only cells of this table; empty for all.
    """
    numbers = compiled(organ=organ, year=year, scope=scope)
    rules = Rules(format, numbers.counted is not None)
    return [
        address
        for address in _printed_parts(format, table)
        if (cell := format.cell(address)) is not None
        and rules.may_type(cell)
        and numbers.grid.values[address].value is None
        and (numbers.counted is None or isinstance(cell.source, TypedSource))
    ]


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
