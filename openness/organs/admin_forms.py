"""Forms of units and people in the admin."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.forms import BaseUserCreationForm, UserChangeForm

from openness.organs.models import Organ, User

if TYPE_CHECKING:
    OrganModelForm = forms.ModelForm[Organ]
    PersonCreation = BaseUserCreationForm[User]
    PersonChange = UserChangeForm[User]
else:
    OrganModelForm = forms.ModelForm
    PersonCreation = BaseUserCreationForm
    PersonChange = UserChangeForm


class OrganForm(OrganModelForm):
    """A unit's profile."""

    def clean_document_prefix(self) -> str:
        """Refuse the 发文代字 of another unit: their 文号 would be the same; one shared since before is left alone."""
        prefix = str(self.cleaned_data["document_prefix"])
        if not prefix or "document_prefix" not in self.changed_data:
            return prefix
        other = Organ.objects.filter(document_prefix=prefix).exclude(pk=self.instance.pk).first()
        if other is not None:
            raise forms.ValidationError(f"“{other}”已用发文代字“{prefix}”，文号会重复。请另填一个，或先清空该单位的。")
        return prefix


class NewOrganForm(OrganForm):
    """A new unit: its parent is chosen here and moved later by `load_organs` only."""

    parent = forms.ModelChoiceField(
        queryset=Organ.objects.none(),
        label="上级单位",
        help_text="建立后要调整的，请用 load_organs 导入并注明起始日期。",
    )

    class Meta:
        model = Organ
        fields = ("code", "name", "short_name", "kind")


class PlacedPerson(forms.Form):
    """Nobody works here without a unit and a role: both decide what the person may see."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("organ", "role", "full_name"):
            if name in self.fields:
                self.fields[name].required = True


class NewPersonForm(PlacedPerson, PersonCreation):
    """A new person with a first password."""

    class Meta:
        model = User
        fields = ("username", "full_name", "organ", "role")


class PersonForm(PlacedPerson, PersonChange):
    """A person; the password has its own page."""

    class Meta:
        model = User
        fields = ("username", "password", "is_active", "full_name", "organ", "role", "email")
