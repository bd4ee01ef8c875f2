"""Forms of the answer: decided, delivered, withdrawn, given again."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms

from requests_app.choices import Delivery, EventKind
from requests_app.disclosures import gives_everything
from requests_app.forms.asking import DatedForm, DateEntry, Group, SubjectForm, long_text, with_blank
from requests_app.forms.choice_sets import AnyOf
from requests_app.forms.outcome_choices import exemption_choices, outcome_choices
from requests_app.forms.served import WAYS
from requests_app.models import Appeal

if TYPE_CHECKING:
    AppealChoice = forms.ModelChoiceField[Appeal]
else:
    AppealChoice = forms.ModelChoiceField


GROUND = "在本系统登记了的请选；没有登记的先登记。须已审结（诉讼至少有一审裁判），且结果不是“结果维持”。"
ANSWER_BY = (
    "决定或判决写明期限的填写：到期前和逾期时工作台会提醒。没有写明的空着，"
    "工作台不会提醒，只列在“重新办理”里，请自行掌握。"
)


class AppealEntry(AppealChoice):
    """A review or suit of the case."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Appeal.objects.none(), empty_label="（未选）", **kwargs)


class AnswerEntries(forms.Form):
    """What an answer says."""

    outcome = forms.ChoiceField(label="办理结果")
    exemptions = forms.MultipleChoiceField(
        label="不予公开部分的理由",
        required=False,
        widget=AnyOf,
        help_text="只在部分公开时勾选，可多选；只作分析，不进统计表。",
    )
    basis = long_text("事实与依据", required=False)
    override_reason = long_text(
        "第三方不同意而仍予公开的理由",
        rows=2,
        required=False,
        help_text="不公开可能对公共利益造成重大影响的理由；还须将决定公开的内容和理由书面告知第三方（第三十二条）。",
    )
    document_number = forms.CharField(
        label="答复文号", max_length=80, required=False, help_text="用系统制发答复书的空着，制发时自动编号。"
    )

    def clean_basis(self) -> str:
        """Ask for the reasons of every answer but a full disclosure (R19 Art. 36); a draft may still lack them."""
        basis: str = self.cleaned_data["basis"]
        outcome = self.cleaned_data.get("outcome", "")
        if outcome and not basis.strip() and not gives_everything(outcome) and not self.data.get("as_draft"):
            raise forms.ValidationError("请写明事实与依据：不是全部公开的答复，都要说明理由。")
        return basis


def offer_outcomes(form: SubjectForm) -> None:
    """Offer the outcomes of every list that a decision on the case can fall under; ask for what the case calls for."""
    since = form.subject.received_on
    _offer(form.fields["outcome"], [("", "请选择"), *outcome_choices(since=since)])
    _offer(form.fields["exemptions"], exemption_choices(since=since))
    if not form.course().refusing_parties:
        del form.fields["override_reason"]


class DecideForm(AnswerEntries, DatedForm):
    """How the request is answered; where the reply was made at once, that too."""

    step = EventKind.DECIDED

    on = DateEntry(label="决定日期", help_text="决定日期决定适用哪一份结果清单。")
    replied_on = DateEntry(
        label="答复日期",
        required=False,
        help_text="签收、交邮或发出之日。已经答复的当时就填，本件随即办结；还没有送出的空着，以后用“登记送达”。",
    )
    reply_way = forms.ChoiceField(label="答复方式", choices=WAYS, required=False)

    groups = (
        Group("决定", ("on", "outcome", "exemptions", "basis", "override_reason", "document_number")),
        Group("答复", ("replied_on", "reply_way")),
    )

    def prepare(self) -> None:
        """Offer the outcomes."""
        super().prepare()
        offer_outcomes(self)

    def foreseen(self) -> tuple[EventKind, date, dict[str, Any]] | None:
        """Where the reply was made at once, it is what ends the term."""
        thought, replied_on = super().foreseen(), getattr(self, "cleaned_data", {}).get("replied_on")
        return (EventKind.SERVED, replied_on, {}) if replied_on else thought


class ServeForm(DatedForm):
    """That the answer went out, or arrived."""

    step = EventKind.SERVED

    entry_of = {"replied_on": "on"}

    on = DateEntry(label="答复日期", help_text="申请人签收之日，或交邮之日；邮寄请用邮政企业，不要用民营快递。")
    way = forms.ChoiceField(label="方式", choices=with_blank(Delivery.choices))
    proof = forms.CharField(label="凭证", max_length=200, required=False, help_text="如邮件号码、送达回证编号。")
    served_on = DateEntry(label="送达日期", required=False, help_text="申请人实际收到之日，不知道可空着，以后补。")

    def prepare(self) -> None:
        """Ask for the delivery date alone where the reply itself is on record."""
        super().prepare()
        last = self.subject.decisions.standing().last()
        if last is not None and last.replied_on is not None:
            self.fields["on"].label, self.fields["on"].initial = "送达日期", None
            self.fields["on"].help_text = f"答复已于 {last.replied_on} 作出；这里补登申请人实际收到之日。"
            self.fields["way"].required = False
            del self.fields["served_on"]


class WithdrawForm(DatedForm):
    """The applicant no longer asks."""

    step = EventKind.WITHDRAWN

    on = DateEntry(label="撤回日期")
    note = long_text("说明", required=False, help_text="如何表示撤回，书面材料在哪里。")


class ReopenForm(DatedForm):
    """A review or court decision orders a new answer."""

    on = DateEntry(label="重新办理的日期")
    appeal = AppealEntry(label="依据的复议或诉讼", required=False, help_text=GROUND)
    because = long_text("依据", help_text="哪一份复议决定或判决，要求怎样。")
    answer_by = DateEntry(label="重新答复的期限", required=False, help_text=ANSWER_BY)

    def prepare(self) -> None:
        """Offer the reviews and suits of the case."""
        super().prepare()
        entry = self.fields["appeal"]
        if isinstance(entry, forms.ModelChoiceField):
            entry.queryset = self.subject.appeals.live()


def _offer(field: forms.Field, choices: list[Any]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
