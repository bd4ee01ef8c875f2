"""People in the admin: made and changed by administrators, each change with its trace; nobody is deleted."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from openness.organs.accounts import (
    Doer,
    account_of,
    give_password,
    note_changed_account,
    note_given_password,
    note_new_account,
)
from openness.organs.admin_forms import NewPasswordForm, NewPersonForm, PersonForm
from openness.organs.admin_rights import HistoryAdmin
from openness.organs.models import Organ, User
from openness.organs.rights import Action
from openness.organs.trail import address_of


@admin.register(User)
class PersonAdmin(HistoryAdmin, UserAdmin):  # type: ignore[type-arg]
    """People with their unit and role; nobody is deleted, for the log names them."""

    view_right = add_right = change_right = Action.PEOPLE_MANAGE

    add_form_template = None
    form = PersonForm
    add_form = NewPersonForm
    change_password_form = NewPasswordForm
    list_display = ("username", "full_name", "organ", "role", "is_active", "last_login")
    list_filter = ("role", "is_active")
    list_select_related = ("organ",)
    search_fields = ("username", "full_name", "organ__name", "organ__code")
    search_help_text = "按用户名、姓名或单位查找"
    show_full_result_count = False
    autocomplete_fields = ("organ",)
    filter_horizontal = ()
    ordering = ("username",)
    readonly_fields = ("password_state", "last_login", "date_joined")
    fieldsets = (
        ("登录", {"fields": ("username", "password_state", "is_active")}),
        ("人员", {"fields": ("full_name", "organ", "role", "email")}),
        ("时间", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        ("登录", {"fields": ("username", "password1", "password2")}),
        ("人员", {"fields": ("full_name", "organ", "role")}),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave the password out of an old version: it is not kept, and the link to change it would lead nowhere."""
        shown = request.resolver_match
        if shown is None or not str(shown.url_name).endswith("_simple_history"):
            return super().get_fieldsets(request, obj)
        return (("登录", {"fields": ("username", "is_active")}), *self.fieldsets[1:2])

    @admin.display(description="密码")
    def password_state(self, person: User) -> str:
        """Say whether there is one, and lead to its page; what is stored of it is nobody's to read."""
        url = reverse("admin:auth_user_password_change", args=(person.pk,))
        state = "已设定" if person.has_usable_password() else "未设定，不能登录"
        return format_html('{}　<a href="{}">设定新密码</a>', state, url)

    def rows_for(self, rows: "QuerySet[Any]", user: User) -> "QuerySet[Any]":
        """Return the people of the subtree; superusers stand outside roles, and a password reset would borrow them."""
        inside = Q(organ_id__in=Organ.objects.within(user.organ).order_by().values("pk"))
        return rows.filter(inside, is_superuser=False)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Keep one's own unit, role and account: nobody makes a clerk of themselves to read what administrators may not."""
        own = ("organ", "role", "is_active") if obj is not None and obj.pk == request.user.pk else ()
        return (*self.readonly_fields, *own)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse people without a unit: they lie in nobody's subtree."""
        if obj is not None and (obj.organ is None or obj.is_superuser):
            return False
        return super().has_change_permission(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Read as they may change."""
        return self.has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Store a person, with its trace; let a new one in: whoever has a role works in these pages."""
        doer = _doer(request)
        if change:
            before = account_of(User.objects.select_related("organ").get(pk=obj.pk))
            super().save_model(request, obj, form, change)
            note_changed_account(obj, before, doer)
            return
        obj.is_staff = True
        give_password(obj, doer)
        super().save_model(request, obj, form, change)
        note_new_account(obj, doer)

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002
        """Set somebody's password, with its trace; they set one of their own at the next login."""
        person = self.get_object(request, unquote(id))
        with transaction.atomic():
            answer = super().user_change_password(request, id, form_url)
            if person is not None and _has_new_password(person):
                note_given_password(person, _doer(request))
        return answer


def _has_new_password(person: User) -> bool:
    """Say whether the stored password is another than the one at hand, and take it over."""
    before = person.password
    person.refresh_from_db(fields=["password"])
    return person.password != before


def _doer(request: HttpRequest) -> Doer:
    return Doer(request.user if isinstance(request.user, User) else None, timezone.now(), address_of(request))
