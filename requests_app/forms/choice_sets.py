"""Choices shown all at once: the keyboard starts in the first of them, and only there."""

from typing import Any

from django import forms


class FirstChoice(forms.widgets.ChoiceWidget):
    """A set of choices that takes `autofocus` once, where a browser would find it at every choice."""

    def create_option(
        self,
        name: str,
        value: Any,
        label: Any,
        selected: Any,
        index: int,
        subindex: int | None = None,
        attrs: Any = None,
    ) -> dict[str, Any]:
        """Leave the focus to the first choice."""
        option: dict[str, Any] = super().create_option(name, value, label, selected, index, subindex, attrs)
        if index or subindex:
            option["attrs"].pop("autofocus", None)
        return option


class OneOf(FirstChoice, forms.RadioSelect):
    """Exactly one of a few."""


class AnyOf(FirstChoice, forms.CheckboxSelectMultiple):
    """Any of several."""
