"""Mistakes: amend with before and after, strike the last step, void with the number kept. Nothing is deleted (design, idea 8)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from openness.organs.models import User
from openness.organs.rights import Action
from requests_app.choices import EventKind
from requests_app.lifecycle import Act
from requests_app.models import Decision, DisclosureRequest
from requests_app.operations.amended_answers import (
    DECISION_FIELDS,
    ON_THE_CASE,
    answer_to_amend,
    value_of,
    write_answer,
)
from requests_app.operations.amendment_rights import check_extensions
from requests_app.operations.amendments import (
    PERSONAL,
    check_changes,
    check_order,
    check_receipt,
    check_whole,
    corrections,
    follow,
    plain,
    settled,
)
from requests_app.operations.drafts import drop_drafts
from requests_app.operations.paper_service import follow_steps, require_letter_in_time
from requests_app.operations.striking import last_step, reconcile, require_strikable, take_back
from requests_app.operations.work import Work
from requests_app.refusals import Refusal


@transaction.atomic
def amend(
    *,
    case: DisclosureRequest,
    by: User,
    at: datetime,
    changes: Mapping[str, Any],
    reason: str,
    events: Mapping[int, Mapping[str, Any]] | None = None,
    decision: int | None = None,
    version: int | None = None,
) -> DisclosureRequest:
    """Correct what was entered wrongly; before and after stay in the log.

    Args:
        case: the case.
        by, at: who corrects, when.
        changes: new values by field (`AMENDABLE`).
        reason: why.
        events: corrections of logged steps, `{seq: {"on": date, "days": n, …}}`.
        decision: which answer `changes` are about, by its place; None is the latest. Only the first made counts: outcome
            and dates of the case follow it alone (law digest §2).
        version: the version the person saw.

    Raises:
        Refusal: nothing changes, no reason, no right (the regime needs a supervisor; what was approved, whoever approves),
            no such answer, a value or date that cannot be.
    """
    work = Work.begin(case=case, act=Act.AMEND, by=by, at=at, version=version, action=Action.CASE_AMEND)
    if not reason.strip():
        raise Refusal("reason_missing", "请写明更正的原因。", "reason")
    place, answer = answer_to_amend(work.case, decision)
    check_changes(work, answer, changes, events or {})
    following = settled(work, changes)
    before = {name: value_of(work.case, answer, name) for name in following}
    real = {name: value for name, value in following.items() if before[name] != value}
    if not real and not events:
        raise Refusal("nothing_changed", "没有任何改动，未作更正。")
    work.set(**{name: value for name, value in real.items() if name not in DECISION_FIELDS})
    if place == 0:
        work.set(**{name: value for name, value in real.items() if name in ON_THE_CASE})
    check_whole(work)
    check_receipt(work.case, real)
    write_answer(answer, real)
    fixed = corrections(work.entries, real, events or {}, place=place)
    _log(work, {name: [plain(before[name]), plain(value)] for name, value in real.items()}, fixed, answer, reason)
    check_order(work, events or {})
    check_extensions(work, events or {})
    follow(work, real)
    if answer is not None:
        require_letter_in_time(work.case, answer)
    follow_steps(work, {int(seq) for seq in fixed})
    return work.finish()


def _log(
    work: Work, changed: Mapping[str, Any], fixed: Mapping[str, Any], answer: Decision | None, reason: str
) -> None:
    shown = {name: pair for name, pair in changed.items() if not name.endswith("_digest")}
    told = {"decision": answer.seq} if answer is not None and set(DECISION_FIELDS) & set(shown) else {}
    work.log(
        EventKind.AMENDED,
        on=localdate(work.at),
        note=reason,
        data={
            "changes": {name: pair for name, pair in shown.items() if name not in PERSONAL},
            "events": dict(fixed),
            "personal": sorted(set(shown) & PERSONAL),
            **told,
        },
        sealed={name: pair for name, pair in shown.items() if name in PERSONAL},
    )


@transaction.atomic
def strike(
    *, case: DisclosureRequest, by: User, at: datetime, reason: str, version: int | None = None
) -> DisclosureRequest:
    """Take back the last step of a case, entered by mistake; the log keeps it and says that it was struck.

    Args:
        case: the case.
        by, at: who does it, when.
        reason: why.
        version: the version the person saw.

    Raises:
        Refusal: nothing but the registration, no reason, or no right (a reply is struck by a supervisor).
    """
    work = Work.begin(case=case, act=Act.STRIKE, by=by, at=at, version=version, action=Action.CASE_AMEND)
    if not reason.strip():
        raise Refusal("reason_missing", "请写明撤销的原因。", "reason")
    step = last_step(work.entries)
    require_strikable(step=step, by=by, case=work.case, course=work.course)
    take_back(work, step)
    changed = {"step": [EventKind(step.kind).label, step.on.isoformat()]}
    work.log(EventKind.AMENDED, on=localdate(at), note=reason, data={"struck": [step.seq], "changes": changed})
    reconcile(work, step)
    return work.finish()


@transaction.atomic
def void(
    *, case: DisclosureRequest, by: User, at: datetime, reason: str, version: int | None = None
) -> DisclosureRequest:
    """Take a case out of every count and list of work; its number stays used.

    Args:
        case: the case.
        by, at: who does it, when.
        reason: why.
        version: the version the person saw.

    Raises:
        Refusal: no reason, no right, already void, or an appeal hangs on it.
    """
    work = Work.begin(case=case, act=Act.VOID, by=by, at=at, version=version, action=Action.CASE_VOID)
    if not reason.strip():
        raise Refusal("reason_missing", "请写明作废的原因。", "reason")
    require_no_appeals(work.case)
    work.set(is_live=False)
    drop_drafts(work)
    work.log(EventKind.VOIDED, on=localdate(at), note=reason)
    return work.finish()


def require_no_appeals(case: DisclosureRequest) -> None:
    """Raise Refusal where a review or suit hangs on the case: part four would count it without its case."""
    if case.appeals.live().exists():
        raise Refusal("has_appeals", "本件有复议或诉讼记录，不能作废。请先作废这些记录，或改用“更正”。")
