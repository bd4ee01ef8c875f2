"""Deputies in the admin: named for an absent person, ended earlier or later, never removed."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.utils import timezone

from openness.organs.admin_rights import HistoryAdmin
from openness.organs.choices import Role
from openness.organs.deputies import change_deputyship, set_deputy, why_not
from openness.organs.models import Deputy, Organ, User
from openness.organs.rights import HANDLING_ROLES, Action, may_in_person

if TYPE_CHECKING:
    DeputyModelForm = forms.ModelForm[Deputy]
    PersonChoiceBase = ModelChoiceField[User]
else:
    DeputyModelForm = forms.ModelForm
    PersonChoiceBase = ModelChoiceField


class PersonChoice(PersonChoiceBase):
    """A person, with unit and role: names repeat."""

    def label_from_instance(self, person: User) -> str:
        """Return name, unit and role."""
        return f"{person}（{person.organ}，{person.get_role_display()}）"


class DeputyForm(DeputyModelForm):
    """Asks what the operation asks; what it would refuse stands beside its entry."""

    by: User

    class Meta:
        model = Deputy
        fields = ("person", "deputy", "since", "until", "reason")

    def clean(self) -> dict[str, Any] | None:
        """Ask the rules of the operation."""
        given = super().clean() or self.cleaned_data
        person, deputy = (given.get(name) or getattr(self.instance, name, None) for name in ("person", "deputy"))
        if isinstance(person, User) and isinstance(deputy, User):
            for fault in why_not(by=self.by, person=person, deputy=deputy):
                self.add_error(fault.field if fault.field in self.fields else None, fault.message)
        since, until = given.get("since") or self.instance.since, given.get("until")
        if since and until and until < since:
            self.add_error("until", f"截止日期 {until} 早于起始日期 {since}，请核对。")
        return given


@admin.register(Deputy)
class DeputyAdmin(HistoryAdmin):
    """Who stands in for whom, of the people that one may name a deputy for."""

    view_right = add_right = change_right = Action.DEPUTY_SET

    form = DeputyForm
    list_display = ("absent", "stands_in", "since", "until", "reason", "named_by")
    list_select_related = ("person", "deputy", "set_by")
    search_fields = ("person__full_name", "person__username", "deputy__full_name", "deputy__username")
    search_help_text = "按被代理人或代理人的姓名、用户名查找"
    ordering = ("-since", "-id")
    sortable_by = ()
    show_full_result_count = False
    fields = ("person", "deputy", "since", "until", "reason")
    history_list_display = ("until", "reason")

    def organ_of(self, obj: Any) -> Organ | None:
        """Return the unit of the absent person."""
        return obj.person.organ if isinstance(obj, Deputy) else None

    def allows(self, request: HttpRequest, action: Action | None, obj: Any = None) -> bool:
        """Ask for a right of one's own: who stands in for somebody names no deputies."""
        return action is not None and may_in_person(request.user, action, None if obj is None else self.organ_of(obj))

    def rows_for(self, rows: "QuerySet[Any]", user: User) -> "QuerySet[Any]":
        """Return the deputyships of the people that the person may name one for."""
        return rows.filter(person__in=_people(user)) if may_in_person(user, self.view_right) else rows.none()

    @admin.display(description="被代理人")
    def absent(self, deputyship: Deputy) -> str:
        """By name only: Django would link to the page of a person, which most roles may not open."""
        return str(deputyship.person)

    @admin.display(description="代理人")
    def stands_in(self, deputyship: Deputy) -> str:
        """By name only."""
        return str(deputyship.deputy)

    @admin.display(description="指定人")
    def named_by(self, deputyship: Deputy) -> str:
        """By name only."""
        return str(deputyship.set_by or "系统")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask who and from when only when a deputy is named."""
        return ("absent", "stands_in", "since", "until", "reason", "named_by") if obj else self.fields

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Keep who and from when: another deputy is another row."""
        return ("absent", "stands_in", "since", "named_by") if obj else ()

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Return the form, which knows who asks."""
        form = super().get_form(request, obj, change, **kwargs)
        form.by = request.user  # type: ignore[attr-defined]
        return form

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the people of the subtree who handle cases."""
        if db_field.related_model is User and isinstance(request.user, User):
            kwargs |= {"queryset": _people(request.user).filter(is_active=True), "form_class": PersonChoice}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Call the operation."""
        by: Any = request.user
        doing: dict[str, Any] = {"by": by, "at": timezone.now(), "until": obj.until, "reason": obj.reason}
        if change:
            change_deputyship(deputyship=obj, **doing)
        else:
            made = set_deputy(person=obj.person, deputy=obj.deputy, since=obj.since, **doing)
            obj.pk, obj._state.adding = made.pk, False


def _people(user: User) -> "QuerySet[User]":
    """Return who handles cases in the subtree; for a head the clerks and heads of the own unit."""
    people = User.objects.filter(role__in=HANDLING_ROLES).select_related("organ").order_by("organ__path", "username")
    if user.role == Role.HEAD:
        return people.filter(organ=user.organ).exclude(role=Role.COORDINATOR)
    return people.filter(organ_id__in=Organ.objects.within(user.organ).order_by().values("pk"))
