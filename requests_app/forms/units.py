"""The choice of a unit, limited to the subtree of whoever chooses."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect

from openness.organs.models import Organ, User
from requests_app.models import DisclosureRequest

if TYPE_CHECKING:
    UnitChoice = forms.ModelChoiceField[Organ]
else:
    UnitChoice = forms.ModelChoiceField

LIST_CAP = 200
"""Units up to which a plain list is quicker than typing."""


class UnitEntry(UnitChoice):
    """A unit out of a subtree; where that is too long for a list, found by typing its code or name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Organ.objects.none(), **kwargs)

    def offer(self, user: User) -> None:
        """Limit the choice to the subtree of the person's own unit, which is the first value."""
        if user.organ is None:
            return
        self.queryset, self.initial = Organ.objects.within(user.organ), user.organ.pk
        if self.queryset[: LIST_CAP + 1].count() > LIST_CAP:
            relation = DisclosureRequest._meta.get_field("organ")
            self.widget = AutocompleteSelect(relation, admin.site, choices=self.choices)

    def is_settled(self) -> bool:
        """Say whether there is only one unit to choose."""
        return self.queryset is not None and self.queryset[:2].count() == 1

    def label_from_instance(self, organ: Organ) -> str:
        """Show the depth in the tree by indentation."""
        return "　" * (organ.depth - 1) + organ.name
