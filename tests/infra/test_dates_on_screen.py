"""Dates are written in digits on every page, and read in every way that offices write them."""

from datetime import date, datetime

from django import forms
from django.utils import formats

DAY = date(2026, 2, 5)


def test_dates_and_moments_are_shown_in_digits() -> None:
    assert formats.date_format(DAY) == "2026-02-05"
    assert formats.date_format(datetime(2026, 2, 5, 9, 7), "DATETIME_FORMAT") == "2026-02-05 09:07"  # noqa: DTZ001
    assert "年" not in str(formats.localize(datetime(2026, 2, 5, 9, 7)))  # noqa: DTZ001


def test_an_entry_shows_what_it_holds_in_digits_too() -> None:
    assert 'value="2026-02-05"' in str(forms.DateInput().render("day", DAY))


def test_other_ways_of_writing_a_date_are_understood() -> None:
    for words in ("2026-02-05", "2026/2/5", "2026.2.5", "2026年2月5日"):
        assert forms.DateField().clean(words) == DAY
