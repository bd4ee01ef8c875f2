"""Who may do what: one table of roles and actions; where they may do it follows the unit tree of today."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from openness.organs.choices import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from openness.organs.models import Organ, User


class Action(StrEnum):
    """Everything a person can be allowed to do."""

    CASE_VIEW = "case.view"
    CASE_REGISTER = "case.register"
    CASE_WORK = "case.work"
    CASE_AMEND = "case.amend"
    CASE_VOID = "case.void"
    CASE_REGIME = "case.regime"
    CASE_APPROVE = "case.approve"
    CASE_ASSIGN = "case.assign"
    CASE_BULK = "case.bulk"
    TEMPLATE_MANAGE = "template.manage"
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
    ORGAN_SWITCH = "organ.switch"
    DEPUTY_SET = "deputy.set"
    TRAIL_VIEW = "trail.view"


ACTION_LABELS: dict[Action, str] = {
    Action.CASE_VIEW: "查看案件",
    Action.CASE_REGISTER: "登记申请",
    Action.CASE_WORK: "办理案件",
    Action.CASE_AMEND: "更正、撤销上一步",
    Action.CASE_VOID: "作废、重新办理、设定起始编号",
    Action.CASE_REGIME: "更正适用条例",
    Action.CASE_APPROVE: "审批延期和答复",
    Action.CASE_ASSIGN: "分派案件",
    Action.CASE_BULK: "批量办理",
    Action.TEMPLATE_MANAGE: "维护文书模板",
    Action.PERSONAL_VIEW: "查看申请人个人信息",
    Action.LEDGER_IMPORT: "导入台账",
    Action.LEDGER_EXPORT: "导出台账",
    Action.REPORT_VIEW: "查看报告",
    Action.REPORT_EDIT: "编制报告",
    Action.REPORT_EXPORT: "导出报告",
    Action.DASHBOARD_VIEW: "查看年度看板",
    Action.ORGAN_VIEW: "查看单位",
    Action.ORGAN_MANAGE: "维护单位",
    Action.PEOPLE_MANAGE: "维护人员",
    Action.CALENDAR_MANAGE: "维护工作日历",
    Action.ORGAN_SWITCH: "设定审批方式",
    Action.DEPUTY_SET: "指定代理人",
    Action.TRAIL_VIEW: "查看操作留痕",
}
"""What people call each action; docs/rights.md prints the table with these words."""

HANDLING_ROLES = frozenset({Role.CLERK.value, Role.HEAD.value, Role.COORDINATOR.value})
"""Who handles cases; nobody else stands in for anybody, or is stood in for."""

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
    Action.CASE_VOID,
    Action.CASE_REGIME,
    Action.CASE_APPROVE,
    Action.CASE_ASSIGN,
    Action.CASE_BULK,
    Action.TEMPLATE_MANAGE,
    Action.ORGAN_SWITCH,
    Action.DEPUTY_SET,
}

ROLE_ACTIONS: dict[str, frozenset[Action]] = {
    Role.CLERK: frozenset(_HANDLING),
    Role.HEAD: frozenset(_SUPERVISING),
    Role.COORDINATOR: frozenset(_SUPERVISING | {Action.CALENDAR_MANAGE, Action.TRAIL_VIEW}),
    Role.MANAGER: frozenset(_READING | {Action.REPORT_EXPORT}),
    Role.AUDITOR: frozenset(_READING | {Action.REPORT_EXPORT, Action.TRAIL_VIEW}),
    Role.ADMINISTRATOR: frozenset(
        {
            Action.ORGAN_VIEW,
            Action.ORGAN_MANAGE,
            Action.PEOPLE_MANAGE,
            Action.CALENDAR_MANAGE,
            Action.DEPUTY_SET,
            Action.TRAIL_VIEW,
        }
    ),
}


class Ground(NamedTuple):
    """What somebody's right rests on: a role in a unit, their own or that of an absent person they stand in for."""

    role: str
    organ: "Organ"
    person: "User"


def grounds(user: "User | AnonymousUser", action: Action, organ: "Organ | None" = None) -> Iterator[Ground]:
    """Yield what the right of `user` to do `action` rests on, their own role first, then deputyships.

    Args:
        user: the person; somebody without a role or unit, or with a closed account, may do nothing. `standing_in` is
            filled at the edge (openness.organs.standing): the roles of those who are absent today.
        action: what is to be done.
        organ: the unit it is done to; None asks only about the role.
    """
    if not user.is_authenticated or not user.is_active:
        return
    for ground in (*_own(user), *getattr(user, "standing_in", ())):
        if action in ROLE_ACTIONS.get(ground.role, ()) and (organ is None or ground.organ.contains(organ)):
            yield ground


def may(user: "User | AnonymousUser", action: Action, organ: "Organ | None" = None) -> bool:
    """Say whether `user` may do `action`, and, where `organ` is given, may do it there; deputyships count.

    Args:
        user: the person; somebody without a role or unit may do nothing.
        action: what is to be done.
        organ: the unit it is done to; None asks only about the role.
    """
    return next(grounds(user, action, organ), None) is not None


def may_in_person(user: "User | AnonymousUser", action: Action, organ: "Organ | None" = None) -> bool:
    """Say whether `user` may do `action` by their own role: for what is not handed on to a deputy."""
    return any(ground.person.pk == user.pk for ground in grounds(user, action, organ))


def may_at_root(user: "User | AnonymousUser", action: Action) -> bool:
    """Say whether `user` may do `action` for the whole tree: in its topmost unit, by their own role or a deputyship.

    For what concerns every unit and lies in none, such as the calendar of the whole office.
    """
    return any(ground.organ.is_root() for ground in grounds(user, action))


def stands_in_for(user: "User | AnonymousUser", action: Action, organ: "Organ | None" = None) -> "User | None":
    """Return the absent person whose right `user` would use; None where their own does, or none does.

    Args:
        user: who acts.
        action: what is to be done.
        organ: the unit it is done to; None asks only about the role.
    """
    ground = next(grounds(user, action, organ), None)
    return None if ground is None or ground.person.pk == user.pk else ground.person


def _own(user: "User") -> tuple[Ground, ...]:
    return () if user.organ is None else (Ground(user.role, user.organ, user),)
