"""Forms around papers: issuing one, recording how it was served, voiding it, uploading a template."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from requests_app.choices import Delivery
from requests_app.forms.asking import DateEntry, Group, OperationForm, SubjectForm, long_text, with_blank
from requests_app.paper_law import PAPER_FIELDS

DETAIL = "detail"
HELP = {"enclosures": "一行一件。", "information": "发给申请人以外的人：不写申请人的姓名、联系方式等个人信息。"}
SHORT = frozenset({"correction_due_on", "reasons_due_on", "fee_payment_way", "recipient_address"})


class IssuePaperForm(SubjectForm):
    """The date of a paper, and what the clerk words for it.

    Args:
        asked: the texts by code of field, with what the case says.
        on: the first value of the date.
        asks: what has to be written into the operative paragraph of an answer.
    """

    on = DateEntry(label="成文日期", help_text="文号的年度随此日期。")

    def __init__(self, *args: Any, asked: Mapping[str, str], first_on: date, asks: str = "", **kwargs: Any) -> None:
        self.asked, self.first_on, self.asks = asked, first_on, asks
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        """Add an entry for each text."""
        self.fields["on"].initial = self.first_on
        for code, text in self.asked.items():
            self.fields[code] = self._entry(code, text)

    def shown_groups(self) -> tuple[Group, ...]:
        """Keep the date apart from the wording."""
        note = "先取自案件的记录，可以为这份文书改写；案件本身的记录不变。"
        worded = (Group("文书内容", tuple(self.asked), note),) if self.asked else ()
        return (Group("", ("version", "on")), *worded)

    def arguments(self) -> dict[str, Any]:
        """Return the date, the texts and the version."""
        given = dict(self.cleaned_data)
        return {
            "on": given["on"],
            "version": given["version"],
            "typed": {code: given.get(code, "") for code in self.asked},
        }

    def _entry(self, code: str, text: str) -> forms.Field:
        if code == DETAIL:
            return long_text("答复的具体内容", rows=5, required=False, initial=text, help_text=f"请写明：{self.asks}。")
        label = PAPER_FIELDS[code]
        if code in SHORT:
            return forms.CharField(label=label, required=False, initial=text, max_length=200)
        return long_text(label, required=False, initial=text, help_text=HELP.get(code, ""))


class ServePaperForm(OperationForm):
    """How a paper was served."""

    sent_on = DateEntry(label="送出日期", help_text="当面交付之日，或者交邮之日。")
    way = forms.ChoiceField(label="送达方式", choices=with_blank(Delivery.choices))
    proof = forms.CharField(label="送达凭证", max_length=200, required=False, help_text="如挂号信号码。")
    received_on = DateEntry(label="签收日期", required=False)

    def __init__(self, *args: Any, paper: Any, **kwargs: Any) -> None:
        self.paper = paper
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        """Start with what was said before."""
        for name in ("sent_on", "way", "proof", "received_on"):
            self.fields[name].initial = getattr(self.paper, name) or None
        self.fields["sent_on"].initial = self.paper.sent_on or self.today


class VoidPaperForm(OperationForm):
    """Why a paper is voided."""

    reason = long_text("作废原因", help_text="文号不再使用；需要的可以另行制发。")


class TemplateForm(OperationForm):
    """A template of a unit's own."""

    file = forms.FileField(label="模板文件（.docx）", allow_empty_file=True)
