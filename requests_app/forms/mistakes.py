"""Forms of mistakes: correcting what was entered wrongly, voiding a case."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MinValueValidator

from openness.organs.rights import Action, may
from requests_app.choices import Channel, Delivery, DesiredForm, EventKind, ReceiptBasis, Regime, Status
from requests_app.forms.applicants import APPLICANT_ENTRIES, ApplicantEntries
from requests_app.forms.as_seen import AsSeenForm
from requests_app.forms.asking import DateEntry, Group, SubjectForm, long_text, with_blank
from requests_app.forms.choice_sets import AnyOf
from requests_app.forms.outcome_choices import exemption_choices, outcome_choices, outcome_label
from requests_app.operations.amendments import (
    APPROVED,
    STEPS_TO_AMEND,
    amended_regime,
    corrections,
    counted_answer,
    has_consent,
)
from requests_app.operations.approval import may_approve
from requests_app.operations.striking import last_step
from requests_app.operations.work import entries_of
from requests_app.timeline import Entry, effective

ANSWER = ("outcome", "exemptions", "decided_on", "closed_on", "served_on")


class AmendForm(ApplicantEntries, AsSeenForm):
    """Everything of a case that can be corrected, as it stands; only what is changed here is corrected."""

    shows_personal = True
    step = EventKind.AMENDED

    reason = long_text("更正原因", rows=2, help_text="必填。更正前后的内容都留在日志里。")
    number = forms.CharField(label="登记编号", max_length=80)
    channel = forms.ChoiceField(label="申请渠道", choices=Channel.choices)
    arrived_on = DateEntry(label="到达日期")
    received_on = DateEntry(label="收到日期", help_text="改动后期限随之重算。")
    receipt_basis = forms.ChoiceField(label="收到日期依据", choices=ReceiptBasis.choices)
    regime = forms.ChoiceField(label="适用条例", choices=Regime.choices, help_text="只有审核人和主管部门可以更正。")
    content = long_text("所需信息内容", rows=5, required=False)
    desired_form = forms.ChoiceField(
        label="信息形式", choices=with_blank(DesiredForm.choices, "未指定"), required=False
    )
    desired_delivery = forms.ChoiceField(
        label="获取方式", choices=with_blank(Delivery.choices, "未指定"), required=False
    )
    outcome = forms.ChoiceField(label="办理结果", help_text="须在决定日期适用的清单之内。")
    exemptions = forms.MultipleChoiceField(
        label="不予公开部分的理由",
        required=False,
        widget=AnyOf,
        help_text="只在部分公开时勾选。",
    )
    decided_on = DateEntry(label="决定日期")
    closed_on = DateEntry(label="办结日期", help_text="首次答复作出之日，决定本件计入哪一年、是否按时。")
    served_on = DateEntry(label="送达日期", required=False)
    processing_fee = forms.DecimalField(
        label="信息处理费（元）", required=False, max_digits=12, decimal_places=2, validators=[MinValueValidator(0)]
    )
    note = long_text("备注", rows=2, required=False)

    def prepare(self) -> None:
        """Show what the case has, as it stands; leave out what it cannot have."""
        self._is_approver = may_approve(self.user, self.subject.organ)
        for name in self._absent():
            del self.fields[name]
        self.fields["applicant_name"].required = bool(self.subject.applicant_name)
        self.fields["applicant_kind"].required = bool(self.subject.applicant_kind)
        for name in ("outcome", "exemptions"):
            field = self.fields.get(name)
            if isinstance(field, forms.ChoiceField):
                offer = outcome_choices if name == "outcome" else exemption_choices
                field.choices = _with_current(offer(since=self.subject.received_on), getattr(self.subject, name))
        for name, field in self.fields.items():
            if hasattr(self.subject, name):
                field.initial = getattr(self.subject, name)
        self._steps = [entry for entry in effective(entries_of(self.subject)) if entry.kind in STEPS_TO_AMEND]
        for entry in self._steps:
            self.fields.update(_entries_for(entry, has_days=self._is_approver or not has_consent(entry)))
        self.remember()

    def _absent(self) -> set[str]:
        case, absent = self.subject, set()
        if case.status == Status.UNCONFIRMED:
            absent |= {"received_on", "receipt_basis"}
        if not case.outcome:
            absent |= set(ANSWER)
        answer = counted_answer(case)
        if answer is not None and answer.approved_by_id and not self._is_approver:
            absent |= APPROVED
        if case.closed_on is None:
            absent |= {"closed_on", "served_on"}
        if case.regime == Regime.R2007:
            absent.add("processing_fee")
        if not may(self.user, Action.CASE_REGIME, case.organ):
            absent.add("regime")
        return absent

    def shown_groups(self) -> tuple[Group, ...]:
        """Return the headings, the logged steps with theirs."""
        steps = tuple(name for name in self.fields if name.startswith("event_"))
        return (
            Group("为什么更正", ("reason",)),
            Group("来件", ("number", "channel", "arrived_on", "received_on", "receipt_basis", "regime")),
            Group("申请人", APPLICANT_ENTRIES),
            Group("申请内容", ("content", "desired_form", "desired_delivery")),
            Group("办理经过", steps, "更正日期或天数后，期限按更正后的重算。"),
            Group("答复", (*ANSWER, "processing_fee")),
            Group("备注", ("note",)),
        )

    def arguments(self) -> dict[str, Any]:
        """Return only what differs from the case as the person saw it."""
        given = self.cleaned_data
        return {
            "changes": self._changed(given),
            "events": self._corrections(given),
            "reason": given["reason"],
            "version": given["version"],
        }

    def foreseen_data(self, given: dict[str, Any]) -> dict[str, Any]:
        """Bring what would be corrected in the log; entries that are wrong as yet are left out."""
        return {"events": corrections(entries_of(self.subject), self._changed(given), self._corrections(given))}

    def foreseen_regime(self) -> str:
        """An amended receipt date may choose another regulation."""
        return amended_regime(self.subject, self._changed(getattr(self, "cleaned_data", {})))

    def _changed(self, given: dict[str, Any]) -> dict[str, Any]:
        own = set(given) - {"reason", "version"}
        return {name: given[name] for name in self.changed_data if name in own and not name.startswith("event_")}

    def _corrections(self, given: dict[str, Any]) -> dict[int, dict[str, Any]]:
        found: dict[int, dict[str, Any]] = {}
        for name in self.changed_data:
            if name.startswith("event_") and name in given:
                _, seq, key = name.split("_")
                found.setdefault(int(seq), {})[key] = given[name]
        return found


class StrikeForm(SubjectForm):
    """Why the last step is taken back."""

    step = EventKind.AMENDED

    reason = long_text(
        "撤销原因", help_text="误登的步骤才撤销，如按错了按钮、登到了别的申请上；只是日期填错的用“更正”。"
    )

    def foreseen_data(self, given: dict[str, Any]) -> dict[str, Any]:
        """Name the step that would be struck."""
        return {"struck": [last_step(entries_of(self.subject)).seq]}


class VoidForm(SubjectForm):
    """Why a case leaves every count."""

    reason = long_text("作废原因", help_text="作废后不计入任何统计，登记编号保留、不再使用。误登、重复登记的才作废。")


def _entries_for(entry: Entry, *, has_days: bool) -> dict[str, forms.Field]:
    label = EventKind(entry.kind).label
    if entry.data.get("ref"):
        label = f"第{entry.data['ref']}次{label}"
    entries: dict[str, forms.Field] = {f"event_{entry.seq}_on": DateEntry(label=f"{label}日期", initial=entry.on)}
    if has_days and "days" in entry.data:
        days = forms.IntegerField(label=f"{label}工作日数", min_value=1, initial=entry.data["days"])
        entries[f"event_{entry.seq}_days"] = days
    if entry.data.get("until"):
        until = date.fromisoformat(entry.data["until"])
        entries[f"event_{entry.seq}_until"] = DateEntry(label=f"{label}到", initial=until)
    return entries


def _with_current(choices: list[Any], current: str | list[str]) -> list[Any]:
    """Keep what a ledger wrote choosable, also where people would choose a finer outcome."""
    held = [current] if isinstance(current, str) else current
    known = {code for _, group in choices for code, _ in group}
    lost = [(code, outcome_label(code)) for code in held if code and code not in known]
    return [*lost, *choices]
