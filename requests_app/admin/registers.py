"""Registers beside the cases: imports that were made, numbers that were given out."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from openness.organs.admin_rights import HistoryAdmin, RightsAdmin, fields_of
from openness.organs.rights import Action
from requests_app.models import ImportBatch, NumberSeries

if TYPE_CHECKING:
    SeriesModelForm = forms.ModelForm[NumberSeries]
else:
    SeriesModelForm = forms.ModelForm


@admin.register(ImportBatch)
class ImportBatchAdmin(RightsAdmin):
    """Ledgers that were imported; read only, taken back by `undo_import`."""

    view_right = Action.CASE_VIEW
    when_empty = "还没有导入过台账。往年的台账请系统管理员在服务器上用 import_cases 命令导入；件数不多的，可在“公开申请”里逐件补录已办结申请。"

    list_display = ("name", "organ", "at", "by", "state", "read", "created", "updated", "unchanged", "rejected")
    list_select_related = ("organ", "by")
    list_filter = ("state",)
    search_fields = ("name", "file_name")
    ordering = ("-at",)
    show_full_result_count = False
    fields = ("importer", *fields_of(ImportBatch, without=("by",)))
    readonly_fields = ("importer",)

    @admin.display(description="导入人")
    def importer(self, batch: ImportBatch) -> str:
        """By name only: Django would link to the page of a person, which most roles may not open."""
        return str(batch.by or "系统")


class NumberSeriesForm(SeriesModelForm):
    """A start can be set; a number that may have been given out is never given out again."""

    class Meta:
        model = NumberSeries
        fields = ("organ", "paper", "year", "last")

    def clean_last(self) -> int:
        """Refuse to go back."""
        last: int = self.cleaned_data["last"]
        if self.instance.pk:
            used = NumberSeries.objects.select_for_update().get(pk=self.instance.pk).last
            if last < used:
                raise forms.ValidationError(f"编号已用到 {used}，只能改大，不能改小：改小会发出重复的编号。")
        return last


@admin.register(NumberSeries)
class NumberSeriesAdmin(HistoryAdmin):
    """Running numbers per unit and year; heads and coordinators may set where they start."""

    view_right = Action.CASE_VIEW
    add_right = change_right = Action.CASE_VOID
    when_empty = "还没有用过编号；登记第一件申请、制发第一份文书时自动开始，也可以先设定起始编号。"

    form = NumberSeriesForm
    list_display = ("organ", "paper", "year", "last")
    list_select_related = ("organ",)
    list_filter = ("paper",)
    search_fields = ("organ__name", "organ__code")
    autocomplete_fields = ("organ",)
    ordering = ("-year", "organ__path")
    show_full_result_count = False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Keep what a series is for once it exists."""
        return ("organ", "paper", "year") if obj else ()
