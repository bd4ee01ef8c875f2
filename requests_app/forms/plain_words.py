"""Django's own complaints about an entry in words that a clerk knows: they name the entry and say what to do."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.validators import BaseValidator, MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.utils.functional import Promise

CHOSEN = (forms.ChoiceField, forms.ModelChoiceField)
LIMITS: dict[type[BaseValidator], str] = {
    MinValueValidator: "{label}应不小于 %(limit_value)s。",
    MaxValueValidator: "{label}应不大于 %(limit_value)s。",
    MaxLengthValidator: "{label}最多 %(limit_value)d 个字，现有 %(show_value)d 个字，请缩短。",
}


def speak_plainly(entries: Iterable[forms.Field]) -> None:
    """Put our sentences in place of Django's; sentences that a form gave itself stay.

    Args:
        entries: the entries of one form, not those of its class.
    """
    for entry in entries:
        _speak(entry)


def _speak(entry: forms.Field) -> None:
    label = entry.label
    verb = "选择" if isinstance(entry, CHOSEN) else "填写"
    said = {
        "required": f"请{verb}{label}。",
        "invalid_choice": f"{label}没有“%(value)s”这一项，请重新选择。",
    }
    if isinstance(entry, forms.IntegerField):
        is_decimal = isinstance(entry, forms.DecimalField | forms.FloatField)  # kin of the whole numbers in Django
        said["invalid"] = f"{label}请填{'数字' if is_decimal else '整数'}。"
    for code, sentence in said.items():
        if isinstance(entry.error_messages.get(code), Promise):  # Django's are translated when shown, a form's are text
            entry.error_messages[code] = sentence
    entry.validators = [_named(one, str(label)) for one in entry.validators]


def _named(validator: Callable[[Any], None], label: str) -> Callable[[Any], None]:
    sentence = LIMITS.get(type(validator)) if isinstance(validator, BaseValidator) else None
    if sentence is None or not isinstance(validator, BaseValidator):
        return validator
    return type(validator)(validator.limit_value, message=sentence.format(label=label))
