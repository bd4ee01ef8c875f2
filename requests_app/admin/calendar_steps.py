"""Changing the calendar in two steps: what is asked, then what it would do to open terms, before it is confirmed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from openness.organs.admin_rights import HistoryAdmin
from openness.organs.models import Organ, User
from openness.organs.rights import Action
from requests_app import operations
from requests_app.admin.calendar_words import change_facts, said_of, shown_effect, statutory_warning
from requests_app.admin.desk import Desk
from requests_app.admin.doing import require_right
from requests_app.calendar_plans import CalendarPlan
from requests_app.forms.asking import OperationForm
from requests_app.forms.calendar import RemovalForm
from requests_app.operations.calendar_effect import Effect
from requests_app.operations.recalculation import may_change_calendar
from requests_app.refusals import Refusal

PlanOf = Callable[[OperationForm], CalendarPlan]


class CalendarAdmin(HistoryAdmin):
    """What decides which days count for every unit: read by everybody with the right, changed at the top of the tree.

    Subclasses say what a row is called (`thing`), what is asked (`form_for`), what it amounts to
    (`plan_of`) and what taking a row out is (`removal_of`).
    """

    thing: str
    when_empty = "没有本单位录入的改动；期限按随系统提供的放假安排计算。"

    view_right = add_right = change_right = delete_right = Action.CALENDAR_MANAGE
    show_full_result_count = False
    list_per_page = 100

    @property
    def add_label(self) -> str:
        """Return the words of the button that enters something new."""
        return f"登记{self.thing}"

    def organ_of(self, obj: Any) -> Organ | None:
        """Return no unit: the office's calendar is everybody's."""
        return None

    def may_write(self, user: Any, obj: Any = None) -> bool:
        """Say whether the person may change a row, or add one (obj None): the operation asks the same."""
        return may_change_calendar(user, self.organ_of(obj)) if isinstance(user, User) else False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask for the right over what would change."""
        return self.may_write(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask for the right over what would change."""
        return self.may_write(request.user, obj)

    has_delete_permission = has_change_permission

    def rows_for(self, rows: "QuerySet[Any]", user: User) -> "QuerySet[Any]":
        """Return everything."""
        return rows

    def form_for(self, obj: Any, request: HttpRequest, **given: Any) -> OperationForm:
        """Return the form of a new row (obj None) or of one that stands."""
        raise NotImplementedError

    def plan_of(self, obj: Any, form: OperationForm) -> CalendarPlan:
        """Return what a filled form amounts to."""
        raise NotImplementedError

    def removal_of(self, obj: Any) -> CalendarPlan:
        """Return what taking the row out amounts to."""
        raise NotImplementedError

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Ask for something new."""
        user = require_right(request, Action.CALENDAR_MANAGE)
        self._require(self.has_add_permission(request))
        return self._asked(request, user, None, title=self.add_label)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Ask how something that stands is to be; show it to whoever may only read."""
        user, obj = self._row(request, object_id)
        if not self.has_change_permission(request, obj):
            return super().change_view(request, object_id, form_url, extra_context)
        return self._asked(request, user, obj, title=f"修改{self.thing}：{obj}")

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show at once what taking something out would do."""
        user, obj = self._row(request, object_id)
        self._require(self.has_delete_permission(request, obj))
        form = RemovalForm({}, user=user, today=Desk.of(request).today)
        form.is_valid()
        return self._decided(request, user, form, self.removal_of(obj), title=f"删去{self.thing}：{obj}")

    @staticmethod
    def _require(is_allowed: bool) -> None:
        if not is_allowed:
            raise PermissionDenied

    def _row(self, request: HttpRequest, object_id: str) -> tuple[User, Any]:
        user = require_right(request, Action.CALENDAR_MANAGE)
        obj = self.get_object(request, object_id)
        if obj is None:
            raise Http404
        return user, obj

    def _asked(self, request: HttpRequest, user: User, obj: Any, *, title: str) -> HttpResponse:
        form = self.form_for(obj, request, data=request.POST or None, user=user, today=Desk.of(request).today)
        if request.method != "POST" or not form.is_valid() or "back" in request.POST:
            return self._form_page(request, form, obj, title)
        try:
            return self._decided(request, user, form, self.plan_of(obj, form), title=title)
        except Refusal as refused:
            form.refuse(refused.field, refused.message)
            return self._form_page(request, form, obj, title)

    def _decided(
        self, request: HttpRequest, user: User, form: OperationForm, plan: CalendarPlan, *, title: str
    ) -> HttpResponse:
        """Write what was confirmed; show the effect where nothing was, or where it is no longer what was shown."""
        desk, seen, warning = Desk.of(request), request.POST.get("token"), ""
        if seen is not None:
            try:
                effect = operations.change_calendar(by=user, at=desk.at, plan=plan, seen=seen)
            except Refusal as refused:
                if refused.code != "changed_since":
                    raise
                warning = refused.message
            else:
                messages.success(request, said_of(effect))
                return HttpResponseRedirect(self._list())
        effect = operations.preview_change(by=user, today=desk.today, plan=plan)
        return self._preview_page(request, user, form, plan, effect, title=title, warning=warning)

    def _form_page(self, request: HttpRequest, form: OperationForm, obj: Any, title: str) -> HttpResponse:
        more = {"media": form.media, "original": obj, "refused": bool(form.errors), "submit_label": "下一步：预览影响"}
        return self._page(request, "admin/requests_app/calendar_form.html", title, {"form": form, **more})

    def _preview_page(
        self, request: HttpRequest, user: User, form: OperationForm, plan: CalendarPlan, effect: Effect,
        *, title: str, warning: str,
    ) -> HttpResponse:  # fmt: skip
        shown = shown_effect(effect, plan, user=user, today=Desk.of(request).today)
        facts = change_facts(plan)
        context = {"form": form, "effect": shown, "facts": facts, "warning": warning, "token": effect.token}
        context["statutory"] = statutory_warning(plan)
        return self._page(request, "admin/requests_app/calendar_preview.html", f"预览：{title}", context)

    def _page(self, request: HttpRequest, template: str, title: str, context: dict[str, Any]) -> HttpResponse:
        request.current_app = self.admin_site.name
        shared = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, "back": self._list()}
        return TemplateResponse(request, template, {**shared, **context})

    def _list(self) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
