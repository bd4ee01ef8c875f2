"""What the frame of every page draws: the main menu, and the way to the other pages of a list."""

from typing import Any

from django import template
from django.contrib.admin.views.main import PAGE_VAR, ChangeList
from django.contrib.auth.models import AnonymousUser

from openness.menu import shown_entries

register = template.Library()


@register.inclusion_tag("partials/menu.html", takes_context=True)
def main_menu(context: template.Context) -> dict[str, Any]:
    """Draw the menu of the person; the page's `section` is marked in it."""
    user = context.get("user") or AnonymousUser()
    request = context.get("request")
    page = {"section": context.get("section") or "", "path": request.path if request else ""}
    further = [*shown_entries(user, is_further=True, **page)]
    return {
        "entries": [*shown_entries(user, is_further=False, **page)],
        "further": further,
        "is_further": any(entry.mark for entry in further),
    }


@register.simple_tag
def page_address(changes: ChangeList, number: int) -> str:
    """Return the address of another page of a list, its filters kept."""
    return changes.get_query_string({PAGE_VAR: number})
