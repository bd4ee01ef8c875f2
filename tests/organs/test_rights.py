"""The table of roles and actions, and that rights end at the edge of the subtree."""

import pytest

from openness.organs.choices import Role
from openness.organs.models import Organ, User
from openness.organs.rights import ROLE_ACTIONS, Action, may
from tests.office import Office

pytestmark = pytest.mark.django_db

READERS = {"clerk", "head", "coordinator", "manager", "auditor"}
HANDLERS = {"clerk", "head", "coordinator"}
SUPERVISORS = {"head", "coordinator"}
WHO_MAY: dict[Action, set[str]] = {
    Action.CASE_VIEW: READERS,
    Action.CASE_REGISTER: HANDLERS,
    Action.CASE_WORK: HANDLERS,
    Action.CASE_AMEND: HANDLERS,
    Action.CASE_APPROVE: SUPERVISORS,
    Action.CASE_ASSIGN: SUPERVISORS,
    Action.CASE_BULK: SUPERVISORS,
    Action.TEMPLATE_MANAGE: SUPERVISORS,
    Action.CASE_VOID: SUPERVISORS,
    Action.CASE_REGIME: SUPERVISORS,
    Action.PERSONAL_VIEW: HANDLERS,
    Action.LEDGER_IMPORT: HANDLERS,
    Action.LEDGER_EXPORT: HANDLERS,
    Action.REPORT_VIEW: READERS,
    Action.REPORT_EDIT: HANDLERS,
    Action.REPORT_EXPORT: READERS,
    Action.DASHBOARD_VIEW: READERS,
    Action.ORGAN_VIEW: READERS | {"administrator"},
    Action.ORGAN_MANAGE: {"administrator"},
    Action.PEOPLE_MANAGE: {"administrator"},
    Action.CALENDAR_MANAGE: {"coordinator", "administrator"},
    Action.CASE_APPROVE: SUPERVISORS,
    Action.CASE_ASSIGN: SUPERVISORS,
    Action.CASE_BULK: SUPERVISORS,
    Action.TEMPLATE_MANAGE: SUPERVISORS,
    Action.ORGAN_SWITCH: SUPERVISORS,
    Action.DEPUTY_SET: SUPERVISORS | {"administrator"},
    Action.TRAIL_VIEW: {"coordinator", "auditor", "administrator"},
}


@pytest.mark.parametrize("action", list(Action))
def test_the_table_says_who_may(action: Action) -> None:
    assert {role.value for role in Role if action in ROLE_ACTIONS[role]} == WHO_MAY[action]


def test_nobody_without_role_unit_or_account_may_anything() -> None:
    office = Office()
    people = [
        User.objects.create_user("no-role", organ=office.district),
        User.objects.create_user("no-unit", role=Role.COORDINATOR),
        User.objects.create_user("gone", role=Role.COORDINATOR, organ=office.district, is_active=False),
    ]
    assert not any(may(person, action) for person in people for action in Action)


def test_a_role_outside_the_six_is_refused_by_the_database() -> None:
    with pytest.raises(Exception, match="person_role_is_known"):
        User.objects.create_user("odd", role="king")


@pytest.mark.parametrize(
    ("who", "where", "allowed"),
    [
        ("clerk", "first", True),
        ("clerk", "second", False),
        ("clerk", "district", False),
        ("coordinator", "first", True),
        ("coordinator", "elsewhere", False),
        ("stranger", "first", False),
        ("auditor", "second", True),
        ("administrator", "first", False),
    ],
)
def test_rights_follow_the_subtree(who: str, where: str, allowed: bool) -> None:
    office = Office()
    organ: Organ = getattr(office, where)
    assert may(getattr(office, who), Action.CASE_VIEW, organ) is allowed
