"""Reviews and suits in the admin: list, entry, page, and what can be done."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from openness.organs.models import User
from openness.organs.rights import Action, may
from requests_app import operations
from requests_app.admin.acts import APPEAL_ACTS, OfferedAct
from requests_app.admin.appeal_doubts import doubts_of
from requests_app.admin.desk import Desk
from requests_app.admin.doing import require_right
from requests_app.admin.event_words import lines_of
from requests_app.admin.filters import LinkFilter, UnitFilter
from requests_app.admin.listing import LongListAdmin
from requests_app.choices import AppealResult, AppealRoute
from requests_app.forms.appeals import NewAppealForm
from requests_app.models import Appeal

PENDING = "pending"


class RouteFilter(LinkFilter):
    """By the three groups of part four."""

    title = "类别"
    parameter_name = "route"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the routes."""
        return [(str(value), str(label)) for value, label in AppealRoute.choices]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        """Return the rows of the route."""
        return queryset.filter(route=self.value()) if self.value() in AppealRoute.values else queryset


class ResultFilter(LinkFilter):
    """By result, pending included."""

    title = "结果"
    parameter_name = "result"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the results."""
        return [*((str(value), str(label)) for value, label in AppealResult.choices), (PENDING, "尚未审结")]

    def queryset(self, request: HttpRequest, queryset: "QuerySet[Any]") -> "QuerySet[Any]":
        """Return the rows that ended so, or have not ended."""
        if self.value() == PENDING:
            return queryset.filter(result="", is_live=True)
        return queryset.filter(result=self.value()) if self.value() in AppealResult.values else queryset


@admin.register(Appeal)
class AppealAdmin(LongListAdmin):
    """Reviews and suits, changed by operations only."""

    view_right = Action.CASE_VIEW
    add_right = Action.CASE_WORK
    acts = APPEAL_ACTS

    list_display = (
        "name", "organ", "route", "filed", "body", "case_number", "result_words", "concluded",
    )  # fmt: skip
    list_filter = (RouteFilter, ResultFilter, UnitFilter)
    search_fields = ("request_number", "case_number", "body")
    search_help_text = "按登记编号、案号或受理机关查找"
    ordering = ("-filed_on", "-id")

    def rows_for(self, rows: "QuerySet[Any]", user: User) -> "QuerySet[Any]":
        """Return what the person may see; of imports only finished ones, which a person or a batch has made live."""
        visible: QuerySet[Any] = rows.visible_to(user)  # type: ignore[attr-defined]
        return visible.exclude(is_live=False, worked_on_at=None)

    @admin.display(description="登记编号")
    def name(self, appeal: Appeal) -> str:
        """Show which request it is about."""
        return appeal.request_number or "（未登记编号）"

    @admin.display(description="提起日期")
    def filed(self, appeal: Appeal) -> str:
        """Show the day in digits."""
        return appeal.filed_on.isoformat()

    @admin.display(description="审结日期", empty_value="")
    def concluded(self, appeal: Appeal) -> str:
        """Show the day in digits."""
        return appeal.concluded_on.isoformat() if appeal.concluded_on else ""

    @admin.display(description="结果")
    def result_words(self, appeal: Appeal) -> str:
        """Show how it ended."""
        return result_words(appeal)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Enter a review or suit, of a case kept here or not."""
        user, desk = require_right(request, Action.CASE_WORK), Desk.of(request)
        form = NewAppealForm(request.POST or None, user=user, today=desk.today)
        if request.method == "POST" and form.is_valid():
            appeal = form.call(operations.open_appeal, by=user, at=desk.at)
            if appeal is not None:
                linked = "已关联本系统的申请。" if appeal.request_id else "所填编号不在本系统，只记编号。"
                about = linked if appeal.request_number else "没有填登记编号，未关联申请。"
                self.tell(request, form, appeal, f"已登记：{appeal}。{about}")
                return HttpResponseRedirect(self.page_of(appeal))
        back = reverse(self.page_name("changelist"))
        return self.form_page(request, form, title="登记复议诉讼", back=back)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show one review or suit; nothing is changed on its page itself."""
        appeal = self.subject_of(request, int(object_id) if object_id.isdecimal() and len(object_id) < 19 else 0)
        request.current_app = self.admin_site.name
        shared = {**self.admin_site.each_context(request), "opts": self.opts}
        page = {"title": str(appeal), "original": appeal, **appeal_context(request, appeal)}
        return TemplateResponse(request, "admin/requests_app/appeal.html", {**shared, **page})

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Lead to the log on its page: it is the history."""
        appeal = self.subject_of(request, int(object_id) if object_id.isdecimal() and len(object_id) < 19 else 0)
        return HttpResponseRedirect(f"{self.page_of(appeal)}#log")

    def hindrance(self, act: OfferedAct, subject: Any, user: User, today: date) -> str:
        """Return why an act cannot be done."""
        return hindrance_of(act.code, subject)

    def doubts_about(self, result: Any) -> list[str]:
        """Return what is unusual about a review or suit as it stands after an act."""
        return doubts_of(result)

    def about(self, request: HttpRequest, subject: Any) -> list[tuple[str, str]]:
        """Return which review or suit it is."""
        return [(label, str(value)) for label, value in facts_of(subject)]


