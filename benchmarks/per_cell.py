"""How such reports are usually written: one query with a conditional count for each cell. Only for comparison."""

from typing import Any

from django.db.models import Count, Q

from reports_app.cells import CountedSource
from reports_app.facts import Condition, Phase
from reports_app.formats import format_for
from reports_app.queries import Question


def counted_per_cell(question: Question) -> dict[str, int]:
    """Return the number of every cell that counts cases, by address, from one query over the units' cases."""
    cells = counting_cells(question.year)
    names = {f"c{place}": address for place, address in enumerate(cells)}
    wanted = {
        name: Count("received_year", filter=_condition(cells[address], question.year))
        for name, address in names.items()
    }
    found: dict[str, Any] = question.cases().live().aggregate(**wanted)
    return {names[name]: number for name, number in found.items()}


def counting_cells(year: int) -> dict[str, Condition]:
    """Return the conditions of the format's cells that count cases, by address."""
    format = format_for(year)
    found = {}
    for address, cell in {**format.cells, **format.derived, **format.figures}.items():
        if isinstance(cell.source, CountedSource) and isinstance(cell.source.condition, Condition):
            found[address] = cell.source.condition
    return found


def _condition(condition: Condition, year: int) -> Q:
    phases = {
        Phase.RECEIVED: Q(received_year=year),
        Phase.CLOSED: Q(closed_year=year),
        Phase.CARRIED_IN: Q(received_year__lt=year, ended_year__gte=year),
        Phase.CARRIED_OUT: Q(received_year__lte=year, ended_year__gt=year),
    }
    axes = {
        "channel__in": condition.channels, "applicant_kind__in": condition.kinds,
        "outcome__in": condition.outcomes, "timeliness__in": condition.timeliness,
    }  # fmt: skip
    chosen = {name: sorted(codes) for name, codes in axes.items() if codes is not None}
    return phases[Phase(condition.phase)] & Q(**chosen)
