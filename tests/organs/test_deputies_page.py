"""The pages of deputies, and the pages that a deputy opens."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from openness.organs.choices import Role
from openness.organs.models import Deputy, Organ
from openness.organs.rights import ROLE_ACTIONS, Action
from tests.office import Office
from tests.organs.deputies import DURING, Naming, name_deputy

__all__ = ["name_deputy"]  # a fixture
pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return Office()


def test_a_page_opens_on_the_days_only(office: Office, name_deputy: Naming, monkeypatch: pytest.MonkeyPatch) -> None:
    name_deputy()
    client = Client()
    client.force_login(office.clerk)
    page = reverse("admin:requests_app_numberseries_add")
    for day, status in ((date(2026, 11, 19), 403), (DURING, 200), (date(2026, 12, 1), 403)):
        monkeypatch.setattr("openness.organs.middleware.localdate", lambda day=day: day)
        assert client.get(page).status_code == status


def test_the_head_of_each_page_says_for_whom_one_stands_in(
    office: Office, name_deputy: Naming, monkeypatch: pytest.MonkeyPatch
) -> None:
    name_deputy()
    client = Client()
    client.force_login(office.clerk)
    for day, said in ((DURING, True), (date(2026, 12, 1), False)):
        monkeypatch.setattr("openness.organs.middleware.localdate", lambda day=day: day)
        assert ("今日代：wang.head" in client.get(reverse("admin:index")).content.decode()) is said


def test_a_form_offers_a_deputy_the_units_of_the_absent_person_only(
    office: Office, name_deputy: Naming, monkeypatch: pytest.MonkeyPatch
) -> None:
    above = office.person("above.clerk", Role.CLERK, office.district)
    name_deputy(deputy=above)
    monkeypatch.setattr("openness.organs.middleware.localdate", lambda: DURING)
    client = Client()
    client.force_login(above)
    page = reverse("admin:requests_app_numberseries_add")

    def send(organ: Organ) -> int:
        return client.post(page, {"organ": organ.pk, "paper": "request", "year": 2026, "last": 5}).status_code

    assert (send(office.second), send(office.district), send(office.first)) == (200, 200, 302)


def test_a_page_of_a_report_opens_to_a_deputy_in_the_unit_of_the_absent_person_only(
    office: Office, name_deputy: Naming, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ROLE_ACTIONS, Role.CLERK, ROLE_ACTIONS[Role.CLERK] - {Action.REPORT_EDIT})
    above = office.person("above.clerk", Role.CLERK, office.district)
    name_deputy(deputy=above)
    monkeypatch.setattr("openness.organs.middleware.localdate", lambda: DURING)
    client = Client()
    client.force_login(above)
    found = {code: client.get(f"/report/{code}/2026/own/figures/T2/").status_code for code in ("T0101", "T0102")}
    assert found == {"T0101": 200, "T0102": 403}


SENT = {"since": "2026-11-20", "until": "2026-11-30", "reason": "休假（虚构）"}


def test_a_head_names_a_deputy_on_the_page_and_sees_why_not(office: Office) -> None:
    client = Client()
    client.force_login(office.head)
    page = reverse("admin:organs_deputy_add")
    form = client.get(page).content.decode()
    assert "li.clerk（甲局，经办人）" in form
    assert "chen.coordinator" not in form
    refused = client.post(page, {**SENT, "person": office.clerk.pk, "deputy": office.clerk.pk})
    assert "代理人不能是本人" in refused.content.decode()
    backwards = client.post(page, {**SENT, "until": "2026-11-01", "person": office.clerk.pk, "deputy": office.head.pk})
    assert "早于起始日期" in str(backwards.context["adminform"].form.errors["until"])
    assert client.post(page, {**SENT, "person": office.clerk.pk, "deputy": office.head.pk}).status_code == 302
    made = Deputy.objects.get()
    assert (made.person, made.deputy, made.set_by) == (office.clerk, office.head, office.head)
    change = reverse("admin:organs_deputy_change", args=(made.pk,))
    assert client.post(change, {**SENT, "until": "2026-11-19"}).status_code == 200
    changed = client.post(change, {**SENT, "until": "2026-11-21"})
    assert changed.status_code == 302
    made.refresh_from_db()
    assert made.until == date(2026, 11, 21)
    history = client.get(reverse("admin:organs_deputy_history", args=(made.pk,))).content.decode()
    assert "2026-11-30 → 2026-11-21" in history.replace("年", "-").replace("月", "-").replace("日", "")


def test_nobody_removes_a_deputyship_and_outside_it_does_not_exist(office: Office, name_deputy: Naming) -> None:
    made = name_deputy()
    client = Client()
    client.force_login(office.coordinator)
    assert client.post(reverse("admin:organs_deputy_delete", args=(made.pk,)), {"post": "yes"}).status_code == 403
    client.force_login(office.stranger)
    assert "li.clerk" not in client.get(reverse("admin:organs_deputy_changelist")).content.decode()
