"""Who asks: the entries of an applicant, and what R19 Art. 29 wants of a person and of an organization."""

import unicodedata

from django import forms

from requests_app.choices import ApplicantKind
from requests_app.forms.asking import with_blank

CONTACTS = ("phone", "address", "email")
WANTED_OF_PERSON = {"id_number": "证件号码"}
WANTED_OF_ORGANIZATION = {
    "id_number": "统一社会信用代码",
    "representative": "法定代表人（负责人）",
    "contact_name": "联系人",
}


class ApplicantEntries(forms.Form):
    """The entries of an applicant."""

    applicant_kind = forms.ChoiceField(label="申请人类型", choices=with_blank(ApplicantKind.choices))
    applicant_name = forms.CharField(label="姓名或名称", max_length=200)
    id_number = forms.CharField(
        label="证件号码",
        max_length=60,
        required=False,
        help_text="自然人填身份证件号码，单位填统一社会信用代码。加密保存。",
    )
    representative = forms.CharField(
        label="法定代表人", max_length=100, required=False, help_text="单位填写；自然人不填。"
    )
    contact_name = forms.CharField(label="联系人", max_length=100, required=False, help_text="单位填写；自然人不填。")
    phone = forms.CharField(label="联系电话", max_length=60, required=False)
    address = forms.CharField(label="通信地址", max_length=300, required=False)
    postcode = forms.CharField(label="邮政编码", max_length=10, required=False)
    email = forms.EmailField(
        label="电子邮箱",
        max_length=200,
        required=False,
        error_messages={"invalid": "电子邮箱写法不对，应如 name@example.org。"},
    )

    def clean_id_number(self) -> str:
        """Keep an ID in half width and its check letter large, as it is printed on the card."""
        return half_width(self.cleaned_data["id_number"]).upper()

    def clean_phone(self) -> str:
        """Keep digits in half width, so that the applicant is found again by them."""
        return half_width(self.cleaned_data["phone"])


def half_width(text: str) -> str:
    """Return `text` with digits, letters and signs as on a plain keyboard; Chinese input methods type wide ones."""
    return unicodedata.normalize("NFKC", text).strip()


APPLICANT_ENTRIES = tuple(ApplicantEntries.base_fields)


def missing_of(given: dict[str, str]) -> dict[str, str]:
    """Return what an application must bear and does not (R19 Art. 29): entry to sentence.

    Args:
        given: the entries as cleaned.
    """
    is_person = given.get("applicant_kind") == ApplicantKind.NATURAL_PERSON
    wanted = WANTED_OF_PERSON if is_person else WANTED_OF_ORGANIZATION
    who = "自然人" if is_person else "单位"
    missing = {name: f"{who}申请应填{label}。" for name, label in wanted.items() if not given.get(name)}
    if not any(given.get(name) for name in CONTACTS):
        missing["phone"] = "联系电话、通信地址、电子邮箱至少填一项，否则答复无法送达。"
    return missing
