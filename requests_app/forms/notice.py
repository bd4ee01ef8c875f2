"""The form of a year's holiday notice: its days written as the notice lists them, stretches included."""

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from requests_app.forms.asking import DATE_FORMATS, long_text
from requests_app.models import CalendarDay, CalendarNotice

if TYPE_CHECKING:
    NoticeModelForm = forms.ModelForm[CalendarNotice]
else:
    NoticeModelForm = forms.ModelForm

BETWEEN_DAYS = re.compile(r"[\s,，、;；]+")
UP_TO = re.compile(r"\s*(?:至|到|~|～|—+)\s*")
LONGEST = 31
"""Days that one stretch may have; a longer one is a slip of the finger."""


class NoticeForm(NoticeModelForm):
    """A year and its notice; the days named here are written into the working calendar with it."""

    days_off = long_text(
        "放假日",
        required=False,
        help_text="照通知写，可写一段：2026-02-15至2026-02-23。多段用空格、逗号或换行分开。已录入过的可不再写。",
    )
    workdays = long_text("调休上班日", required=False, help_text="如：2026-02-14 2026-02-28。")

    class Meta:
        model = CalendarNotice
        fields = ("year", "notice")
        help_texts = {"year": "登记后该年的期限不再标“暂定”，请在录齐该年全部放假日和上班日时登记。"}

    def clean_days_off(self) -> list[date]:
        """Return the days off."""
        return days_in(self.cleaned_data["days_off"])

    def clean_workdays(self) -> list[date]:
        """Return the days that are worked instead."""
        return days_in(self.cleaned_data["workdays"])

    def clean(self) -> dict[str, Any]:
        """Refuse a day that is both, and days of another year (a notice may begin in the December before)."""
        given = super().clean() or self.cleaned_data
        off, worked, year = given.get("days_off", []), given.get("workdays", []), given.get("year")
        for on in sorted(set(off) & set(worked)):
            self.add_error("workdays", f"{on} 同时写在放假日和上班日里，请核对。")
        for on in sorted({*off, *worked}):
            if year and on.year != year and (on.year, on.month) != (year - 1, 12):
                self.add_error("days_off" if on in off else "workdays", f"{on} 不是 {year} 年的日子，请核对。")
        return given

    def write_days(self) -> None:
        """Write the days into the working calendar."""
        for name, is_workday in (("days_off", False), ("workdays", True)):
            for on in self.cleaned_data[name]:
                values = {"is_workday": is_workday, "notice": self.cleaned_data["notice"]}
                CalendarDay.objects.update_or_create(on=on, defaults=values)


def days_in(text: str) -> list[date]:
    """Return the days that `text` names.

    Args:
        text: days and stretches, `2026-02-15至2026-02-23`, in any of the ways that offices write dates.

    Raises:
        ValidationError: what is no date, or a stretch that ends before it starts or is too long.
    """
    days: list[date] = []
    for piece in filter(None, BETWEEN_DAYS.split(UP_TO.sub("至", text.strip()))):
        first, _, last = piece.partition("至")
        start = _day(first)
        end = _day(last) if last else start
        if not 0 <= (end - start).days < LONGEST:
            raise ValidationError(f"“{piece}”起止不对：结束应不早于开始，一段不超过{LONGEST}天。")
        days += [start + timedelta(days=number) for number in range((end - start).days + 1)]
    return days


def _day(text: str) -> date:
    for pattern in DATE_FORMATS:
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise ValidationError(f"“{text}”不是日期，应如 2026-02-15，或一段 2026-02-15至2026-02-23。")
