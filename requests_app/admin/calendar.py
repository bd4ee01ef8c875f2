"""The working-day calendar in the admin: each change moves the terms of open cases and says which."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from openness.organs.admin_rights import HistoryAdmin
from openness.organs.models import Organ, User
from openness.organs.rights import Action, may
from openness.organs.standing import units_where
from requests_app import operations
from requests_app.admin.desk import Desk
from requests_app.forms.notice import NoticeForm
from requests_app.models import CalendarDay, CalendarNotice, DisclosureRequest, ExtraDayOff
from requests_app.operations.recalculation import Move

MOVES_KEPT = 50
SESSION_KEY = "calendar_moves"


class CalendarAdmin(HistoryAdmin):
    """What decides which days count; belongs to no unit, so everybody with the right sees all of it."""

    view_right = add_right = change_right = delete_right = Action.CALENDAR_MANAGE
    show_full_result_count = False
    list_per_page = 100

    def organ_of(self, obj: Any) -> Organ | None:
        """Return no unit: the office's calendar is everybody's."""
        return None

    def rows_for(self, rows: "QuerySet[Any]", user: User) -> "QuerySet[Any]":
        """Return everything."""
        return rows

    def unit_moved(self, obj: Any) -> Organ | None:
        """Return whose subtree a change touches; None means all."""
        return None

    def write_with(self, form: Any) -> None:
        """Write what else the form brings, before the terms are moved."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save, then move the terms of open cases."""
        super().save_model(request, obj, form, change)
        self.write_with(form)
        self._recalculate(request, obj)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete, then move the terms of open cases."""
        super().delete_model(request, obj)
        self._recalculate(request, obj)

    def _recalculate(self, request: HttpRequest, obj: Any) -> None:
        if not isinstance(request.user, User):
            return
        why = f"{obj}（{getattr(obj, 'notice', '') or getattr(obj, 'reason', '')}）"
        moved = operations.recalculate(
            by=request.user, at=Desk.of(request).at, organ=self.unit_moved(obj), why=f"工作日历变动：{why}"
        )
        if may(request.user, Action.CASE_VIEW):
            _tell(request, moved, why)
        else:
            messages.info(request, "未办结申请的期限已按新日历重算。")


@admin.register(CalendarDay)
class CalendarDayAdmin(CalendarAdmin):
    """Days that a notice made working days or days off."""

    list_display = ("day", "is_workday", "notice", "standing")
    list_filter = ("is_workday", "standing")
    search_fields = ("on", "notice")
    ordering = ("-on",)

    @admin.display(description="日期", ordering="on")
    def day(self, day: CalendarDay) -> str:
        """Show the day with its weekday, by which a slip of the finger is noticed."""
        return f"{day.on} 星期{'一二三四五六日'[day.on.weekday()]}"

    def get_urls(self) -> list[Any]:
        """Add the page of what moved last."""
        name = "requests_app_calendarday_moved"
        return [path("moved/", self.admin_site.admin_view(self.moved_view), name=name), *super().get_urls()]

    def moved_view(self, request: HttpRequest) -> HttpResponse:
        """Show which terms the person's last change of the calendar moved."""
        last = request.session.get(SESSION_KEY) if may(request.user, Action.CASE_VIEW) else None
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": "期限变动", "last": last}
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/requests_app/calendar_moves.html", context)


@admin.register(CalendarNotice)
class CalendarNoticeAdmin(CalendarAdmin):
    """Years whose notice has been entered whole: their dates are no longer provisional."""

    list_display = ("year", "notice")

    form = NoticeForm
    fields = ("year", "notice", "days_off", "workdays")

    def write_with(self, form: Any) -> None:
        """Write the days that the notice names."""
        form.write_days()


@admin.register(ExtraDayOff)
class ExtraDayOffAdmin(CalendarAdmin):
    """Days off of one unit's subtree only."""

    list_display = ("on", "organ", "reason")
    list_select_related = ("organ",)
    autocomplete_fields = ("organ",)
    search_fields = ("reason", "organ__name")

    def organ_of(self, obj: Any) -> Organ | None:
        """Return the unit whose subtree has the day off."""
        return obj.organ if isinstance(obj, ExtraDayOff) and obj.organ_id else None

    def rows_for(self, rows: "QuerySet[Any]", user: User) -> "QuerySet[Any]":
        """Return those of the person's subtree."""
        return rows.filter(organ_id__in=units_where(user, self.view_right).order_by().values("pk"))

    def unit_moved(self, obj: Any) -> Organ | None:
        """Return the unit of the day off."""
        organ: Organ = obj.organ
        return organ


def _tell(request: HttpRequest, moved: list[Move], why: str) -> None:
    """Say how many terms moved of the cases that the person may see, and keep the first of them for a page of their own."""
    visible = DisclosureRequest.objects.visible_to(request.user)  # type: ignore[arg-type]
    seen = set(visible.filter(pk__in=[move.case_id for move in moved]).values_list("pk", flat=True)) if moved else set()
    own = [move for move in moved if move.case_id in seen]
    request.session[SESSION_KEY] = {"why": why, "count": len(own), "moves": [_kept(move) for move in own[:MOVES_KEPT]]}
    if not own:
        messages.info(request, "未办结申请的期限已按新日历重算，没有变动。")
        return
    link = reverse("admin:requests_app_calendarday_moved")
    messages.warning(request, format_html('{} 件未办结申请的期限有变动。<a href="{}">查看变动清单</a>', len(own), link))


def _kept(move: Move) -> dict[str, Any]:
    before, after = (on.isoformat() if on else "—" for on in (move.before, move.after))
    return {
        "id": move.case_id,
        "number": move.number,
        "before": before,
        "after": after,
        "provisional": move.is_provisional,
    }
