"""What a step is called on the case it is taken on, and what striking the last one would take back."""

from dataclasses import replace

from requests_app.admin.acts import OfferedAct
from requests_app.admin.again import as_for
from requests_app.admin.log_names import names_of, struck_of
from requests_app.choices import EventKind
from requests_app.lifecycle import Act, Course
from requests_app.models import CaseEvent, DisclosureRequest
from requests_app.operations.paper_assignments import occasions_of
from requests_app.operations.striking import last_step
from requests_app.operations.work import entries_of
from requests_app.paper_steps import ANSWERING

ONLY_DELIVERY = "只补记申请人实际收到答复之日；办结日期和期限不变。"


def act_on_case(act: OfferedAct, case: DisclosureRequest, course: Course) -> OfferedAct:
    """Return an act as it is called, and what it does, on a case whose log says so far what `course` says.

    Where the answer went out already, service can add no more than the day of its delivery: no step that leads on.
    """
    is_replied = course.is_closed and not course.has_open_answer and not course.is_served
    if act.code != Act.SERVE or not is_replied:
        return as_for(act, case)
    return replace(act, title="补登送达日期", effect=ONLY_DELIVERY, is_main=False)


TAKEN_BACK_BY = {
    EventKind.SUBMITTED: "起草人的“撤回送审”或审核人的“审核：退回修改”",
    EventKind.PAPER_ISSUED: "文书栏的“作废”",
    EventKind.PAPER_SERVED: "文书栏的“送达”重新登记",
    EventKind.ATTACHED: "附件栏的“撤下”",
    EventKind.CLAIMED: "“交回”",
    EventKind.ASSIGNED: "“分派”另派他人",
    EventKind.HANDED_OVER: "“移交”移回",
    EventKind.SPLIT: "“作废”逐件作废另立的各件",
    EventKind.APPEAL_OPENED: "该复议诉讼页上的“作废”",
    EventKind.APPEAL_CLOSED: "该复议诉讼页上的“更正”",
}
"""Which button takes back what is logged, but is no step of the course: striking passes over it."""


NO_ACT = frozenset({EventKind.AMENDED, EventKind.RECALCULATED})
"""Entries that only tell of changes to others."""


def to_be_struck(case: DisclosureRequest) -> str:
    """Return which step striking would take back now: its place, name, who entered it and its day."""
    events = _log_of(case)
    step = last_step(entries_of(case)).seq
    return next((f"将撤销：{_named(event, name)}。" for event, name in events if event.seq == step), "")


def passed_over(case: DisclosureRequest) -> str:
    """Return what was logged last where striking does not take it back, with the button that does; else nothing."""
    newest, name = [one for one in _log_of(case) if one[0].kind not in NO_ACT][-1]
    button = TAKEN_BACK_BY.get(EventKind(newest.kind))
    if button is None:
        return ""
    return f"日志最新的一项是{_named(newest, name)}，这里不撤销它；要收回它，请用{button}。"


def before_service(case: DisclosureRequest) -> str:
    """Return what is still owed to the applicant when an answer is about to be recorded as given; else nothing."""
    answer = next((one for one in occasions_of(case) if one.kind in ANSWERING and one.is_due), None)
    owed = [
        "本件延期答复还没有登记告知申请人，请先用“登记延期告知”。" if case.owes_notice else "",
        "答复书还没有在系统里制发；在系统外制发的，请先用“更正”填写答复文号。" if answer is not None else "",
    ]
    return "".join(owed)


def _log_of(case: DisclosureRequest) -> list[tuple[CaseEvent, str]]:
    events = list(case.events.select_related("by").order_by("seq"))
    return list(zip(events, names_of(events, struck_of(events)), strict=True))


def _named(event: CaseEvent, name: str) -> str:
    return f"第{event.seq}项 {name}（{event.by or '系统'}，{event.on}）"
