"""One review or suit being worked on: locked, saved with its version, and logged."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from openness.organs.models import User
from openness.organs.rights import Action
from requests_app.choices import EventKind
from requests_app.models import Appeal, CaseEvent, DisclosureRequest
from requests_app.operations.meanwhile import stale
from requests_app.operations.refused_by_database import as_refusal
from requests_app.operations.work import check_values, next_seq, require, told_by
from requests_app.refusals import Refusal


def locked_appeal(appeal: Appeal, by: User, action: Action, version: int | None) -> Appeal:
    """Return the row as it stands, locked for the transaction.

    Raises:
        Refusal: no right, changed since the person saw it, or void.
    """
    locked: Appeal = Appeal.objects.select_for_update().get(pk=appeal.pk)
    require(by, action, locked.organ)
    if version is not None and version != locked.version:
        raise stale(locked, locked.events.order_by("at", "pk"), seen=version, now=locked.version)
    if not locked.is_live:
        raise Refusal("not_in_this_status", "本记录已作废，不能再办理。")
    return locked


def save_appeal(appeal: Appeal, at: datetime, *fields: str) -> None:
    """Write these fields and the next version.

    Raises:
        Refusal: values that the database does not hold together.
    """
    appeal.version += 1
    appeal.worked_on_at = at
    check_values(appeal)
    try:
        with transaction.atomic():
            appeal.save(update_fields=["version", "worked_on_at", *fields])
    except IntegrityError as broken:
        raise as_refusal(broken) from broken
    appeal.refresh_from_db()


def log_appeal(
    appeal: Appeal,
    kind: EventKind,
    *,
    on: date,
    by: User,
    at: datetime,
    right: Action = Action.CASE_WORK,
    data: Mapping[str, Any] | None = None,
    note: str = "",
) -> None:
    """Log on the appeal; where its request is kept here, in that case's log too, as one and the same event.

    Args:
        appeal: the review or suit.
        kind, on, data, note: what happened, when.
        by, at: who enters it, when.
        right: the right it was done by.
    """
    case = appeal.request and DisclosureRequest.objects.select_for_update().get(pk=appeal.request.pk)
    seq = next_seq(case) if case else 0
    CaseEvent.objects.create(
        request=case,
        appeal=appeal,
        seq=seq,
        kind=kind,
        on=on,
        at=at,
        by=by,
        data=told_by(by, [right], appeal.organ, data or {}),
        note=note,
        version=appeal.version,
    )
