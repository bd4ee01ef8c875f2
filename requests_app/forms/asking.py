"""The base of all forms in front of an operation: entries in groups, one call, refusals beside their entry."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Self

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.http import QueryDict

from openness.organs.models import User
from requests_app.choices import EventKind
from requests_app.clock import ClockError
from requests_app.course import Course, course_of
from requests_app.forms.plain_words import speak_plainly
from requests_app.forms.units import UnitEntry
from requests_app.operations.meanwhile import Stale
from requests_app.operations.work import entries_of
from requests_app.refusals import Refusal
from requests_app.regimes import RegimeError, Terms, terms
from requests_app.workdays import OutsideCalendar

DATE_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"]


class DateEntry(forms.DateField):
    """A date typed in any of the ways that offices write it, or picked.

    Not the browser's own date entry: an English browser would ask for month, day, year.
    """

    widget = AdminDateWidget(format="%Y-%m-%d", attrs={"placeholder": "如 2026-01-31"})
    default_error_messages = {"invalid": "请填写日期，如 2026-01-31。"}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=DATE_FORMATS, **kwargs)


class LongText(forms.CharField):
    """Several lines; browsers send line ends in their own way, which is no change of the text."""

    def to_python(self, value: Any) -> Any:
        """Return the text with plain line ends."""
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text


def long_text(label: str, *, rows: int = 3, **kwargs: Any) -> forms.CharField:
    """Return an entry of several lines."""
    return LongText(label=label, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


def with_blank(choices: list[tuple[str, str]], blank: str = "请选择") -> list[tuple[str, str]]:
    """Return `choices` behind an empty one, so that nothing is chosen by oversight."""
    return [("", blank), *choices]


@dataclass(frozen=True)
class Group:
    """Entries that stand together under one heading; `above` and `below` name partials drawn around them."""

    title: str
    names: tuple[str, ...]
    note: str = ""
    above: str = ""
    below: str = ""


class OperationForm(forms.Form):
    """Asks what one operation needs.

    Args:
        user: who acts.
        today: today's date at the edge.
    """

    groups: ClassVar[tuple[Group, ...]] = ()
    # where a refusal names an entry that this form calls otherwise
    entry_of: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.today = user, today
        self.prepare()
        speak_plainly(self.fields.values())

    def prepare(self) -> None:
        """Fill choices and first values that depend on who asks and on the case."""

    def offer_units(self) -> None:
        """Limit every choice of a unit to the subtree of the person's own."""
        for entry in self.fields.values():
            if isinstance(entry, UnitEntry):
                entry.offer(self.user)

    def shown_groups(self) -> tuple[Group, ...]:
        """Return the headings with their entries; by default all entries under none."""
        return self.groups or (Group("", tuple(self.fields)),)

    def sections(self) -> Iterator[tuple[Group, list[forms.BoundField]]]:
        """Yield each heading with its entries, as the page draws them."""
        for group in self.shown_groups():
            entries = [self[name] for name in group.names if name in self.fields]
            visible = [entry for entry in entries if not entry.is_hidden]
            if visible:
                yield group, visible

    def first_entry(self) -> str:
        """Return where the keyboard starts on a fresh page: in the first entry."""
        return next((entry.name for _, entries in self.sections() for entry in entries), "")

    def give_focus(self) -> None:
        """Let the page open with the keyboard in the first wrong entry, or where one starts."""
        wrong = (entry.name for _, entries in self.sections() for entry in entries if entry.errors)
        chosen = self.fields.get(next(wrong, "") or self.first_entry())
        if chosen is not None:
            chosen.widget.attrs["autofocus"] = True

    def mistakes(self) -> Iterator[tuple[str, str, str]]:
        """Yield each wrong entry in the order of the page: the address on the page where it starts, its name, the first sentence."""
        for _, entries in self.sections():
            for entry in entries:
                if entry.errors:
                    first = entry.subwidgets[0].id_for_label if entry.use_fieldset and entry.subwidgets else ""
                    yield first or entry.auto_id, str(entry.label), str(entry.errors[0])

    def arguments(self) -> dict[str, Any]:
        """Return what the operation is called with."""
        return dict(self.cleaned_data)

    def call(self, operation: Callable[..., Any], **given: Any) -> Any:
        """Call the operation and return its result; where it refuses, put its sentence beside the entry, return None."""
        try:
            return operation(**given, **self.arguments())
        except Stale as changed:
            self.read_again(changed.version)
            self.refuse("", changed.message)
        except Refusal as refused:
            self.refuse(refused.field, refused.message)
        except (RegimeError, ClockError, OutsideCalendar) as broken:
            self.refuse("", str(broken))
        return None

    def read_again(self, version: int) -> None:
        """Go on with the version that the row has now: the person is told what changed, and saves knowing it."""

    def refuse(self, field: str, message: str) -> None:
        """Show `message` beside `field`, or above the form where it has no such entry."""
        name = self.entry_of.get(field, field)
        self.add_error(name if name in self.fields else None, message)


class SubjectForm(OperationForm):
    """Asks what an operation on an existing case or appeal needs; knows which version of it the person saw."""

    # whether the form shows personal data of the applicant in full: then each time it is opened goes to the trail
    shows_personal: ClassVar[bool] = False

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, subject: Any, **kwargs: Any) -> None:
        self.subject = subject
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = subject.version

    # what the operation logs, as far as the clock sees it; None where it moves no term
    step: ClassVar[EventKind | None] = None

    def read_again(self, version: int) -> None:
        """Let the next attempt carry the version that the row has now."""
        if isinstance(self.data, QueryDict):
            sent = self.data.copy()
            sent[self.add_prefix("version")] = str(version)
            self.data = sent

    def as_it_opens(self) -> Self:
        """Return this form filled with what stands in it: what was sent, or the first values."""
        if self.is_bound:
            return self
        first = {name: self.get_initial_for_field(field, name) for name, field in self.fields.items()}
        given = {self.add_prefix(name): value for name, value in first.items() if value is not None}
        return type(self)(given, user=self.user, today=self.today, subject=self.subject)

    def foreseen(self) -> tuple[EventKind, date, dict[str, Any]] | None:
        """Return what the operation would log with the entries as they are: kind, day, data; None where it moves no term."""
        if self.is_bound:
            self.errors  # noqa: B018  (reading them cleans the entries, once: the operation's own refusal stays)
        given = getattr(self, "cleaned_data", {})
        kind = self.foreseen_step(given)
        if kind is None:
            return None
        return kind, given.get("on") or self.today, self.foreseen_data(given)

    def foreseen_step(self, given: dict[str, Any]) -> EventKind | None:
        """Return the kind of step."""
        return self.step

    def foreseen_data(self, given: dict[str, Any]) -> dict[str, Any]:
        """Return what of the step the clock reads."""
        return {}

    def also_foreseen(self, given: dict[str, Any]) -> str:
        """Return what else the operation would come to, in words, beside the term."""
        return ""

    def foreseen_regime(self) -> str:
        """Return the regulation that the case would follow then."""
        return str(self.subject.regime)

    def subject_terms(self) -> Terms:
        """Return the terms of the Regulation that the case follows, as they stand today."""
        return terms(self.subject.regime, self.today)

    def course(self) -> Course:
        """Return what the log of the case says so far."""
        return course_of(self.subject.regime, entries_of(self.subject))


class DatedForm(SubjectForm):
    """A step that has a date of its own; most are entered on their day."""

    on = DateEntry(label="日期")

    def prepare(self) -> None:
        """Start with today."""
        self.fields["on"].initial = self.today
