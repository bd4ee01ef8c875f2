"""The trail in the admin: searched and read, never changed."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.timezone import localtime

from openness.organs.admin_rights import RightsAdmin
from openness.organs.models import TrailEntry, User
from openness.organs.rights import Action
from openness.organs.trail import trail_visible_to
from openness.paging import CappedPaginator

NOBODY, NOTHING = "系统", "—"


@admin.register(TrailEntry)
class TrailAdmin(RightsAdmin):
    """What the people of the subtree did, newest first."""

    view_right = Action.TRAIL_VIEW

    list_display = ("when", "kind", "person", "organ_name", "subject", "row_count", "personal", "ip")
    list_display_links = None
    list_filter = ("kind", "with_personal", "at")
    list_select_related = ("who", "organ")
    search_fields = ("username", "who__full_name", "subject", "ip", "organ__name", "organ__code")
    search_help_text = "按用户名、姓名、对象（登记编号、报告、文件名）、单位或网络地址查找"
    ordering = ("-at", "-id")
    sortable_by = ()
    list_per_page = 100
    list_max_show_all = 0
    paginator = CappedPaginator
    show_full_result_count = False
    fields = ("when", "kind", "person", "organ_name", "subject", "row_count", "personal", "ip")

    def rows_for(self, rows: "QuerySet[Any]", user: User) -> "QuerySet[Any]":
        """Return what the person may read."""
        return trail_visible_to(user, rows)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask about the role; the rows are limited by `rows_for`, for not every entry lies in a unit."""
        return self.allows(request, self.view_right)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Refuse every filter that is not offered."""
        return lookup in ("kind__exact", "with_personal__exact", "at__gte", "at__lt", "at__isnull")

    @admin.display(description="时间")
    def when(self, entry: TrailEntry) -> str:
        """Show the moment in digits, so that a column of them can be compared."""
        return f"{localtime(entry.at):%Y-%m-%d %H:%M:%S}"

    @admin.display(description="行数")
    def row_count(self, entry: TrailEntry) -> str:
        """Show how many rows, a dash where that was not counted."""
        return NOTHING if entry.rows is None else str(entry.rows)

    @admin.display(description="个人信息")
    def personal(self, entry: TrailEntry) -> str:
        """Mark what showed personal data in full."""
        return "全文" if entry.with_personal else NOTHING

    @admin.display(description="人员")
    def person(self, entry: TrailEntry) -> str:
        """Show the name and the login; of a failed login what was typed."""
        if entry.who is None:
            return entry.username or NOBODY
        return f"{entry.who}（{entry.username}）" if entry.who.full_name else entry.username

    @admin.display(description="所涉单位")
    def organ_name(self, entry: TrailEntry) -> str:
        """By name only: not everybody may open the unit's page."""
        return entry.organ.name if entry.organ else NOTHING
