"""What is edited by hand keeps its versions; a login is no edit, and a hash is nobody's to read."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from openness.organs.models import Placement, User
from requests_app import letters, operations
from requests_app.models import NumberSeries
from tests.office import NOW, Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return Office()


def test_a_login_adds_no_version_of_a_person(office: Office) -> None:
    before = office.clerk.history.count()
    Client().post(reverse("admin:login"), {"username": "li.clerk", "password": "pass-for-tests"})
    office.clerk.refresh_from_db()
    assert office.clerk.last_login is not None
    assert office.clerk.history.count() == before


def test_a_change_of_a_person_is_kept_without_the_password(office: Office) -> None:
    client = Client()
    client.force_login(office.administrator)
    sent = {"username": "li.clerk", "full_name": "李改名", "organ": office.first.pk, "role": "head", "is_active": "on"}
    client.post(reverse("admin:organs_user_change", args=(office.clerk.pk,)), sent)
    last = office.clerk.history.order_by("-history_id")[0]
    assert (last.role, last.full_name, last.history_user) == ("head", "李改名", office.administrator)
    assert not hasattr(User.history.model(), "password") or "password" not in {
        field.name for field in User.history.model._meta.get_fields()
    }
    page = client.get(reverse("admin:organs_user_history", args=(office.clerk.pk,))).content.decode()
    assert "李改名" in page
    version = client.get(reverse("admin:organs_user_simple_history", args=(office.clerk.pk, last.pk)))
    assert version.status_code == 200
    assert office.clerk.password not in version.content.decode()
    assert "field-password" not in version.content.decode()
    assert client.get(f"/admin/organs/user/{office.clerk.pk}/history/password/").status_code == 404


@pytest.mark.parametrize("who", ["clerk", "head", "coordinator", "auditor", "stranger"])
def test_the_versions_of_a_person_are_the_administrators(office: Office, who: str) -> None:
    client = Client()
    client.force_login(getattr(office, who))
    assert client.get(reverse("admin:organs_user_history", args=(office.clerk.pk,))).status_code in (302, 403, 404)


def test_an_old_version_of_a_person_is_not_written_back(office: Office) -> None:
    client = Client()
    client.force_login(office.administrator)
    first = office.clerk.history.order_by("history_id")[0]
    address = reverse("admin:organs_user_simple_history", args=(office.clerk.pk, first.pk))
    assert client.post(address, {"username": "li.clerk", "role": "head"}).status_code == 403


def test_a_placement_keeps_its_versions(office: Office) -> None:
    placement = Placement.objects.get(organ=office.first)
    placement.placed_to = date(2027, 1, 1)
    placement.save()
    assert [one.placed_to for one in placement.history.order_by("history_id")] == [None, date(2027, 1, 1)]


@pytest.mark.parametrize("paper", ["request", "receipt"])
def test_a_series_keeps_who_set_its_start_and_not_every_number(office: Office, paper: str) -> None:
    client = Client()
    client.force_login(office.head)
    sent = {"organ": office.first.pk, "paper": paper, "year": 2026, "last": 7}
    client.post(reverse("admin:requests_app_numberseries_add"), sent)
    series = NumberSeries.objects.get()
    given = {"channel": "in_person", "applicant_kind": "np", "applicant_name": "张三（虚构）", "content": "虚构"}
    case = operations.register(
        by=office.clerk, at=NOW, organ=office.first, arrived_on=date(2026, 2, 10), received_on=date(2026, 2, 10),
        receipt_basis="submitted", **given,
    )  # fmt: skip
    letters.issue_paper(case=case, by=office.clerk, at=NOW, kind="receipt", on=date(2026, 2, 10), event_seq=1)
    series.refresh_from_db()
    assert series.last == 8
    assert [(one.last, one.history_user) for one in series.history.all()] == [(7, office.head)]
    page = client.get(reverse("admin:requests_app_numberseries_history", args=(series.pk,)))
    assert page.status_code == 200
    other = NumberSeries.objects.exclude(pk=series.pk).get()
    assert [(one.last, one.history_user) for one in other.history.all()] == [(0, None)]
