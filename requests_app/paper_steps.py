"""Which step of a case records that a paper was served; papers without one have a note of their own."""

from collections.abc import Mapping, Sequence

from requests_app.choices import EventKind, PaperKind
from requests_app.course import Course
from requests_app.lifecycle import Act, refusal
from requests_app.paper_occasions import Answer, Made
from requests_app.timeline import Entry, effective

ANSWERING = frozenset({PaperKind.ANSWER, PaperKind.ABANDONED})
"""The letters that carry an answer."""

SERVED_BY: Mapping[PaperKind, Act] = {
    **dict.fromkeys(ANSWERING, Act.SERVE),
    PaperKind.EXTENSION: Act.TELL_EXTENSION,
    PaperKind.FEE: Act.DELIVER_FEE,
    PaperKind.CONSULTATION: Act.CONSULTATION_DELIVERED,
    PaperKind.JOINT: Act.CONSULTATION_DELIVERED,
}

TITLES: Mapping[Act, str] = {
    Act.SERVE: "登记送达",
    Act.TELL_EXTENSION: "登记延期告知",
    Act.DELIVER_FEE: "申请人收到收费通知",
    Act.CONSULTATION_DELIVERED: "对方收到征求意见书",
}
"""What people call these steps (`requests_app.admin.acts`)."""

SERVING = frozenset(
    {EventKind.SERVED, EventKind.EXTENSION_TOLD, EventKind.FEE_DELIVERED, EventKind.CONSULTATION_DELIVERED}
)
"""What these steps are in the log; `data["paper"]` is the place of the paper on which the step noted its service."""


def open_step(*, paper: Made, course: Course, entries: Sequence[Entry], answers: Sequence[Answer]) -> Act | None:
    """Return the step that is still to record how a paper was served; None where there is none, or it is taken.

    Args:
        paper: the paper.
        course: what the log says so far.
        entries: that log.
        answers: the decisions that stand, in their order.
    """
    act = SERVED_BY.get(PaperKind(paper.kind))
    if act is None or refusal(act, course) is not None:
        return None
    if act == Act.SERVE:
        return act if answers and answers[-1].seq == paper.decision else None
    step = next((one for one in effective(entries) if one.seq == paper.event_seq), None)
    if step is None or step.kind == EventKind.POSTPONED:  # a postponement is told as it is recorded
        return None
    if act == Act.CONSULTATION_DELIVERED:
        return act if str(step.data.get("ref")) in course.undelivered_consultations else None
    return act


def noted_by(paper: Made, entries: Sequence[Entry]) -> str:
    """Return what the step is called that noted the service of a paper; empty where none did."""
    noted = any(one.kind in SERVING and one.data.get("paper") == paper.seq for one in effective(entries))
    act = SERVED_BY.get(PaperKind(paper.kind))
    return TITLES[act] if noted and act is not None else ""
