"""What the page of one case shows: facts by section, the steps of its clock, its log, and what can be done next."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from openness.masks import HIDDEN
from openness.organs.models import User
from openness.organs.rights import Action, may
from requests_app import clock, lifecycle
from requests_app.admin.acts import CASE_ACTS, GROUPS
from requests_app.admin.attachment_lines import attachments_shown
from requests_app.admin.desk import Desk
from requests_app.admin.draft_words import Pairs, drafts_shown, waiting_drafts
from requests_app.admin.event_words import lines_of
from requests_app.admin.hindrances import hindrance_of
from requests_app.admin.kin import kin_of
from requests_app.admin.paper_lines import papers_context
from requests_app.admin.step_words import act_on_case
from requests_app.choices import MAY_BE_PERSON, Status
from requests_app.forms.outcome_choices import outcome_label
from requests_app.lifecycle import Act, Course
from requests_app.models import DisclosureRequest
from requests_app.operations.work import entries_of
from requests_app.timeline import Entry, clock_events


def course_of(case: DisclosureRequest) -> Course:
    """Return what the log of a case says so far."""
    return lifecycle.course_of(case.regime, entries_of(case))


def case_context(request: HttpRequest, case: DisclosureRequest) -> dict[str, Any]:
    """Return everything that the page of `case` draws.

    Args:
        request: whose person decides what is masked and which steps are offered.
        case: the case, with its unit.
    """
    user, desk = request.user, Desk.of(request)
    is_open = may(user, Action.PERSONAL_VIEW, case.organ)
    entries = entries_of(case)
    events = case.events.select_related("by").order_by("seq")
    return {
        "case": case,
        "term": desk.term_of(case),
        "summary": _summary(case),
        "applicant_rows": applicant_rows(case, is_open=is_open),
        "is_masked": not is_open,
        "wanted": [*_wanted(case), *(case.extra.items() if is_open else ())],
        "reading": _reading(case, entries, desk),
        "waiting_drafts": waiting_drafts(case),
        **drafts_shown(case, is_open=is_open),
        "fees": _fees(case),
        "family": _family(case),
        "kin": kin_of(case, user) if is_open and isinstance(user, User) else None,
        "decisions": [_decision(decision) for decision in case.decisions.standing()],
        "appeals": _appeals(case),
        **attachments_shown(user, case),
        "events": lines_of(events, with_personal=is_open),
        **papers_context(user, case),
        **steps_offered(user if isinstance(user, User) else None, case, entries, today=desk.today),
    }


def steps_offered(user: User | None, case: DisclosureRequest, entries: list[Entry], *, today: date) -> dict[str, Any]:
    """Return the steps that can be taken now, and those that cannot with the reason; only what the role may do."""
    course = lifecycle.course_of(case.regime, entries)
    possible, barred = [], []
    for row in (act_on_case(act, case, course) for act in CASE_ACTS.values()):
        if user is None or not may(user, row.right, case.organ):
            continue
        hindrance = hindrance_of(Act(row.code), case, course, user, today=today)
        if hindrance:
            barred.append({"label": row.title, "reason": hindrance})
        else:
            url = reverse("admin:requests_app_disclosurerequest_do", args=(case.pk, row.code))
            hint = f"{row.effect}依据：{row.basis(case.regime).words}"
            possible.append({"label": row.title, "url": url, "hint": hint, "kind": row.kind, "group": row.group})
    possible.sort(key=lambda action: GROUPS.index(action["group"]))
    return {"actions": possible, "barred": barred, "idle_reason": _idle_reason(case, possible, barred)}


def _fees(case: DisclosureRequest) -> list[Pairs]:
    return [
        [
            ("计收方式", notice.get_basis_display()),
            ("计算", "\n".join(notice.lines)),
            ("应收金额", f"{notice.computed} 元"),
            *([("减免金额", f"{notice.waived} 元（{notice.waiver_reason}）")] if notice.waived else []),
            ("应缴金额", f"{notice.amount} 元"),
            ("通知日期", notice.noticed_on),
            ("申请人收到日期", notice.delivered_on or "尚未登记"),
            ("缴费期限", notice.pay_by or "自申请人收到次日起算"),
            ("缴费", f"{notice.paid_on}，{notice.paid} 元" if notice.paid_on else "尚未缴费"),
        ]
        for notice in case.fee_notices.filter(struck_at=None)
    ]


def _family(case: DisclosureRequest) -> list[tuple[str, str, str]]:
    """Return what the case was split from, and what was split from it."""
    return [
        (word, one.number, reverse("admin:requests_app_disclosurerequest_change", args=(one.pk,)))
        for word, found in (("分自", [case.origin] if case.origin else []), ("另立", case.parts.order_by("pk")))
        for one in found
    ]


def applicant_rows(case: DisclosureRequest, *, is_open: bool) -> Pairs:
    """Return who asks; personal data masked unless `is_open`.

    Without the right the sealed columns are not even opened.
    """
    is_person = case.applicant_kind in MAY_BE_PERSON
    name = case.applicant_name if is_open else case.masked_applicant
    rows: Pairs = [("申请人类型", case.get_applicant_kind_display() or "未登记"), ("姓名或名称", name)]
    sealed = [
        ("证件号码" if is_person else "统一社会信用代码", "id_number"),
        ("联系电话", "phone"),
        ("通信地址", "address"),
        ("邮政编码", "postcode"),
        ("电子邮箱", "email"),
    ]
    if not is_person:
        sealed = [("法定代表人", "representative"), ("联系人", "contact_name"), *sealed]
    return rows + [(label, getattr(case, field) if is_open else HIDDEN) for label, field in sealed]


def _summary(case: DisclosureRequest) -> Pairs:
    fee = f"{case.processing_fee} 元" if case.processing_fee is not None else ""
    rows = [
        ("受理单位", case.organ.name),
        ("申请渠道", case.get_channel_display()),
        ("到达日期", case.arrived_on),
        ("收到日期", case.received_on or "待确认"),
        ("收到日期依据", case.get_receipt_basis_display()),
        ("适用条例", case.get_regime_display()),
        ("承办人", str(case.handler) if case.handler else "（未分派）"),
        ("重新答复期限", case.answer_by),
        ("延期", f"{case.extension_days} 个工作日" if case.extension_days else ""),
        ("办理结果", outcome_label(case.outcome)),
        ("决定日期", case.decided_on),
        ("办结日期", case.closed_on),
        ("送达日期", case.served_on),
        ("信息处理费", fee),
        ("导入批次", case.batch.name if case.batch else ""),
    ]
    return [(label, value) for label, value in rows if value]


def _wanted(case: DisclosureRequest) -> Pairs:
    rows = [
        ("所需信息内容", case.content or "—"),
        ("信息形式", case.get_desired_form_display()),
        ("获取方式", case.get_desired_delivery_display()),
        ("备注", case.note),
    ]
    return [(label, value) for label, value in rows if value]


def _reading(case: DisclosureRequest, entries: list[Entry], desk: Desk) -> clock.Reading | None:
    """Return the clock's reading; None where the log of an old ledger makes no course it can follow."""
    try:
        return clock.read(regime=case.regime, events=clock_events(entries), calendar=desk.calendar_of(case.organ))
    except clock.ClockError:
        return None


