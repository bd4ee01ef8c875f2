"""Forms of single days in the calendar: a day of the day table, days off of one unit's subtree."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from openness.organs.models import Organ
from requests_app.forms.asking import DateEntry, OperationForm, long_text, with_blank
from requests_app.forms.notice import NOTICE_LENGTH, days_in, standing_entry
from requests_app.forms.units import UnitEntry
from requests_app.workdays import OutsideCalendar, packaged_calendar

WORKED, OFF = "work", "off"


class DayForm(OperationForm):
    """One day that a notice made a working day or a day off."""

    on = DateEntry(label="日期")
    kind = forms.ChoiceField(label="这一天", choices=with_blank([(OFF, "放假"), (WORKED, "上班")]))
    notice = forms.CharField(label="依据的通知", max_length=NOTICE_LENGTH)
    standing = standing_entry()

    def clean_on(self) -> date:
        """Return the day, which the calendar has to reach."""
        return _within_calendar([self.cleaned_data["on"]])[0]

    def for_day(self, on: date) -> None:
        """Ask about this day only: another is another entry."""
        # without the picker, whose buttons would seem to change it
        widget = forms.DateInput(format="%Y-%m-%d")
        self.fields["on"] = DateEntry(
            label="日期", widget=widget, initial=on, disabled=True, help_text="日期填错的，请删去后重新登记。"
        )

    def arguments(self) -> dict[str, Any]:
        """Return what the plan is made of."""
        given = dict(self.cleaned_data)
        given["is_workday"] = given.pop("kind") == WORKED
        return given


class DaysOffForm(OperationForm):
    """Days off of one unit and all units under it."""

    organ = UnitEntry(label="单位", help_text="该单位及其下所有单位都放假。")
    days = long_text("休假日", help_text="可写一段：2026-07-11至2026-07-13。多段用空格、逗号或换行分开。")
    reason = forms.CharField(label="依据", max_length=NOTICE_LENGTH, help_text="如：自治县人民政府的放假通知及文号。")
    standing = standing_entry()

    def prepare(self) -> None:
        """Start with the person's own unit."""
        self.offer_units()

    def clean_days(self) -> list[date]:
        """Return the days off, at least one."""
        days = days_in(self.cleaned_data["days"])
        if not days:
            raise ValidationError("请填写休假日，如 2026-07-11。")
        return _within_calendar(days)

    def for_unit(self, organ: Organ) -> None:
        """Ask about days of this unit only: a day of another is another entry."""
        self.fields["organ"].initial = organ.pk
        self.fields["organ"].disabled = True


class RemovalForm(OperationForm):
    """Taking something out of the calendar asks nothing: what it does is shown before it is confirmed."""


def _within_calendar(days: list[date]) -> list[date]:
    try:
        for on in days:
            packaged_calendar().is_workday(on)
    except OutsideCalendar as outside:
        raise ValidationError(str(outside)) from outside
    return days
