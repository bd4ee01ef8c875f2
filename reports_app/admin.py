"""Reports and typed figures in the admin: to look up and to see their history; they are written on the report pages."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from openness.organs.admin_rights import HistoryAdmin
from openness.organs.rights import Action
from reports_app.formats import format_for
from reports_app.forms.choosing import years_until
from reports_app.models import Figure, Report
from reports_app.render.tables import number_text

YEAR_DIGITS = 4


class YearFilter(admin.SimpleListFilter):
    """Report years that have a format: a fixed list, since looking for the years in use reads the whole table."""

    title = "年度"
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the years, this year first."""
        return [(str(year), label) for year, label in years_until(timezone.localdate())]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the rows of the year chosen."""
        year = self.value() or ""
        return queryset.filter(year=int(year)) if year.isdecimal() and len(year) <= YEAR_DIGITS else queryset


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

    when_empty = "还没有编制过报告；请从菜单“报告”打开一份，点“编制草稿”。"

    list_display = ["organ", "year", "scope", "status", "compiled_by", "compiled_at", "page"]
    list_filter = [YearFilter, "scope", "status"]
    fields = ["organ", "year", "scope", "format_id", "status", "signed_on", "compiled_at", "compiler", "page"]
    readonly_fields = ["compiler", "page"]
    list_select_related = ["organ", "compiled_by"]

    @admin.display(description="编制人")
    def compiler(self, report: Report) -> str:
        """By name only: Django would link to the page of a person, which most roles may not open."""
        return str(report.compiled_by or "系统")

    @admin.display(description="报告页面")
    def page(self, report: Report) -> str:
        """The way to the report."""
        url = reverse("reports:report", args=[report.organ.code, report.year, report.scope])
        return format_html('<a href="{}">打开</a>', url)


@admin.register(Figure)
class FigureAdmin(ReadOnlyAdmin):
    """Typed figures, with who entered them and when."""

    when_empty = "还没有填报过数；请从菜单“报告”打开一份，点“填报数据”。"

    list_display = ["organ", "year", "scope", "cell_name", "number", "measured_in", "entered_by", "entered_at"]
    list_filter = [YearFilter, "scope"]
    list_select_related = ["organ", "entered_by"]
    search_fields = ["address", "organ__name", "organ__code"]
    fields = [
        "organ", "year", "scope", "cell_name", "address", "number", "measured_in", "label", "of", "note", "enterer", "entered_at",
    ]  # fmt: skip
    readonly_fields = ["cell_name", "number", "measured_in", "enterer"]

    @admin.display(description="数据", ordering="address")
    def cell_name(self, figure: Figure) -> str:
        """The cell in the words of the format; a figure outside of it in its own."""
        cell = format_for(figure.year).cell(figure.address)
        return cell.label if cell else figure.label or figure.address

    @admin.display(description="填报人")
    def enterer(self, figure: Figure) -> str:
        """By name only, as above."""
        return str(figure.entered_by or "系统")

    @admin.display(description="数值", ordering="value")
    def number(self, figure: Figure) -> str:
        """The number without idle decimals; a rate has none of its own."""
        return number_text(figure.value) if figure.value is not None else f"由 {' ÷ '.join(figure.of)} 计算"

    @admin.display(description="计量单位")
    def measured_in(self, figure: Figure) -> str:
        """The unit as entered, or as the format states it."""
        cell = format_for(figure.year).cell(figure.address)
        return figure.unit or (cell.unit if cell else "")
