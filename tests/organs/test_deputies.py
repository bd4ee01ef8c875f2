"""A deputy may do what an absent person may, on the days named, and nothing is gained by it that was not meant."""

from datetime import date
from typing import Any

import pytest

from openness.organs.acting import acting_person
from openness.organs.choices import Role
from openness.organs.deputies import change_deputyship
from openness.organs.models import Deputy, TrailEntry, User
from openness.organs.refusing import OrganRefusal
from openness.organs.rights import Action, may, may_in_person, stands_in_for
from openness.organs.standing import units_where, with_deputyships
from openness.organs.trail import trail_visible_to
from tests.office import NOW, Office
from tests.organs.deputies import DURING, FIRST, LAST, Naming, name_deputy

__all__ = ["name_deputy"]  # a fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return Office()


def on(user: User, day: date) -> User:
    """Return the person as they are known on a day."""
    return with_deputyships(User.objects.get(pk=user.pk), day)


@pytest.mark.parametrize(
    ("day", "allowed"),
    [(date(2026, 11, 19), False), (FIRST, True), (DURING, True), (LAST, True), (date(2026, 12, 1), False)],
)
def test_the_right_begins_and_ends_with_the_days(office: Office, name_deputy: Naming, day: date, allowed: bool) -> None:
    name_deputy()
    assert may(on(office.clerk, day), Action.CASE_VOID, office.first) is allowed


def test_it_is_told_whose_right_is_used(office: Office, name_deputy: Naming) -> None:
    name_deputy()
    deputy = on(office.clerk, DURING)
    assert stands_in_for(deputy, Action.CASE_VOID, office.first) == office.head
    assert stands_in_for(deputy, Action.CASE_WORK, office.first) is None  # their own would do
    assert stands_in_for(deputy, Action.CASE_VOID, office.second) is None
    assert not may_in_person(deputy, Action.CASE_VOID, office.first)


def test_the_right_ends_at_the_subtree_of_the_absent_person(office: Office, name_deputy: Naming) -> None:
    above = office.person("above.clerk", Role.CLERK, office.district)
    name_deputy(deputy=above)
    deputy = on(above, DURING)
    assert may(deputy, Action.CASE_VOID, office.first)
    assert not may(deputy, Action.CASE_VOID, office.second)
    assert not may(deputy, Action.CASE_VOID, office.district)
    assert list(units_where(deputy, Action.CASE_VOID)) == [office.first]


def test_rows_of_a_page_end_there_too(office: Office, name_deputy: Naming) -> None:
    below = office.person("below.coordinator", Role.COORDINATOR, office.first)
    above = office.person("above.clerk", Role.CLERK, office.district)
    name_deputy(person=below, deputy=above)
    TrailEntry.objects.create(at=NOW, kind="look", organ=office.second, subject="乙局的")
    assert not trail_visible_to(on(above, DURING), TrailEntry.objects.all()).exists()


def test_deputies_of_deputies_may_nothing(office: Office, name_deputy: Naming) -> None:
    third = office.person("third.clerk", Role.CLERK, office.first)
    name_deputy()
    name_deputy(person=office.clerk, deputy=third)
    assert not may(on(third, DURING), Action.CASE_VOID, office.first)


def test_a_closed_account_gives_nothing_and_takes_nothing(office: Office, name_deputy: Naming) -> None:
    name_deputy()
    User.objects.filter(pk=office.head.pk).update(is_active=False)
    assert not may(on(office.clerk, DURING), Action.CASE_VOID, office.first)
    User.objects.filter(pk=office.head.pk).update(is_active=True)
    User.objects.filter(pk=office.clerk.pk).update(is_active=False)
    assert not may(on(office.clerk, DURING), Action.CASE_VOID, office.first)


@pytest.mark.parametrize("role", ["administrator", "auditor", "manager", ""])
def test_a_role_that_changed_since_gives_nothing(office: Office, name_deputy: Naming, role: str) -> None:
    name_deputy()
    for changed in (office.head, office.clerk):
        User.objects.filter(pk=changed.pk).update(role=role)
        assert on(office.clerk, DURING).standing_in == ()


def test_a_deputy_who_moved_away_may_nothing(office: Office, name_deputy: Naming) -> None:
    name_deputy()
    User.objects.filter(pk=office.clerk.pk).update(organ=office.second)
    assert on(office.clerk, DURING).standing_in == ()


@pytest.mark.parametrize("who", ["administrator", "auditor", "manager"])
def test_who_handles_no_cases_is_never_deputy_nor_stood_in_for(office: Office, name_deputy: Naming, who: str) -> None:
    other = getattr(office, who)
    for naming in (office.coordinator, office.administrator):
        with pytest.raises(OrganRefusal, match="不能作代理人"):
            name_deputy(by=naming, deputy=other)
        with pytest.raises(OrganRefusal, match="不能作被代理人"):
            name_deputy(by=naming, person=other, deputy=office.coordinator)
    assert not may(on(other, DURING), Action.PERSONAL_VIEW)


