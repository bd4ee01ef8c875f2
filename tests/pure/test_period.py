"""A report year is one calendar year, half-open."""

from datetime import date

import pytest

from reports_app.period import Period


@pytest.mark.parametrize("on", [date(2023, 12, 31), date(2025, 1, 1)])
def test_days_of_other_years_lie_outside(on: date) -> None:
    assert on not in Period(2024)


@pytest.mark.parametrize("on", [date(2024, 1, 1), date(2024, 12, 31)])
def test_first_and_last_day_lie_inside(on: date) -> None:
    assert on in Period(2024)


def test_the_year_before_ends_where_the_year_starts() -> None:
    assert Period(2024).previous.end == Period(2024).start
