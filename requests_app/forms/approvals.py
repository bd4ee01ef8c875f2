"""Forms of four eyes: extensions and answers drafted, submitted, approved, sent back."""

from typing import Any

from django import forms

from requests_app.choices import EventKind, ProposedAct
from requests_app.forms.answer import AnswerEntries, offer_outcomes
from requests_app.forms.asking import DatedForm, DateEntry, Group, SubjectForm, long_text
from requests_app.forms.served import ServedEntries
from requests_app.models import Proposal
from requests_app.operations import Answer

LATE_ENTRY = "期限届满前同意、届满后才登记延期的，须写明，留在日志里；其他的空着。"
BEFORE_DRAFT = "审核日期早于起草之日的，也须写明。"
GONE = "这一项已经不在送审：可能刚被撤回、退回或审核过。没有办理任何事项，请返回本件查看日志。"


class ExtensionEntries(forms.Form):
    """By how much the term is extended, and why."""

    days = forms.IntegerField(label="延期工作日数", min_value=1)
    reason = long_text("延期理由")


class ExtendForm(ExtensionEntries, DatedForm):
    """The one extension, entered by whoever consents to it."""

    step = EventKind.EXTENDED

    on = DateEntry(label="同意延期的日期")
    late_entry_reason = long_text("补登的原因", rows=2, required=False, help_text=LATE_ENTRY)

    groups = (Group("", ("on", "days", "reason", "late_entry_reason")),)

    def prepare(self) -> None:
        """Start with the most that the case's Regulation allows."""
        super().prepare()
        offer_days(self)

    def foreseen_data(self, given: dict[str, Any]) -> dict[str, Any]:
        """Bring the days."""
        return {"days": given.get("days")}


class DraftForm(SubjectForm):
    """Something drafted: submitted, or kept as a draft that may be unfinished."""

    act: ProposedAct
    as_draft = forms.BooleanField(required=False)
    draft_button = "as_draft"

    def prepare(self) -> None:
        """Start with the draft as it stands; a draft may leave entries open."""
        super().prepare()
        draft = Proposal.objects.live().filter(request=self.subject, act=self.act).first()
        if draft is not None:
            for name, value in draft.arguments.items():
                if name in self.fields:
                    self.fields[name].initial = value
        if self.data.get("as_draft"):
            for name in set(self.fields) - {"version"}:
                self.fields[name].required = False


class ProposeExtensionForm(ExtensionEntries, DraftForm):
    """An extension for the head to consent to."""

    step = EventKind.EXTENDED
    act = ProposedAct.EXTEND

    groups = (Group("", ("days", "reason")),)

    def prepare(self) -> None:
        """Start with the most that the case's Regulation allows, or the draft."""
        offer_days(self)
        super().prepare()

    def foreseen_data(self, given: dict[str, Any]) -> dict[str, Any]:
        """Bring the days."""
        return {"days": given.get("days")}

    def arguments(self) -> dict[str, Any]:
        """Return what is drafted."""
        given = self.cleaned_data
        return {
            "days": given["days"] or 0, "reason": given["reason"], "submit": not given["as_draft"],
            "version": given["version"],
        }  # fmt: skip


class ProposeAnswerForm(AnswerEntries, DraftForm):
    """An answer for a second person to approve."""

    act = ProposedAct.DECIDE

    groups = (Group("拟作出的答复", ("outcome", "exemptions", "basis", "override_reason", "document_number")),)

    def prepare(self) -> None:
        """Offer the outcomes of every list that a decision on this case can fall under."""
        offer_outcomes(self)
        super().prepare()

    def arguments(self) -> dict[str, Any]:
        """Return what is drafted."""
        given = self.cleaned_data
        answer = Answer(
            outcome=given["outcome"], exemptions=tuple(given["exemptions"]), basis=given["basis"],
            document_number=given["document_number"], override_reason=given.get("override_reason", ""),
        )  # fmt: skip
        return {"answer": answer, "submit": not given["as_draft"], "version": given["version"]}


class PendingForm(SubjectForm):
    """About one of the drafts that wait for approval."""

    act = forms.ChoiceField(
        label="送审事项",
        choices=ProposedAct.choices,
        error_messages=dict.fromkeys(("required", "invalid_choice"), GONE),
    )

    def prepare(self) -> None:
        """Offer what waits."""
        super().prepare()
        act = self.fields["act"]
        drafts = Proposal.objects.submitted().filter(request=self.subject).select_related("by")
        if isinstance(act, forms.ChoiceField):
            act.choices = [(one.act, f"{one.get_act_display()}（{one.by} 送审）") for one in drafts]
            act.initial = act.choices[0][0] if act.choices else ""


class ApproveForm(PendingForm, DatedForm):
    """Consent to what waits."""

    on = DateEntry(label="审核日期", help_text="同意延期之日，或作出答复决定之日。")
    note = long_text("审核意见", rows=2, required=False)
    late_entry_reason = long_text("补登的原因", rows=2, required=False, help_text=f"{LATE_ENTRY}{BEFORE_DRAFT}")

    groups = (Group("", ("act", "on", "note", "late_entry_reason")),)

    def foreseen_step(self, given: dict[str, Any]) -> EventKind | None:
        """Only an extension moves the term."""
        return EventKind.EXTENDED if given.get("act") == ProposedAct.EXTEND else EventKind.DECIDED

    def foreseen_data(self, given: dict[str, Any]) -> dict[str, Any]:
        """Bring the days of the draft."""
        draft = Proposal.objects.submitted().filter(request=self.subject, act=ProposedAct.EXTEND).first()
        return {"days": draft.arguments["days"] if draft else None}


class SendBackForm(PendingForm):
    """What is to be changed."""

    reason = long_text("退回的原因", help_text="写明哪里要改，起草人能看到。")


class RecallForm(PendingForm):
    """Taking back what one submitted."""

    reason = long_text("原因", rows=2, required=False)


class TellExtensionForm(ServedEntries, DatedForm):
    """That the applicant was told of the extension."""

    step = EventKind.EXTENSION_TOLD

    on = DateEntry(label="告知申请人的日期", help_text="当面交付之日，或者交邮之日。")
    note = long_text("备注", rows=2, required=False)

    groups = (Group("", ("on", "way", "proof", "note")),)


def offer_days(form: SubjectForm) -> None:
    """Start with the most that the case's Regulation allows."""
    limit = form.subject_terms().extension_days
    form.fields["days"].initial = limit.value
    form.fields["days"].help_text = f"最多 {limit.value} 个工作日（{limit.article}）。"
