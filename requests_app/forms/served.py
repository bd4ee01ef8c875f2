"""The entries about how a letter was served, as they stand in every step that notes it on its paper."""

from django import forms

from requests_app.choices import Delivery
from requests_app.forms.asking import with_blank

WAYS = with_blank(Delivery.choices, "未登记")


class ServedEntries(forms.Form):
    """How the letter of a step was served; noted on the issued letter too."""

    way = forms.ChoiceField(label="送达方式", choices=WAYS, required=False)
    proof = forms.CharField(
        label="送达凭证", max_length=200, required=False, help_text="如邮件号码；已制发的文书随之登记送达。"
    )
