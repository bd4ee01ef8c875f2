"""Forms of receiving: registering a request, confirming its receipt date."""

from typing import Any

from django import forms

from requests_app.choices import Channel, Delivery, DesiredForm, EventKind, ReceiptBasis
from requests_app.forms.applicants import APPLICANT_ENTRIES, ApplicantEntries, missing_of
from requests_app.forms.asking import DatedForm, DateEntry, Group, OperationForm, UnitEntry, long_text, with_blank
from requests_app.regimes import regime_on

BASES = [choice for choice in ReceiptBasis.choices if choice[0] != ReceiptBasis.LEDGER]


class RegisterForm(ApplicantEntries, OperationForm):
    """A request as it lies on the desk: how it came, who asks, what for."""

    organ = UnitEntry(label="受理单位")
    channel = forms.ChoiceField(label="申请渠道", choices=with_blank(Channel.choices))
    arrived_on = DateEntry(label="到达日期", help_text="申请材料到本单位的日子。")
    received_on = DateEntry(
        label="收到日期",
        required=False,
        help_text="法定收到之日，期限从次日起算。当面提交的可不填，即为到达之日；"
        "平信、网络、传真还没有与申请人确认的先空着，登记后在“待确认”里等候。",
    )
    receipt_basis = forms.ChoiceField(
        label="收到日期依据", choices=with_blank(BASES, "填了收到日期才选"), required=False
    )
    number = forms.CharField(label="登记编号", max_length=80, required=False, help_text="空着由系统编号，不断号。")
    is_incomplete = forms.BooleanField(
        label="申请材料不齐，先登记，再告知补正",
        required=False,
        help_text="勾选后，证件号码、联系方式等可以空着；姓名或名称和所需信息内容仍要填。",
    )
    content = long_text("所需信息内容", rows=6, help_text="名称、文号或便于查找的其他特征，照申请表原文。")
    desired_form = forms.ChoiceField(
        label="信息形式", choices=with_blank(DesiredForm.choices, "未指定"), required=False
    )
    desired_delivery = forms.ChoiceField(
        label="获取方式", choices=with_blank(Delivery.choices, "未指定"), required=False
    )
    note = long_text("备注", rows=2, required=False)

    groups = (
        Group("来件", ("organ", "channel", "arrived_on", "received_on", "receipt_basis", "number")),
        Group("申请人", (*APPLICANT_ENTRIES, "is_incomplete")),
        Group("申请内容", ("content", "desired_form", "desired_delivery")),
        Group("备注", ("note",)),
    )

    def prepare(self) -> None:
        """Start with the person's own unit and today."""
        self.offer_units()
        self.fields["arrived_on"].initial = self.today

    def clean(self) -> dict[str, Any]:
        """Ask for what the application must bear, and take a request handed in as received that day (R19 Art. 31)."""
        given = super().clean() or self.cleaned_data
        if given.get("applicant_kind") and not given.get("is_incomplete"):
            for name, sentence in missing_of(given).items():
                if name not in self.errors:
                    self.add_error(name, f"{sentence}申请材料里没有的，请勾选本组末的“申请材料不齐”。")
        if given.get("channel") == Channel.IN_PERSON and not given.get("received_on"):
            given["received_on"] = given.get("arrived_on")
            given["receipt_basis"] = ReceiptBasis.SUBMITTED
        return given

    def arguments(self) -> dict[str, Any]:
        """Leave out what only this form asks."""
        return {name: value for name, value in self.cleaned_data.items() if name != "is_incomplete"}


class ConfirmReceiptForm(DatedForm):
    """The receipt date as confirmed with the applicant (R19 Art. 31)."""

    step = EventKind.RECEIPT_CONFIRMED

    def foreseen_regime(self) -> str:
        """The day of receipt chooses the regulation."""
        on = getattr(self, "cleaned_data", {}).get("on")
        return regime_on(on) if on else super().foreseen_regime()

    on = DateEntry(label="确认的收到日期", help_text="双方确认的日子，期限从次日起算。")
    basis = forms.ChoiceField(label="依据", choices=BASES, initial=ReceiptBasis.CONFIRMED)
    note = long_text("说明", required=False, help_text="与谁、以什么方式确认。")
