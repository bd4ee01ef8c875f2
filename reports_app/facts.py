"""Counted facts: how many cases and appeals of each sort, and the condition that one cell of a table puts on them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import chain

PENDING = "pending"  # AppealFact.result of an appeal not yet concluded (尚未审结)


class Phase(StrEnum):
    """What a case did in the report year (law/README §5); one case may do several."""

    RECEIVED = "received"
    CARRIED_IN = "carried_in"
    CLOSED = "closed"
    CARRIED_OUT = "carried_out"


@dataclass(frozen=True, slots=True)
class Fact:
    """One sort of case: codes of requests_app.choices and requests_app.outcomes; "" = not known or not asked."""

    phase: str
    channel: str = ""
    kind: str = ""
    outcome: str = ""
    timeliness: str = ""


@dataclass(frozen=True, slots=True)
class AppealFact:
    """One sort of review or suit: route (AppealRoute) and result (AppealResult, or `PENDING`)."""

    route: str
    result: str


@dataclass(frozen=True, slots=True)
class Condition:
    """What a cell counts among the cases: each axis a set of codes, or None for any."""

    phase: str
    channels: frozenset[str] | None = None
    kinds: frozenset[str] | None = None
    outcomes: frozenset[str] | None = None
    timeliness: frozenset[str] | None = None

    def matches(self, fact: Fact) -> bool:
        """Whether a case of this sort stands in the cell."""
        return (
            self.phase == fact.phase
            and _allows(self.channels, fact.channel)
            and _allows(self.kinds, fact.kind)
            and _allows(self.outcomes, fact.outcome)
            and _allows(self.timeliness, fact.timeliness)
        )


@dataclass(frozen=True, slots=True)
class AppealCondition:
    """What a cell counts among the appeals concluded in the year, or pending at its end."""

    routes: frozenset[str] | None = None
    results: frozenset[str] | None = None

    def matches(self, fact: AppealFact) -> bool:
        """Whether an appeal of this sort stands in the cell."""
        return _allows(self.routes, fact.route) and _allows(self.results, fact.result)


@dataclass(frozen=True, slots=True)
class FiledCondition:
    """What a figure counts among the appeals filed in the year, however they ended: reports speak of both numbers."""

    routes: frozenset[str] | None = None


AnyCondition = Condition | AppealCondition | FiledCondition


@dataclass(frozen=True, slots=True)
class Kept:
    """What some organs keep here up to a year: only where something is kept does nothing counted mean zero.

    An appeal alone says that its request is kept elsewhere, so it makes no zeros of part three.
    """

    cases: bool
    appeals: bool

    def covers(self, condition: AnyCondition | None) -> bool:
        """Say whether what the condition counts is kept here; None stands for the fee, which cases carry."""
        return self.cases or (self.appeals and isinstance(condition, AppealCondition | FiledCondition))


@dataclass(frozen=True)
class Counted:
    """All that the cases of some organs yield for one year.

    cases, appeals: sort → number. fee: 信息处理费 collected in the year, in 元. filed: route → filed in the year.
    """

    cases: Mapping[Fact, int] = field(default_factory=dict)
    appeals: Mapping[AppealFact, int] = field(default_factory=dict)
    fee: Decimal = Decimal(0)
    filed: Mapping[str, int] = field(default_factory=dict)
    kept: Kept = Kept(cases=True, appeals=True)

    def count(self, condition: AnyCondition) -> int:
        """How many cases or appeals meet the condition."""
        if isinstance(condition, Condition):
            return sum(number for fact, number in self._near(condition) if condition.matches(fact))
        if isinstance(condition, AppealCondition):
            return sum(number for fact, number in self.appeals.items() if condition.matches(fact))
        return sum(number for route, number in self.filed.items() if _allows(condition.routes, route))

    def _near(self, condition: Condition) -> Iterator[tuple[Fact, int]]:
        """The facts that can meet the condition: a table asks for one phase and mostly one kind, two hundred times."""
        kinds = self._by_phase_and_kind.get(condition.phase, {})
        wanted = kinds if condition.kinds is None else condition.kinds
        return chain.from_iterable(kinds.get(kind, ()) for kind in wanted)

    @cached_property
    def _by_phase_and_kind(self) -> Mapping[str, Mapping[str, list[tuple[Fact, int]]]]:
        sorted_out: dict[str, dict[str, list[tuple[Fact, int]]]] = {}
        for fact, number in self.cases.items():
            sorted_out.setdefault(fact.phase, {}).setdefault(fact.kind, []).append((fact, number))
        return sorted_out


def _allows(accepted: frozenset[str] | None, code: str) -> bool:
    return accepted is None or code in accepted
