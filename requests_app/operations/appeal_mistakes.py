"""What was entered wrongly about a review or suit: corrected or taken out of every count, and kept in the log."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from openness.organs.models import User
from openness.organs.rights import Action
from requests_app.choices import EventKind
from requests_app.models import Appeal
from requests_app.operations.appeal_rows import locked_appeal, log_appeal, save_appeal
from requests_app.operations.work import require_order
from requests_app.refusals import Refusal

AMENDABLE = frozenset(
    {
        "route", "filed_on", "body", "case_number", "first_concluded_on", "first_result", "second_filed_on",
        "second_body", "second_case_number", "result", "concluded_on", "consequence", "note", "request_number",
    }
)  # fmt: skip


@transaction.atomic
def amend_appeal(
    *, appeal: Appeal, by: User, at: datetime, changes: Mapping[str, Any], reason: str, version: int | None = None
) -> Appeal:
    """Correct what was entered wrongly about a review or suit; before and after stay in the log.

    Args:
        appeal: the review or suit.
        by, at: who corrects, when.
        changes: new values by field (`AMENDABLE`).
        reason: why.
        version: the version the person saw.

    Raises:
        Refusal: no reason, nothing changes, no right, or values that cannot be.
    """
    locked = locked_appeal(appeal, by, Action.CASE_AMEND, version)
    unknown = set(changes) - AMENDABLE
    if unknown:
        raise TypeError(f"amend_appeal() got unexpected fields {sorted(unknown)}")
    real = {name: value for name, value in changes.items() if getattr(locked, name) != value}
    if not reason.strip() or not real:
        raise Refusal("reason_missing", "请作出改动并写明更正的原因。", "reason")
    before = {name: str(getattr(locked, name) or "") for name in real}
    for name, value in real.items():
        setattr(locked, name, value)
    _check_dates(locked, at)
    save_appeal(locked, at, *real)
    changed = {name: [before[name], str(value or "")] for name, value in real.items()}
    log_appeal(
        locked,
        EventKind.AMENDED,
        on=localdate(at),
        by=by,
        at=at,
        right=Action.CASE_AMEND,
        data={"changes": changed},
        note=reason,
    )
    return locked


@transaction.atomic
def void_appeal(*, appeal: Appeal, by: User, at: datetime, reason: str, version: int | None = None) -> Appeal:
    """Take a review or suit out of every count.

    Args:
        appeal: the review or suit.
        by, at: who does it, when.
        reason: why.
        version: the version the person saw.

    Raises:
        Refusal: no reason, no right, or already void.
    """
    locked = locked_appeal(appeal, by, Action.CASE_VOID, version)
    if not reason.strip():
        raise Refusal("reason_missing", "请写明作废的原因。", "reason")
    locked.is_live = False
    save_appeal(locked, at, "is_live")
    log_appeal(locked, EventKind.VOIDED, on=localdate(at), by=by, at=at, right=Action.CASE_VOID, note=reason)
    return locked


def _check_dates(appeal: Appeal, at: datetime) -> None:
    received_on = appeal.request.received_on if appeal.request else None
    require_order(appeal.filed_on, after=received_on, today=localdate(at), field="filed_on")
    last = appeal.filed_on
    for name in ("first_concluded_on", "second_filed_on", "concluded_on"):
        on = getattr(appeal, name)
        if on is not None:
            require_order(on, after=last, today=localdate(at), field=name)
            last = on
