"""Registers beside the cases: numbers never go back, imports are only looked at."""

import pytest
from django.urls import reverse

from requests_app.models import ImportBatch, NumberSeries
from tests.office import NOW, Office
from tests.requests_app.admin.conftest import SignedIn
from tests.requests_app.conftest import Register


@pytest.fixture
def series(office: Office) -> NumberSeries:
    """Return the numbers of 甲局 in 2026, used up to 7."""
    return NumberSeries.objects.create(organ=office.first, paper="request", year=2026, last=7)


def change(series: NumberSeries) -> str:
    """Return the address of a series."""
    return reverse("admin:requests_app_numberseries_change", args=(series.pk,))


@pytest.mark.parametrize("who", ["clerk", "auditor", "manager", "neighbour", "administrator"])
def test_who_may_not_set_numbers_sets_none(office: Office, series: NumberSeries, signed_in: SignedIn, who: str) -> None:
    signed_in(getattr(office, who)).post(change(series), {"last": "100"})
    series.refresh_from_db()
    assert series.last == 7


def test_a_number_given_out_is_never_given_out_again(office: Office, series: NumberSeries, signed_in: SignedIn) -> None:
    text = signed_in(office.head).post(change(series), {"last": "3"}).content.decode()
    assert "只能改大，不能改小" in text
    series.refresh_from_db()
    assert series.last == 7


def test_a_head_moves_numbers_on(office: Office, series: NumberSeries, signed_in: SignedIn) -> None:
    signed_in(office.head).post(change(series), {"last": "100"})
    series.refresh_from_db()
    assert series.last == 100


def test_a_start_is_set_before_the_first_number(office: Office, register: Register, signed_in: SignedIn) -> None:
    sent = {"organ": office.first.pk, "paper": "request", "year": "2026", "last": "40"}
    signed_in(office.head).post(reverse("admin:requests_app_numberseries_add"), sent)
    assert "41号" in register().number


@pytest.mark.parametrize("who", ["clerk", "head", "coordinator", "auditor"])
def test_an_import_is_only_looked_at(office: Office, signed_in: SignedIn, who: str) -> None:
    batch = ImportBatch.objects.create(name="虚构批次", organ=office.first, file_name="a.xlsx", sha256="0" * 64, at=NOW)
    browser = signed_in(getattr(office, who))
    page = reverse("admin:requests_app_importbatch_change", args=(batch.pk,))
    assert browser.get(page).status_code == 200
    assert browser.post(page, {"name": "改名"}).status_code == 403
    assert browser.get(reverse("admin:requests_app_importbatch_add")).status_code == 403
    assert browser.get(reverse("admin:requests_app_importbatch_changelist")).status_code == 200
    batch.refresh_from_db()
    assert batch.name == "虚构批次"


@pytest.mark.parametrize("who", ["neighbour", "stranger", "administrator"])
def test_an_import_of_another_unit_is_not_seen(office: Office, signed_in: SignedIn, who: str) -> None:
    ImportBatch.objects.create(name="虚构批次", organ=office.first, file_name="a.xlsx", sha256="0" * 64, at=NOW)
    text = signed_in(getattr(office, who)).get(reverse("admin:requests_app_importbatch_changelist")).content.decode()
    assert "虚构批次" not in text
