"""The list of cases: its columns, its search, and the steps on many cases that start from it."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import SEARCH_VAR
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from openness.organs.models import User
from openness.organs.rights import Action, may
from requests_app.admin.bulk import BULK_STEPS, BulkStep, bulk_page
from requests_app.admin.doing import require_right
from requests_app.admin.filters import (
    ApprovalFilter,
    HandlerFilter,
    OutcomeFilter,
    StatusFilter,
    TermFilter,
    UnitFilter,
    WaitingFilter,
    YearFilter,
)
from requests_app.admin.listing import LONG, SEALED, CaseList, LongListAdmin
from requests_app.admin.searches import is_gone, is_number_search, leave_number_search, posted, taken_out_of_the_address
from requests_app.choices import MAY_BE_PERSON
from requests_app.forms.outcome_choices import outcome_label
from requests_app.models import DisclosureRequest
from requests_app.operations.bulk import MOST
from requests_app.querysets import has_id_number, has_phone


class CaseListPages(LongListAdmin):
    """Requests for information in a list, shown to the subtree of a person's unit."""

    list_display = (
        "number", "organ", "masked_name", "channel", "received", "due", "status_tag", "outcome_words",
    )  # fmt: skip
    list_filter = (
        TermFilter,
        WaitingFilter,
        HandlerFilter,
        StatusFilter,
        YearFilter,
        UnitFilter,
        OutcomeFilter,
        ApprovalFilter,
    )
    search_fields = ("number", "applicant_name", "content")
    search_help_text = "按登记编号、申请人或内容查找；证件号码、电话号码须输入全号"
    ordering = ("-registered_on", "-id")

    def rows_for(self, rows: "QuerySet[Any]", user: User) -> "QuerySet[Any]":
        """Return the cases that the person may see; of imports only finished ones."""
        visible: QuerySet[Any] = rows.shown().visible_to(user)  # type: ignore[attr-defined]
        return visible

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """Return the rows of the list: what it does not draw is neither read nor opened."""
        return super().get_queryset(request).defer(*SEALED, *LONG)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[CaseList]:
        """Return the list whose rows know their term."""
        return CaseList

    def get_search_results(
        self, request: HttpRequest, queryset: "QuerySet[Any]", search_term: str
    ) -> tuple["QuerySet[Any]", bool]:
        """Return the rows that bear every word in number, applicant or text, or whose ID or phone it is."""
        is_open = may(request.user, Action.PERSONAL_VIEW)
        for word in search_term.split():
            queryset = queryset.filter(_bearing(word, is_open=is_open))
        return queryset, False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show the list, its entry of the menu marked; take what is searched for out of the address."""
        if request.method == "POST" and SEARCH_VAR in request.POST and self.has_view_permission(request):
            return posted(request, (str(offered.parameter_name) for offered in self.list_filter))
        if gone := is_gone(request):
            messages.warning(request, "这次查找已过期，请重新输入。")
        led = taken_out_of_the_address(request)
        if led is not None and (gone or request.method != "POST"):
            return led
        page = super().changelist_view(request, extra_context)
        cases: Any = (getattr(page, "context_data", None) or {}).get("cl")
        if cases is not None and is_number_search(cases.query):
            leave_number_search(request, cases.result_list)
        return page

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
        shared = {**self.admin_site.each_context(request), "opts": self.opts}
        return bulk_page(request, step, DisclosureRequest.objects.shown().visible_to(user), shared)


def _bearing(word: str, *, is_open: bool) -> Q:
    """Return the condition of one word; who may not read personal data finds organizations by name, not people."""
    named = Q(applicant_name__icontains=word)
    if not is_open:
        named &= ~Q(applicant_kind__in=MAY_BE_PERSON)
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