def _marks(decision: Any) -> str:
    if decision.is_approved_outside:
        return "系统外审核，系统内没有第二人审核的记录"
    return "（自行审批）" if decision.is_self_approved else ""


def _decision(decision: Any) -> dict[str, Any]:
    rows = [
        ("决定日期", decision.decided_on),
        ("办理结果", outcome_label(decision.outcome)),
        ("不予公开部分的理由", "、".join(outcome_label(code) for code in decision.exemptions)),
        ("事实与依据", decision.basis),
        ("文号", decision.document_number),
        ("答复日期", decision.replied_on or "尚未答复"),
        ("答复方式", decision.get_reply_way_display()),
        ("第三方不同意而仍予公开的理由", decision.override_reason),
        ("起草人", decision.drafted_by),
        ("审核人", f"{decision.approved_by or ''}{_marks(decision)}"),
        ("送达日期", decision.served_on),
        ("送达凭证", decision.proof),
    ]
    return {"seq": decision.seq, "rows": [(label, value) for label, value in rows if value]}


def _appeals(case: DisclosureRequest) -> list[dict[str, Any]]:
    return [
        {"appeal": appeal, "url": reverse("admin:requests_app_appeal_change", args=(appeal.pk,))}
        for appeal in case.appeals.order_by("filed_on", "pk")
    ]


def _idle_reason(case: DisclosureRequest, possible: list[Any], barred: list[Any]) -> str:
    if not possible and not barred:
        return "您的角色只能查看本件，不能办理。"
    return "本件已作废，不能再办理。" if case.status == Status.VOID else ""
