"""Cases in the admin: the list, the form of registration, the page of one case with its steps."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from openness.organs.choices import TrailKind
from openness.organs.models import User
from openness.organs.rights import Action, may
from openness.organs.trail import leave_for
from requests_app.admin.acts import CASE_ACTS, OfferedAct
from requests_app.admin.attachments import AttachmentPages
from requests_app.admin.bulk import BULK_STEPS, BulkStep, bulk_page
from requests_app.admin.case_file import CaseFilePages
from requests_app.admin.case_page import case_context, course_of, drafts_of
from requests_app.admin.desk import Desk
from requests_app.admin.doing import require_right
from requests_app.admin.filters import (
    HandlerFilter,
    OutcomeFilter,
    StatusFilter,
    TermFilter,
    UnitFilter,
    WaitingFilter,
    YearFilter,
)
from requests_app.admin.foreseeing import foreseen
from requests_app.admin.hindrances import hindrance_of
from requests_app.admin.kin import kin_of
from requests_app.admin.listing import CappedPaginator, CaseList
from requests_app.admin.papers import PaperPages
from requests_app.admin.registering import RegisteringAdmin
from requests_app.choices import ApplicantKind
from requests_app.forms.asking import SubjectForm
from requests_app.forms.outcome_choices import outcome_label
from requests_app.lifecycle import Act
from requests_app.models import Appeal, DisclosureRequest
from requests_app.operations.bulk import MOST
from requests_app.querysets import has_id_number, has_phone

ANSWERING = frozenset({Act.PROPOSE_ANSWER, Act.DECIDE, Act.ASK_REASONS, Act.APPROVE})
"""The acts before which a person looks at the applicant's other requests."""

REVIEWING = frozenset({Act.APPROVE, Act.SEND_BACK, Act.RECALL})
"""The acts on a draft that waits for approval."""

SEALED = ("id_number", "phone", "address", "email", "extra")
LONG = ("content", "note")