def test_a_row_that_was_written_past_the_operation_gives_an_administrator_nothing(office: Office) -> None:
    Deputy.objects.create(
        person=office.coordinator, deputy=office.administrator, since=FIRST, until=LAST, reason="虚构", set_at=NOW
    )
    administrator = on(office.administrator, DURING)
    assert not may(administrator, Action.PERSONAL_VIEW, office.first)
    assert not may(administrator, Action.CASE_VIEW)


def test_the_deputy_is_of_the_unit_or_of_one_above(office: Office, name_deputy: Naming) -> None:
    with pytest.raises(OrganRefusal, match="本单位或其上级单位"):
        name_deputy(deputy=office.neighbour)
    with pytest.raises(OrganRefusal, match="本单位或其上级单位"):
        name_deputy(person=office.coordinator, deputy=office.head)
    assert name_deputy(deputy=office.coordinator).pk


@pytest.mark.parametrize(
    "changes",
    [{"until": date(2026, 11, 19)}, {"reason": "  "}, {"reason": "长" * 201}, {"deputy": "head"}],
)
def test_what_makes_no_sense_is_refused(office: Office, name_deputy: Naming, changes: dict[str, Any]) -> None:
    given = {name: getattr(office, value) if name == "deputy" else value for name, value in changes.items()}
    with pytest.raises(OrganRefusal):
        name_deputy(**given)
    assert not Deputy.objects.exists()


@pytest.mark.parametrize("wrong", [{"until": date(2026, 11, 1)}, {"deputy": "person"}])
def test_the_database_refuses_it_too(office: Office, wrong: dict[str, Any]) -> None:
    row: dict[str, Any] = {"person": office.head, "deputy": office.clerk, "since": FIRST, "until": LAST}
    row |= {name: row[value] if name == "deputy" else value for name, value in wrong.items()}
    with pytest.raises(Exception, match="deputyship_ends_after_start|nobody_is_own_deputy"):
        Deputy.objects.create(reason="虚构", set_at=NOW, **row)


@pytest.mark.parametrize("who", ["clerk", "neighbour", "manager", "auditor", "stranger"])
def test_the_wrong_person_names_nobody(office: Office, name_deputy: Naming, who: str) -> None:
    with pytest.raises(OrganRefusal):
        name_deputy(by=getattr(office, who))


def test_a_head_names_deputies_of_the_own_unit_and_of_no_higher_role(office: Office, name_deputy: Naming) -> None:
    assert name_deputy(by=office.head, person=office.clerk, deputy=office.head).set_by == office.head
    head = office.person("district.head", Role.HEAD, office.district)
    with pytest.raises(OrganRefusal, match="审核人只能"):
        name_deputy(by=head, person=office.coordinator, deputy=head)  # would make a coordinator of oneself
    with pytest.raises(OrganRefusal, match="审核人只能"):
        name_deputy(by=head, deputy=office.clerk)  # a unit below


def test_a_deputy_names_no_deputies(office: Office, name_deputy: Naming) -> None:
    third = office.person("third.clerk", Role.CLERK, office.first)
    name_deputy()
    with pytest.raises(OrganRefusal):
        name_deputy(by=on(office.clerk, DURING), person=office.head, deputy=third)


def test_who_comes_back_early_ends_it_and_the_history_tells(office: Office, name_deputy: Naming) -> None:
    made = name_deputy()
    ended = change_deputyship(
        deputyship=made, by=office.coordinator, at=NOW, until=date(2026, 11, 22), reason="提前返岗（虚构）"
    )
    assert not may(on(office.clerk, DURING), Action.CASE_VOID, office.first)
    first, last = ended.history.order_by("history_id")
    assert (first.until, last.until, last.history_user) == (LAST, date(2026, 11, 22), office.coordinator)
    assert last.history_change_reason == "提前返岗（虚构）"
    with pytest.raises(OrganRefusal):
        change_deputyship(deputyship=made, by=office.clerk, at=NOW, until=date(2026, 12, 31), reason="延长")


def test_a_command_is_run_with_the_rights_of_the_day(
    office: Office, name_deputy: Naming, monkeypatch: pytest.MonkeyPatch
) -> None:
    name_deputy()
    for day, allowed in ((DURING, True), (date(2026, 12, 1), False)):
        monkeypatch.setattr("openness.organs.acting.timezone.localdate", lambda day=day: day)
        person = acting_person("li.clerk")
        assert person is not None
        assert may(person, Action.CASE_VOID, office.first) is allowed
