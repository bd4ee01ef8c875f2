"""Cases in the admin: the list, the form of registration, the page of one case with its steps."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from openness.organs.models import User
from openness.organs.rights import Action, may
from requests_app import lifecycle, operations
from requests_app.admin.acts import CASE_ACTS, OfferedAct
from requests_app.admin.case_file import CaseFilePages
from requests_app.admin.case_page import case_context, course_of
from requests_app.admin.desk import Desk
from requests_app.admin.doing import require_right
from requests_app.admin.filters import OutcomeFilter, StatusFilter, TermFilter, UnitFilter, YearFilter
from requests_app.admin.listing import CappedPaginator, CaseList
from requests_app.admin.papers import PaperPages
from requests_app.choices import ApplicantKind
from requests_app.forms.asking import OperationForm
from requests_app.forms.intake import RegisterForm
from requests_app.forms.outcome_choices import outcome_label
from requests_app.forms.records import RecordClosedForm
from requests_app.lifecycle import Act
from requests_app.models import Appeal, DisclosureRequest
from requests_app.querysets import has_id_number, has_phone

SEALED = ("id_number", "phone", "address", "email", "extra")
LONG = ("content", "note")


@admin.register(DisclosureRequest)
class CaseAdmin(PaperPages, CaseFilePages):
    """Requests for information, shown to the subtree of a person's unit, changed by operations only."""

    view_right = Action.CASE_VIEW
    add_right = Action.CASE_REGISTER
    acts = CASE_ACTS

    list_display = (
        "number", "organ", "masked_name", "channel", "received", "due", "status_tag", "outcome_words",
    )  # fmt: skip
    list_filter = (TermFilter, StatusFilter, YearFilter, UnitFilter, OutcomeFilter)
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
        """Add the form of cases handled elsewhere."""
        name = self.page_name("record").removeprefix("admin:")
        return [path("record/", self.admin_site.admin_view(self.record_view), name=name), *super().get_urls()]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Register a request."""
        return self._enter(request, RegisterForm, operations.register, title="登记申请")

    def record_view(self, request: HttpRequest) -> HttpResponse:
        """Put a case on record that was handled outside the system."""
        return self._enter(request, RecordClosedForm, operations.record_closed, title="补录已办结申请")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show one case; nothing is changed on its page itself."""
        case = self.subject_of(request, _key(object_id))
        request.current_app = self.admin_site.name
        shared = {**self.admin_site.each_context(request), "opts": self.opts, "section": "cases"}
        page = {"title": f"公开申请 {case.number}", "original": case, **case_context(request, case)}
        return TemplateResponse(request, "admin/requests_app/case.html", {**shared, **page})

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Lead to the log on the page of the case: it is the history."""
        return HttpResponseRedirect(f"{self.page_of(self.subject_of(request, _key(object_id)))}#log")

    def hindrance(self, act: OfferedAct, subject: Any) -> str:
        """Return the lifecycle's own sentence."""
        refused = lifecycle.refusal(Act(act.code), course_of(subject))
        return refused.message if refused else ""

    def article(self, act: OfferedAct, subject: Any) -> str:
        """Return the article of the Regulation that the case follows."""
        return act.article(subject.regime)

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
        if isinstance(result, Appeal) or result.closed_on or not result.is_live:
            return said
        return f"{said}答复期限：{result.due_on}。" if result.due_on else f"{said}期限现在不计。"

    def _enter(
        self, request: HttpRequest, form_class: type[OperationForm], operation: Any, *, title: str
    ) -> HttpResponse:
        user, desk = require_right(request, Action.CASE_REGISTER), Desk.of(request)
        form = form_class(request.POST or None, user=user, today=desk.today)
        if request.method == "POST" and form.is_valid():
            case = form.call(operation, by=user, at=desk.at)
            if case is not None:
                messages.success(request, _entered(case))
                return HttpResponseRedirect(self.page_of(case))
        return self.form_page(request, form, title=title, back=reverse(self.page_name("changelist")), section="cases")


def _bearing(word: str, *, is_open: bool) -> Q:
    """Return the condition of one word; who may not read personal data finds organizations by name, not people."""
    named = Q(applicant_name__icontains=word)
    if not is_open:
        named &= ~Q(applicant_kind__in=("", ApplicantKind.NATURAL_PERSON))
    found = Q(number__icontains=word) | named | Q(content__icontains=word)
    if is_open:
        found |= has_id_number(word) | has_phone(word)
    return found


def _entered(case: DisclosureRequest) -> str:
    if case.closed_on:
        return f"已补录：{case.number}，{outcome_label(case.outcome)}。"
    due = f"答复期限：{case.due_on}。" if case.due_on else "收到日期待确认，期限尚未起算。"
    return f"已登记：{case.number}。{due}"


def _key(object_id: str) -> int:
    return int(object_id) if object_id.isascii() and object_id.isdigit() and len(object_id) < len(str(2**63)) else 0
