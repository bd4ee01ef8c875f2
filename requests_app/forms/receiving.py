"""How a request came and on which day it counts as received: asked and judged in one place (R19 Art. 31)."""

from typing import Any

from django import forms

from requests_app.choices import Channel, ConfirmedBy, Mail, ReceiptBasis
from requests_app.forms.asking import DateEntry, OperationForm, with_blank
from requests_app.forms.units import UnitEntry
from requests_app.receipts import Asked, ReceiptRule, Way, receipt_rule, same_day_rule, way_of
from requests_app.regimes import EARLIEST_RECEIPT, regime_on

DAY_LABELS = {
    ReceiptBasis.SIGNED_FOR: "签收日期",
    ReceiptBasis.MAIL_SYSTEM: "邮件系统收到日期",
    ReceiptBasis.CONFIRMED: "确认日期",
    ReceiptBasis.BOTH_SIDES: "双方确认日期",
}
"""What the day of receipt is called where it has to be entered."""

DAY_HELP = {
    Asked.DAY: "即法定收到之日，期限从次日起算。",
    Asked.CONFIRMATION: "即法定收到之日，期限从次日起算；还没有确认的先空着，登记后在“待确认”里等候。",
}
"""What is said beside it, once the channel is known."""

ENTRIES_OF = {
    Asked.NOTHING: (),
    Asked.DAY: ("received_on",),
    Asked.CONFIRMATION: ("received_on", "confirmed_by", "confirmed_with"),
}
CONFIRMATION = ("confirmed_by", "confirmed_with")
THE_APPLICANT = "申请人本人"


class ReceiptEntries(forms.Form):
    """The entries from which the law takes the day of receipt; `judge_receipt` settles them."""

    channel = forms.ChoiceField(label="申请渠道", choices=with_blank(Channel.choices))
    mail = forms.ChoiceField(
        label="邮寄方式", choices=with_blank(Mail.choices), required=False, help_text="只有信函才选。"
    )
    arrived_on = DateEntry(label="到达日期", help_text="申请材料到本单位的日子。")
    received_on = DateEntry(
        label="收到日期",
        required=False,
        help_text="法定收到之日，期限从次日起算。当面提交的不用填，即为到达之日；须签收的信函填签收之日；"
        "平信、网络、传真填与申请人确认之日，还没有确认的先空着，登记后在“待确认”里等候。",
    )
    confirmed_by = forms.ChoiceField(
        label="确认方式", choices=with_blank(ConfirmedBy.choices), required=False, help_text="已与申请人确认的才选。"
    )
    confirmed_with = forms.CharField(
        label="与谁确认", max_length=100, required=False, help_text=f"空着即{THE_APPLICANT}。加密保存。"
    )

    rule: ReceiptRule | None = None
    """What the law says of this way of arrival, once the entries say which it is."""

    def judge_receipt(self, given: dict[str, Any]) -> None:
        """Settle `received_on` and `receipt_basis` by the law, or say beside the entry what is missing or too much."""
        given.setdefault("mail", "")
        if not given.get("channel"):
            return
        way = self._way(given)
        on = given.get("received_on") or given.get("arrived_on")
        if way is None or on is None or on < EARLIEST_RECEIPT:
            given["receipt_basis"] = ""
            return
        self.rule = receipt_rule(regime_on(on), way, on)
        self._complain(self.rule, given)
        if self.rule.asked == Asked.NOTHING:
            given["received_on"] = given.get("arrived_on")
        given["receipt_basis"] = self.rule.basis if given.get("received_on") else ""
        is_confirmed = self.rule.asked == Asked.CONFIRMATION and given.get("received_on")
        given["confirmed_with"] = (given.get("confirmed_with") or THE_APPLICANT) if is_confirmed else ""

    def asks(self) -> list[str]:
        """Return the entries, among those that depend on the channel, that this way of arrival needs."""
        mail = ["mail"] if self.data.get("channel") == Channel.LETTER else []
        return mail + list(ENTRIES_OF[self.rule.asked] if self.rule else ())

    def caution(self) -> str:
        """Return what the office has to mind about the confirmation; empty where nothing."""
        arrived_on, received_on = self.cleaned_data.get("arrived_on"), self.cleaned_data.get("received_on")
        rule = same_day_rule(self.rule.way, arrived_on) if self.rule and arrived_on else None
        if rule is None or received_on == arrived_on:
            return ""
        return f"平信应在到达当日与申请人确认（{rule.article}）。"

    def _way(self, given: dict[str, Any]) -> Way | None:
        channel, mail = given["channel"], given["mail"]
        is_letter = channel == Channel.LETTER
        if mail and not is_letter:
            self._tell("mail", "只有信函才有邮寄方式：请清空本项，或把申请渠道改为“信函”。")
        elif is_letter and not mail:
            self._tell("mail", "请选明信函是否须签收：须签收的以签收之日为收到之日，平信以与申请人确认之日为收到之日。")
        return way_of(channel, mail)

    def _complain(self, rule: ReceiptRule, given: dict[str, Any]) -> None:
        received_on, by = given.get("received_on"), given.get("confirmed_by")
        if rule.asked != Asked.CONFIRMATION and (by or given.get("confirmed_with")):
            name = "confirmed_by" if by else "confirmed_with"
            self._tell(name, "这一渠道不用与申请人确认收到：请清空本项，或核对申请渠道。")
        if rule.asked == Asked.NOTHING and received_on and received_on != given.get("arrived_on"):
            self._tell(
                "received_on",
                f"当面提交的，以提交之日为收到之日（{rule.article}）：请清空本项，或核对到达日期和申请渠道。",
            )
        if rule.asked == Asked.DAY and not received_on:
            self._tell("received_on", f"请填写{DAY_LABELS[rule.basis]}（{rule.article}）。")
        if rule.asked == Asked.CONFIRMATION:
            self._complain_of_confirmation(received_on=received_on, by=by, whom=given.get("confirmed_with"))

    def _complain_of_confirmation(self, *, received_on: Any, by: Any, whom: Any) -> None:
        if received_on and not by:
            self._tell("confirmed_by", "填了确认日期，还要选明以什么方式与申请人确认；还没有确认的，请把确认日期空着。")
        if not received_on and (by or whom):
            self._tell("received_on", "已与申请人确认的，请填写确认日期；还没有确认的，请清空确认方式和与谁确认。")

    def _tell(self, name: str, sentence: str) -> None:
        """Put a sentence beside an entry that has no worse one yet."""
        if name not in self.errors:
            self.add_error(name, sentence)


RECEIPT_ENTRIES = tuple(ReceiptEntries.base_fields)


class DueForm(ReceiptEntries, OperationForm):
    """What the due date depends on while a request is being typed: judged as the registration judges it."""

    organ = UnitEntry(label="受理单位")

    def prepare(self) -> None:
        """Offer the units of the person."""
        self.offer_units()

    def clean(self) -> dict[str, Any]:
        """Judge the receipt."""
        given = super().clean() or self.cleaned_data
        self.judge_receipt(given)
        return given
