"""Forms of reviews and suits."""

from dataclasses import replace
from typing import Any

from django import forms

from requests_app.choices import AppealResult, AppealRoute, Consequence
from requests_app.forms.as_seen import AsSeenForm
from requests_app.forms.asking import DatedForm, DateEntry, Group, SubjectForm, long_text, with_blank
from requests_app.forms.choice_sets import OneOf
from requests_app.forms.once import OnceForm
from requests_app.forms.units import UnitEntry
from requests_app.models import DisclosureRequest

WHAT = ("route", "filed_on", "body", "case_number", "note")


class AppealEntries(forms.Form):
    """What is known of a review or suit when it begins."""

    route = forms.ChoiceField(
        label="类别",
        choices=with_blank(AppealRoute.choices),
        help_text="先复议、对复议决定不服再起诉的，是“复议后起诉”，另登记一条。",
    )
    filed_on = DateEntry(label="提起日期", help_text="申请复议或起诉之日。")
    body = forms.CharField(label="受理机关", max_length=120, required=False, help_text="复议机关或法院。")
    case_number = forms.CharField(label="案号", max_length=120, required=False)
    note = long_text("备注", required=False)


class OpenAppealForm(AppealEntries, OnceForm, SubjectForm):
    """A review or suit about a case kept here."""

    groups = (Group("", WHAT),)

    def arguments(self) -> dict[str, Any]:
        """Return the entries with the unit of the case; an appeal changes no version of it."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return {**given, "organ": self.subject.organ}


class NewAppealForm(AppealEntries, OnceForm):
    """A review or suit, of a case kept here or not."""

    organ = UnitEntry(label="被申请（被告）单位")
    request_number = forms.CharField(
        label="登记编号",
        max_length=80,
        required=False,
        help_text="所涉申请的登记编号。在本系统的自动关联；不在本系统或不知道的照填或空着。",
    )

    groups = (Group("", ("organ", "request_number", *WHAT)),)

    def prepare(self) -> None:
        """Start with the person's own unit."""
        self.offer_units()

    def arguments(self) -> dict[str, Any]:
        """Return the entries with the case of that number, where exactly one is kept here."""
        given = dict(self.cleaned_data)
        cases = DisclosureRequest.objects.visible_to(self.user).live()
        found = cases.filter(organ=given["organ"], number=given["request_number"] or None)[:2]
        return {**given, "case": found[0] if len(found) == 1 else None}


class CloseAppealForm(DatedForm):
    """How a review or suit ended."""

    on = DateEntry(label="审结日期", help_text="诉讼只有一审、二审都不再进行时才算审结。")
    result = forms.ChoiceField(label="结果", choices=AppealResult.choices, widget=OneOf)
    consequence = forms.ChoiceField(
        label="引起的结果",
        choices=with_blank(Consequence.choices, "未登记"),
        required=False,
        help_text="责令重新答复的，登记后到该申请上用“重新办理”。",
    )
    note = long_text("说明", required=False, help_text="决定或判决要求什么。")


class AppealFurtherForm(DatedForm):
    """The second instance of a suit."""

    on = DateEntry(label="上诉日期")
    first_concluded_on = DateEntry(label="一审裁判日期")
    first_result = forms.ChoiceField(label="一审结果", choices=AppealResult.choices, widget=OneOf)
    body = forms.CharField(label="二审法院", max_length=120, required=False)
    case_number = forms.CharField(label="二审案号", max_length=120, required=False)
    note = long_text("备注", required=False)

    groups = (
        Group("一审", ("first_concluded_on", "first_result")),
        Group("上诉", ("on", "body", "case_number", "note"), "二审审结后再用“登记审结”；在此之前仍计为尚未审结。"),
    )

    def prepare(self) -> None:
        """Ask for no judgment where the suit was entered as concluded by it."""
        super().prepare()
        if self.subject.concluded_on is not None:
            del self.fields["first_concluded_on"], self.fields["first_result"]

    def shown_groups(self) -> tuple[Group, ...]:
        """Say what becomes of a conclusion that was that of the first instance only."""
        suit = self.subject
        if suit.concluded_on is None:
            return self.groups
        told = (
            f"本件已登记为 {suit.concluded_on} 审结（{suit.get_result_display()}）。登记上诉后，这就是一审裁判："
            f"本件恢复为尚未审结，不再计入{suit.concluded_on.year}年的审结数；引起的结果清空，二审审结时再登记。前后都留在日志里。"
        )
        return tuple(replace(group, note=f"{told}{group.note}") for group in self.groups if group.title != "一审")


class AmendAppealForm(AppealEntries, AsSeenForm):
    """Everything of a review or suit that can be corrected, as it stands."""

    reason = long_text("更正原因", rows=2, help_text="必填。更正前后的内容都留在日志里。")
    request_number = forms.CharField(label="登记编号", max_length=80, required=False)
    result = forms.ChoiceField(label="结果", choices=with_blank(AppealResult.choices, "尚未审结"), required=False)
    concluded_on = DateEntry(label="审结日期", required=False, help_text="与结果同时填写；尚未审结的两项都空着。")
    consequence = forms.ChoiceField(
        label="引起的结果", choices=with_blank(Consequence.choices, "未登记"), required=False
    )
    first_concluded_on = DateEntry(label="一审裁判日期", required=False)
    first_result = forms.ChoiceField(
        label="一审结果", choices=with_blank(AppealResult.choices, "未登记"), required=False
    )
    second_filed_on = DateEntry(label="上诉日期", required=False)
    second_body = forms.CharField(label="二审法院", max_length=120, required=False)
    second_case_number = forms.CharField(label="二审案号", max_length=120, required=False)

    groups = (
        Group("为什么更正", ("reason",)),
        Group("复议诉讼", ("request_number", "route", "filed_on", "body", "case_number", "note")),
        Group(
            "二审",
            ("first_concluded_on", "first_result", "second_filed_on", "second_body", "second_case_number"),
            "没有上诉的空着。",
        ),
        Group("审结", ("result", "concluded_on", "consequence")),
    )

    def prepare(self) -> None:
        """Show what is on record."""
        for name, field in self.fields.items():
            if hasattr(self.subject, name):
                field.initial = getattr(self.subject, name)
        self.remember()

    def arguments(self) -> dict[str, Any]:
        """Return only what was changed."""
        given = self.cleaned_data
        changes = {name: given[name] for name in self.changed_data if name not in ("reason", "version")}
        return {"changes": changes, "reason": given["reason"], "version": given["version"]}


class VoidAppealForm(SubjectForm):
    """Why a review or suit leaves every count."""

    reason = long_text("作废原因", help_text="作废后不计入任何统计。误登、重复登记的才作废。")
