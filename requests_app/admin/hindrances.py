"""Why a person cannot take a step now: the lifecycle's reason, or the person's own; the operations refuse the same."""

from collections.abc import Callable, Mapping

from openness.organs.models import User
from requests_app import lifecycle
from requests_app.choices import ProposedAct
from requests_app.course import Course
from requests_app.lifecycle import Act
from requests_app.models import DisclosureRequest, Proposal
from requests_app.operations.approval import consent_of_the_head, may_approve, own_answer, second_person
from requests_app.operations.handing import require_free, require_own
from requests_app.refusals import Refusal

Check = Callable[[DisclosureRequest, User], None]


def hindrance_of(act: Act, case: DisclosureRequest, course: Course, user: User) -> str:
    """Return why `user` cannot take the step now; empty where nothing hinders.

    Args:
        act: the step; that the role may take it at all was asked before.
        case: the case.
        course: what its log says so far.
        user: who would take it.
    """
    refused = lifecycle.refusal(act, course)
    if refused is not None:
        return refused.message
    try:
        _PERSONAL.get(act, _nothing)(case, user)
    except Refusal as hindered:
        return hindered.message
    return ""


def _nothing(case: DisclosureRequest, user: User) -> None:
    """Raise nothing."""


def _decides_alone(case: DisclosureRequest, user: User) -> None:
    own_answer(by=user, organ=case.organ)


def _asks_for_approval(case: DisclosureRequest, user: User) -> None:
    if not case.organ.answers_need_approval:
        raise Refusal("no_approval_here", "本单位的答复不须第二人审核，请直接用“作出决定”。")


def _asks_for_consent(case: DisclosureRequest, user: User) -> None:
    if may_approve(user, case.organ):
        raise Refusal("approves_oneself", "您可以同意延期，请直接用“延期答复”。")


def _consents(case: DisclosureRequest, user: User) -> None:
    consent_of_the_head(by=user, organ=case.organ, drafted_by=user)


def _approves(case: DisclosureRequest, user: User) -> None:
    """Pass where one of the drafts that wait may be approved by the person."""
    refused: Refusal | None = None
    for draft in Proposal.objects.submitted().filter(request=case).select_related("by"):
        rule = consent_of_the_head if draft.act == ProposedAct.EXTEND else second_person
        try:
            rule(by=user, organ=case.organ, drafted_by=draft.by)
        except Refusal as found:
            refused = found
        else:
            return
    if refused is not None:
        raise refused


def _sends_back(case: DisclosureRequest, user: User) -> None:
    if not may_approve(user, case.organ):
        raise Refusal("not_allowed", "您没有审核的权限，不能退回。自己送审的请用“撤回送审”。")


def _recalls(case: DisclosureRequest, user: User) -> None:
    if not Proposal.objects.submitted().filter(request=case, by=user).exists():
        raise Refusal("not_the_drafter", "正在送审的不是您起草的，只有起草人能撤回。")


_PERSONAL: Mapping[Act, Check] = {
    Act.DECIDE: _decides_alone,
    Act.PROPOSE_ANSWER: _asks_for_approval,
    Act.PROPOSE_EXTENSION: _asks_for_consent,
    Act.EXTEND: _consents,
    Act.APPROVE: _approves,
    Act.SEND_BACK: _sends_back,
    Act.RECALL: _recalls,
    Act.CLAIM: lambda case, _: require_free(case),
    Act.HAND_OVER: require_own,
    Act.HAND_BACK: require_own,
}
