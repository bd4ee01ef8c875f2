"""The three worlds of a run: every case of ten years, a few thousand cases, and what one report year touches."""

from collections.abc import Iterable, Iterator
from itertools import chain

from django.core.management import call_command

from benchmarks.cases import YEARS, MadeUp, appeals_about, cases_of
from benchmarks.loading import load, settle, without_indexes
from benchmarks.rows import APPEAL_COLUMNS, CASE_COLUMNS, EVENT_COLUMNS, appeal_row, case_row, event_rows
from benchmarks.tree import busy_leaf, district_head, made_up_tree
from benchmarks.worlds import FEW, ONE_YEAR, WHOLE, Size, world
from openness.organs.choices import OrganKind, Role
from openness.organs.models import Organ, Placement, User
from requests_app.models import Appeal, CaseEvent, DisclosureRequest

REPORT_YEAR = 2025
LONGEST = 2  # years before the report year in which a case that it touches can have been received
BUSY = 6  # a government office receives so many times what a department does
BUSIEST = 16  # and so many the clerk's department: enough for full pages among few cases too
CLERK, DISTRICT, ROOT = "clerk", "district", "root"
MODELS = (DisclosureRequest, CaseEvent, Appeal)


def populate(size: Size) -> None:
    """Create and fill all worlds of a run."""
    _fill(WHOLE, units=size.units, count=size.cases, years=YEARS)
    _fill(FEW, units=size.few_units, count=size.few_cases, years=YEARS)
    _fill(ONE_YEAR, units=size.units, count=size.cases, years=range(REPORT_YEAR - LONGEST, REPORT_YEAR + 1))


def person(alias: str, username: str) -> User:
    """Return one of the people: a clerk of a department, a coordinator of a district of 63 units, one at the root."""
    found: User = User.objects.using(alias).select_related("organ").get(username=username)
    return found


def _fill(alias: str, *, units: int, count: int, years: range) -> None:
    with world(alias):
        call_command("migrate", database=alias, verbosity=0)
        tree = _plant(alias, units)
        with without_indexes(alias, MODELS):
            _load_cases(alias, tree, count // len(YEARS), years)
        settle(alias, [*MODELS, Organ])


def _plant(alias: str, units: int) -> list[Organ]:
    tree = made_up_tree(units)
    Organ.objects.using(alias).bulk_create(tree, batch_size=2_000)
    above = {unit.path: unit.pk for unit in tree}
    places = [Placement(organ_id=unit.pk, parent_id=above.get(unit.path[: -Organ.steplen])) for unit in tree]
    Placement.objects.using(alias).bulk_create(places, batch_size=2_000)
    for name, role, unit in (
        (CLERK, Role.CLERK, busy_leaf(tree)),
        (DISTRICT, Role.COORDINATOR, district_head(tree)),
        (ROOT, Role.COORDINATOR, tree[0]),
    ):
        User.objects.db_manager(alias).create_user(name, password="benchmark", role=role, organ=unit, is_staff=True)
    return tree


def _load_cases(alias: str, tree: list[Organ], per_year: int, years: range) -> None:
    ids = [unit.pk for unit in tree]
    weights = [BUSY if unit.kind == OrganKind.GOVERNMENT else 1 for unit in tree]
    weights[tree.index(busy_leaf(tree))] = BUSIEST
    for place, year in enumerate(YEARS):
        if year not in years:
            continue
        cases = cases_of(year, count=per_year, organ_ids=ids, weights=weights, first_pk=1 + place * per_year)
        _load_year(alias, list(cases if alias != ONE_YEAR else _touching(cases)))


def _load_year(alias: str, cases: list[MadeUp]) -> None:
    load(alias, DisclosureRequest, CASE_COLUMNS, map(case_row, cases))
    load(alias, CaseEvent, EVENT_COLUMNS, chain.from_iterable(map(event_rows, cases)))
    load(alias, Appeal, APPEAL_COLUMNS, map(appeal_row, appeals_about(cases)))


def _touching(cases: Iterable[MadeUp]) -> Iterator[MadeUp]:
    """Yield the cases that the report of `REPORT_YEAR` counts, directly or through an appeal."""
    for case in cases:
        is_counted = (
            case.closed_on is None or case.closed_on.year >= REPORT_YEAR or case.received_on.year == REPORT_YEAR
        )
        if is_counted or appeals_about([case]):
            yield case
