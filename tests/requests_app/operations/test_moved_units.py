"""A unit that moves into or out of a subtree with days off takes the terms of its open cases along."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from openness.organs.organ_file import OrgansRefused
from requests_app.models import DisclosureRequest, ExtraDayOff
from requests_app.operations.recalculation import moves
from tests.office import Office
from tests.organs.organ_files import load
from tests.requests_app.casework import Hands, day
from tests.requests_app.conftest import Register

pytestmark = pytest.mark.django_db
INTO = "T0101,甲局,,T02,department"
BACK = "T0101,甲局,,T01,department"


@pytest.fixture
def festival(office: Office) -> None:
    """Give the other district, T02, a day off of its own."""
    ExtraDayOff.objects.create(organ=office.elsewhere, on=day("03-04"), reason="民族节日（虚构）")


def due(case: DisclosureRequest) -> str:
    """Return the stored due date."""
    return str(DisclosureRequest.objects.get(pk=case.pk).due_on)


@pytest.mark.usefixtures("festival")
def test_terms_follow_a_unit_into_the_subtree_and_out_of_it(register: Register, office: Office, tmp_path: Path) -> None:
    case, other = register(), register(by=office.neighbour, organ=office.second)
    loaded = load(tmp_path, INTO)
    assert (due(case), due(other)) == ("2026-03-17", "2026-03-16")
    assert "1 件" in loaded.told[0]
    assert list(moves()) == []
    event = case.events.get(kind="recalculated")
    assert event.data == {"changes": {"due_on": ["2026-03-16", "2026-03-17"]}}
    assert "改隶" in event.note
    load(tmp_path, BACK)
    assert due(case) == "2026-03-16"


@pytest.mark.usefixtures("festival")
def test_units_below_a_moved_one_go_along(register: Register, office: Office, tmp_path: Path) -> None:
    load(tmp_path, "T0102,乙局,,T0101,department")
    case = register(by=office.coordinator, organ=type(office.second).objects.get(pk=office.second.pk))
    load(tmp_path, INTO)
    assert due(case) == "2026-03-17"


@pytest.mark.usefixtures("festival")
def test_the_days_for_paying_follow_too(register: Register, clerk: Hands, tmp_path: Path) -> None:
    case = clerk.notice_fee(case=register(), on=day("02-12"), basis="by_page", quantity=50)
    case = clerk.deliver_fee(case=case, on=day("02-12"))
    before = case.fee_notices.get().pay_by
    load(tmp_path, INTO)
    assert case.fee_notices.get().pay_by > before


@pytest.mark.usefixtures("festival")
def test_a_file_that_is_refused_moves_no_term(register: Register, tmp_path: Path) -> None:
    case = register()
    with pytest.raises(OrgansRefused):
        load(tmp_path, INTO, "N1,新局,,X9,department")
    assert due(case) == "2026-03-16"


def test_where_no_unit_has_days_off_of_its_own_nothing_is_told(register: Register, tmp_path: Path) -> None:
    case = register()
    assert load(tmp_path, INTO).told == []
    assert case.events.count() == 1


@pytest.mark.usefixtures("festival")
def test_the_command_says_how_many_terms_moved(register: Register, tmp_path: Path, settings: Any) -> None:
    settings.DEBUG = True  # nobody has to be named
    register()
    target = tmp_path / "单位.csv"
    target.write_text(f"code,name,short_name,parent_code,kind\n{INTO}\n", encoding="utf-8")
    said = StringIO()
    call_command("load_organs", str(target), stdout=said)
    assert "1 件未办结申请的期限已重算" in said.getvalue()
