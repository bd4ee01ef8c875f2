"""What stands in the fields of a paper: taken from the case, its log and the law of the day."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from requests_app.choices import PaperKind
from requests_app.letters.attached import Attached, attachments_of
from requests_app.letters.fields import Lines
from requests_app.letters.legal import answer_words, basis_of, remedy_of
from requests_app.letters.log import CaseLog, chinese
from requests_app.models import DisclosureRequest, IssuedPaper
from requests_app.operations.paper_assignments import Assignment, outdated_of
from requests_app.outcomes import OUTCOMES
from requests_app.outdated_papers import Outdated
from requests_app.paper_law import PAPERS
from requests_app.regimes import terms

DRAFT_NUMBER = "（待编号）"
Values = dict[str, Any]


def values_of(task: Assignment, typed: Mapping[str, str] | None = None) -> Values:
    """Return the fields of a paper by code, those included that its kind does not use.

    Args:
        task: what is to be written.
        typed: what the clerk worded for this paper, by code (`asked_for`); it stands before what the case says.
    """
    given = {code: text.strip() for code, text in (typed or {}).items()}
    log = CaseLog.of(task.case)
    special = _BY_KIND.get(task.occasion.kind)
    values = {
        **_unit(task), **_case(task.case), **_applicant(task.case), "basis": basis_of(task),
        **(special(task, log) if special else {}),
    }  # fmt: skip
    values |= {code: text for code, text in given.items() if code != "detail"}
    if task.decision is not None:
        values["answer_paragraph"] = answer_words(task.decision, given.get("detail", task.decision.basis))
    if "enclosures" in given:
        values["enclosures"] = Lines(line.strip() for line in given["enclosures"].splitlines() if line.strip())
    return values


def _unit(task: Assignment) -> Values:
    organ = task.case.organ
    number = task.number or (DRAFT_NUMBER if PAPERS[task.occasion.kind].is_numbered else "")
    return {
        "organ_name": organ.name,
        "organ_signature": organ.signed_name,
        "organ_address": organ.address,
        "organ_postcode": organ.postcode,
        "organ_phone": organ.phone or organ.office_phone or organ.handler_phone,
        "organ_email": organ.email,
        "organ_website": organ.website,
        "document_number": number,
        "issued_on": chinese(task.on),
    }


def _case(case: DisclosureRequest) -> Values:
    return {
        "case_number": case.number,
        "channel": case.get_channel_display(),
        "arrived_on": chinese(case.arrived_on),
        "received_on": chinese(case.received_on) or "（待确认）",
        "receipt_basis": case.get_receipt_basis_display(),
        "content": case.content,
        "desired_form": case.get_desired_form_display(),
        "desired_delivery": case.get_desired_delivery_display(),
        "outcome_label": OUTCOMES[case.outcome].label if case.outcome in OUTCOMES else "",
        "closed_on": chinese(case.closed_on),
    }


def _applicant(case: DisclosureRequest) -> Values:
    return {
        "applicant_name": case.applicant_name,
        "applicant_kind": case.get_applicant_kind_display(),
        "applicant_id_number": case.id_number,
        "applicant_phone": case.phone,
        "applicant_address": case.address,
        "applicant_postcode": case.postcode,
        "representative": case.representative,
        "contact_name": case.contact_name,
        "recipient_name": case.applicant_name,
        "recipient_address": case.address,
        "recipient_postcode": case.postcode,
    }


def _receipt(task: Assignment, log: CaseLog) -> Values:
    return {"due_on": chinese(log.due_on(upto=task.occasion.event_seq))}


def _correction(task: Assignment, log: CaseLog) -> Values:
    seq = task.occasion.event_seq
    return {"correction_items": log.note(seq), "correction_due_on": _named_day(log.data(seq, "respond_by"))}


def _reasons(task: Assignment, log: CaseLog) -> Values:
    seq = task.occasion.event_seq
    return {"excess": log.note(seq), "reasons_due_on": _named_day(log.data(seq, "respond_by"))}


def _extension(task: Assignment, log: CaseLog) -> Values:
    seq = task.occasion.event_seq or 0
    return {
        "extension_days": str(log.data(seq, "days")),
        "extension_reason": log.note(seq),
        "due_on": chinese(log.due_on(upto=seq)),
        "due_on_before": chinese(log.due_on(upto=seq - 1)),
    }


def _consultation(task: Assignment, log: CaseLog) -> Values:
    sent = log.letter_of(task.occasion.event_seq)
    is_joint = task.occasion.kind == PaperKind.JOINT
    law = terms(task.case.regime, log.on(sent) or task.on)
    limit = law.days_to_answer(is_joint=is_joint)
    return {
        **_to_third_party(log, sent),
        "consulted_on": chinese(log.on(sent)),
        "opinion_due_on": f"收到本函之日起{limit.value}个{limit.unit}内" if limit.value else "",
    }


def _override(task: Assignment, log: CaseLog) -> Values:
    returned = task.occasion.event_seq
    sent = log.letter_of(returned)
    return {
        **_to_third_party(log, sent),
        "consulted_on": chinese(log.on(sent)),
        "opinion": "不同意公开",
        "opinion_reasons": log.note(returned),
        "override_reasons": task.decision.override_reason if task.decision else "",
        "remedy": remedy_of(task),
    }


def _to_third_party(log: CaseLog, sent: int | None) -> Values:
    return {
        "recipient_name": log.name(sent),
        "recipient_address": "",
        "recipient_postcode": "",
        "information": log.note(sent) or log.case.content,
    }


def _fee(task: Assignment, log: CaseLog) -> Values:
    notice = task.fee_notice
    if notice is None:
        return {}
    limit = terms(task.case.regime, log.on(task.occasion.event_seq) or task.on).fee_payment_days
    waiver = f"减免{notice.waived}元，理由：{notice.waiver_reason}" if notice.waived else ""
    within = f"收到本通知次日起{limit.value}个{limit.unit}内" if limit.value else ""
    return {
        "fee_mode": notice.get_basis_display(),
        "fee_lines": Lines(str(line) for line in notice.lines),
        "fee_amount": f"{notice.amount:.2f}",
        "fee_waiver": waiver,
        "fee_due_on": chinese(notice.pay_by) or within,
    }


def _answer(task: Assignment, log: CaseLog) -> Values:
    decision = task.decision
    if decision is None:
        return {}
    return {
        "facts": log.history() or f"{chinese(task.case.received_on)}，本机关收到您（单位）的申请。",
        "outcome_label": OUTCOMES[decision.outcome].label,
        "remedy": remedy_of(task),
    }


def _service(task: Assignment, log: CaseLog) -> Values:
    about = task.about
    if about is None:
        return {}
    to_applicant = PAPERS[PaperKind(about.kind)].to == "applicant"
    number = f"（{about.number}）" if about.number else ""
    return {
        **({} if to_applicant else _to_third_party(log, log.letter_of(about.event_seq))),
        "served_paper": f"{PAPERS[PaperKind(about.kind)].title}{number}",
        "reply_way": about.get_way_display(),
        "replied_on": chinese(about.sent_on),
        "served_on": chinese(about.received_on),
        "proof": about.proof,
    }


def _archive(task: Assignment, log: CaseLog) -> Values:
    rows = task.case.papers.order_by("seq")
    stale = outdated_of(task.case)
    listed = [
        *(_paper_line(paper, stale.get(paper.seq)) for paper in rows),
        *map(_attachment_line, attachments_of(task.case)),
    ]
    return {"papers": Lines({"序号": str(number), **line} for number, line in enumerate(listed, start=1))}


def _attachment_line(one: Attached) -> dict[str, str]:
    return {"名称": one.name, "文号": "", "日期": one.on.isoformat(), "备注": one.kind}


def _paper_line(paper: IssuedPaper, outdated: Outdated | None) -> dict[str, str]:
    remark = "已作废" if paper.voided_at else outdated.what_to_do if outdated else ""
    return {
        "名称": PAPERS[PaperKind(paper.kind)].title,
        "文号": paper.number,
        "日期": paper.issued_on.isoformat(),
        "备注": remark,
    }


def _named_day(text: Any) -> str:
    return chinese(date.fromisoformat(text)) if text else ""


_BY_KIND: Mapping[PaperKind, Callable[[Assignment, CaseLog], Values]] = {
    PaperKind.RECEIPT: _receipt,
    PaperKind.CORRECTION: _correction,
    PaperKind.REASONS: _reasons,
    PaperKind.EXTENSION: _extension,
    PaperKind.CONSULTATION: _consultation,
    PaperKind.CONSULTATION_REPLY: _consultation,
    PaperKind.CONSULTATION_NOTICE: _consultation,
    PaperKind.JOINT: _consultation,
    PaperKind.OVERRIDE: _override,
    PaperKind.FEE: _fee,
    PaperKind.ANSWER: _answer,
    PaperKind.ABANDONED: _answer,
    PaperKind.SERVICE: _service,
    PaperKind.ARCHIVE: _archive,
}
