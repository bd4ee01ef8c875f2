"""Forms of the steps on the way to an answer: correction, consultation, excessive requests."""

from typing import Any

from django import forms

from requests_app.choices import ConsultedParty, EventKind, Stance
from requests_app.forms.asking import DatedForm, DateEntry, Group, long_text
from requests_app.forms.choice_sets import OneOf
from requests_app.forms.served import ServedEntries
from requests_app.operations.work import entries_of
from requests_app.timeline import Entry, effective


class AskCorrectionForm(DatedForm):
    """What the applicant is to correct."""

    step = EventKind.CORRECTION_ASKED

    on = DateEntry(label="告知日期")
    what = long_text("需要补正的内容", help_text="一次写清要补正什么；只能告知一次。")
    respond_by = DateEntry(
        label="补正期限", required=False, help_text="合理的期限，到哪一天为止。期满才能按放弃申请处理。"
    )
    late_reason = long_text("逾期告知的原因", rows=2, required=False, help_text="没有逾期的空着。")

    def prepare(self) -> None:
        """Name the last day for the notice, and ask by when to correct, where the Regulation does."""
        super().prepare()
        law = self.subject_terms()
        days, entry = law.correction_notice_days, self.fields["late_reason"]
        self.fields["respond_by"].required = bool(law.correction_names_day.value)
        if not law.correction_once.value:
            self.fields["what"].help_text = "写清要补正什么。"
        if isinstance(days.value, int):
            entry.help_text = f"超过收到之日起{days.value}个工作日（{days.article}）才告知的，须写明；没有超过的空着。"
        else:
            del self.fields["late_reason"]


class ReceiveCorrectionForm(DatedForm):
    """The corrected request."""

    step = EventKind.CORRECTION_RECEIVED

    on = DateEntry(label="收到补正的日期", help_text="期限从次日起重新计算。")
    content = long_text("补正后的内容", rows=6, required=False, help_text="没有变动可不改。")

    def prepare(self) -> None:
        """Start with the description as it stands."""
        super().prepare()
        self.fields["content"].initial = self.subject.content


class ConsultForm(DatedForm):
    """Whose opinion is asked."""

    step = EventKind.CONSULTATION_SENT

    on = DateEntry(label="发函日期")
    party = forms.ChoiceField(
        label="征求谁的意见",
        choices=ConsultedParty.choices,
        widget=OneOf,
        help_text="逾期不答复的后果相反：第三方不答复，由本机关决定是否公开；共同制作机关不答复，视为同意公开。",
    )
    name = forms.CharField(label="名称或姓名", max_length=200, help_text="加密保存，只有经办和审核人员能看到。")
    note = long_text("征求的内容", required=False)

    def foreseen_data(self, given: dict[str, Any]) -> dict[str, Any]:
        """Name the consultation as the operation will."""
        return {"ref": "next"}


class ConsultationForm(DatedForm):
    """Something about one of the consultations."""

    ref = forms.ChoiceField(label="哪一次征求", required=False)

    def prepare(self) -> None:
        """Offer the consultations that wait."""
        super().prepare()
        waiting = [(str(one.data["ref"]), _sent_words(one)) for one in self.sent()]
        ref = self.fields["ref"]
        if isinstance(ref, forms.ChoiceField):
            ref.choices = waiting
        if len(waiting) == 1:
            ref.initial = waiting[0][0]

    def sent(self) -> list[Entry]:
        """Return the letters that wait for an answer."""
        entries = effective(entries_of(self.subject))
        back = {str(one.data["ref"]) for one in entries if one.kind == EventKind.CONSULTATION_RETURNED}
        sent = [one for one in entries if one.kind == EventKind.CONSULTATION_SENT]
        return [one for one in sent if str(one.data["ref"]) not in back]

    def foreseen_data(self, given: dict[str, Any]) -> dict[str, Any]:
        """Name the consultation, where only one waits without being asked."""
        waiting = [str(one.data["ref"]) for one in self.sent()]
        return {"ref": given.get("ref") or (waiting[0] if len(waiting) == 1 else "")}


class ConsultationDeliveredForm(ServedEntries, ConsultationForm):
    """The day the asked party had the letter."""

    step = EventKind.CONSULTATION_DELIVERED

    on = DateEntry(label="对方收到的日期", help_text="对方答复意见的期限从次日起算。收到意见之后才得知的也可补登。")

    groups = (Group("", ("ref", "on", "way", "proof")),)

    def sent(self) -> list[Entry]:
        """Return the letters whose day of receipt is not recorded, those that were answered behind the others."""
        entries = effective(entries_of(self.subject))
        there = {str(one.data["ref"]) for one in entries if one.kind == EventKind.CONSULTATION_DELIVERED}
        waiting = super().sent()
        answered = [one for one in entries if one.kind == EventKind.CONSULTATION_SENT and one not in waiting]
        return [one for one in [*waiting, *answered] if str(one.data["ref"]) not in there]


class ConsultationReturnedForm(ConsultationForm):
    """The opinion, or the end of the time for it."""

    step = EventKind.CONSULTATION_RETURNED

    on = DateEntry(label="收到意见的日期", help_text="对方逾期未答复的，填答复期限届满的次日。")
    stance = forms.ChoiceField(
        label="对方的意见",
        choices=Stance.choices,
        widget=OneOf,
        help_text="逾期未答复：第三方的，由本机关决定是否公开（第三十二条）；共同制作机关的，视为同意公开（第三十四条）。",
    )
    opinion = long_text("意见内容", required=False, help_text="第三方不同意公开的，须写明其理由。")


class AskReasonsForm(DatedForm):
    """That reasons are asked for an excessive request."""

    step = EventKind.REASONS_ASKED

    on = DateEntry(label="告知日期")
    what = long_text("数量、频次情况", help_text="写明申请的数量、频次如何明显超过合理范围，要求说明什么。")
    respond_by = DateEntry(label="说明理由的期限", help_text="合理的期限，到哪一天为止。期满才能按没有说明理由处理。")


class ReceiveReasonsForm(DatedForm):
    """The reasons given."""

    step = EventKind.REASONS_GIVEN

    on = DateEntry(label="收到说明的日期", help_text="没有收到说明的，填所定期限届满的次日。")
    reasons = long_text("申请人说明的理由", required=False, help_text="加密保存。没有说明的空着，勾选下一项。")
    none_came = forms.BooleanField(label="申请人没有说明理由", required=False, help_text="所定期限届满之后才能勾选。")


class PostponeForm(DatedForm):
    """A reasonable later date for an excessive but reasonable request."""

    step = EventKind.POSTPONED

    on = DateEntry(label="告知申请人的日期")
    until = DateEntry(label="延后到")
    reason = long_text("申请数量、频次和延后的理由")

    def foreseen_data(self, given: dict[str, Any]) -> dict[str, Any]:
        """Bring the date named."""
        until = given.get("until")
        return {"until": until.isoformat() if until else None}


def _sent_words(sent: Entry) -> str:
    return f"第{sent.data['ref']}次：{sent.on} 发出，{ConsultedParty(sent.data['party']).label}"
