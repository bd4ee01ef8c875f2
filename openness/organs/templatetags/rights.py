"""Rights in templates: what a person may not open is not offered."""

from django import template
from django.contrib.auth.models import AnonymousUser

from openness.organs import rights
from openness.organs.models import User

register = template.Library()


@register.filter
def may(user: User | AnonymousUser, action: str) -> bool:
    """Say whether the role of `user` gives `action`, e.g. `user|may:"case.view"`."""
    return rights.may(user, rights.Action(action))