def hindrance_of(code: str, appeal: Appeal) -> str:
    """Return why an act cannot be done to `appeal`; the operation refuses the same."""
    if not appeal.is_live:
        return "本记录已作废，不能再办理。"
    if code == "close" and appeal.concluded_on is not None:
        return f"本件已于 {appeal.concluded_on} 审结。填错的请用“更正”。"
    if code == "further" and appeal.route == AppealRoute.REVIEW:
        return "行政复议没有二审；对复议决定不服起诉的，另登记一条“复议后起诉”。"
    if code == "further" and appeal.second_filed_on is not None:
        return f"本件已于 {appeal.second_filed_on} 登记上诉。填错的请用“更正”。"
    return ""


def result_words(appeal: Appeal) -> str:
    """Return how it ended, or that it has not, or that it does not count."""
    if not appeal.is_live:
        return "已作废"
    return str(appeal.get_result_display()) if appeal.result else "尚未审结"


def facts_of(appeal: Appeal) -> list[tuple[str, Any]]:
    """Return what is known of a review or suit."""
    rows = [
        ("单位", appeal.organ.name),
        ("登记编号", appeal.request_number),
        ("类别", appeal.get_route_display()),
        ("提起日期", appeal.filed_on),
        ("受理机关", appeal.body),
        ("案号", appeal.case_number),
        ("一审裁判日期", appeal.first_concluded_on),
        ("一审结果", appeal.get_first_result_display()),
        ("上诉日期", appeal.second_filed_on),
        ("二审法院", appeal.second_body),
        ("二审案号", appeal.second_case_number),
        ("结果", result_words(appeal)),
        ("审结日期", appeal.concluded_on),
        ("引起的结果", appeal.get_consequence_display()),
        ("备注", appeal.note),
    ]
    return [(label, value) for label, value in rows if value]


def appeal_context(request: HttpRequest, appeal: Appeal) -> dict[str, Any]:
    """Return everything that the page of a review or suit draws."""
    actions, barred = [], []
    for row in APPEAL_ACTS.values():
        if not may(request.user, row.right, appeal.organ):
            continue
        hindrance = hindrance_of(row.code, appeal)
        url = reverse("admin:requests_app_appeal_do", args=(appeal.pk, row.code))
        if hindrance:
            barred.append({"label": row.title, "reason": hindrance})
        else:
            actions.append({"label": row.title, "url": url, "hint": row.effect, "kind": row.kind})
    case_url = (
        reverse("admin:requests_app_disclosurerequest_change", args=(appeal.request_id,)) if appeal.request_id else ""
    )
    events = appeal.events.select_related("by").order_by("at", "pk")
    return {
        "facts": facts_of(appeal),
        "case_url": case_url,
        "actions": actions,
        "barred": barred,
        "idle_reason": "" if actions or barred else "您的角色只能查看本件，不能办理。",
        "events": lines_of(events, with_personal=may(request.user, Action.PERSONAL_VIEW, appeal.organ)),
    }
