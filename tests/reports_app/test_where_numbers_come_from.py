"""Counted and typed numbers side by side: nothing counts twice unseen, no part of a sum is missing unseen."""

from datetime import date
from typing import Any

import pytest

from openness.organs.models import Organ
from reports_app.compiling import Compiled, compiled
from reports_app.models import Figure
from reports_app.operations import enter_figures
from requests_app import operations
from tests.office import NOW, Office

pytestmark = pytest.mark.django_db
YEAR = 2024


def typed(office: Office, organ: Organ, scope: str = "own", **raw: Any) -> None:
    enter_figures(
        by=office.coordinator, at=NOW, organ=organ, year=YEAR, scope=scope,
        raw={address.replace("__", "/").replace("_", "."): value for address, value in raw.items()},
    )  # fmt: skip


def recorded(office: Office, organ: Organ, n: int) -> None:
    for place in range(n):
        record = operations.Record(
            organ_id=organ.pk, number=f"虚构{place}", received_on=date(YEAR, 3, 1), channel="web", applicant_kind="np",
            closed_on=date(YEAR, 3, 11), outcome="OPEN",
        )  # fmt: skip
        operations.record_closed(by=office.coordinator, at=NOW, organ=organ, record=record)


def numbers(organ: Organ, scope: str = "own") -> Compiled:
    return compiled(organ=organ, year=YEAR, scope=scope)


def rules(report: Compiled, rule: str) -> list[tuple[str, ...]]:
    return [finding.cells for finding in report.findings if finding.rule == rule]


def test_figures_typed_before_the_cases_came_are_reported_and_can_be_taken_back(office: Office) -> None:
    typed(office, office.first, T3__1__np=5, T3__3_1__np=5)
    assert rules(numbers(office.first), "V17") == []
    recorded(office, office.first, 5)
    doubled = numbers(office.first)
    assert doubled.grid.values["T3/1/np"].value == 10
    assert rules(doubled, "V17") == [("T3/1/np", "T3/3.1/np")]
    typed(office, office.first, T3__1__np=None, T3__3_1__np=None)
    mended = numbers(office.first)
    assert mended.grid.values["T3/1/np"].value == 5
    assert rules(mended, "V17") == []


def test_an_aggregate_of_counted_and_typed_units_is_no_double_count(office: Office) -> None:
    typed(office, office.second, T3__1__np=3)
    recorded(office, office.first, 2)
    whole = numbers(office.district, "aggregate")
    value = whole.grid.values["T3/1/np"]
    assert [value.value, value.counted, value.typed] == [5, 2, 3]
    assert rules(whole, "V17") == []
    recorded(office, office.second, 3)
    assert rules(numbers(office.district, "aggregate"), "V17") == [("T3/1/np",)]


def test_a_sum_that_some_units_did_not_enter_is_warned_about(office: Office) -> None:
    typed(office, office.first, T2__rules__1=3)
    whole = numbers(office.district, "aggregate")
    warned = [finding for finding in whole.findings if finding.rule == "V9" and finding.severity == "warning"]
    assert [finding.cells for finding in warned] == [("T2/rules/1",)]
    assert "3个单位中1个已填" in warned[0].message
    typed(office, office.district, "aggregate", T2__rules__1=7)
    assert not [one for one in numbers(office.district, "aggregate").findings if one.severity == "warning"]


@pytest.mark.parametrize("units", [2, 3])
def test_figures_in_different_units_are_not_added(office: Office, units: int) -> None:
    for place, organ in enumerate([office.first, office.second, office.district][:units]):
        figure = {"value": "2.5" if place else "300", "unit": "万件" if place else "件", "label": "办件量"}
        enter_figures(by=office.coordinator, at=NOW, organ=organ, year=YEAR, scope="own", raw={"X/foo": figure})
    assert numbers(office.district, "aggregate").grid.values["X/foo"].value is None


def test_an_appeal_about_a_request_kept_elsewhere_makes_no_zeros_of_part_three(office: Office) -> None:
    operations.open_appeal(
        by=office.clerk, at=NOW, organ=office.first, route="review", filed_on=date(YEAR, 4, 1), request_number="外1"
    )
    values = numbers(office.first).grid.values
    assert values["T4/rev.pending"].value == 1
    assert values["T4/lit_after.pending"].value == 0
    assert values["T3/1/np"].value is None
    typed(office, office.first, T3__1__np=4)
    assert numbers(office.first).grid.values["T3/1/np"].value == 4


def test_fees_are_the_same_amount_on_every_database(office: Office) -> None:
    for place, fee in enumerate(["10.10", "20.20", "0.30"]):
        record = operations.Record(
            organ_id=office.first.pk, number=f"虚{place}", received_on=date(YEAR, 3, 1), channel="web",
            applicant_kind="np", closed_on=date(YEAR, 3, 11), outcome="OPEN", processing_fee=fee,  # type: ignore[arg-type]
        )  # fmt: skip
        operations.record_closed(by=office.clerk, at=NOW, organ=office.first, record=record)
    assert str(numbers(office.first).grid.values["X/processing_fee"].value) == "30.6"


def test_a_unit_said_as_the_cell_says_it_goes_without_saying(office: Office) -> None:
    raw = {"X/approvals_accepted": {"value": "2.6", "unit": "万件"}}
    enter_figures(by=office.clerk, at=NOW, organ=office.first, year=2018, scope="own", raw=raw)
    assert Figure.objects.get().unit == ""
