"""The one place where reports read cases: grouped counts, the same conditions as lists, and nothing per cell.

A whole report costs four counting queries and one for fees, whatever the number of units or cells (design, idea 4).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Sum, Value, When

from openness.organs.scopes import OrganSet
from reports_app.amounts import shortest
from reports_app.facts import (
    PENDING,
    AnyCondition,
    AppealCondition,
    AppealFact,
    Counted,
    Fact,
    FiledCondition,
    Kept,
    Phase,
)
from requests_app.models import Appeal, DisclosureRequest
from requests_app.querysets import AppealQuerySet, RequestQuerySet

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Question:
    """Which units and which year are asked about; `using` names the database alias to read."""

    organs: OrganSet
    year: int
    using: str | None = None

    def cases(self) -> RequestQuerySet:
        """Return the cases of the units, unordered."""
        return self.organs.filter(DisclosureRequest.objects.using(self.using)).order_by()

    def appeals(self) -> AppealQuerySet:
        """Return the appeals of the units, unordered."""
        return self.organs.filter(Appeal.objects.using(self.using)).order_by()


def counted(question: Question) -> Counted:
    """Return the counted facts of one year for a set of units."""
    cases: dict[Fact, int] = {**_received(question), **_closed(question), **_carried(question)}
    appeals, filed = _appeals(question)
    return Counted(cases=cases, appeals=appeals, filed=filed, fee=_fee(question))


def listed(question: Question, condition: AnyCondition) -> QuerySet[Any]:
    """Return the cases or appeals behind a counted cell: the list is as long as the number."""
    if isinstance(condition, AppealCondition):
        return _appeals_of(question, condition)
    if isinstance(condition, FiledCondition):
        filed = question.appeals().filed_in(question.year)
        return filed if condition.routes is None else filed.filter(route__in=sorted(condition.routes))
    rows = _phase(question, Phase(condition.phase))
    wanted = {
        "channel__in": condition.channels,
        "applicant_kind__in": condition.kinds,
        "outcome__in": condition.outcomes,
        "timeliness__in": condition.timeliness,
    }
    return rows.filter(**{name: sorted(values) for name, values in wanted.items() if values is not None})


def charged(question: Question) -> RequestQuerySet:
    """Return the cases behind the 信息处理费 collected in the year."""
    rows = question.cases().closed_in(question.year)
    # the first condition is that of the index: SQLite knows an index by its words, not by a value bound later
    return rows.filter(processing_fee__isnull=False).filter(processing_fee__gt=0)


def kept(question: Question) -> Kept:
    """Return whether the units have kept cases, and appeals, here up to the year."""
    until = question.year
    return Kept(
        cases=question.cases().live().filter(received_year__lte=until).exists(),
        appeals=question.appeals().live().filter(filed_year__lte=until).exists(),
    )


def case_keepers(question: Question, organs: Iterable[int]) -> set[int]:
    """Return which of these units keep cases here up to the year."""
    rows = question.cases().live().filter(organ__in=organs, received_year__lte=question.year)
    return set(rows.values_list("organ_id", flat=True).distinct())


def _phase(question: Question, phase: Phase) -> RequestQuerySet:
    cases, year = question.cases(), question.year
    return {
        Phase.RECEIVED: cases.received_in,
        Phase.CLOSED: cases.closed_in,
        Phase.CARRIED_IN: cases.carried_into,
        Phase.CARRIED_OUT: cases.carried_out_of,
    }[phase](year)


def _received(question: Question) -> dict[Fact, int]:
    rows = question.cases().received_in(question.year).values_list("channel", "applicant_kind").annotate(n=Count("*"))
    return {Fact(Phase.RECEIVED, channel=channel, kind=kind): n for channel, kind, n in rows}


def _closed(question: Question) -> dict[Fact, int]:
    rows = question.cases().closed_in(question.year)
    grouped = rows.values_list("outcome", "applicant_kind", "timeliness").annotate(n=Count("*"))
    return {
        Fact(Phase.CLOSED, kind=kind, outcome=outcome, timeliness=timeliness): n
        for outcome, kind, timeliness, n in grouped
    }


def _carried(question: Question) -> dict[Fact, int]:
    """Count both carry-overs in one pass over the few cases that can be carried."""
    year = question.year
    rows = (
        question.cases()
        .carried_over(year)
        .values_list("applicant_kind")
        .annotate(
            into=Count(Value(1), filter=Q(received_year__lt=year)),
            out=Count(Value(1), filter=Q(ended_year__gt=year)),
        )
    )
    facts: dict[Fact, int] = {}
    for kind, into, out in rows:
        facts[Fact(Phase.CARRIED_IN, kind=kind)] = into
        facts[Fact(Phase.CARRIED_OUT, kind=kind)] = out
    return facts


def _fee(question: Question) -> Decimal:
    total = charged(question).aggregate(total=Sum("processing_fee"))["total"]
    # SQLite adds amounts as floating numbers; the column has two decimals
    return shortest(Decimal(total).quantize(CENT)) if total else Decimal(0)


def _appeals(question: Question) -> tuple[dict[AppealFact, int], dict[str, int]]:
    """Count, in one query, the appeals concluded in the year or pending at its end, and those filed in it."""
    year = question.year
    state = Case(When(ended_year=year, then=F("result")), default=Value(PENDING), output_field=CharField())
    rows = (
        question.appeals().on_the_table(year).annotate(state=state).values_list("route", "state")
        .annotate(n=Count("*"), filed=Count(Value(1), filter=Q(filed_year=year)))
    )  # fmt: skip
    appeals: dict[AppealFact, int] = {}
    filed: dict[str, int] = defaultdict(int)
    for route, result, n, in_year in rows:
        appeals[AppealFact(route, result)] = n
        filed[route] += in_year
    return appeals, dict(filed)


def _appeals_of(question: Question, condition: AppealCondition) -> AppealQuerySet:
    year = question.year
    rows = question.appeals().on_the_table(year)
    if condition.routes is not None:
        rows = rows.filter(route__in=sorted(condition.routes))
    if condition.results is None:
        return rows
    wanted = Q(ended_year=year, result__in=sorted(condition.results - {PENDING}))
    if PENDING in condition.results:
        wanted |= Q(ended_year__gt=year)
    return rows.filter(wanted)
