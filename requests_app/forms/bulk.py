"""Forms of the same step on many cases: extended, assigned, closed after having been answered elsewhere."""

from collections.abc import Sequence
from typing import Any

from django import forms

from requests_app.forms.approvals import LATE_ENTRY
from requests_app.forms.asking import DateEntry, Group, OperationForm, long_text
from requests_app.forms.handing import PersonEntry, colleagues_of
from requests_app.forms.outcome_choices import outcome_choices
from requests_app.forms.served import WAYS
from requests_app.models import DisclosureRequest
from requests_app.regimes import terms


class BulkForm(OperationForm):
    """Asks once what is the same for all chosen cases.

    Args:
        cases: the chosen cases.
    """

    def __init__(self, *args: Any, cases: Sequence[DisclosureRequest], **kwargs: Any) -> None:
        self.cases = cases
        super().__init__(*args, **kwargs)


class BulkExtendForm(BulkForm):
    """One extension for all."""

    on = DateEntry(label="同意延期的日期")
    days = forms.IntegerField(label="延期工作日数", min_value=1)
    reason = long_text("延期理由", rows=2)
    late_entry_reason = long_text("补登的原因", rows=2, required=False, help_text=LATE_ENTRY)

    def prepare(self) -> None:
        """Start with today and the most that the Regulation of the first case allows."""
        self.fields["on"].initial = self.today
        limits = [terms(case.regime, self.today).extension_days for case in self.cases[:1]]
        if limits:
            self.fields["days"].initial = limits[0].value
            self.fields["days"].help_text = f"最多 {limits[0].value} 个工作日（{limits[0].article}）。"


class BulkAssignForm(BulkForm):
    """One person for all."""

    to = PersonEntry(label="承办人")
    reason = long_text("原因", rows=2)

    def prepare(self) -> None:
        """Offer the people of the unit that the cases have in common."""
        entry = self.fields["to"]
        if self.cases and isinstance(entry, forms.ModelChoiceField):
            entry.queryset = colleagues_of(self.cases[0])
        if len({case.organ_id for case in self.cases}) > 1:
            entry.help_text = "所选申请属于几个单位，只有第一件的单位的人员可选；请按单位分别分派。"


class BulkCloseForm(BulkForm):
    """One answer for all, given elsewhere."""

    decided_on = DateEntry(label="决定日期")
    outcome = forms.ChoiceField(label="办理结果")
    replied_on = DateEntry(label="答复日期", help_text="签收、交邮或发出之日；为各件的办结日期。")
    way = forms.ChoiceField(label="答复方式", choices=WAYS, required=False)
    reason = long_text("系统外办理的情况", rows=2, help_text="在哪里答复、由谁审核、材料在哪里；写入每件的日志。")

    groups = (Group("", ("decided_on", "outcome", "replied_on", "way", "reason")),)

    def prepare(self) -> None:
        """Offer the outcomes of the lists that a decision on these cases can fall under."""
        since = min((case.received_on for case in self.cases if case.received_on), default=None)
        outcome = self.fields["outcome"]
        if isinstance(outcome, forms.ChoiceField):
            outcome.choices = [("", "请选择"), *outcome_choices(since=since)]
