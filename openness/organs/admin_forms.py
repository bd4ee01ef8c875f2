"""Forms of units and people in the admin."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.forms import AdminPasswordChangeForm, BaseUserCreationForm, UserChangeForm

from openness.organs.models import Organ, User

if TYPE_CHECKING:
    OrganModelForm = forms.ModelForm[Organ]
    PersonCreation = BaseUserCreationForm[User]
    PersonChange = UserChangeForm[User]
    PasswordForm = AdminPasswordChangeForm[User]
else:
    OrganModelForm = forms.ModelForm
    PersonCreation = BaseUserCreationForm
    PersonChange = UserChangeForm
    PasswordForm = AdminPasswordChangeForm


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
        empty_label="请选择",
        help_text="建立后要调整的，由系统运维人员按起始日期导入，不在页面上修改。",
    )

    class Meta:
        model = Organ
        fields = ("code", "name", "short_name", "kind")


PERSON_HELP = {
    "username": "登录时用；字母、数字和 @ . + - _，最多 150 个字符。",
    "is_active": "不再在岗的，取消勾选并保存：不能再登录，原有记录和日志里的姓名不变。人员不删除。",
}


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
        help_texts = PERSON_HELP


class PersonForm(PlacedPerson, PersonChange):
    """A person; the password has its own page, and nothing of it is shown here."""

    password = None  # type: ignore[assignment]

    class Meta:
        model = User
        fields = ("username", "is_active", "full_name", "organ", "role", "email")
        help_texts = PERSON_HELP


class NewPasswordForm(PasswordForm):
    """A new password for somebody else; there is no other way to sign in here, so that it cannot be switched off."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)
        for name in ("password1", "password2"):
            self.fields[name].required = True
