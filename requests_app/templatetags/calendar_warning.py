"""The warning that a year's holiday notice is missing: who may enter it is led there, who may not is told who can."""

from typing import Any

from django import template
from django.http import HttpRequest

from openness.organs.models import Organ, User
from openness.organs.rights import Action, may
from requests_app.admin.desk import Desk
from requests_app.calendars import years_without_notice
from requests_app.operations.recalculation import may_change_calendar

register = template.Library()


@register.inclusion_tag("partials/calendar_warning.html")
def calendar_warning(request: HttpRequest) -> dict[str, Any]:
    """Return the years whose notice should have been entered by today; none for whoever does not keep the calendar."""
    user = request.user
    if not isinstance(user, User) or not may(user, Action.CALENDAR_MANAGE):
        return {"years": ()}
    desk = Desk.of(request)
    years = years_without_notice(desk.calendar(), desk.today)
    may_enter = may_change_calendar(user, None)
    return {
        "years": years,
        "this_year": desk.today.year,
        "may_enter": may_enter,
        "top": "" if may_enter or not years else _top_of(user.organ),
    }


def _top_of(organ: Organ | None) -> str:
    """Return the name of the topmost unit above a unit."""
    top = Organ.objects.filter(path=organ.path[: Organ.steplen]).first() if organ is not None else None
    return top.name if top is not None else "最上级单位"
