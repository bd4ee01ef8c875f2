"""Forms of the processing fee: noticed, received, paid, waived."""

from decimal import Decimal
from typing import Any

from django import forms

from requests_app.choices import EventKind, FeeBasis
from requests_app.forms.asking import DatedForm, DateEntry, Group, long_text
from requests_app.forms.choice_sets import OneOf
from requests_app.forms.served import ServedEntries
from requests_app.models import DisclosureRequest
from requests_app.operations.fees import reckon, standing_notice
from requests_app.refusals import Refusal


class NoticeFeeForm(DatedForm):
    """By item or by page, how many, and what is waived."""

    step = EventKind.FEE_NOTICED

    on = DateEntry(label="通知日期", help_text="应在答复期限内通知；通知后期限停止计算，缴费次日重新起算。")
    basis = forms.ChoiceField(
        label="计收方式", choices=FeeBasis.choices, widget=OneOf, help_text="只能选一种，不能并用。"
    )
    quantity = forms.IntegerField(label="数量", min_value=1, help_text="按件计收填本次的件数，按量计收填页数。")
    before = forms.IntegerField(label="当月此前件数", min_value=0, required=False, initial=0)
    waived = forms.DecimalField(label="减免金额（元）", min_value=0, max_digits=12, decimal_places=2, required=False)
    waiver_reason = long_text("减免理由", rows=2, required=False)

    groups = (
        Group("收费", ("on", "basis", "quantity", "before")),
        Group("减免", ("waived", "waiver_reason"), "没有减免的空着。全部减免的不发收费通知，改用“免收”。"),
    )

    def prepare(self) -> None:
        """Start with the number of the same applicant's items of that month."""
        super().prepare()
        earlier = DisclosureRequest.objects.live().earlier_in_the_month_of(self.subject).fee_items()
        self.fields["before"].initial = earlier
        self.fields["before"].help_text = (
            f"按件计收时，同一申请人当月此前已计的件数。系统数得 {earlier} 件（同一单位、同一申请人、收到日期在"
            "同一自然月且早于本件；发过按件收费通知的按通知的件数，其余一件申请计一件），请核对。"
        )

    def also_foreseen(self, given: dict[str, Any]) -> str:
        """Tell the amount before the notice is sent; nothing while an entry is missing, the refusal where there is none."""
        basis, quantity = given.get("basis"), given.get("quantity")
        if not basis or not quantity:
            return ""
        before = (given.get("before") or 0) if basis == FeeBasis.BY_ITEM else 0
        try:
            reckoned = reckon(basis=basis, quantity=quantity, before=before, on=given.get("on") or self.today)
        except Refusal as refused:
            return refused.message
        waived = given.get("waived") or Decimal(0)
        less = f"，减免 {waived} 元，应缴 {reckoned.amount - waived} 元" if waived else ""
        return f"应收 {reckoned.amount} 元（{'；'.join(line.sentence for line in reckoned.lines)}）{less}。"

    def arguments(self) -> dict[str, Any]:
        """Take entries left empty as nothing."""
        given = dict(self.cleaned_data)
        return {**given, "before": given["before"] or 0, "waived": given["waived"] or Decimal(0)}


class DeliverFeeForm(ServedEntries, DatedForm):
    """The day the applicant had the notice."""

    on = DateEntry(label="申请人收到的日期", help_text="缴费期限从次日起算。")

    groups = (Group("", ("on", "way", "proof")),)


class PayFeeForm(DatedForm):
    """The payment."""

    step = EventKind.FEE_PAID

    on = DateEntry(label="缴费日期", help_text="期限从次日起重新计算。")
    paid = forms.DecimalField(label="实缴金额（元）", min_value=0, max_digits=12, decimal_places=2)
    late_reason = long_text(
        "逾期缴费仍予接受的理由", rows=2, required=False, help_text="缴费日期在缴费期限以后的，须写明。"
    )

    def prepare(self) -> None:
        """Start with the amount of the notice; a reason for accepting it late is asked only where it may be late."""
        super().prepare()
        try:
            notice = standing_notice(self.subject)
        except Refusal:
            return
        self.fields["paid"].initial = notice.amount
        if notice.pay_by is None or notice.pay_by >= self.today:
            del self.fields["late_reason"]


class WaiveFeeForm(DatedForm):
    """Why a fee is not taken after all, or not taken at all."""

    step = EventKind.FEE_WAIVED

    on = DateEntry(
        label="决定免收的日期",
        help_text="发过收费通知的，通知次日至免收之日的工作日不计入期限，此后接着计算；没有发过的，期限照常计算。",
    )
    reason = long_text("免收理由")
