"""Why a person cannot take a step now: the lifecycle's reason, or the person's own; the operations refuse the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from openness.organs.models import User
from requests_app import lifecycle
from requests_app.choices import ProposedAct
from requests_app.course import Course
from requests_app.lifecycle import Act
from requests_app.models import DisclosureRequest, Proposal
from requests_app.operations.approval import (
    consent_of_the_head,
    may_approve,
    own_answer,
    require_approval_asked,
    second_person,
)
from requests_app.operations.awaited import require_time_over
from requests_app.operations.handing import require_free, require_own
from requests_app.operations.mistakes import require_no_appeals
from requests_app.operations.striking import last_step, require_strikable
from requests_app.operations.work import entries_of, require_running
from requests_app.refusals import Refusal


@dataclass(frozen=True)
class Asked:
    """Who would take a step on which case when."""

    case: DisclosureRequest
    course: Course
    user: User
    today: date


Check = Callable[[Asked], None]


def hindrance_of(act: Act, case: DisclosureRequest, course: Course, user: User, *, today: date) -> str:
    """Return why `user` cannot take the step now; empty where nothing hinders.

    Args:
        act: the step; that the role may take it at all was asked before.
        case: the case.
        course: what its log says so far.
        user: who would take it.
        today: the day at the edge.
    """
    refused = lifecycle.refusal(act, course)
    if refused is not None:
        return refused.message
    try:
        _PERSONAL.get(act, _nothing)(Asked(case, course, user, today))
    except Refusal as hindered:
        return hindered.message
    return ""


def _nothing(asked: Asked) -> None:
    """Raise nothing."""


def _decides_alone(asked: Asked) -> None:
    own_answer(by=asked.user, organ=asked.case.organ)
    require_time_over(case=asked.case, course=asked.course, entries=entries_of(asked.case), on=asked.today)


def _is_in_time(asked: Asked) -> None:
    # no step is dated before the last one: where that came after the term, no day is left
    require_running(asked.case, asked.course.last_on or asked.today)


def _consents(asked: Asked) -> None:
    _is_in_time(asked)
    consent_of_the_head(by=asked.user, organ=asked.case.organ, drafted_by=asked.user)


def _can_be_proposed(asked: Asked) -> None:
    # a draft has no date of its own: it is handed in today
    require_running(asked.case, asked.today)


def _approves(asked: Asked) -> None:
    """Pass where one of the drafts that wait can be approved, and by the person."""
    refused: Refusal | None = None
    alone = replace(asked.course, pending=frozenset())
    for draft in Proposal.objects.submitted().filter(request=asked.case).select_related("by"):
        rule = consent_of_the_head if draft.act == ProposedAct.EXTEND else second_person
        try:
            rule(by=asked.user, organ=asked.case.organ, drafted_by=draft.by)
            lifecycle.require(Act(draft.act), alone)
            if draft.act == ProposedAct.EXTEND:
                _is_in_time(asked)
        except Refusal as found:
            refused = found
        else:
            return
    if refused is not None:
        raise refused


def _sends_back(asked: Asked) -> None:
    if not may_approve(asked.user, asked.case.organ):
        raise Refusal("not_allowed", "您没有审核的权限，不能退回。自己送审的请用“撤回送审”。")


def _recalls(asked: Asked) -> None:
    if not Proposal.objects.submitted().filter(request=asked.case, by=asked.user).exists():
        raise Refusal("not_the_drafter", "正在送审的不是您起草的，只有起草人能撤回。")


def _strikes(asked: Asked) -> None:
    step = last_step(entries_of(asked.case))
    require_strikable(step=step, by=asked.user, case=asked.case, course=asked.course)


_PERSONAL: Mapping[Act, Check] = {
    Act.DECIDE: _decides_alone,
    Act.PROPOSE_ANSWER: lambda asked: require_approval_asked(asked.case.organ),
    Act.PROPOSE_EXTENSION: _can_be_proposed,
    Act.EXTEND: _consents,
    Act.ASK_CORRECTION: _is_in_time,
    Act.POSTPONE: _is_in_time,
    Act.NOTICE_FEE: _is_in_time,
    Act.APPROVE: _approves,
    Act.SEND_BACK: _sends_back,
    Act.RECALL: _recalls,
    Act.CLAIM: lambda asked: require_free(asked.case, asked.user),
    Act.HAND_OVER: lambda asked: require_own(asked.case, asked.user),
    Act.HAND_BACK: lambda asked: require_own(asked.case, asked.user),
    Act.STRIKE: _strikes,
    Act.VOID: lambda asked: require_no_appeals(asked.case),
}
