"""Forms of the steps on the way to an answer: correction, consultation, extension, postponement."""

from django import forms

from requests_app.choices import ConsultedParty, EventKind
from requests_app.forms.asking import DatedForm, DateEntry, long_text
from requests_app.regimes import terms


class AskCorrectionForm(DatedForm):
    """What the applicant is to correct, told once."""

    on = DateEntry(label="告知日期")
    what = long_text("需要补正的内容和期限", help_text="一次写清：补正什么、到哪一天为止。")


class ReceiveCorrectionForm(DatedForm):
    """The corrected request."""

    on = DateEntry(label="收到补正的日期", help_text="期限从次日起重新计算。")
    content = long_text("补正后的内容", rows=6, required=False, help_text="没有变动可不改。")

    def prepare(self) -> None:
        """Start with the description as it stands."""
        super().prepare()
        self.fields["content"].initial = self.subject.content


class ConsultForm(DatedForm):
    """Whose opinion is asked."""

    on = DateEntry(label="发函日期")
    party = forms.ChoiceField(
        label="征求谁的意见",
        choices=ConsultedParty.choices,
        widget=forms.RadioSelect,
        help_text="逾期不答复的后果相反：第三方不答复，由本机关决定是否公开；共同制作机关不答复，视为同意公开。",
    )
    name = forms.CharField(label="名称或姓名", max_length=200, help_text="加密保存，只有经办和审核人员能看到。")
    note = long_text("征求的内容", required=False)


class ConsultationReturnedForm(DatedForm):
    """The opinion, or the end of the time for it."""

    on = DateEntry(label="收到意见的日期", help_text="对方逾期未答复的，填答复期限届满之日。")
    ref = forms.ChoiceField(label="哪一次征求", required=False)
    opinion = long_text("意见", required=False, help_text="如：同意公开；不同意公开及理由；逾期未答复。")

    def prepare(self) -> None:
        """Offer the consultations that wait for an answer."""
        super().prepare()
        waiting = self._waiting()
        ref = self.fields["ref"]
        if isinstance(ref, forms.ChoiceField):
            ref.choices = waiting
        if len(waiting) == 1:
            ref.initial = waiting[0][0]

    def _waiting(self) -> list[tuple[str, str]]:
        events = self.subject.events.filter(kind__in=(EventKind.CONSULTATION_SENT, EventKind.CONSULTATION_RETURNED))
        sent = {}
        for event in events.order_by("seq"):
            if event.kind == EventKind.CONSULTATION_SENT:
                party = ConsultedParty(event.data["party"]).label
                sent[str(event.data["ref"])] = f"第{event.data['ref']}次：{event.on} 发出，{party}"
            else:
                sent.pop(str(event.data["ref"]), None)
        return list(sent.items())


class ExtendForm(DatedForm):
    """The one extension."""

    on = DateEntry(label="告知申请人的日期")
    days = forms.IntegerField(label="延期工作日数", min_value=1)
    reason = long_text("延期理由")
    approved_by = forms.CharField(
        label="同意延期的负责人", max_length=60, help_text="政府信息公开工作机构负责人；延长只能一次，并应告知申请人。"
    )

    def prepare(self) -> None:
        """Start with the most that the case's Regulation allows."""
        super().prepare()
        limit = terms(self.subject.regime).extension_days
        self.fields["days"].initial = limit.value
        self.fields["days"].help_text = f"最多 {limit.value} 个工作日（{limit.article}）。"


class PostponeForm(DatedForm):
    """A reasonable later date for an excessive but reasonable request."""

    on = DateEntry(label="告知申请人的日期")
    until = DateEntry(label="延后到")
    reason = long_text("申请数量、频次和延后的理由")
