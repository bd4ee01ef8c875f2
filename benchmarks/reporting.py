"""Compiling a report's numbers beside hand-written SQL, beside a count per cell, and beside one year of history."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.figures import Figure
from benchmarks.hand_sql import HandSql, of_subtree, of_unit
from benchmarks.per_cell import counted_per_cell, counting_cells
from benchmarks.populating import REPORT_YEAR
from benchmarks.timing import in_turns
from benchmarks.tree import district_head
from benchmarks.worlds import ONE_YEAR, WHOLE, Size
from openness.organs.choices import Scope
from openness.organs.models import Organ, path_after
from openness.organs.scopes import report_scope
from reports_app.facts import Counted
from reports_app.formats import format_for
from reports_app.queries import Question, counted
from reports_app.tabulate import Grid, tabulate

GOALS = {"large": 1.5, "small": 3.0}
SAME = 1.15  # what repeated measurements of one thing differ by on a shared machine
SLOW_REPEATS = 3


@dataclass(frozen=True)
class Asked:
    """One set of units, and the condition that picks it in hand-written SQL."""

    name: str
    organ: Organ
    scope: str
    units: str

    def question(self, alias: str | None = None) -> Question:
        """Return the question of the report year on the database `alias`."""
        return Question(report_scope(self.organ, REPORT_YEAR, self.scope), REPORT_YEAR, alias)


def report(size: Size) -> Iterator[Figure]:
    """Measure compiling for the whole tree, a district and one unit beside hand-written SQL and a count per cell."""
    for asked in _asked():
        question, hand = asked.question(), HandSql(REPORT_YEAR, asked.units)
        _same_numbers(question, hand)
        yield _beside_hand_sql(asked, hand, None if asked.units else GOALS.get(size.name), size)
        times = in_turns(
            {"per cell": lambda: counted_per_cell(question), "ours": lambda: compiled(asked)},  # noqa: B023
            repeats=min(size.repeats, SLOW_REPEATS),
        )
        label = f"a conditional count per cell, {asked.name}"
        yield Figure(label, times["per cell"], "numbers of the report", times["ours"])


def history(size: Size) -> Iterator[Figure]:
    """Measure one year's report with ten years in the database beside the same with one."""
    for asked in _asked():
        ten, one = counted(asked.question(WHOLE)), counted(asked.question(ONE_YEAR))
        if ten != one:
            raise AssertionError(f"{asked.name}: one year of history gives other numbers than ten")
        times = in_turns(
            {"ten": lambda: compiled(asked, WHOLE), "one": lambda: compiled(asked, ONE_YEAR)},  # noqa: B023
            repeats=size.repeats * 2,
        )
        yield Figure(f"report, {asked.name}, ten years kept", times["ten"], "one year kept", times["one"], goal=SAME)


def compiled(asked: Asked, alias: str | None = None) -> Grid:
    """Return the grid of a report as the report page makes it."""
    return tabulate(format=format_for(REPORT_YEAR), counted=counted(asked.question(alias)), typed={})


def _asked() -> list[Asked]:
    units = list(Organ.objects.all())
    root, head = units[0], district_head(units)
    leaf = next(unit for unit in units if unit.path.startswith(head.path) and not unit.numchild)
    return [
        Asked("whole tree", root, Scope.AGGREGATE, ""),
        Asked("district of 63 units", head, Scope.AGGREGATE, of_subtree(head.path, path_after(head.path))),
        Asked("one unit", leaf, Scope.OWN, of_unit(leaf.pk)),
    ]


def _beside_hand_sql(asked: Asked, hand: HandSql, goal: float | None, size: Size) -> Figure:
    things: dict[str, Callable[[], Any]] = {
        "ours": lambda: compiled(asked),
        "five statements": hand.separately,
        "one statement": hand.at_once,
    }
    times = in_turns(things, repeats=size.repeats)
    best = min(("five statements", "one statement"), key=lambda name: times[name])
    beside = f"hand-written SQL ({best})"
    return Figure(f"numbers of the report, {asked.name}", times["ours"], beside, times[best], goal=goal)


def _same_numbers(question: Question, hand: HandSql) -> None:
    """Raise AssertionError where the three ways of counting differ: then there is nothing to compare."""
    facts = counted(question)
    rows = hand.separately()
    by_hand = sum(row[3] for row in rows["received"]) + sum(row[3] for row in rows["closed"])
    by_hand += sum(row[3] + row[4] for row in rows["carried"])
    cells = counting_cells(question.year)
    differing = [address for address, n in counted_per_cell(question).items() if n != facts.count(cells[address])]
    if by_hand != sum(facts.cases.values()) or rows["fee"][0][3] != facts.fee or differing:
        raise AssertionError(f"the ways of counting differ: {differing[:5] or (by_hand, _sums(facts))}")


def _sums(facts: Counted) -> tuple[int, Any]:
    return sum(facts.cases.values()), facts.fee
