"""What the admin shows to whom: one base class that asks the rights table and the unit tree, never Django's permissions."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from simple_history.admin import SimpleHistoryAdmin

from openness.keys import is_key
from openness.organs.models import Organ, User
from openness.organs.rights import Action, may
from openness.organs.standing import units_where

if TYPE_CHECKING:
    AnyModelAdmin = admin.ModelAdmin[Any]
else:
    AnyModelAdmin = admin.ModelAdmin


NO_ACTION = [("", "选择动作")]
NO_CHOICE = "请选择"


class RightsAdmin(AnyModelAdmin):
    """An admin page whose rights are actions of the table; an action left None is nobody's.

    `organ_of` says in which unit a row lies; rows of no unit (None) belong to everybody who has the action.
    `rows_for` limits the rows to what the person may see; outside it a row does not exist for them.
    """

    show_facets = admin.ShowFacets.NEVER

    view_right: Action
    add_right: Action | None = None
    change_right: Action | None = None
    delete_right: Action | None = None

    keeps_history = False
    when_empty = ""

    @property
    def default_when_empty(self) -> str:
        """Return what an empty list says where the page has no words of its own (`when_empty`)."""
        return f"还没有{self.opts.verbose_name}。"

    @property
    def add_label(self) -> str:
        """Return the words of the button that adds a row, and the title of its page."""
        return f"增加{self.opts.verbose_name}"

    def organ_of(self, obj: Any) -> Organ | None:
        """Return the unit of a row."""
        organ: Organ | None = getattr(obj, "organ", None)
        return organ

    def rows_for(self, rows: "QuerySet[Any]", user: User) -> "QuerySet[Any]":
        """Return the rows of the units where the person may see this page."""
        return rows.filter(organ_id__in=units_where(user, self.view_right).order_by().values("pk"))

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """Return what the person may see; nothing where the role may not see this page."""
        rows = super().get_queryset(request)
        user = request.user
        if not isinstance(user, User) or not may(user, self.view_right):
            return rows.none()
        return self.rows_for(rows, user)

    def allows(self, request: HttpRequest, action: Action | None, obj: Any = None) -> bool:
        """Say whether the person may do `action`, and, where a row is given, may do it there."""
        return action is not None and may(request.user, action, None if obj is None else self.organ_of(obj))

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Say whether the person sees this page in the index."""
        return self.allows(request, self.view_right)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say whether the person may read."""
        return self.allows(request, self.view_right, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say whether the person may add."""
        return self.allows(request, self.add_right)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say whether the person may change."""
        return self.allows(request, self.change_right, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Say whether the person may delete."""
        return self.allows(request, self.delete_right, obj)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Head the list with the name of what it lists."""
        return super().changelist_view(request, {"title": self.opts.verbose_name_plural, **(extra_context or {})})

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Offer no action over many rows at once: deleting in bulk is nobody's work here."""
        return {}

    def get_action_choices(self, request: HttpRequest, default_choices: Any = NO_ACTION) -> list[tuple[str, str]]:
        """Say in words that no action is chosen yet."""
        return super().get_action_choices(request, default_choices)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Head the page in Chinese word order: Django's own words would stand apart from the name."""
        obj = kwargs.get("obj")
        name, may_change = self.opts.verbose_name, obj is not None and self.has_change_permission(request, obj)
        context["title"] = self.add_label if obj is None else f"修改{name}" if may_change else str(name)
        return super().render_change_form(request, context, *args, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Limit every choice of a unit to those where the person may write here."""
        if db_field.related_model is Organ and isinstance(request.user, User):
            right = self.change_right or self.add_right or self.view_right
            kwargs["queryset"] = units_where(request.user, right)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer no side doors to other pages beside a choice, and say in words that nothing is chosen yet."""
        entry = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(entry, forms.ModelChoiceField):
            entry.empty_label = entry.empty_label and NO_CHOICE
        elif isinstance(entry, forms.TypedChoiceField):
            offered: Any = entry.choices  # of a model's field: plain pairs
            entry.choices = [(code, label if code != "" else NO_CHOICE) for code, label in offered]
        for door in ("can_add_related", "can_change_related", "can_delete_related", "can_view_related"):
            if entry is not None and hasattr(entry.widget, door):
                setattr(entry.widget, door, False)
        return entry


class HistoryAdmin(RightsAdmin, SimpleHistoryAdmin):  # type: ignore[misc]
    """A page with the history of its rows, to be read only.

    Going back to an old version would write past the operations (a unit's old place in the tree with it), and the package
    asks only for the right to read before it does so.
    """

    keeps_history = True

    # One entry with one label: Django's own pair of entries for day and time leaves both without a name of their own.
    formfield_overrides = {models.DateTimeField: {"form_class": forms.DateTimeField, "widget": forms.DateTimeInput}}

    def revert_disabled(self, request: HttpRequest, obj: Any = None) -> bool:
        """Offer no way back."""
        return True

    def history_view_title(self, request: HttpRequest, obj: Any) -> str:
        """Head the list of versions."""
        return f"修改记录：{obj}"

    def history_form_view_title(self, request: HttpRequest, obj: Any) -> str:
        """Head an old version."""
        return f"当时的记录：{obj}"

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Show an old version; refuse to write it. What is no number of a version is not there."""
        if request.method not in ("GET", "HEAD"):
            raise PermissionDenied
        if not is_key(version_id):
            raise Http404
        response: HttpResponseBase = super().history_form_view(request, object_id, version_id, *args, **kwargs)
        return response


def fields_of(model: Any, *, without: Iterable[str] = ()) -> list[str]:
    """Return the names of a model's own columns, for pages that only read."""
    left_out = {"id", *without}
    return [field.name for field in model._meta.concrete_fields if field.name not in left_out]
