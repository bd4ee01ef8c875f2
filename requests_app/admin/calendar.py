"""The three pages of the working-day calendar: the years' notices, single days, days off of a subtree."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from openness.organs.models import Organ, User
from openness.organs.rights import Action, may
from openness.organs.standing import units_where
from requests_app import calendar_plans
from requests_app.admin.calendar_steps import CalendarAdmin
from requests_app.admin.calendar_words import day_words
from requests_app.calendar_plans import CalendarPlan
from requests_app.forms.asking import OperationForm
from requests_app.forms.calendar import OFF, WORKED, DayForm, DaysOffForm
from requests_app.forms.notice import NoticeForm, days_written
from requests_app.models import CalendarDay, CalendarNotice, ExtraDayOff


@admin.register(CalendarDay)
class CalendarDayAdmin(CalendarAdmin):
    """Days that a notice made working days or days off."""

    thing = "放假或上班的一天"
    list_display = ("day", "is_workday", "notice", "standing")
    list_filter = ("is_workday", "standing")
    search_fields = ("on", "notice")
    ordering = ("-on",)

    @admin.display(description="日期", ordering="on")
    def day(self, day: CalendarDay) -> str:
        """Show the day with its weekday."""
        return day_words(day.on)

    def form_for(self, obj: CalendarDay | None, request: HttpRequest, **given: Any) -> DayForm:
        """Ask for a day; of one that stands everything but which day it is."""
        if obj is None:
            return DayForm(**given)
        kind = WORKED if obj.is_workday else OFF
        form = DayForm(**given, initial={"kind": kind, "notice": obj.notice, "standing": obj.standing})
        form.for_day(obj.on)
        return form

    def plan_of(self, obj: CalendarDay | None, form: OperationForm) -> CalendarPlan:
        """Return the plan of the day."""
        return calendar_plans.day_plan(**form.arguments(), is_new=obj is None)

    def removal_of(self, obj: CalendarDay) -> CalendarPlan:
        """Return the plan without the day."""
        return calendar_plans.day_removal(on=obj.on, notice=obj.notice)


@admin.register(CalendarNotice)
class CalendarNoticeAdmin(CalendarAdmin):
    """Years whose notice has been entered whole: their dates are no longer provisional."""

    thing = "年度放假通知"
    list_display = ("year", "notice", "standing")

    def form_for(self, obj: CalendarNotice | None, request: HttpRequest, **given: Any) -> NoticeForm:
        """Ask for a year's notice; of one that stands show the days it has now."""
        if obj is None:
            return NoticeForm(**given, initial={"year": request.GET.get("year", "")})
        days = {kind: obj.days.filter(is_workday=kind).values_list("on", flat=True) for kind in (False, True)}
        initial = {"year": obj.year, "notice": obj.notice, "standing": obj.standing}
        written = {"days_off": days_written(days[False]), "workdays": days_written(days[True])}
        form = NoticeForm(**given, initial=initial | written)
        form.fields["year"].disabled = True
        form.fields["year"].help_text = "年度填错的，请删去后重新登记。"
        return form

    def plan_of(self, obj: CalendarNotice | None, form: OperationForm) -> CalendarPlan:
        """Return the plan of the notice with exactly the days listed."""
        return calendar_plans.notice_plan(**form.arguments(), is_new=obj is None)

    def removal_of(self, obj: CalendarNotice) -> CalendarPlan:
        """Return the plan without the notice and its days."""
        return calendar_plans.notice_removal(year=obj.year, notice=obj.notice)


@admin.register(ExtraDayOff)
class ExtraDayOffAdmin(CalendarAdmin):
    """Days off of one unit's subtree only."""

    thing = "地方休假日"
    when_empty = "还没有地方休假日。"
    list_display = ("day", "organ", "reason", "standing")
    list_select_related = ("organ",)
    search_fields = ("reason", "organ__name")

    @admin.display(description="日期", ordering="on")
    def day(self, off: ExtraDayOff) -> str:
        """Show the day with its weekday."""
        return day_words(off.on)

    def organ_of(self, obj: Any) -> Organ | None:
        """Return the unit whose subtree has the day off."""
        return obj.organ if isinstance(obj, ExtraDayOff) and obj.organ_id else None

    def may_write(self, user: Any, obj: Any = None) -> bool:
        """Say whether the person may give days off to the row's unit, or, for a new one, to some unit."""
        return may(user, Action.CALENDAR_MANAGE, self.organ_of(obj))

    def rows_for(self, rows: "QuerySet[Any]", user: User) -> "QuerySet[Any]":
        """Return those of the person's subtree."""
        return rows.filter(organ_id__in=units_where(user, self.view_right).order_by().values("pk"))

    def form_for(self, obj: ExtraDayOff | None, request: HttpRequest, **given: Any) -> DaysOffForm:
        """Ask for days off; of one that stands which days take its place."""
        if obj is None:
            return DaysOffForm(**given)
        initial = {"days": days_written([obj.on]), "reason": obj.reason, "standing": obj.standing}
        form = DaysOffForm(**given, initial=initial)
        form.for_unit(obj.organ)
        return form

    def plan_of(self, obj: ExtraDayOff | None, form: OperationForm) -> CalendarPlan:
        """Return the plan of the days off."""
        return calendar_plans.days_off_plan(**form.arguments(), instead_of=() if obj is None else (obj.on,))

    def removal_of(self, obj: ExtraDayOff) -> CalendarPlan:
        """Return the plan without the day off."""
        return calendar_plans.day_off_removal(organ=obj.organ, on=obj.on, reason=obj.reason)
