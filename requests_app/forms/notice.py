"""Days written as a notice lists them, and the form of a year's holiday notice made of them."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from requests_app.choices import Standing
from requests_app.forms.asking import DATE_FORMATS, OperationForm, long_text
from requests_app.workdays import packaged_calendar

BETWEEN_DAYS = re.compile(r"[\s,，、;；]+")
UP_TO = re.compile(r"\s*(?:至|到|~|～|—+)\s*")
LONGEST = 31
"""Days that one stretch may have; a longer one is a slip of the finger."""

NOTICE_LENGTH = 200


def standing_entry() -> forms.ChoiceField:
    """Return the entry that asks whether the text itself was read."""
    return forms.ChoiceField(
        label="核实情况", choices=Standing.choices, initial=Standing.UNCONFIRMED, help_text="看过正式文本的选“已核实”。"
    )


class NoticeForm(OperationForm):
    """A year and its notice; the days named here are all the days that the notice has in the calendar."""

    year = forms.IntegerField(
        label="年度",
        # a browser's own number entry would drop what is no number instead of keeping it
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text="登记后该年的期限不再标“暂定”，请在录齐该年全部放假日和上班日时登记。",
    )
    notice = forms.CharField(label="通知名称或文号", max_length=NOTICE_LENGTH)
    standing = standing_entry()
    days_off = long_text(
        "放假日",
        required=False,
        help_text="照通知写，可写一段：2026-02-15至2026-02-23。多段用空格、逗号或换行分开。"
        "随系统提供的年度，只写与所提供的不同的日子。",
    )
    workdays = long_text(
        "调休上班日", required=False, help_text="如：2026-02-14 2026-02-28。从以上两栏删去的日子，也从工作日历中删去。"
    )

    def clean_year(self) -> int:
        """Return the year, which the calendar has to reach."""
        year: int = self.cleaned_data["year"]
        first, last = packaged_calendar().first.year, packaged_calendar().last.year
        if not first <= year <= last:
            raise ValidationError(f"{year} 不在工作日历范围（{first} 至 {last} 年）内，请核对年度。")
        return year

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


def days_written(days: Iterable[date]) -> str:
    """Return days the way that `days_in` reads them, one stretch or single day a line."""
    stretches: list[tuple[date, date]] = []
    for on in sorted(days):
        if stretches and on - stretches[-1][1] == timedelta(days=1):
            stretches[-1] = (stretches[-1][0], on)
        else:
            stretches.append((on, on))
    return "\n".join(f"{start}" if start == end else f"{start}至{end}" for start, end in _split(stretches))


def _split(stretches: Iterable[tuple[date, date]]) -> Iterable[tuple[date, date]]:
    """Cut what is longer than one stretch may be."""
    for start, end in stretches:
        while (end - start).days >= LONGEST:
            cut = start + timedelta(days=LONGEST - 1)
            yield start, cut
            start = cut + timedelta(days=1)
        yield start, end


def _day(text: str) -> date:
    for pattern in DATE_FORMATS:
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise ValidationError(f"“{text}”不是日期，应如 2026-02-15，或一段 2026-02-15至2026-02-23。")
