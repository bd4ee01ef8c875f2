"""Forms of the answer: decided, delivered, withdrawn, given again."""

from typing import Any

from django import forms

from requests_app.choices import Delivery
from requests_app.forms.asking import DatedForm, DateEntry, Group, long_text, with_blank
from requests_app.forms.outcome_choices import exemption_choices, outcome_choices

WAYS = with_blank(Delivery.choices, "未登记")


class DecideForm(DatedForm):
    """How the request is answered; where the reply was made at once, that too."""

    on = DateEntry(label="决定日期", help_text="决定日期决定适用哪一份结果清单。")
    outcome = forms.ChoiceField(label="办理结果")
    exemptions = forms.MultipleChoiceField(
        label="不予公开部分的理由",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="只在部分公开时勾选，可多选；只作分析，不进统计表。",
    )
    basis = long_text("事实与依据", required=False)
    document_number = forms.CharField(label="答复文号", max_length=80, required=False)
    replied_on = DateEntry(
        label="答复日期",
        required=False,
        help_text="签收、交邮或发出之日。已经答复的当时就填，本件随即办结；还没有送出的空着，以后用“登记送达”。",
    )
    reply_way = forms.ChoiceField(label="答复方式", choices=WAYS, required=False)

    groups = (
        Group("决定", ("on", "outcome", "exemptions", "basis", "document_number")),
        Group("答复", ("replied_on", "reply_way")),
    )

    def prepare(self) -> None:
        """Offer the outcomes of every list that a decision on this case can fall under."""
        super().prepare()
        since = self.subject.received_on
        _offer(self.fields["outcome"], [("", "请选择"), *outcome_choices(since=since)])
        _offer(self.fields["exemptions"], exemption_choices(since=since))


class ServeForm(DatedForm):
    """That the answer went out, or arrived."""

    entry_of = {"replied_on": "on"}

    on = DateEntry(label="答复日期", help_text="申请人签收之日，或交邮之日；邮寄请用邮政企业，不要用民营快递。")
    way = forms.ChoiceField(label="方式", choices=WAYS, required=False)
    proof = forms.CharField(label="凭证", max_length=200, required=False, help_text="如邮件号码、送达回证编号。")
    served_on = DateEntry(label="送达日期", required=False, help_text="申请人实际收到之日，不知道可空着，以后补。")

    def prepare(self) -> None:
        """Ask for the delivery date alone where the reply itself is on record."""
        super().prepare()
        last = self.subject.decisions.standing().last()
        if last is not None and last.replied_on is not None:
            self.fields["on"].label = "送达日期"
            self.fields["on"].help_text = f"答复已于 {last.replied_on} 作出；这里补登申请人实际收到之日。"
            del self.fields["served_on"]


class WithdrawForm(DatedForm):
    """The applicant no longer asks."""

    on = DateEntry(label="撤回日期")
    note = long_text("说明", required=False, help_text="如何表示撤回，书面材料在哪里。")


class ReopenForm(DatedForm):
    """A review or court decision orders a new answer."""

    on = DateEntry(label="重新办理的日期")
    because = long_text("依据", help_text="哪一份复议决定或判决，要求怎样。")


def _offer(field: forms.Field, choices: list[Any]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
