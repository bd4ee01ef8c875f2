"""Each unit numbers its papers under a 发文代字 of its own, or under its name."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from openness.organs.models import Organ
from tests.office import Office
from tests.organs.organ_files import HEADER, load, refused

PREFIXED = f"{HEADER},document_prefix"


@pytest.fixture
def office(db: None) -> Office:
    """Return an office whose 乙局 has a 发文代字."""
    made = Office()
    Organ.objects.filter(pk=made.second.pk).update(document_prefix="乙局公开")
    return made


def saved(office: Office, organ: Organ, **changes: str) -> Any:
    """Send the form of a unit as its administrator, with changes; return the page where it is refused."""
    browser = Client()
    browser.force_login(office.administrator)
    address = reverse("admin:organs_organ_change", args=(organ.pk,))
    form = browser.get(address).context["adminform"].form
    sent = {name: "" if value is None else value for name, value in form.initial.items()}
    management = {f"placements-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    answer = browser.post(address, {**sent, **management, **changes})
    return "" if answer.status_code == 302 else str(answer.context["adminform"].form.errors)


def prefixes() -> dict[str, str]:
    """Return what stands."""
    return dict(Organ.objects.filter(document_prefix__gt="").values_list("code", "document_prefix"))


def test_a_prefix_of_another_unit_is_refused_in_a_file(office: Office, tmp_path: Path) -> None:
    said = refused(tmp_path, "T0101,甲局,,T01,department,乙局公开", header=PREFIXED)
    assert "“乙局公开”" in said
    assert "T0102" in said


def test_one_file_does_not_give_the_same_prefix_twice(office: Office, tmp_path: Path) -> None:
    lines = ("N1,新一局,,T01,department,新局公开", "N2,新二局,,T01,department,新局公开")
    said = refused(tmp_path, *lines, header=PREFIXED)
    assert "第2行" in said
    assert "第3行" in said


def test_a_prefix_may_pass_from_one_unit_to_another(office: Office, tmp_path: Path) -> None:
    load(tmp_path, "T0101,甲局,,T01,department,乙局公开", "T0102,乙局,,T01,department,", header=PREFIXED)
    assert prefixes() == {"T0101": "乙局公开"}


def test_units_that_share_one_since_before_are_loaded_as_they_are(office: Office, tmp_path: Path) -> None:
    Organ.objects.filter(pk=office.first.pk).update(document_prefix="乙局公开")
    load(tmp_path, "T0101,甲局（更名）,,T01,department,乙局公开", header=PREFIXED)
    assert prefixes() == {"T0101": "乙局公开", "T0102": "乙局公开"}


def test_the_page_of_a_unit_refuses_the_prefix_of_another(office: Office) -> None:
    assert "“乙局”已用发文代字" in saved(office, office.first, document_prefix="乙局公开")
    assert saved(office, office.first, document_prefix="甲局公开") == ""
    assert prefixes() == {"T0101": "甲局公开", "T0102": "乙局公开"}


def test_a_page_leaves_alone_what_is_shared_since_before(office: Office) -> None:
    Organ.objects.filter(pk=office.first.pk).update(document_prefix="乙局公开")
    assert saved(office, office.first, signature="甲局办公室") == ""


@pytest.mark.parametrize(
    ("profile", "prefix"),
    [
        ({"name": "某区教育局"}, "某区教育局"),
        ({"name": "某区教育局", "short_name": "区教育局"}, "区教育局"),
        ({"name": "某区教育局", "short_name": "区教育局", "document_prefix": "某教公开"}, "某教公开"),
        ({"name": "长" * 60}, "长" * 40),
    ],
)
def test_a_unit_without_a_prefix_numbers_under_its_name(profile: dict[str, str], prefix: str) -> None:
    assert Organ(**profile).paper_prefix == prefix
