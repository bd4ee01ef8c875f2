"""Forms of mistakes: correcting what was entered wrongly, voiding a case."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MinValueValidator

from openness.organs.rights import Action, may
from requests_app.choices import Channel, Delivery, DesiredForm, EventKind, ReceiptBasis, Regime, Status
from requests_app.forms.amended_answers import (
    ANSWER,
    AnswerAmendEntries,
    absent_entries,
    answer_groups,
    earlier_answers,
    entry_name,
    fill_entry,
    latest_answer,
)
from requests_app.forms.applicants import APPLICANT_ENTRIES, ApplicantEntries
from requests_app.forms.as_seen import AsSeenForm
from requests_app.forms.asking import DateEntry, Group, SubjectForm, long_text, with_blank
from requests_app.operations.amended_answers import amendable_answers
from requests_app.operations.amendment_rights import has_consent, may_bear_fee
from requests_app.operations.amendments import STEPS_TO_AMEND, amended_regime, corrections
from requests_app.operations.approval import may_approve
from requests_app.operations.striking import last_step
from requests_app.operations.work import entries_of
from requests_app.timeline import Entry, effective


class AmendForm(ApplicantEntries, AnswerAmendEntries, AsSeenForm):
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
    processing_fee = forms.DecimalField(
        label="信息处理费（元）", required=False, max_digits=12, decimal_places=2, validators=[MinValueValidator(0)]
    )
    note = long_text("备注", rows=2, required=False)

    def prepare(self) -> None:
        """Show what the case has, as it stands; leave out what it cannot have."""
        case, latest = self.subject, latest_answer(self.subject)
        self._is_approver = may_approve(self.user, case.organ)
        self._logged = entries_of(case)
        for name in self._absent(latest):
            del self.fields[name]
        self.fields["applicant_name"].required = bool(case.applicant_name)
        self.fields["applicant_kind"].required = bool(case.applicant_kind)
        for name, field in self.fields.items():
            if name in ANSWER:
                fill_entry(name, field, case, latest)
            elif hasattr(case, name):
                field.initial = getattr(case, name)
        for entry in effective(self._logged):
            if entry.kind in STEPS_TO_AMEND and (self._is_approver or not has_consent(entry)):
                self.fields.update(_entries_for(entry))
        self._earlier = earlier_answers(case, self.user)
        for entries in self._earlier.values():
            self.fields.update(entries)
        self.remember()

    def _absent(self, latest: Any) -> set[str]:
        case = self.subject
        absent = absent_entries(case, latest, self.user)
        if case.status == Status.UNCONFIRMED:
            absent |= {"received_on", "receipt_basis"}
        if case.processing_fee is None and not may_bear_fee(case, self._logged):
            absent.add("processing_fee")
        if case.regime == Regime.R2007:
            absent.add("processing_fee")
        if not may(self.user, Action.CASE_REGIME, case.organ):
            absent.add("regime")
        return absent

    def clean(self) -> dict[str, Any]:
        """One amendment is about one answer."""
        given = super().clean() or self.cleaned_data
        if len(self._answers_touched()) > 1:
            self.add_error(
                None, "一次更正只能改一次答复，这里改了两次答复的内容。请先改回其中一次，保存后再更正另一次。"
            )
        return given

    def shown_groups(self) -> tuple[Group, ...]:
        """Return the headings, the logged steps with theirs."""
        steps = tuple(name for name in self.fields if name.startswith("event_"))
        return (
            Group("为什么更正", ("reason",)),
            Group("来件", ("number", "channel", "arrived_on", "received_on", "receipt_basis", "regime")),
            Group("申请人", APPLICANT_ENTRIES),
            Group("申请内容", ("content", "desired_form", "desired_delivery")),
            Group("办理经过", steps, "更正日期或天数后，期限按更正后的重算。"),
            *answer_groups(self.subject, self._earlier),
            Group("备注", ("note",)),
        )

    def arguments(self) -> dict[str, Any]:
        """Return only what differs from the case as the person saw it."""
        given = self.cleaned_data
        return {
            "changes": self._changed(given),
            "events": self._corrections(given),
            "decision": self._decision(),
            "reason": given["reason"],
            "version": given["version"],
        }

    def refuse(self, field: str, message: str) -> None:
        """Show a refusal beside the entry of the answer that was amended."""
        seq = self._decision()
        super().refuse(entry_name(seq, field) if field in ANSWER and seq in self._earlier else field, message)

    def foreseen_data(self, given: dict[str, Any]) -> dict[str, Any]:
        """Bring what would be corrected in the log; entries that are wrong as yet are left out."""
        places = [one.seq for one in amendable_answers(self.subject)]
        seq = self._decision()
        place = places.index(seq) if seq in places else 0
        fixed = corrections(self._logged, self._changed(given), self._corrections(given), place=place)
        return {"events": fixed}

    def foreseen_regime(self) -> str:
        """An amended receipt date may choose another regulation."""
        return amended_regime(self.subject, self._changed(getattr(self, "cleaned_data", {})))

    def _answers_touched(self) -> set[int]:
        """Return the places of the answers of which something was changed."""
        latest = latest_answer(self.subject)
        changed = set(self.changed_data)
        touched = {seq for seq, entries in self._earlier.items() if changed & set(entries)}
        return touched | ({latest.seq} if latest is not None and changed & set(ANSWER) else set())

    def _decision(self) -> int | None:
        return min(self._answers_touched(), default=None)

    def _changed(self, given: dict[str, Any]) -> dict[str, Any]:
        own = set(given) - {"reason", "version"}
        entries = self._earlier.get(self._decision() or 0, {})
        prefix = entry_name(self._decision() or 0, "")
        return {
            name.removeprefix(prefix): given[name]
            for name in self.changed_data
            if name in own and not name.startswith("event_") and (name in entries or not name.startswith("answer_"))
        }

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


def _entries_for(entry: Entry) -> dict[str, forms.Field]:
    label = EventKind(entry.kind).label
    if entry.data.get("ref"):
        label = f"第{entry.data['ref']}次{label}"
    entries: dict[str, forms.Field] = {f"event_{entry.seq}_on": DateEntry(label=f"{label}日期", initial=entry.on)}
    if "days" in entry.data:
        days = forms.IntegerField(label=f"{label}工作日数", min_value=1, initial=entry.data["days"])
        entries[f"event_{entry.seq}_days"] = days
    if entry.data.get("until"):
        until = date.fromisoformat(entry.data["until"])
        entries[f"event_{entry.seq}_until"] = DateEntry(label=f"{label}到", initial=until)
    return entries
