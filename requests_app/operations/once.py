"""A form that is sent twice makes one thing: the second time leads to what the first made."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction

from openness.organs.models import User
from requests_app.models import Appeal, DisclosureRequest, Submission


class Made(NamedTuple):
    """The case or appeal that a form made, and whether it had made it before."""

    thing: DisclosureRequest | Appeal
    is_repeat: bool


@transaction.atomic
def once(*, operation: Callable[..., Any], token: str, by: User, at: datetime, **given: Any) -> Made:
    """Call an operation that makes a case or an appeal, unless the form with this token was sent before.

    The token is written first and in the same transaction: a second sending waits for the first, and where that was
    refused it is as if it had never been sent.

    Args:
        operation: what makes the thing.
        token: of the form; whose it is was checked by the form.
        by, at: who sends it, when.
        given: what else the operation takes.

    Raises:
        Refusal: as the operation refuses; nothing is remembered then.
    """
    try:
        with transaction.atomic():
            sent = Submission.objects.create(token=token, by=by, at=at)
    except IntegrityError:
        first = Submission.objects.select_related("request__organ", "appeal__organ").get(token=token)
        if first.made is None:
            raise
        return Made(first.made, is_repeat=True)
    thing = operation(by=by, at=at, **given)
    if isinstance(thing, Appeal):
        sent.appeal = thing
    else:
        sent.request = thing
    sent.save(update_fields=["appeal", "request"])
    return Made(thing, is_repeat=False)
