"""Reports and typed figures in the admin: to look up and to see their history; they are written on the report pages."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from openness.organs.admin_rights import HistoryAdmin
from openness.organs.rights import Action
from reports_app.models import Figure, Report


class ReadOnlyAdmin(HistoryAdmin):
    """A page that only shows: whoever may see reports sees them; the other rights stay nobody's."""

    view_right = Action.REPORT_VIEW
    list_per_page = 50
    list_select_related = ["organ"]
    search_fields = ["organ__name", "organ__code"]
    show_full_result_count = False


@admin.register(Report)
class ReportAdmin(ReadOnlyAdmin):
    """Drafts, with the way to their page."""

    list_display = ["organ", "year", "scope", "status", "compiled_by", "compiled_at", "page"]
    list_filter = ["year", "scope", "status"]
    fields = ["organ", "year", "scope", "format_id", "status", "signed_on", "compiled_at", "compiled_by", "page"]
    readonly_fields = ["page"]
    list_select_related = ["organ", "compiled_by"]

    @admin.display(description="报告页面")
    def page(self, report: Report) -> str:
        """The way to the report."""
        url = reverse("reports:report", args=[report.organ.code, report.year, report.scope])
        return format_html('<a href="{}">打开</a>', url)


@admin.register(Figure)
class FigureAdmin(ReadOnlyAdmin):
    """Typed figures, with who entered them and when."""

    list_display = ["organ", "year", "scope", "address", "value", "unit", "entered_by", "entered_at"]
    list_filter = ["year", "scope"]
    list_select_related = ["organ", "entered_by"]
    search_fields = ["address", "organ__name", "organ__code"]
    fields = [
        "organ", "year", "scope", "address", "value", "unit", "label", "of", "note", "entered_by", "entered_at",
    ]  # fmt: skip
