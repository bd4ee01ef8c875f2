"""Forms of the deadline calculator, sent by GET so that an answer can be linked; they know of no case."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms

from openness.organs.models import Organ, User
from requests_app.calendars import calendar_of, office_calendar
from requests_app.clock import Reading
from requests_app.deadline_question import CountedDay, DeadlineQuestion, QuestionError, answer, working_days_after
from requests_app.forms.asking import DateEntry
from requests_app.forms.units import LIST_CAP
from requests_app.workdays import OutsideCalendar, WorkCalendar

FEWEST_PAUSES, MOST_PAUSES = 2, 10
"""Pairs of dates shown: always one more than are filled, so that the next can be typed without a script."""

OFFICE_CALENDAR = "不按某一单位，按统一的工作日历"


def whole_number(label: str, *, required: bool = True) -> forms.IntegerField:
    """Return an entry of a whole number; a browser's own number entry would drop what is none instead of keeping it."""
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(label=label, required=required, min_value=1, widget=widget)


def plain_date(label: str, **kwargs: Any) -> DateEntry:
    """Return an entry of a date for pages without the admin's picker."""
    attributes = {"placeholder": "如 2026-01-31", "autocomplete": "off"}
    return DateEntry(label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs=attributes), **kwargs)


class CalendarQuestionForm(forms.Form):
    """Asks whose working days count: a unit of the person's subtree, or none."""

    unit = forms.CharField(label="单位", max_length=32, required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        units = list(Organ.objects.within(user.organ).values_list("code", "name", "depth")[: LIST_CAP + 1])
        if len(units) <= LIST_CAP:
            top = min((depth for _, _, depth in units), default=1)
            listed = [(code, f"{'　' * (depth - top)}{name}") for code, name, depth in units]
            # a choice outside the list is refused by clean_unit, with its reason
            self.fields["unit"].widget = forms.Select(choices=[("", OFFICE_CALENDAR), *listed])
            self.fields["unit"].help_text = "有地方休假日的单位（民族自治地方）按该单位的日历计算。"
        else:
            self.fields["unit"].help_text = f"填单位代码；空着则{OFFICE_CALENDAR}。"
        self.fields["unit"].initial = user.organ.code if user.organ else ""

    def clean_unit(self) -> Organ | None:
        """Return the unit; one outside the person's subtree does not exist for them."""
        code = self.cleaned_data["unit"]
        if not code:
            return None
        organ: Organ | None = Organ.objects.within(self.user.organ).filter(code=code).first()
        if organ is None:
            raise forms.ValidationError(f"没有代码为“{code}”的单位，或者它不在您的单位之下。")
        return organ

    def calendar(self) -> WorkCalendar:
        """Return the working days that count."""
        unit: Organ | None = self.cleaned_data["unit"]
        return office_calendar() if unit is None else calendar_of(unit)

    def asked(self) -> list[tuple[str, str]]:
        """Return what was asked as pairs of label and text, for print."""
        return [(str(self.fields[name].label), text) for name in self.fields if (text := self._said(name))]

    def _said(self, name: str) -> str:
        value = self.cleaned_data.get(name)
        return "" if value is None else str(value)


class DeadlineForm(CalendarQuestionForm):
    """The dates of a request, real or made up."""

    received = plain_date("收到日期", help_text="法定收到之日，期限从次日起算。")
    corrected = plain_date("收到补正日期", required=False, help_text="收到补正的次日起重新起算。")
    extension = whole_number("延期工作日", required=False)
    postponed_until = plain_date(
        "合理延后至", required=False, help_text="申请数量、频次明显超过合理范围但理由合理的，告知申请人的日期。"
    )

    field_order = ("received", "unit", "corrected", "extension", "postponed_until")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, self._pairs() + 1):
            self.fields[f"pause_from_{number}"] = plain_date(f"第{number}次征求意见：发出日期", required=False)
            self.fields[f"pause_to_{number}"] = plain_date("收到意见（或答复期限届满）日期", required=False)

    def _pairs(self) -> int:
        filled = [
            number
            for number in range(1, MOST_PAUSES + 1)
            if self.data.get(f"pause_from_{number}") or self.data.get(f"pause_to_{number}")
        ]
        return min(max([*filled, FEWEST_PAUSES - 1]) + 1, MOST_PAUSES)

    def pause_entries(self) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        """Yield the entries of each consultation."""
        for number in range(1, self._pairs() + 1):
            yield self[f"pause_from_{number}"], self[f"pause_to_{number}"]

    def clean(self) -> dict[str, Any]:
        """Ask for the other end where only one of a consultation is given."""
        given = super().clean() or self.cleaned_data
        for number in range(1, self._pairs() + 1):
            names = (f"pause_from_{number}", f"pause_to_{number}")
            ends = [given.get(name) for name in names]
            for name, end in zip(names, ends, strict=True):
                if end is None and any(ends) and name not in self.errors:
                    self.add_error(name, "起止日期要一起填写；还没有收到意见的，填答复意见的期限届满之日。")
        return given

    def reading(self) -> Reading | None:
        """Return what the clock says; where the dates make no course, put the sentence beside its entry, return None."""
        if not self.is_valid():
            return None
        given = self.cleaned_data
        pauses = self._pauses()
        question = DeadlineQuestion(
            received=given["received"], corrected=given["corrected"], extension=given["extension"],
            pauses=tuple(pauses.values()), postponed_until=given["postponed_until"],
        )  # fmt: skip
        try:
            return answer(question, calendar=self.calendar())
        except QuestionError as refused:
            names = {"pause_sent": "pause_from", "pause_returned": "pause_to"}
            name = names.get(refused.entry)
            self.add_error(f"{name}_{list(pauses)[refused.place]}" if name else refused.entry, str(refused))
            return None

    def _pauses(self) -> dict[int, tuple[date, date]]:
        ends = {
            number: (self.cleaned_data[f"pause_from_{number}"], self.cleaned_data[f"pause_to_{number}"])
            for number in range(1, self._pairs() + 1)
        }
        return {number: pair for number, pair in ends.items() if pair[0]}


class WorkingDaysForm(CalendarQuestionForm):
    """Some working days after a date."""

    start = plain_date("起始日期", help_text="从次日起数。")
    days = whole_number("工作日数")

    field_order = ("start", "days", "unit")

    def counted(self) -> CountedDay | None:
        """Return the day; where the calendar does not reach so far, say so beside the number and return None."""
        if not self.is_valid():
            return None
        try:
            return working_days_after(self.cleaned_data["start"], self.cleaned_data["days"], calendar=self.calendar())
        except OutsideCalendar as outside:
            self.add_error("days", str(outside))
            return None
