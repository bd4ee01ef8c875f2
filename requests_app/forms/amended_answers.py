"""The entries of an amendment for the answers of a case: the latest one, and each earlier one under a heading of its own."""

from typing import Any

from django import forms

from openness.organs.models import User
from requests_app.forms.asking import DateEntry, Group
from requests_app.forms.choice_sets import AnyOf
from requests_app.forms.outcome_choices import exemption_choices, outcome_choices, outcome_label
from requests_app.models import Decision, DisclosureRequest
from requests_app.operations.amended_answers import DECISION_FIELDS, amendable_answers, value_of
from requests_app.operations.amendment_rights import kept_from

ANSWER = tuple(DECISION_FIELDS)
NOT_MADE = frozenset({"closed_on", "served_on"})
COUNTED = "首次答复：本件计入哪一年、是否按时，都随这一次。"


class AnswerAmendEntries(forms.Form):
    """What can be corrected of an answer."""

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
    document_number = forms.CharField(
        label="答复文号", max_length=80, required=False, help_text="要由系统制发答复书的，清空后制发时自动编号。"
    )


def earlier_answers(case: DisclosureRequest, user: User) -> dict[int, dict[str, forms.Field]]:
    """Return the entries of the answers before the latest, by their place, under names of their own."""
    return {one.seq: _named(case, one, user) for one in amendable_answers(case)[:-1]}


def latest_answer(case: DisclosureRequest) -> Decision | None:
    """Return the answer that the plain entries are about."""
    answers = amendable_answers(case)
    return answers[-1] if answers else None


def absent_entries(case: DisclosureRequest, answer: Decision | None, user: User) -> set[str]:
    """Return the entries that an answer does not have, or that are kept from the person."""
    if answer is None:
        return set(ANSWER)
    return set(kept_from(user, case, answer)) | (set() if answer.replied_on else set(NOT_MADE))


def fill_entry(name: str, field: forms.Field, case: DisclosureRequest, answer: Decision | None) -> None:
    """Offer the choices of an entry, and show what stands in it."""
    current = value_of(case, answer, name)
    if isinstance(field, forms.ChoiceField):
        offer = outcome_choices if name == "outcome" else exemption_choices
        field.choices = _with_current(offer(since=case.received_on), current)
    field.initial = current


def answer_groups(case: DisclosureRequest, earlier: dict[int, dict[str, forms.Field]]) -> tuple[Group, ...]:
    """Return the headings of the answers: each by its place, where there are several."""
    latest = latest_answer(case)
    if latest is None or not earlier:
        return (Group("答复", (*ANSWER, "processing_fee")),)
    first = min(earlier)
    return (
        Group(f"第{latest.seq}次答复", ANSWER, "再次答复，不进统计。一次更正只能改一次答复。"),
        *(
            Group(f"第{seq}次答复", tuple(entries), COUNTED if seq == first else "")
            for seq, entries in sorted(earlier.items(), reverse=True)
        ),
        Group("费用", ("processing_fee",)),
    )


def entry_name(seq: int, name: str) -> str:
    """Return what the entry of an earlier answer is called."""
    return f"answer_{seq}_{name}"


def _named(case: DisclosureRequest, answer: Decision, user: User) -> dict[str, forms.Field]:
    entries = dict(AnswerAmendEntries().fields)
    entries["closed_on"].label, entries["closed_on"].help_text = "答复日期", ""
    for name in absent_entries(case, answer, user):
        del entries[name]
    for name, field in entries.items():
        fill_entry(name, field, case, answer)
    return {entry_name(answer.seq, name): field for name, field in entries.items()}


def _with_current(choices: list[Any], current: str | list[str]) -> list[Any]:
    """Keep what a ledger wrote choosable, also where people would choose a finer outcome."""
    held = [current] if isinstance(current, str) else current
    known = {code for _, group in choices for code, _ in group}
    lost = [(code, outcome_label(code)) for code in held if code and code not in known]
    return [*lost, *choices]
