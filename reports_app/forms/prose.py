"""Forms of what people write in a report."""

from datetime import datetime
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from openness.organs.models import User
from reports_app import operations
from reports_app.models import Report
from reports_app.operations.drafts import LONGEST_PART
from requests_app.forms.asking import DateEntry
from requests_app.refusals import Refusal


class ReportForm(forms.Form):
    """A form that writes to one report as its person saw it: `version` is kept in the form."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report = report
        self.initial["version"] = report.version
        self.helper = FormHelper()
        self.helper.add_input(Submit("", "保存", css_class="btn-primary"))

    def changes(self) -> dict[str, Any]:
        """Return what the operation is told."""
        return {}

    def save(self, *, by: User, at: datetime) -> bool:
        """Call the operation; a refusal becomes a message above the form."""
        version = self.cleaned_data["version"]
        try:
            operations.edit_report(by=by, at=at, report=self.report, version=version, **self.changes())
        except Refusal as refused:
            self.add_error(None, str(refused))
            return False
        return True


class PartForm(ReportForm):
    """The prose of one part."""

    text = forms.CharField(
        label="正文",
        required=False,
        max_length=LONGEST_PART,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text="每段一行；以（一）、（二）等开头的短行作小标题。改写后，重新编制不会再改动这一部分。",
    )

    def __init__(self, *args: Any, report: Report, no: str, **kwargs: Any) -> None:
        super().__init__(*args, report=report, **kwargs)
        self.no = no
        self.initial["text"] = report.narrative.get(no, "")

    def changes(self) -> dict[str, Any]:
        """The text of this part."""
        return {"parts": {self.no: self.cleaned_data["text"]}}


class FrontForm(ReportForm):
    """The introduction and the date under the report."""

    introduction = forms.CharField(
        label="前言",
        required=False,
        max_length=LONGEST_PART,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="清空则按单位资料自动生成。",
    )
    # Typed, as everywhere: a browser's own date entry follows the browser's language, not the office's.
    signed_on = DateEntry(
        label="落款日期",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"placeholder": "如 2027-01-20", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, report: Report, drafted: str, **kwargs: Any) -> None:
        super().__init__(*args, report=report, **kwargs)
        self.drafted = drafted
        self.initial.update(introduction=drafted, signed_on=report.signed_on)

    def changes(self) -> dict[str, Any]:
        """What was written; an introduction left as it was drafted stays the system's."""
        text = self.cleaned_data["introduction"].replace("\r\n", "\n")
        is_drafted = not self.report.introduction and text == self.drafted
        return {"introduction": "" if is_drafted else text, "signed_on": self.cleaned_data["signed_on"]}
