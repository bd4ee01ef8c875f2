"""What may be done to a case next: a table of acts and statuses, and named preconditions (R19 Arts. 30–37)."""

from requests_app.acts import Act
from requests_app.choices import Status
from requests_app.course import Course, course_of, is_step
from requests_app.preconditions import FIRST_TERM_ONLY, PRECONDITIONS
from requests_app.refusals import Refusal

__all__ = ["ALLOWED_FROM", "LEARNED_LATE", "Act", "Course", "course_of", "is_step", "refusal", "require"]

_RUNNING = frozenset({Status.OPEN, Status.CONSULTING, Status.EXPLAINING})
_ALIVE = _RUNNING | {Status.CORRECTING, Status.PAYING, Status.DECIDED}
_ENDED = frozenset({Status.CLOSED, Status.REOPENED})
_NOT_VOID = frozenset(Status) - {Status.VOID}
_AT_WORK = _ALIVE | {Status.UNCONFIRMED, Status.REOPENED}
_ANSWERABLE = _RUNNING | {Status.CORRECTING, Status.PAYING, Status.REOPENED}

ALLOWED_FROM: dict[Act, frozenset[Status]] = {
    Act.CONFIRM_RECEIPT: frozenset({Status.UNCONFIRMED}),
    Act.ASK_CORRECTION: frozenset({Status.OPEN}),
    Act.RECEIVE_CORRECTION: frozenset({Status.CORRECTING}),
    Act.CONSULT: _RUNNING | {Status.REOPENED},
    Act.CONSULTATION_DELIVERED: _ALIVE | {Status.REOPENED},
    Act.CONSULTATION_RETURNED: frozenset({Status.CONSULTING, Status.DECIDED, Status.REOPENED}),
    Act.ASK_REASONS: frozenset({Status.OPEN}),
    Act.RECEIVE_REASONS: frozenset({Status.EXPLAINING}),
    Act.PROPOSE_EXTENSION: _RUNNING,
    Act.EXTEND: _RUNNING,
    Act.TELL_EXTENSION: _ALIVE,
    Act.POSTPONE: frozenset({Status.OPEN, Status.EXPLAINING}),
    Act.NOTICE_FEE: frozenset({Status.OPEN}),
    Act.DELIVER_FEE: frozenset({Status.PAYING}),
    Act.PAY_FEE: frozenset({Status.PAYING}),
    Act.WAIVE_FEE: _RUNNING | {Status.PAYING},
    Act.PROPOSE_ANSWER: _ANSWERABLE,
    Act.DECIDE: _ANSWERABLE,
    Act.APPROVE: _ANSWERABLE,
    Act.SEND_BACK: _NOT_VOID,
    Act.RECALL: _NOT_VOID,
    Act.SERVE: frozenset({Status.DECIDED, Status.CLOSED, Status.REOPENED}),
    Act.WITHDRAW: _ALIVE | {Status.REOPENED},
    Act.REOPEN: frozenset({Status.CLOSED}),
    Act.OPEN_APPEAL: _ENDED | _ALIVE,
    Act.ATTACH: _NOT_VOID,
    Act.ASSIGN: _AT_WORK,
    Act.CLAIM: _AT_WORK,
    Act.HAND_OVER: _AT_WORK,
    Act.HAND_BACK: _AT_WORK,
    Act.SPLIT: frozenset({Status.UNCONFIRMED, Status.OPEN}),
    Act.AMEND: _NOT_VOID,
    Act.STRIKE: _NOT_VOID,
    Act.VOID: _NOT_VOID,
}


LEARNED_LATE = frozenset({Act.CONSULTATION_DELIVERED, Act.CONSULTATION_RETURNED, Act.TELL_EXTENSION, Act.DELIVER_FEE})
"""Acts that record what others did, which an office may hear of after later steps of its own (`timeline.ANSWERED`)."""


def refusal(act: Act, course: Course) -> Refusal | None:
    """Return why `act` may not be done now, or None where it may."""
    if course.status == Status.REOPENED and act in FIRST_TERM_ONLY:
        return Refusal("not_in_this_status", FIRST_TERM_ONLY[act])
    if course.status not in ALLOWED_FROM[act]:
        allowed = "、".join(str(status.label) for status in Status if status in ALLOWED_FROM[act])
        return Refusal(
            "not_in_this_status",
            f"本件现在是“{course.status.label}”，不能办理这一步；只有“{allowed}”的申请可以。",
        )
    for holds, code, message in PRECONDITIONS.get(act, ()):
        if not holds(course):
            return Refusal(code, message)
    return None


def require(act: Act, course: Course) -> None:
    """Raise Refusal where `act` may not be done now."""
    refused = refusal(act, course)
    if refused is not None:
        raise refused
