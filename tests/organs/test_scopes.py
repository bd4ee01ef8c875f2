"""Which units a report of a year counts: the placements of that year, whatever the tree looks like today."""

from datetime import date

import pytest

from openness.organs import scopes
from openness.organs.models import Organ, Placement, User
from openness.organs.scopes import OrganSet, report_scope
from tests.office import Office

pytestmark = pytest.mark.django_db


def codes(organ: Organ, year: int, scope: str = "aggregate") -> set[str]:
    return set(report_scope(organ, year, scope).organs().values_list("code", flat=True))


def place(
    organ: Organ, parent: Organ, *, start: date | None = None, end: date | None = None, vertical: bool = False
) -> None:
    Placement.objects.create(organ=organ, parent=parent, placed_from=start, placed_to=end, vertical=vertical)


def test_an_own_report_counts_the_unit_alone() -> None:
    office = Office()
    assert codes(office.district, 2024, "own") == {"T01"}


def test_an_aggregate_counts_the_unit_and_all_below_it() -> None:
    office = Office()
    assert codes(office.district, 2024) == {"T01", "T0101", "T0102"}
    assert not report_scope(office.district, 2024, "aggregate").is_everything


def test_the_only_root_needs_no_condition_at_all() -> None:
    office = alone()
    assert report_scope(office.district, 2024, "aggregate").is_everything


def test_a_vertically_managed_unit_and_what_is_below_it_is_left_out() -> None:
    office = Office()
    office.first.placements.update(vertical=True)
    assert codes(office.district, 2024) == {"T01", "T0102"}
    assert codes(office.first, 2024) == {"T0101"}


def test_a_unit_counts_where_it_stood_last_in_the_year() -> None:
    office = Office()
    office.first.placements.all().delete()
    place(office.first, office.district, end=date(2023, 7, 1))
    place(office.first, office.elsewhere, start=date(2023, 7, 1))
    assert codes(office.district, 2022) == {"T01", "T0101", "T0102"}
    assert codes(office.district, 2023) == {"T01", "T0102"}
    assert codes(office.elsewhere, 2022) == {"T02"}
    assert codes(office.elsewhere, 2023) == {"T02", "T0101"}


def test_a_unit_dissolved_in_the_year_still_counts_in_it_and_not_after() -> None:
    office = Office()
    office.first.placements.update(placed_to=date(2023, 7, 1))
    assert "T0101" in codes(office.district, 2023)
    assert "T0101" not in codes(office.district, 2024)


def test_a_unit_founded_later_is_not_counted_before() -> None:
    office = Office()
    office.first.placements.update(placed_from=date(2023, 7, 1))
    assert "T0101" not in codes(office.district, 2022)
    assert "T0101" in codes(office.district, 2023)


def test_what_is_below_a_moved_unit_moves_with_it_in_its_year() -> None:
    office = Office()
    office.first.refresh_from_db()
    below = Organ.objects.add_child(office.first, {"code": "T010101", "name": "甲局所属单位"})
    office.first.placements.all().delete()
    place(office.first, office.elsewhere, end=date(2023, 1, 1))
    place(office.first, office.district, start=date(2023, 1, 1))
    assert codes(office.elsewhere, 2022) == {"T02", "T0101", below.code}
    assert codes(office.district, 2022) == {"T01", "T0102"}
    assert codes(office.district, 2023) == {"T01", "T0101", "T0102", below.code}


def test_at_the_only_root_only_the_units_left_out_are_named() -> None:
    office = alone()
    office.first.placements.update(vertical=True)
    found = report_scope(office.district, 2024, "aggregate")
    assert (found.is_everything, found.without) == (True, (office.first.pk,))
    assert codes(office.district, 2024) == {"T01", "T0102"}


def test_dated_units_that_stand_where_they_stand_today_cost_nothing() -> None:
    office = alone()
    Placement.objects.exclude(organ=office.district).update(placed_from=date(2019, 1, 1))
    assert report_scope(office.district, 2024, "aggregate") == OrganSet(is_everything=True)


def test_hundreds_of_stretches_are_no_condition_but_a_list_of_units(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scopes, "FEW", 1)
    office = Office()
    office.first.placements.update(vertical=True)
    found = report_scope(office.district, 2024, "aggregate")
    assert (found.segments, found.among) == ((), (office.district.pk, office.second.pk))
    assert codes(office.district, 2024) == {"T01", "T0102"}
    assert list(found.filter(User.objects.exclude(organ=office.district)).values_list("username", flat=True)) == [
        "zhao.neighbour"
    ]


def alone() -> Office:
    """Return the office as the only tree there is."""
    office = Office()
    office.elsewhere.placements.all().delete()
    office.stranger.delete()
    Organ.objects.get(pk=office.elsewhere.pk).delete()
    return office
