"""Forms of hand-offs within a unit, and of splitting an application."""

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet

from openness.organs.models import User
from openness.organs.rights import ROLE_ACTIONS, Action
from requests_app.forms.asking import SubjectForm, long_text
from requests_app.models import DisclosureRequest

if TYPE_CHECKING:
    PersonChoice = forms.ModelChoiceField[User]
else:
    PersonChoice = forms.ModelChoiceField

BETWEEN_PARTS = re.compile(r"\n\s*\n")


def colleagues_of(case: DisclosureRequest) -> "QuerySet[User]":
    """Return the people of the case's unit who can work on it."""
    roles = [role for role, actions in ROLE_ACTIONS.items() if Action.CASE_WORK in actions]
    people = User.objects.filter(organ_id=case.organ_id, role__in=roles, is_active=True)
    return people.order_by("full_name", "username")


class PersonEntry(PersonChoice):
    """A colleague."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=User.objects.none(), empty_label="请选择", **kwargs)

    def label_from_instance(self, person: User) -> str:
        """Show name and role, so that two of one name can be told apart."""
        return f"{person}（{person.get_role_display()}，{person.username}）"


class HandOverForm(SubjectForm):
    """To whom and why."""

    to = PersonEntry(label="交给")
    reason = long_text("原因", rows=2, help_text="移交不影响答复期限。")

    def prepare(self) -> None:
        """Offer the colleagues but the one who has it."""
        entry = self.fields["to"]
        if isinstance(entry, forms.ModelChoiceField):
            entry.queryset = colleagues_of(self.subject).exclude(pk=self.subject.handler_id)


class AssignForm(HandOverForm):
    """Who is to handle the case."""

    to = PersonEntry(label="承办人")


class ClaimForm(SubjectForm):
    """Nothing is asked: whoever claims takes it."""

    def arguments(self) -> dict[str, Any]:
        """Return no version: where somebody else was quicker the operation names them; nothing else stands against it."""
        return {}


class HandBackForm(SubjectForm):
    """Why the case goes back to the unit."""

    reason = long_text("原因", rows=2, help_text="交回后没有承办人，等候认领或分派；答复期限不变。")


class SplitForm(SubjectForm):
    """What each part asks for."""

    parts = long_text(
        "各项内容",
        rows=10,
        help_text="每项之间空一行。第一项留在本件，其余各成一件，申请人、收到日期和期限与本件相同。",
    )
    reason = long_text("分案的原因", rows=2)

    def prepare(self) -> None:
        """Start with the description as it stands."""
        self.fields["parts"].initial = self.subject.content

    def arguments(self) -> dict[str, Any]:
        """Return the parts, told apart by an empty line."""
        given = self.cleaned_data
        return {**given, "parts": BETWEEN_PARTS.split(given["parts"])}