@admin.register(DisclosureRequest)
class CaseAdmin(PaperPages, CaseFilePages, RegisteringAdmin, AttachmentPages):
    """Requests for information, shown to the subtree of a person's unit, changed by operations only."""

    view_right = Action.CASE_VIEW
    add_right = Action.CASE_REGISTER
    acts = CASE_ACTS

    list_display = (
        "number", "organ", "masked_name", "channel", "received", "due", "status_tag", "outcome_words",
    )  # fmt: skip
    list_filter = (TermFilter, WaitingFilter, HandlerFilter, StatusFilter, YearFilter, UnitFilter, OutcomeFilter)
    search_fields = ("number", "applicant_name", "content")
    search_help_text = "按登记编号、申请人或内容查找；证件号码、电话号码须输入全号"
    ordering = ("-registered_on", "-id")
    sortable_by = ()
    list_per_page = 50
    list_max_show_all = 0
    list_select_related = ("organ",)
    paginator = CappedPaginator
    show_full_result_count = False

    def rows_for(self, rows: "QuerySet[Any]", user: User) -> "QuerySet[Any]":
        """Return the cases that the person may see; of imports only finished ones."""
        visible: QuerySet[Any] = rows.shown().visible_to(user)  # type: ignore[attr-defined]
        return visible

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """Return the rows of the list: what it does not draw is neither read nor opened."""
        return super().get_queryset(request).defer(*SEALED, *LONG)

    def subject_of(self, request: HttpRequest, pk: int) -> DisclosureRequest:
        """Return one case; its sealed columns are read only for whoever may see them."""
        hidden = () if may(request.user, Action.PERSONAL_VIEW) else SEALED
        rows = super().get_queryset(request).defer(*hidden).select_related("organ", "batch")
        found: DisclosureRequest | None = rows.filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[CaseList]:
        """Return the list whose rows know their term."""
        return CaseList

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Refuse every filter that is not offered: guessing at masked names by address would unmask them."""
        return lookup in {offered.parameter_name for offered in self.list_filter}

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Any]", search_term: str
    ) -> tuple["QuerySet[Any]", bool]:
        """Return the rows that bear every word in number, applicant or text, or whose ID or phone it is."""
        is_open = may(request.user, Action.PERSONAL_VIEW)
        for word in search_term.split():
            queryset = queryset.filter(_bearing(word, is_open=is_open))
        return queryset, False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show the list, its entry of the menu marked."""
        return super().changelist_view(request, {"section": "cases", **(extra_context or {})})

    @admin.display(description="登记编号", ordering="number")
    def number(self, case: DisclosureRequest) -> str:
        """Show the registration number."""
        return case.number

    @admin.display(description="申请人", empty_value="—")
    def masked_name(self, case: DisclosureRequest) -> str:
        """Show who asks, a person's given name masked for everybody."""
        return case.masked_applicant

    @admin.display(description="收到日期")
    def received(self, case: DisclosureRequest) -> Any:
        """Show the receipt date in digits, so that a column of them can be compared."""
        return case.received_on.isoformat() if case.received_on else "待确认"

    @admin.display(description="答复期限")
    def due(self, case: Any) -> str:
        """Show the due date and what is left of it in working days."""
        on = case.due_on.isoformat() if case.due_on and case.closed_on is None and case.is_live else ""
        mark = format_html(' <span class="tag tag-provisional">{}</span>', "暂定") if case.term.is_provisional else ""
        left = (
            format_html('<span class="tag tag-{}">{}</span>', case.term.tag, case.term.text)
            if case.term.tag
            else case.term.text
        )
        return format_html('<span class="due-on">{}</span> <span class="due-left">{}{}</span>', on, left, mark)

    @admin.display(description="状态")
    def status_tag(self, case: DisclosureRequest) -> str:
        """Show where the case is."""
        return format_html('<span class="tag tag-{}">{}</span>', case.status, case.get_status_display())

    @admin.display(description="办理结果", empty_value="")
    def outcome_words(self, case: DisclosureRequest) -> str:
        """Show how the case ended."""
        return outcome_label(case.outcome)

    def get_urls(self) -> list[Any]:
        """Add the steps on many cases."""
        name = self.page_name("bulk").removeprefix("admin:")
        return [path("bulk/<str:code>/", self.admin_site.admin_view(self.bulk_view), name=name), *super().get_urls()]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Offer the steps on many cases to whoever may take them; each leads to its preview."""
        if not may(request.user, Action.CASE_BULK):
            return {}
        return {row.code: (_leading_to(row), row.code, row.title) for row in BULK_STEPS.values()}

    def bulk_view(self, request: HttpRequest, code: str) -> HttpResponse:
        """Do one step on many cases."""
        step = BULK_STEPS.get(code)
        if step is None:
            raise Http404
        user = require_right(request, Action.CASE_BULK)
        request.current_app = self.admin_site.name
        shared = {**self.admin_site.each_context(request), "opts": self.opts, "section": "cases"}
        return bulk_page(request, step, DisclosureRequest.objects.shown().visible_to(user), shared)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show one case; nothing is changed on its page itself."""
        case = self.subject_of(request, _key(object_id))
        request.current_app = self.admin_site.name
        shared = {**self.admin_site.each_context(request), "opts": self.opts, "section": "cases"}
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

    def hindrance(self, act: OfferedAct, subject: Any, user: User, today: date) -> str:
        """Return the lifecycle's own sentence, or the person's own hindrance."""
        return hindrance_of(Act(act.code), subject, course_of(subject), user, today=today)

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
            "kin": kin_of(subject, user) if has_kin and isinstance(user, User) else None,
        }

    def about(self, request: HttpRequest, subject: Any) -> list[tuple[str, str]]:
        """Return which case it is and how it stands to its term."""
        due = f"{subject.due_on}（{Desk.of(request).term_of(subject).text}）" if subject.due_on else "—"
        received = str(subject.received_on or "待确认")
        return [
            ("登记编号", subject.number),
            ("申请人", subject.masked_applicant or "—"),
            ("收到日期", received),
            ("状态", subject.get_status_display()),
            ("答复期限", "—" if subject.closed_on else due),
        ]

    def outcome_of(self, request: HttpRequest, act: OfferedAct, subject: Any, result: Any) -> str:
        """Tell the due date as it stands after the act."""
        said = super().outcome_of(request, act, subject, result)
        if isinstance(result, list):
            if act.code == Act.ATTACH:
                return f"已上传 {len(result)} 个附件。"
            return f"{said}另立 {len(result)} 件：{'、'.join(part.number for part in result)}。"
        if isinstance(result, Appeal) or result.closed_on or not result.is_live:
            return said
        return f"{said}答复期限：{result.due_on}。" if result.due_on else f"{said}期限现在不计。"


def leave_look(request: HttpRequest, case: DisclosureRequest) -> None:
    """Note in the trail that a page shows the personal data of the applicant of `case` in full."""
    leave_for(
        request, at=Desk.of(request).at, kind=TrailKind.LOOK, subject=case.number, organ=case.organ, with_personal=True
    )  # fmt: skip


def _bearing(word: str, *, is_open: bool) -> Q:
    """Return the condition of one word; who may not read personal data finds organizations by name, not people."""
    named = Q(applicant_name__icontains=word)
    if not is_open:
        named &= ~Q(applicant_kind__in=("", ApplicantKind.NATURAL_PERSON))
    found = Q(number__icontains=word) | named | Q(content__icontains=word)
    if is_open:
        found |= has_id_number(word) | has_phone(word)
    return found


def _leading_to(step: BulkStep) -> Any:
    """Return the list action that leads to the page of a step with the chosen cases."""

    def lead(admin_page: Any, request: HttpRequest, chosen: "QuerySet[Any]") -> HttpResponse:
        ids = ",".join(str(pk) for pk in chosen.order_by("pk").values_list("pk", flat=True)[: MOST + 1])
        address = reverse("admin:requests_app_disclosurerequest_bulk", args=(step.code,))
        return HttpResponseRedirect(f"{address}?{urlencode({'ids': ids})}")

    return lead


def _key(object_id: str) -> int:
    return int(object_id) if object_id.isascii() and object_id.isdigit() and len(object_id) < len(str(2**63)) else 0
