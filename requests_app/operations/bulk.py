"""The same step on many cases at once: all of them or none, after a preview that said what would become of each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from openness.organs.models import User
from openness.organs.rights import Action
from requests_app.calendars import Calendars, entered
from requests_app.choices import EventKind
from requests_app.lifecycle import Act
from requests_app.models import DisclosureRequest
from requests_app.operations.answer import put_decision, reply
from requests_app.operations.answer_checks import Answer
from requests_app.operations.approval import Approval
from requests_app.operations.extension import put_own_extension
from requests_app.operations.handing import hand
from requests_app.operations.work import Work, require
from requests_app.refusals import Refusal

MOST = 200
"""Cases in one go: what a person can read through in the preview."""


@dataclass(frozen=True)
class Chosen:
    """A case of a bulk step and the version that its preview showed."""

    case: DisclosureRequest
    version: int


@dataclass(frozen=True)
class Foreseen:
    """What a bulk step would do to one case: the term after it, or why it cannot be done."""

    case: DisclosureRequest
    due_on: date | None
    refused: str = ""


def foresee(*, cases: Sequence[DisclosureRequest], step: Callable[..., Any], by: User, **given: Any) -> list[Foreseen]:
    """Return what a bulk step would do to each case; nothing is written.

    Args:
        cases: the chosen cases.
        step: one of this module's bulk operations.
        by: who would do it.
        given: what else it is called with.
    """
    calendars = Calendars(entered())
    return [_foreseen(case, step, by=by, calendars=calendars, **given) for case in cases[:MOST]]


def _foreseen(case: DisclosureRequest, step: Callable[..., Any], **given: Any) -> Foreseen:
    """Do the step and take it back: the operation itself says what becomes of the case."""
    try:
        with transaction.atomic():
            done = step(chosen=[Chosen(case, case.version)], **given)[0]
            transaction.set_rollback(True)
    except Refusal as refused:
        return Foreseen(case, case.due_on, refused.message)
    return Foreseen(case, None if done.closed_on else done.due_on)


@transaction.atomic
def bulk_extend(
    *,
    chosen: Sequence[Chosen],
    by: User,
    at: datetime,
    on: date,
    days: int,
    reason: str,
    late_entry_reason: str = "",
    calendars: Calendars | None = None,
) -> list[DisclosureRequest]:
    """Extend the terms of many cases with the consent of the head (R19 Art. 33).

    Args:
        chosen: the cases with the versions the person saw.
        by, at: who consents, when.
        on, days, reason, late_entry_reason: as of one extension.
        calendars: the calendar of each unit where they have been read, as for a preview; None reads them once for all.

    Raises:
        Refusal: one of them cannot be extended; then none is.
    """

    def extend(work: Work) -> DisclosureRequest:
        put_own_extension(work, on=on, days=days, reason=reason, late_entry_reason=late_entry_reason)
        return work.finish()

    return _each(chosen, extend, calendars, act=Act.EXTEND, by=by, at=at, on=on)


@transaction.atomic
def bulk_assign(
    *,
    chosen: Sequence[Chosen],
    by: User,
    at: datetime,
    to: User,
    reason: str,
    calendars: Calendars | None = None,
) -> list[DisclosureRequest]:
    """Give many cases to one person of the unit.

    Args:
        chosen: the cases with the versions the person saw.
        by, at: who assigns them, when.
        to, reason: as of one assignment.
        calendars: as in `bulk_extend`.

    Raises:
        Refusal: one of them cannot be assigned; then none is.
    """

    def assign(work: Work) -> DisclosureRequest:
        return hand(work, to, EventKind.ASSIGNED, reason)

    return _each(chosen, assign, calendars, act=Act.ASSIGN, by=by, at=at, action=Action.CASE_ASSIGN)


@transaction.atomic
def bulk_close(
    *,
    chosen: Sequence[Chosen],
    by: User,
    at: datetime,
    decided_on: date,
    outcome: str,
    replied_on: date,
    way: str,
    reason: str,
    calendars: Calendars | None = None,
) -> list[DisclosureRequest]:
    """Close many cases that were answered, and approved, outside the system.

    Args:
        chosen: the cases with the versions the person saw.
        by, at: who closes them, when.
        decided_on, outcome: the decision, one and the same for all.
        replied_on, way: when and how the reply was made.
        reason: where the papers are.
        calendars: as in `bulk_extend`.

    Raises:
        Refusal: one of them cannot be closed so; then none is.
    """
    if not reason.strip():
        raise Refusal("reason_missing", "请写明系统外办理的情况和材料所在。", "reason")
    answer = Answer(outcome, basis=reason)

    def close(work: Work) -> DisclosureRequest:
        work.use(Action.CASE_BULK)
        put_decision(work, on=decided_on, answer=answer, approval=Approval(drafted_by=by, is_outside=True))
        reply(work, on=replied_on, way=way)
        return work.finish()

    return _each(chosen, close, calendars, act=Act.DECIDE, by=by, at=at, on=decided_on)


def _each(
    chosen: Sequence[Chosen],
    step: Callable[[Work], DisclosureRequest],
    calendars: Calendars | None,
    *,
    by: User,
    **doing: Any,
) -> list[DisclosureRequest]:
    """Do a step on each case, all in the one transaction of the operation."""
    if not chosen:
        raise Refusal("nothing_chosen", "没有选中任何申请，请先勾选。")
    if len(chosen) > MOST:
        raise Refusal("too_many_chosen", f"一次最多办理{MOST}件，现选了{len(chosen)}件。请分几次办理。")
    # in one order, so that two people at it wait for each other instead of locking each other out
    ordered = sorted(chosen, key=lambda one: one.case.pk)
    known = calendars or _calendars_behind_the_lock(ordered)
    return [_one(step, one, by=by, calendars=known, **doing) for one in ordered]


def _calendars_behind_the_lock(ordered: Sequence[Chosen]) -> Calendars:
    """Lock the cases, then read the calendars once: whoever changes them later moves the terms of these cases after us."""
    rows = DisclosureRequest.objects.filter(pk__in=[one.case.pk for one in ordered]).order_by("pk")
    list(rows.select_for_update().values_list("pk"))
    return Calendars(entered())


def _one(step: Callable[[Work], DisclosureRequest], one: Chosen, *, by: User, **doing: Any) -> DisclosureRequest:
    require(by, Action.CASE_BULK, one.case.organ)
    try:
        return step(Work.begin(case=one.case, version=one.version, by=by, **doing))
    except Refusal as refused:
        raise Refusal(refused.code, f"{one.case.number}：{refused.message}", refused.field) from refused
