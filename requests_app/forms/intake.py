"""Forms of receiving: registering a request, confirming its receipt date."""

from typing import Any

from django import forms

from requests_app.choices import Channel, ConfirmedBy, Delivery, DesiredForm, EventKind, Mail
from requests_app.forms.applicants import APPLICANT_ENTRIES, ApplicantEntries, missing_of
from requests_app.forms.asking import DatedForm, DateEntry, Group, long_text, with_blank
from requests_app.forms.once import OnceForm
from requests_app.forms.receiving import DAY_LABELS, RECEIPT_ENTRIES, THE_APPLICANT, ReceiptEntries
from requests_app.forms.units import UnitEntry
from requests_app.receipts import ReceiptRule, Way, receipt_rule, way_of
from requests_app.regimes import EARLIEST_RECEIPT, regime_on

FORM_ONLY = frozenset({"mail", "is_incomplete", "print_receipt"})
"""What only the form asks, and the operation does not take."""


class RegisterForm(ApplicantEntries, ReceiptEntries, OnceForm):
    """A request as it lies on the desk: how it came, who asks, what for."""

    organ = UnitEntry(label="受理单位")
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

    print_receipt = forms.BooleanField(label="保存后打印登记回执", required=False)

    groups = (
        Group("来件", ("organ", *RECEIPT_ENTRIES, "number"), below="admin/requests_app/due.html"),
        Group("申请人", (*APPLICANT_ENTRIES, "is_incomplete"), above="admin/requests_app/applicant_finder.html"),
        Group("申请内容", ("content", "desired_form", "desired_delivery")),
        Group("备注", ("note", "print_receipt")),
    )

    def prepare(self) -> None:
        """Start with the person's own unit and today."""
        self.offer_units()
        self.fields["arrived_on"].initial = self.today

    starts_at = ""
    is_searched = False

    def first_entry(self) -> str:
        """Start at the channel where there is no unit to choose; after a search for the applicant, where that leads."""
        if self.is_searched:
            return ""  # the page gives the keyboard to what was found
        if self.starts_at:
            return self.starts_at
        organ = self.fields["organ"]
        return "channel" if isinstance(organ, UnitEntry) and organ.is_settled() else "organ"

    def clean(self) -> dict[str, Any]:
        """Ask for what the application must bear, and take the day of receipt that the law takes (R19 Arts. 29, 31)."""
        given = super().clean() or self.cleaned_data
        self.judge_receipt(given)
        if given.get("applicant_kind") and not given.get("is_incomplete"):
            for name, sentence in missing_of(given).items():
                if name not in self.errors and not (name == "phone" and "email" in self.errors):
                    self.add_error(name, f"{sentence}申请材料里没有的，请勾选本组末的“申请材料不齐”。")
        return given

    def arguments(self) -> dict[str, Any]:
        """Leave out what only this form asks."""
        return {name: value for name, value in self.cleaned_data.items() if name not in FORM_ONLY}


class ConfirmReceiptForm(DatedForm):
    """The receipt date as confirmed with the applicant (R19 Art. 31); the basis follows from the channel."""

    step = EventKind.RECEIPT_CONFIRMED

    def foreseen_regime(self) -> str:
        """The day of receipt chooses the regulation."""
        on = getattr(self, "cleaned_data", {}).get("on")
        return regime_on(on) if on else super().foreseen_regime()

    on = DateEntry(label="确认的收到日期", help_text="双方确认的日子，期限从次日起算。")
    confirmed_by = forms.ChoiceField(label="确认方式", choices=with_blank(ConfirmedBy.choices))
    confirmed_with = forms.CharField(
        label="与谁确认", max_length=100, required=False, help_text=f"空着即{THE_APPLICANT}。加密保存。"
    )
    note = long_text("说明", rows=2, required=False)

    def prepare(self) -> None:
        """Say what the day is called for this channel, and on what that rests."""
        super().prepare()
        rule = self._rule(self.today)
        self.fields["on"].label = DAY_LABELS.get(rule.basis, "确认的收到日期")
        self.fields["on"].help_text = f"{rule.basis.label}（{rule.article}），期限从次日起算。"

    def arguments(self) -> dict[str, Any]:
        """Add the basis that the law gives the channel."""
        given = dict(self.cleaned_data)
        given["confirmed_with"] = given["confirmed_with"] or THE_APPLICANT
        return given | {"basis": self._rule(max(given["on"], EARLIEST_RECEIPT)).basis}

    def _rule(self, on: Any) -> ReceiptRule:
        # a letter that waits for confirmation is one for which nobody signed
        mail = Mail.ORDINARY if self.subject.channel == Channel.LETTER else ""
        way = way_of(self.subject.channel, mail) or Way.OTHER
        return receipt_rule(regime_on(on), way, on)
