"""Which unit, year and scope to show: forms sent by GET, so that what is shown can be linked and kept."""

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.urls import reverse_lazy

from openness.organs.choices import Scope
from openness.organs.models import Organ, User
from reports_app.formats import all_formats

MOST_IN_A_LIST = 300  # units: a longer list is slower to send than a code is to type


def years_until(today: date) -> list[tuple[int, str]]:
    """Return the report years that have a format, this year first."""
    first = all_formats()[0].years[0]
    return [(year, f"{year}年") for year in range(today.year, first - 1, -1)]


def get_helper(label: str, action: Any = "", *, button: str = "submit-choice") -> FormHelper:
    """Return the crispy helper of a form sent by GET; `button` is the id of its button, one of a kind on its page."""
    helper = FormHelper()
    helper.form_method = "get"
    helper.form_action = action
    helper.add_input(Submit("", label, css_class="btn-primary mb-1", css_id=button))
    return helper


class ChooseReportForm(forms.Form):
    """One unit of the person's subtree, a year and a scope."""

    unit = forms.CharField(label="单位", max_length=32)
    year = forms.TypedChoiceField(label="年度", coerce=int)
    scope = forms.ChoiceField(label="范围", choices=Scope.choices)

    def __init__(
        self, *args: Any, user: User, today: date, action: Any = None, label: str = "打开报告", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["year"].choices = years_until(today)  # type: ignore[attr-defined]
        units = list(Organ.objects.within(user.organ).values_list("code", "name", "depth")[: MOST_IN_A_LIST + 1])
        if len(units) <= MOST_IN_A_LIST:
            top = min((depth for _, _, depth in units), default=1)
            choices = [(code, f"{'　' * (depth - top)}{name}") for code, name, depth in units]
            self.fields["unit"] = forms.ChoiceField(label="单位", choices=choices)
        else:
            self.fields["unit"].help_text = "填单位代码"
        self.order_fields(["unit", "year", "scope"])
        self.helper = get_helper(label, reverse_lazy("reports:open") if action is None else action)

    def clean_unit(self) -> Organ:
        """Return the unit; one outside the person's subtree does not exist for them."""
        code = self.cleaned_data["unit"]
        organ = Organ.objects.within(self.user.organ).filter(code=code).first()
        if organ is None:
            raise forms.ValidationError(f"没有代码为“{code}”的单位，或者它不在您的单位之下。")
        found: Organ = organ
        return found


class FilterUnitsForm(forms.Form):
    """Which units and years the list of reports shows."""

    words = forms.CharField(label="单位名称或代码", max_length=60, required=False)
    year = forms.TypedChoiceField(label="截至年度", coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["year"].choices = years_until(today)  # type: ignore[attr-defined]
        self.helper = get_helper("筛选", button="submit-filter")

    @property
    def words_typed(self) -> str:
        """The words to look for."""
        return str(self.cleaned_data["words"]).strip()

    @property
    def last_year(self) -> int:
        """The newest year shown."""
        return int(self.cleaned_data["year"] or self.today.year)
