"""Groups that only the dashboard asks for: by month, by unit, and what is open or overdue today."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Func, IntegerField, Q, QuerySet

from openness.organs.models import Organ
from reports_app.queries import Question

MONTHS = 12
RANKED = 20


@dataclass(frozen=True, slots=True)
class UnitCount:
    """How many requests one unit received and closed in the year; code "" = all further units together."""

    code: str
    name: str
    received: int
    closed: int


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits today: cases without a reply, and those of them whose term ran out."""

    open: int
    overdue: int


class MonthOf(Func):
    """The month of a date column as an integer, in each database's native words."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Read the two characters of the month: dates are stored as ISO text."""
        return super().as_sql(compiler, connection, template="CAST(substr(%(expressions)s, 6, 2) AS integer)")

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Extract the month."""
        return super().as_sql(compiler, connection, template="(EXTRACT(MONTH FROM %(expressions)s))::integer")


def received_by_month(question: Question) -> tuple[int, ...]:
    """Return the cases received in each month of the year."""
    return _by_month(question.cases().received_in(question.year), "received_on")


def closed_by_month(question: Question) -> tuple[int, ...]:
    """Return the cases closed in each month of the year."""
    return _by_month(question.cases().closed_in(question.year), "closed_on")


def by_unit(question: Question, most: int = RANKED) -> list[UnitCount]:
    """Return the units that received or closed anything in the year, most received first, the rest summed up.

    Args:
        question: the units and the year.
        most: how many units are named.
    """
    received = _by_organ(question.cases().received_in(question.year))
    closed = _by_organ(question.cases().closed_in(question.year))
    ranked = sorted({**closed, **received}, key=lambda pk: (-received.get(pk, 0), -closed.get(pk, 0), pk))
    named, rest = ranked[:most], ranked[most:]
    organs = Organ.objects.using(question.using).in_bulk(named)
    units = [
        UnitCount(organs[pk].code, organs[pk].short_name or organs[pk].name, received.get(pk, 0), closed.get(pk, 0))
        for pk in named
    ]
    if rest:
        received_there, closed_there = (sum(counts.get(pk, 0) for pk in rest) for counts in (received, closed))
        units.append(UnitCount("", f"其余 {len(rest)} 个单位", received_there, closed_there))
    return units


def backlog(question: Question, today: date) -> Backlog:
    """Return what waits today, whatever year it was received in."""
    overdue = Count("pk", filter=Q(due_on__lt=today))
    counts = question.cases().unfinished().aggregate(open=Count("*"), overdue=overdue)
    return Backlog(**counts)


def _by_month(rows: QuerySet[Any], field: str) -> tuple[int, ...]:
    counts = dict(rows.values_list(MonthOf(field)).annotate(n=Count("*")))
    return tuple(counts.get(month, 0) for month in range(1, MONTHS + 1))


def _by_organ(rows: QuerySet[Any]) -> dict[int, int]:
    return dict(rows.values_list("organ_id").annotate(n=Count("*")))
