"""Drafting and issuing a paper: the values of the case put into the unit's template."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from jinja2 import TemplateError

from openness.organs.models import User
from requests_app import operations
from requests_app.choices import EventKind, PaperKind
from requests_app.letters.builtin import builtin_template
from requests_app.letters.context import Values, values_of
from requests_app.letters.fields import fields_of, named
from requests_app.letters.render import rendered
from requests_app.models import DisclosureRequest, IssuedPaper, PaperDamaged, PaperTemplate
from requests_app.operations.paper_assignments import Assignment, assignment_of
from requests_app.paper_occasions import Occasion
from requests_app.refusals import Refusal

ASKED: Mapping[PaperKind, tuple[str, ...]] = {
    PaperKind.CORRECTION: ("correction_items", "correction_due_on"),
    PaperKind.REASONS: ("excess", "reasons_due_on"),
    PaperKind.EXTENSION: ("extension_reason",),
    PaperKind.CONSULTATION: ("information", "recipient_address"),
    PaperKind.CONSULTATION_REPLY: ("information",),
    PaperKind.OVERRIDE: ("information", "override_reasons", "opinion_reasons"),
    PaperKind.JOINT: ("information",),
    PaperKind.FEE: ("fee_payment_way",),
    PaperKind.ANSWER: ("detail", "enclosures"),
    PaperKind.ABANDONED: ("detail",),
    PaperKind.SERVICE: ("recipient_address",),
}
"""What the clerk may word for the paper itself; it begins with what the case says. Days that the log knows are not asked."""

DAYS = frozenset({"correction_due_on", "reasons_due_on"})
GAP = "【请填写："


def draft(*, case: DisclosureRequest, occasion: Occasion, on: date, typed: Mapping[str, str] | None = None) -> bytes:
    """Return a paper as it would be issued, with （待编号） in place of its number, which it does not take.

    Raises:
        Refusal: the law or the template does not let it be written.
    """
    return write(assignment_of(case, occasion, on=on, number=""), typed)


def asked_for(*, case: DisclosureRequest, occasion: Occasion, on: date) -> dict[str, str]:
    """Return what the clerk is asked for, by code, with what the case says."""
    task = assignment_of(case, occasion, on=on, number="")
    values = values_of(task)
    first = {"detail": task.decision.basis if task.decision else ""}
    codes = ASKED.get(occasion.kind, ())
    return {
        code: first.get(code, str(values.get(code, ""))) for code in codes if code not in DAYS or not values.get(code)
    }


def issue_paper(
    *,
    case: DisclosureRequest,
    by: User,
    at: datetime,
    kind: str,
    on: date,
    event_seq: int | None = None,
    decision: int | None = None,
    about: int | None = None,
    typed: Mapping[str, str] | None = None,
    version: int | None = None,
) -> IssuedPaper:
    """Issue a paper from the unit's template under the next number of its kind.

    Args:
        case: the case.
        by, at: who issues it, when.
        kind: which paper (`PaperKind`).
        on: its date; the year of its number.
        event_seq, decision, about: the occasion: entry of the log, place of the decision, place of the paper it serves.
        typed: what the clerk worded for this paper (`asked_for`).
        version: the version the person saw.

    Raises:
        Refusal: as operations.issue_paper; or something that the paper has to say is missing.
    """

    def written(task: Assignment) -> bytes:
        refuse_gaps(task, values_of(task, typed))
        return write(task, typed)

    return operations.issue_paper(
        case=case, by=by, at=at, kind=kind, on=on, event_seq=event_seq, decision=decision, about=about,
        version=version, write=written,
    )  # fmt: skip


def write(task: Assignment, typed: Mapping[str, str] | None = None) -> bytes:
    """Return the paper of an assignment.

    Raises:
        Refusal: its template is damaged or cannot be filled.
    """
    try:
        return rendered(
            template_bytes(task.occasion.kind, task.template), named(task.occasion.kind, values_of(task, typed))
        )
    except (PaperDamaged, TemplateError) as broken:
        raise Refusal(
            "template_broken",
            f"文书没有写成：所用的模板有问题（{broken}）。请在“文书模板”里重新上传，或恢复内置模板。文号没有占用。",
        ) from broken


def template_bytes(kind: PaperKind, template: PaperTemplate | None) -> bytes:
    """Return a template's file; without one the built-in. Raises PaperDamaged."""
    return builtin_template(kind) if template is None else template.content()


def refuse_gaps(task: Assignment, values: Values) -> None:
    """Raise Refusal where the paper would not say what it has to say."""
    missing = [field for field in fields_of(task.occasion.kind) if field.is_needed and _is_gap(values, field.code)]
    missing = [field for field in missing if not _is_without_days(task, field.code)]
    if missing:
        listed = "、".join(field.label for field in missing)
        asked = ASKED.get(task.occasion.kind, ())
        entry = "detail" if missing[0].code == "answer_paragraph" else missing[0].code
        raise Refusal(
            "paper_incomplete",
            f"文书还缺：{listed}。请在此填写；案件里漏登的（如申请人姓名、内容），请先用“更正”补上。",
            entry if entry in asked else "",
        )


def _is_gap(values: Values, code: str) -> bool:
    value: Any = values.get(code, "")
    return not isinstance(value, tuple) and (not str(value).strip() or GAP in str(value))


def _is_without_days(task: Assignment, code: str) -> bool:
    """A postponement names a day; days are added by an extension only."""
    return (
        code == "extension_days"
        and task.case.events.filter(seq=task.occasion.event_seq or 0, kind=EventKind.POSTPONED).exists()
    )
