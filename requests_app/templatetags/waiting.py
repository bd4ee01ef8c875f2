"""What waits on a person's desk: the figures at the head of the first page, each a link to its list."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import reverse

from openness.organs.models import User
from openness.organs.rights import Action, may
from requests_app.admin.desk import SOON, Desk
from requests_app.choices import Status
from requests_app.models import DisclosureRequest

register = template.Library()

CARD_CAP = 999
"""More than that is told as more: nobody works through it from one figure."""


@register.inclusion_tag("admin/requests_app/waiting.html")
def work_waiting(request: HttpRequest) -> dict[str, Any]:
    """Return the figures of the person's subtree; none for whoever reads no cases."""
    user = request.user
    if not isinstance(user, User) or not may(user, Action.CASE_VIEW):
        return {"cards": []}
    desk = Desk.of(request)
    mine = DisclosureRequest.objects.visible_to(user)
    soon = desk.calendar().add(desk.today, SOON)
    rows = [
        ("已逾期", "term=overdue", mine.overdue(desk.today), True),
        (f"{SOON} 个工作日内到期", "term=soon", mine.due_within(desk.today, soon), False),
        ("收到日期待确认", f"status={Status.UNCONFIRMED}", mine.live().filter(status=Status.UNCONFIRMED), False),
        ("等待补正", f"status={Status.CORRECTING}", mine.live().filter(status=Status.CORRECTING), False),
        ("征求意见中", f"status={Status.CONSULTING}", mine.live().filter(status=Status.CONSULTING), False),
        ("答复待送达", f"status={Status.DECIDED}", mine.live().filter(status=Status.DECIDED), False),
    ]
    page = reverse("admin:requests_app_disclosurerequest_changelist")
    return {"cards": [_card(label, f"{page}?{query}", found, is_grave) for label, query, found, is_grave in rows]}


def _card(label: str, href: str, found: Any, is_grave: bool) -> dict[str, Any]:
    count = found.order_by()[: CARD_CAP + 1].count()
    value = f"{CARD_CAP}+" if count > CARD_CAP else str(count)
    return {"label": label, "href": href, "value": value, "is_grave": is_grave and count > 0}
