"""Forms that make something new: each bears a token of its own, so that sending it twice makes one thing."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.core.signing import BadSignature, Signer
from django.utils.crypto import get_random_string

from requests_app.forms.asking import OperationForm
from requests_app.operations.once import once

TOKEN_LENGTH = 32


class OnceForm(OperationForm):
    """A form with a token that is signed for the person it was opened by.

    One that is sent without a token (by a script that fills in the form by itself) is not guarded.
    """

    once = forms.CharField(widget=forms.HiddenInput, required=False)

    is_repeat = False
    """Whether the form had been sent before, so that nothing was written this time; known after `call`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once"].initial = self._signer().sign(get_random_string(TOKEN_LENGTH))

    def clean_once(self) -> str:
        """Return the token; refuse one that was signed for somebody else, or not here."""
        signed = self.cleaned_data["once"]
        try:
            return self._signer().unsign(signed) if signed else ""
        except BadSignature:
            self.add_error(None, "这份表单不是以您的身份打开的，没有保存。请重新打开本页再填。")
            return ""

    def call(self, operation: Callable[..., Any], **given: Any) -> Any:
        """Call the operation unless this form was sent before; return what it made, then or now."""
        token = self.cleaned_data.pop("once", "")
        if not token:
            return super().call(operation, **given)
        made = super().call(partial(once, operation=operation, token=token), **given)
        if made is None:
            return None
        self.is_repeat = made.is_repeat
        return made.thing

    def _signer(self) -> Signer:
        return Signer(salt=f"{__name__}:{self.user.pk}")


def repeated_words(thing: Any) -> str:
    """Return what to tell whoever sent a form again."""
    return f"这份表单已经提交过，已登记为“{thing}”，没有重复登记。要另登记一件，请重新打开登记页面。"
