"""Who may do what: one table of roles and actions; where they may do it follows the unit tree of today."""

from enum import StrEnum
from typing import TYPE_CHECKING

from openness.organs.choices import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from openness.organs.models import Organ, User


class Action(StrEnum):
    """Everything a person can be allowed to do."""

    CASE_VIEW = "case.view"
    CASE_REGISTER = "case.register"
    CASE_WORK = "case.work"
    CASE_APPROVE = "case.approve"
    CASE_ASSIGN = "case.assign"
    CASE_BULK = "case.bulk"
    CASE_AMEND = "case.amend"
    CASE_VOID = "case.void"
    CASE_REGIME = "case.regime"
    PERSONAL_VIEW = "personal.view"
    LEDGER_IMPORT = "ledger.import"
    LEDGER_EXPORT = "ledger.export"
    REPORT_VIEW = "report.view"
    REPORT_EDIT = "report.edit"
    REPORT_EXPORT = "report.export"
    DASHBOARD_VIEW = "dashboard.view"
    ORGAN_VIEW = "organ.view"
    ORGAN_MANAGE = "organ.manage"
    PEOPLE_MANAGE = "people.manage"
    CALENDAR_MANAGE = "calendar.manage"
    TEMPLATE_MANAGE = "template.manage"


_READING = {Action.CASE_VIEW, Action.REPORT_VIEW, Action.DASHBOARD_VIEW, Action.ORGAN_VIEW}
_HANDLING = _READING | {
    Action.CASE_REGISTER,
    Action.CASE_WORK,
    Action.CASE_AMEND,
    Action.PERSONAL_VIEW,
    Action.LEDGER_IMPORT,
    Action.LEDGER_EXPORT,
    Action.REPORT_EDIT,
    Action.REPORT_EXPORT,
}
_SUPERVISING = _HANDLING | {
    Action.CASE_APPROVE,
    Action.CASE_ASSIGN,
    Action.CASE_BULK,
    Action.CASE_VOID,
    Action.CASE_REGIME,
    Action.TEMPLATE_MANAGE,
}

ROLE_ACTIONS: dict[str, frozenset[Action]] = {
    Role.CLERK: frozenset(_HANDLING),
    Role.HEAD: frozenset(_SUPERVISING),
    Role.COORDINATOR: frozenset(_SUPERVISING | {Action.CALENDAR_MANAGE}),
    Role.MANAGER: frozenset(_READING | {Action.REPORT_EXPORT}),
    Role.AUDITOR: frozenset(_READING | {Action.REPORT_EXPORT}),
    Role.ADMINISTRATOR: frozenset(
        {Action.ORGAN_VIEW, Action.ORGAN_MANAGE, Action.PEOPLE_MANAGE, Action.CALENDAR_MANAGE}
    ),
}


def may(user: "User | AnonymousUser", action: Action, organ: "Organ | None" = None) -> bool:
    """Say whether `user` may do `action`, and, where `organ` is given, may do it there.

    Args:
        user: the person; somebody without a role or unit may do nothing.
        action: what is to be done.
        organ: the unit it is done to; None asks only about the role.
    """
    role = getattr(user, "role", "")
    if not user.is_authenticated or not user.is_active or action not in ROLE_ACTIONS.get(role, ()):
        return False
    return user.organ is not None and (organ is None or user.organ.contains(organ))
