"""A password of one's own: its page, and that nothing else opens before it where somebody else set the present one."""

from collections.abc import Callable
from typing import Any

from django.contrib.admin.forms import AdminPasswordChangeForm
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime

from openness.organs.accounts import Doer, set_own_password
from openness.organs.models import User
from openness.organs.trail import address_of

OPEN = ("admin:password_change", "admin:logout", "admin:login", "health")
"""The addresses that open before somebody has a password of their own."""


class OwnPasswordMiddleware:
    """Leads whoever got their password from somebody else to set one of their own; stands behind authentication."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or lead to the page of the password."""
        if request.path not in {reverse(name) for name in OPEN} and is_given(request.user):
            return HttpResponseRedirect(reverse("admin:password_change"))
        return self.get_response(request)


def is_given(user: Any) -> bool:
    """Say whether the password of somebody who is signed in was set by somebody else."""
    return isinstance(user, User) and user.password_given_at is not None


def given_words(user: Any) -> str:
    """Return by whom and when the present password was set; empty where the person chose it."""
    if not isinstance(user, User) or user.password_given_at is None:
        return ""
    giver = user.password_given_by
    who = f"{giver}（{giver.username}）" if giver is not None and giver.full_name else str(giver or "系统")
    return (
        f"您现在的密码由 {who} 于 {localtime(user.password_given_at):%Y-%m-%d %H:%M} 设定，不是您本人所设。"
        "请先改成只有您自己知道的密码，再办理其他事项。如果不是您请其设定的，请向本单位主管部门或审计员反映。"
    )


class OwnPasswordForm(AdminPasswordChangeForm):
    """The old password and, twice, a new one that is another."""

    def clean(self) -> dict[str, Any]:
        """Refuse the old password as the new one: somebody else may know it. Raises ValidationError."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("new_password1") and given["new_password1"] == given.get("old_password"):
            self.add_error("new_password1", ValidationError("新密码与现在的密码相同，请换一个。", code="same"))
        return given


class OwnPasswordView(PasswordChangeView):
    """Asks for the new password and stores it, with its trace."""

    form_class = OwnPasswordForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add by whom and when the present password was set."""
        return {**super().get_context_data(**kwargs), "given": given_words(self.request.user)}

    def form_valid(self, form: Any) -> HttpResponse:
        """Store the password; this session goes on, all others of the person end."""
        doer = Doer(form.user, timezone.now(), address_of(self.request))
        set_own_password(form.user, form.cleaned_data["new_password1"], doer)
        update_session_auth_hash(self.request, form.user)
        return HttpResponseRedirect(self.get_success_url())
