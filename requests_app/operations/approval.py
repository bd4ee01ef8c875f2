"""The second person: who may approve, and when somebody may approve what they drafted themselves."""

from dataclasses import dataclass

from openness.organs.models import Organ, User
from openness.organs.rights import Action, may, may_in_person, stands_in_for
from requests_app.refusals import Refusal
from requests_app.timeline import Entry


@dataclass(frozen=True)
class Approval:
    """Who drafted an answer or extension and who approved it.

    Args:
        drafted_by: who drafted it.
        approved_by: who approved it; None where the unit asks for no approval.
        is_self: one and the same person did both: marked wherever it is shown.
        in_place_of: the absent person whose right was used.
        is_outside: approved outside the system (cases answered elsewhere and only closed here).
        note: what the approver remarked.
        late_entry_reason: why it is entered later than it says (`operations.late_entry`); it stays marked in the log.
    """

    drafted_by: User
    approved_by: User | None = None
    is_self: bool = False
    is_outside: bool = False
    in_place_of: User | None = None
    note: str = ""
    late_entry_reason: str = ""

    def told(self) -> dict[str, object]:
        """Return what the log keeps of it."""
        marks = {"self_approved": self.is_self, "approved_outside": self.is_outside}
        names = {
            "proposed_by": str(self.drafted_by),
            "approved_by": str(self.approved_by or ""),
            "in_place_of": str(self.in_place_of or ""),
            "approval_note": self.note,
            "late_entry_reason": self.late_entry_reason,
        }
        return {name: value for name, value in {**names, **marks}.items() if value}


def was_approved(step: Entry) -> bool:
    """Say whether a logged step, an extension or a decision, was consented to here: the head's name stands with it."""
    return bool(step.data.get("approved_by"))


def may_approve(person: User, organ: Organ) -> bool:
    """Say whether a person approves in a unit: its heads and coordinators; anybody at work where it approves itself."""
    return may(person, Action.CASE_APPROVE, organ) or (organ.may_approve_self and may(person, Action.CASE_WORK, organ))


def second_person(*, by: User, organ: Organ, drafted_by: User) -> Approval:
    """Return the approval of an answer by a second person.

    Args:
        by: who approves.
        organ: the unit of the case.
        drafted_by: who drafted it.

    Raises:
        Refusal: no right, or the drafter approves their own draft where the unit may not.
    """
    _require_approver(by, organ)
    is_self = by.pk == drafted_by.pk
    if is_self and not organ.may_approve_self:
        raise Refusal(
            "second_person",
            f"答复须由起草人以外的人审核，“{by}”不能审核自己起草的答复。请交由本单位审核人办理；"
            "只有一名工作人员的单位，可由主管部门允许自行审批。",
        )
    return Approval(drafted_by=drafted_by, approved_by=by, is_self=is_self, in_place_of=_absent(by, organ))


def require_approval_asked(organ: Organ) -> None:
    """Raise Refusal where a unit asks for no second person: its answers are decided at once."""
    if not organ.answers_need_approval:
        raise Refusal("no_approval_here", "本单位的答复不须第二人审核，请直接用“作出决定”。")


def consent_of_the_head(*, by: User, organ: Organ, drafted_by: User) -> Approval:
    """Return the consent to an extension by the head of the disclosure office (R19 Art. 33, R07 Art. 24).

    The law asks for the head's consent, not for two people: a head may extend alone. Who consents to their own draft
    by another right is marked: a clerk who stands alone in a unit and was allowed to approve, or who stands in for the
    head.

    Raises:
        Refusal: no right to approve in the unit.
    """
    _require_approver(by, organ)
    is_self = by.pk == drafted_by.pk and not may_in_person(by, Action.CASE_APPROVE, organ)
    return Approval(drafted_by=drafted_by, approved_by=by, is_self=is_self, in_place_of=_absent(by, organ))


def own_answer(*, by: User, organ: Organ) -> Approval:
    """Return the approval of an answer entered without a draft: none is asked for, or the unit approves itself.

    Raises:
        Refusal: the unit asks for a second person.
    """
    if not organ.answers_need_approval:
        return Approval(drafted_by=by)
    if not organ.may_approve_self:
        raise Refusal(
            "approval_needed",
            f"“{organ}”的答复须经第二人审核，不能直接作出决定。请用“拟答复”起草并送审。",
        )
    return second_person(by=by, organ=organ, drafted_by=by)


def _absent(by: User, organ: Organ) -> User | None:
    return stands_in_for(by, Action.CASE_APPROVE, organ)


def _require_approver(by: User, organ: Organ) -> None:
    if not may_approve(by, organ):
        raise Refusal(
            "not_allowed", f"“{by}”没有在“{organ}”审核的权限。延期和答复由本单位审核人或主管部门审核，请送审。"
        )
