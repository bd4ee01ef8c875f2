"""Days off of one unit's subtree (民族自治地方): they count for it and all units under it, and for nobody else."""

from datetime import date

import pytest

from openness.organs.choices import OrganKind, Role
from openness.organs.operations import create_organ
from requests_app.models import DisclosureRequest, ExtraDayOff
from tests.office import Office
from tests.requests_app.admin.calendar_steps import address, confirmed, previewed, removed
from tests.requests_app.admin.conftest import SignedIn, page
from tests.requests_app.conftest import Register

ADD = address("extradayoff", "add")
OFF = {"days": "2026-11-25", "reason": "虚构的地方节日", "standing": "unconfirmed"}


@pytest.fixture
def there(office: Office, register: Register) -> DisclosureRequest:
    """Return a request of 乙局, received on the same day as that of 甲局."""
    received = date(2026, 11, 20)
    return register(arrived_on=received, received_on=received, by=office.neighbour, organ=office.second)


def dues(*cases: DisclosureRequest) -> list[date | None]:
    """Return the due dates as they are stored now."""
    return [DisclosureRequest.objects.get(pk=case.pk).due_on for case in cases]


def test_a_day_off_of_another_district_is_neither_seen_nor_made(office: Office, signed_in: SignedIn) -> None:
    theirs = ExtraDayOff.objects.create(organ=office.elsewhere, on=date(2026, 11, 25), reason="虚构")
    browser = signed_in(office.coordinator)
    assert "外区" not in browser.get(address("extradayoff", "changelist")).content.decode()
    for step in ("change", "delete"):
        theirs_page = address("extradayoff", step, theirs.pk)
        assert browser.get(theirs_page).status_code == 404
        assert browser.post(theirs_page, OFF | {"token": "x"}).status_code == 404
    answer = browser.post(ADD, OFF | {"organ": office.elsewhere.pk, "token": "x"})
    assert "organ" in answer.context["form"].errors
    assert list(ExtraDayOff.objects.values_list("on", flat=True)) == [date(2026, 11, 25)]


def test_a_day_off_of_one_unit_moves_its_subtree_only(
    office: Office, case: DisclosureRequest, there: DisclosureRequest, signed_in: SignedIn
) -> None:
    browser, sent = signed_in(office.coordinator), OFF | {"organ": office.first.pk}
    text = previewed(browser, ADD, sent).content.decode()
    assert page("change", case.pk) in text
    assert page("change", there.pk) not in text
    assert "甲局及其下所有单位" in text
    confirmed(browser, ADD, sent)
    assert dues(case, there) == [date(2026, 12, 21), date(2026, 12, 18)]
    # without the day off in the unit's calendar it would be 20
    assert "剩 19 个工作日" in signed_in(office.clerk).get(page("changelist")).content.decode()


def test_the_days_off_of_all_units_above_add_up_on_the_page_of_a_case(
    office: Office, register: Register, signed_in: SignedIn
) -> None:
    office.first.refresh_from_db()
    section = create_organ(parent=office.first, code="T010101", name="甲局一科", kind=OrganKind.OTHER)
    clerk = office.person("he.clerk", Role.CLERK, section)
    received = date(2026, 11, 20)
    below = register(arrived_on=received, received_on=received, by=clerk, organ=section)
    above = register(arrived_on=received, received_on=received)
    browser = signed_in(office.coordinator)
    confirmed(browser, ADD, OFF | {"organ": office.district.pk})
    confirmed(browser, ADD, OFF | {"organ": section.pk, "days": "2026-11-26"})
    assert dues(below, above) == [date(2026, 12, 22), date(2026, 12, 21)]
    text = signed_in(clerk).get(page("change", below.pk)).content.decode()
    assert "2026年12月22日" in text
    assert "剩 19 个工作日" in text


def test_a_stretch_is_entered_at_once_and_a_day_of_it_taken_back(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    browser = signed_in(office.coordinator)
    confirmed(browser, ADD, OFF | {"organ": office.first.pk, "days": "2026-11-25至2026-11-27"})
    assert dues(case) == [date(2026, 12, 23)]
    delete = address("extradayoff", "delete", ExtraDayOff.objects.get(on=date(2026, 11, 26)).pk)
    removed(browser, delete)
    assert dues(case) == [date(2026, 12, 22)]
    assert ExtraDayOff.objects.count() == 2


def test_a_day_can_be_put_in_the_place_of_another(office: Office, case: DisclosureRequest, signed_in: SignedIn) -> None:
    browser = signed_in(office.coordinator)
    confirmed(browser, ADD, OFF | {"organ": office.first.pk})
    change = address("extradayoff", "change", ExtraDayOff.objects.get().pk)
    confirmed(browser, change, OFF | {"days": "2026-11-28"})  # a Saturday: the term moves back
    assert list(ExtraDayOff.objects.values_list("organ__name", "on")) == [("甲局", date(2026, 11, 28))]
    assert dues(case) == [date(2026, 12, 18)]


@pytest.mark.parametrize(("days", "sentence"), [("，", "请填写休假日"), ("2026-11-31", "不是日期")])
def test_days_off_that_are_no_days_are_told_beside_their_entry(
    office: Office, signed_in: SignedIn, days: str, sentence: str
) -> None:
    answer = signed_in(office.coordinator).post(ADD, OFF | {"organ": office.first.pk, "days": days})
    assert sentence in answer.context["form"].errors["days"][0]


def test_a_day_off_entered_before_is_told_and_not_doubled(office: Office, signed_in: SignedIn) -> None:
    browser, sent = signed_in(office.coordinator), OFF | {"organ": office.first.pk}
    confirmed(browser, ADD, sent)
    answer = browser.post(ADD, sent | {"days": "2026-11-24至2026-11-25"})
    assert "2026-11-25 已登记为休假日" in answer.context["form"].errors["days"][0]
    assert ExtraDayOff.objects.count() == 1
