"""The form of a case that was handled outside the system and is only put on record."""

from datetime import date
from typing import Any

from django import forms

from requests_app.choices import ApplicantKind, Channel
from requests_app.forms.asking import DateEntry, Group, long_text, with_blank
from requests_app.forms.once import OnceForm
from requests_app.forms.outcome_choices import outcome_choices
from requests_app.forms.units import UnitEntry
from requests_app.operations import Record
from requests_app.operations.outcome_rules import check_outcome
from requests_app.refusals import Refusal

DATES = (
    "received_on", "correction_asked_on", "correction_received_on", "consulted_on", "consultation_returned_on",
    "extended_on", "closed_on",
)  # fmt: skip


class RecordClosedForm(OnceForm):
    """One closed case as its papers tell it: what a ledger row would say."""

    organ = UnitEntry(label="受理单位")
    number = forms.CharField(label="登记编号", max_length=80, help_text="原来的编号，照抄。")
    channel = forms.ChoiceField(label="申请渠道", choices=with_blank(Channel.choices))
    received_on = DateEntry(label="收到日期")
    applicant_kind = forms.ChoiceField(
        label="申请人类型", choices=with_blank(ApplicantKind.choices, "未登记"), required=False
    )
    applicant_name = forms.CharField(label="姓名或名称", max_length=200, required=False)
    id_number = forms.CharField(label="证件号码", max_length=60, required=False)
    phone = forms.CharField(label="联系电话", max_length=60, required=False)
    content = long_text("所需信息内容", rows=4, required=False)
    correction_asked_on = DateEntry(label="补正通知日期", required=False)
    correction_received_on = DateEntry(label="补正收到日期", required=False)
    consulted_on = DateEntry(label="第三方征求日期", required=False)
    consultation_returned_on = DateEntry(label="第三方反馈日期", required=False)
    extended_on = DateEntry(label="延期日期", required=False)
    extension_days = forms.IntegerField(label="延期工作日", required=False, min_value=1)
    closed_on = DateEntry(label="办结日期", help_text="首次答复作出之日。")
    outcome = forms.ChoiceField(label="办理结果")
    processing_fee = forms.DecimalField(
        label="信息处理费（元）", required=False, min_value=0, max_digits=12, decimal_places=2
    )
    note = long_text("备注", rows=2, required=False)

    groups = (
        Group("来件", ("organ", "number", "channel", "received_on")),
        Group("申请人", ("applicant_kind", "applicant_name", "id_number", "phone")),
        Group("申请内容", ("content",)),
        Group(
            "办理经过",
            (
                "correction_asked_on", "correction_received_on", "consulted_on", "consultation_returned_on",
                "extended_on", "extension_days",
            ),
            "没有的步骤空着。",
        ),
        Group("办结", ("closed_on", "outcome", "processing_fee", "note")),
    )  # fmt: skip

    def prepare(self) -> None:
        """Start with the person's own unit; offer the outcomes of every list."""
        self.offer_units()
        outcome = self.fields["outcome"]
        if isinstance(outcome, forms.ChoiceField):
            outcome.choices = [("", "请选择"), *outcome_choices()]

    def clean(self) -> dict[str, Any]:
        """Refuse dates to come, half an extension, and an outcome of another list."""
        given = super().clean() or self.cleaned_data
        for name in DATES:
            on = given.get(name)
            if isinstance(on, date) and on > self.today:
                self.add_error(name, f"日期 {on} 晚于今天（{self.today}）。请填写已经发生的日期。")
        if bool(given.get("extended_on")) != bool(given.get("extension_days")):
            missing = "extension_days" if given.get("extended_on") else "extended_on"
            self.add_error(missing, "延期日期和延期工作日须同时填写，或都空着。")
        if given.get("outcome") and given.get("closed_on"):
            self._check_outcome(given["outcome"], given["closed_on"])
        return given

    def arguments(self) -> dict[str, Any]:
        """Return the unit and the record."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "organ"}
        given["extension_days"] = given["extension_days"] or 0
        organ = self.cleaned_data["organ"]
        return {"organ": organ, "record": Record(organ_id=organ.pk, **given)}

    def _check_outcome(self, outcome: str, closed_on: date) -> None:
        try:
            check_outcome(outcome, closed_on)
        except Refusal as refused:
            self.refuse(refused.field, refused.message)
