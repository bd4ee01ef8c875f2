"""The admin site of the project."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.urls import reverse

from openness.login import LoginForm
from openness.menu import section_of
from openness.organs.own_password import OwnPasswordView

APPS = ("requests_app", "reports_app", "organs")
PAGES = (
    "DisclosureRequest", "Appeal", "ImportBatch", "NumberSeries", "PaperTemplate", "CalendarNotice", "CalendarDay", "ExtraDayOff",
    "Organ", "User", "Deputy", "TrailEntry",
)  # fmt: skip
"""Daily work first."""


class OpennessAdminSite(AdminSite):
    """Django's admin under the project's own name, for people who have a unit and a role.

    What a person sees in it is decided per page by openness.organs.admin_rights; an application of which they may
    see no page does not appear at all.
    """

    site_header = "政府信息公开管理"
    site_title = "政府信息公开管理"
    index_title = "工作台"
    login_form = LoginForm
    empty_value_display = "—"
    # The menu of the header leads everywhere; a second one would take the width that wide lists need.
    enable_nav_sidebar = False

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Add which entry of the menu each page belongs to, so that none has to say it."""
        return {**super().each_context(request), "section": section_of(request.resolver_match)}

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Show the page on which a person sets a password of their own."""
        request.current_app = self.name
        view = OwnPasswordView.as_view(
            success_url=reverse("admin:password_change_done", current_app=self.name),
            extra_context={**self.each_context(request), **(extra_context or {})},
        )
        return view(request)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return the applications in the order of daily work: cases, reports, then units and people."""
        apps = [app for app in super().get_app_list(request, app_label) if app["app_label"] in APPS]
        for app in apps:
            app["models"].sort(key=lambda page: _place(PAGES, page["object_name"]))
        return sorted(apps, key=lambda app: _place(APPS, app["app_label"]))


def _place(order: tuple[str, ...], name: str) -> int:
    return order.index(name) if name in order else len(order)
