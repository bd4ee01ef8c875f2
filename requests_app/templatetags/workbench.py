"""The workbench on the first page of the admin."""

from typing import Any

from django import template
from django.http import HttpRequest

from requests_app.admin.workbench import workbench

register = template.Library()


@register.inclusion_tag("admin/requests_app/workbench.html", name="workbench")
def _workbench(request: HttpRequest) -> dict[str, Any]:
    """Draw what waits for the person of the request."""
    return workbench(request)
