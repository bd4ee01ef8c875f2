"""Cases in the admin: the page of one case with its steps; list and registration are its parts."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from openness.keys import is_key
from openness.organs.models import User
from openness.organs.rights import Action, may
from requests_app.admin.acts import CASE_ACTS, OfferedAct
from requests_app.admin.appeal_doubts import doubts_of
from requests_app.admin.attachments import AttachmentPages
from requests_app.admin.case_file import CaseFilePages
from requests_app.admin.case_list import CaseListPages
from requests_app.admin.case_page import case_context, course_of
from requests_app.admin.desk import Desk
from requests_app.admin.draft_words import drafts_of, returned_remark
from requests_app.admin.foreseeing import foreseen
from requests_app.admin.hindrances import hindrance_of
from requests_app.admin.kin import kin_of
from requests_app.admin.listing import SEALED
from requests_app.admin.looks import leave_look
from requests_app.admin.papers import PaperPages
from requests_app.admin.registering import RegisteringAdmin
from requests_app.admin.step_words import act_on_case, before_service, passed_over, to_be_struck
from requests_app.choices import ProposedAct, Status
from requests_app.forms.asking import SubjectForm
from requests_app.lifecycle import Act
from requests_app.models import Appeal, DisclosureRequest

ANSWERING = frozenset({Act.PROPOSE_ANSWER, Act.DECIDE, Act.ASK_REASONS, Act.APPROVE})
"""The acts before which a person looks at the applicant's other requests."""

DRAFTING: Mapping[str, ProposedAct] = {
    Act.PROPOSE_ANSWER: ProposedAct.DECIDE,
    Act.PROPOSE_EXTENSION: ProposedAct.EXTEND,
}
"""The acts that write a draft, and what is drafted."""

CAUTIONS: Mapping[str, Callable[[DisclosureRequest], str]] = {Act.STRIKE: passed_over, Act.SERVE: before_service}
"""What to mind before an act, by act."""

REVIEWING = frozenset({Act.APPROVE, Act.SEND_BACK, Act.RECALL})
"""The acts on a draft that waits for approval."""


@admin.register(DisclosureRequest)
class CaseAdmin(CaseListPages, PaperPages, CaseFilePages, RegisteringAdmin, AttachmentPages):
    """Requests for information, shown to the subtree of a person's unit, changed by operations only."""

    view_right = Action.CASE_VIEW
    add_right = Action.CASE_REGISTER
    acts = CASE_ACTS

    def subject_of(self, request: HttpRequest, pk: int) -> DisclosureRequest:
        """Return one case; its sealed columns are read only for whoever may see them."""
        hidden = () if may(request.user, Action.PERSONAL_VIEW) else SEALED
        rows = super().get_queryset(request).defer(*hidden).select_related("organ", "batch")
        found: DisclosureRequest | None = rows.filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show one case; nothing is changed on its page itself."""
        case = self.subject_of(request, _key(object_id))
        request.current_app = self.admin_site.name
        shared = {**self.admin_site.each_context(request), "opts": self.opts}
        page = {"title": f"公开申请 {case.number}", "original": case, **case_context(request, case)}
        if not page["is_masked"]:
            leave_look(request, case)
        return TemplateResponse(request, "admin/requests_app/case.html", {**shared, **page})

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Lead to the log on the page of the case: it is the history."""
        return HttpResponseRedirect(f"{self.page_of(self.subject_of(request, _key(object_id)))}#log")

    def form_shown(self, request: HttpRequest, act: OfferedAct, subject: Any) -> None:
        """Note in the trail a form that shows the applicant's personal data in full."""
        if act.form.shows_personal:
            leave_look(request, subject)

    def act_on(self, act: OfferedAct, subject: Any) -> OfferedAct:
        """Return an act as it is called on this case: after the reply, the delivery date is all that service can add."""
        return act_on_case(act, subject, course_of(subject))

    def hindrance(self, act: OfferedAct, subject: Any, user: User, today: date) -> str:
        """Return the lifecycle's own sentence, or the person's own hindrance."""
        return hindrance_of(Act(act.code), subject, course_of(subject), user, today=today)

    def doubts_about(self, result: Any) -> list[str]:
        """Return what is unusual about a review or suit entered from the page of its case."""
        return doubts_of(result) if isinstance(result, Appeal) else []

    def foreseen(self, request: HttpRequest, subject: Any, form: SubjectForm) -> dict[str, Any]:
        """Return what a form's act would do to the term of the case."""
        return foreseen(form, subject, Desk.of(request))

    def beside(self, request: HttpRequest, act: OfferedAct, subject: Any, form: SubjectForm) -> dict[str, Any]:
        """Return the basis of an act, the term after it, what is to be approved, and other requests of the applicant."""
        basis = act.basis(subject.regime)
        user = request.user
        has_kin = act.code in ANSWERING and isinstance(user, User) and may(user, Action.PERSONAL_VIEW, subject.organ)
        return {
            "basis": basis.words,
            "foreseen": self.foreseen(request, subject, form.as_it_opens()),
            "foresee_url": reverse(self.page_name("do_foresee"), args=(subject.pk, act.code)),
            "drafts": drafts_of(subject) if act.code in REVIEWING else [],
            "returned": returned_remark(subject, DRAFTING[act.code]) if act.code in DRAFTING else "",
            "announced": to_be_struck(subject) if act.code == Act.STRIKE else "",
            "caution": CAUTIONS[act.code](subject) if act.code in CAUTIONS else "",
            "kin": kin_of(subject, user) if has_kin and isinstance(user, User) else None,
        }

    def about(self, request: HttpRequest, subject: Any) -> list[tuple[str, str]]:
        """Return which case it is and how it stands to its term."""
        due = f"{subject.due_on}（{Desk.of(request).term_of(subject).text}）" if subject.due_on else "—"
        received = str(subject.received_on or "待确认")
        return [
            ("登记编号", subject.number),
            ("受理单位", subject.organ.name),
            ("申请人", subject.masked_applicant or "—"),
            ("收到日期", received),
            ("状态", subject.get_status_display()),
            ("答复期限", "—" if subject.closed_on else due),
            *([("重新答复期限", Desk.of(request).term_of(subject).text)] if subject.status == Status.REOPENED else []),
        ]

    def outcome_of(self, request: HttpRequest, act: OfferedAct, subject: Any, result: Any) -> str:
        """Tell the due date as it stands after the act."""
        said = _handed_in(act, result) or super().outcome_of(request, act, subject, result)
        if isinstance(result, list):
            if act.code == Act.ATTACH:
                return f"已上传 {len(result)} 个附件。"
            return f"{said}另立 {len(result)} 件：{'、'.join(part.number for part in result)}。"
        if isinstance(result, Appeal) or result.closed_on or not result.is_live:
            return said
        return f"{said}答复期限：{result.due_on}。" if result.due_on else f"{said}期限现在不计。"


def _handed_in(act: OfferedAct, result: Any) -> str:
    """Return whether a draft now waits for the second person or still lies with its drafter; empty for other acts."""
    if act.code not in DRAFTING:
        return ""
    waits = result.proposals.submitted().filter(act=DRAFTING[act.code]).exists()
    return "已送审，等候审核。" if waits else "已存为草稿，尚未送审。"


def _key(object_id: str) -> int:
    return int(object_id) if is_key(object_id) else 0
