"""The warning that a year's holiday notice is missing, for those who keep the calendar."""

from typing import Any

from django import template
from django.http import HttpRequest

from openness.organs.rights import Action, may
from requests_app.admin.desk import Desk
from requests_app.calendars import years_without_notice

register = template.Library()


@register.inclusion_tag("partials/calendar_warning.html")
def calendar_warning(request: HttpRequest) -> dict[str, Any]:
    """Return the years whose notice should have been entered by today; none for whoever does not keep the calendar."""
    if not may(request.user, Action.CALENDAR_MANAGE):
        return {"years": ()}
    desk = Desk.of(request)
    return {"years": years_without_notice(desk.calendar(), desk.today), "this_year": desk.today.year}
