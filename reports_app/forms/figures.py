"""The entry form of typed figures: one sheet at a time, units shown, what was typed kept when something is refused."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from crispy_forms.bootstrap import AppendedText
from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Column, Field, Fieldset, Layout, Row, Submit
from django import forms
from django.utils.html import escape
from django.utils.timezone import localtime

from openness.organs.models import Organ, User
from reports_app import operations
from reports_app.cells import Cell
from reports_app.figures import OWN, OWN_WORDS, FiguresRefused
from reports_app.models import Figure
from reports_app.render.tables import number_text
from reports_app.sheets import Group, Sheet, field_name
from requests_app.refusals import Refusal

LABEL, UNIT = "@label", "@unit"  # after an address: the figure's own words
NEW = ("new@label", "new@slug", "new@value", "new@unit")
WIDE, NARROW = "col-sm-6 col-lg-3", "col-6 col-md-4 col-lg-2"
MOST_WIDE = 4


class FiguresForm(forms.Form):
    """Fields named by their addresses; only what was changed is sent to the operation."""

    def __init__(
        self, *args: Any, sheet: Sheet, rows: Iterable[Figure], sums: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        self.rows = {row.address: row for row in rows}
        self.sums = sums
        for group in sheet.groups:
            for cell in group.cells:
                self._add(cell, group)
        if self._is_own:
            self._add_new()
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": ""}
        self.helper.layout = self._layout()

    @property
    def _is_own(self) -> bool:
        return self.sheet.id in ("P", "X")

    def raw(self) -> dict[str, Any]:
        """Return what was changed, as the operation reads it."""
        changed = {name.partition("@")[0] for name in self.changed_data} - {"new"}
        raw: dict[str, Any] = {address: self._stated(address) for address in changed}
        label, slug, value, unit = (self.cleaned_data.get(name, "") for name in NEW)
        if value:
            raw[f"{self.sheet.id}/{slug}"] = {"value": value, "label": label, "unit": unit}
        return raw

    def save(self, *, by: User, at: datetime, organ: Organ, year: int, scope: str) -> operations.Written | None:
        """Call the operation; faults become messages at their fields, and None is returned."""
        try:
            return operations.enter_figures(by=by, at=at, organ=organ, year=year, scope=scope, raw=self.raw())
        except Refusal as refused:
            self.add_error(None, str(refused))
        except FiguresRefused as refused:
            for fault in refused.faults:
                self.add_error(fault.address if fault.address in self.fields else None, fault.message)
        return None

    def _add(self, cell: Cell, group: Group) -> None:
        row = self.rows.get(cell.address)
        value = number_text(row.value) if row is not None and row.value is not None else ""
        self.fields[cell.address] = _number_field(field_name(cell, group), self._help(cell, row))
        self.initial[cell.address] = value
        if cell.table:
            return
        self.fields[cell.address + LABEL] = forms.CharField(label="报告中的说法", required=False, max_length=2000)
        self.initial[cell.address + LABEL] = row.label if row is not None and row.label else cell.label
        if cell.type == OWN:
            self.fields[cell.address + UNIT] = forms.CharField(label="单位", required=False, max_length=20)
            self.initial[cell.address + UNIT] = row.unit if row is not None else cell.unit

    def _add_new(self) -> None:
        self.fields["new@label"] = forms.CharField(label="名称", required=False, max_length=2000)
        self.fields["new@slug"] = forms.CharField(
            label="代号", required=False, max_length=50, help_text="小写字母、数字和下划线，如 hotline_calls"
        )
        self.fields["new@value"] = _number_field("数值", "")
        self.fields["new@unit"] = forms.CharField(label="单位", required=False, max_length=20)

    def clean(self) -> dict[str, Any]:
        """A new figure needs its name and its slug; which slugs are well formed, the operation knows."""
        data = super().clean() or {}
        given = {name: data.get(name) for name in NEW}
        if any(given.values()) and not (given["new@value"] and given["new@slug"] and given["new@label"]):
            self.add_error("new@label", "新增数据项须同时填写名称、代号和数值。")
        elif given["new@slug"] and not OWN_WORDS.fullmatch(f"{self.sheet.id}/{given['new@slug']}"):
            self.add_error("new@slug", "代号只能用小写字母、数字和下划线。")
        return data

    def _stated(self, address: str) -> Any:
        value = self.cleaned_data.get(address, "").strip()
        if not value:
            return None
        if address + LABEL not in self.fields:
            return value
        row = self.rows.get(address)
        unit = self.cleaned_data.get(address + UNIT) or (row.unit if row is not None else "")
        stated = {"value": value, "label": self.cleaned_data[address + LABEL], "unit": unit}
        return {key: text for key, text in stated.items() if text}

    def _help(self, cell: Cell, row: Figure | None) -> str:
        told = [cell.note, self.sums.get(cell.address, "")]
        if row is not None:
            told.append(f"{row.entered_by or '系统'} {localtime(row.entered_at):%Y-%m-%d %H:%M} 填")
        return escape("；".join(text for text in told if text))

    def _layout(self) -> Layout:
        groups = [self._group(group) for group in self.sheet.groups if group.cells]
        if self._is_own:
            groups.append(Fieldset("新增数据项", Row(*(Column(name, css_class=f"{WIDE} words") for name in NEW))))
        return Layout(*groups, HTML("<p>"), Submit("", "保存", css_class="btn-primary"), HTML("</p>"))

    def _group(self, group: Group) -> Fieldset:
        if self._is_own:
            rows = [self._own_row(cell) for cell in group.cells]
            return Fieldset(group.heading, *rows)
        width = WIDE if len(group.cells) <= MOST_WIDE else NARROW
        return Fieldset(group.heading, Row(*(Column(_with_unit(cell), css_class=width) for cell in group.cells)))

    def _own_row(self, cell: Cell) -> Row:
        columns = [
            Column(_with_unit(cell), css_class="col-md-4"),
            Column(Field(cell.address + LABEL), css_class="col-md-6 words"),
        ]
        if cell.type == OWN:
            columns.append(Column(Field(cell.address + UNIT), css_class="col-md-2"))
        return Row(*columns)


def _number_field(label: str, help_text: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=40, help_text=help_text, widget=widget)


def _with_unit(cell: Cell) -> Any:
    return AppendedText(cell.address, escape(cell.unit)) if cell.unit else Field(cell.address)
