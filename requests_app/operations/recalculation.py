"""Recomputing the terms of open cases after the calendar changed, with the list of what moved."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from openness.organs.models import Organ, User
from openness.organs.rights import Action, may, may_at_root
from requests_app import clock
from requests_app.awaited_term import awaited_until
from requests_app.calendars import Calendars, entered
from requests_app.choices import EventKind, Status
from requests_app.models import CaseEvent, DisclosureRequest, FeeNotice
from requests_app.refusals import Refusal
from requests_app.timeline import Entry, clock_events
from requests_app.workdays import WorkCalendar

CHUNK = 2000
DUE_ON, PAY_BY = "due_on", "pay_by"


@dataclass(frozen=True, slots=True)
class Move:
    """One case whose term moves, or whose term alone ceases or begins to be provisional.

    `term` is the one that moves: due_on, or pay_by while the applicant is to pay; there is no due date then.
    """

    case_id: int
    number: str
    organ_id: int
    organ_path: str
    before: date | None
    after: date | None
    was_provisional: bool
    is_provisional: bool
    last_seq: int
    term: str = DUE_ON


def moves(*, organ: Organ | None = None, calendars: Calendars | None = None) -> Iterator[Move]:
    """Yield the open cases whose term differs from what a calendar says; nothing is written.

    Args:
        organ: only the subtree of this unit; None means all.
        calendars: the calendar of each unit; None takes what is entered by now.
    """
    calendars = calendars or Calendars(entered())
    for ids in _chunks(organ):
        yield from _moves_of(_cases(ids), calendars)


def may_change_calendar(by: User | None, organ: Organ | None) -> bool:
    """Say whether a person may change the calendar of `organ` and all below it; of the whole tree where it is None.

    What counts for every unit is changed at the top of the tree only; the system itself (None) may do both.
    """
    if by is None:
        return True
    return may_at_root(by, Action.CALENDAR_MANAGE) if organ is None else may(by, Action.CALENDAR_MANAGE, organ)


def recalculate(*, by: User | None, at: datetime, organ: Organ | None = None, why: str) -> list[Move]:
    """Move the terms of all open cases to what the calendar of today says, log each move, and return the list.

    Args:
        by: who changed the calendar; None where the system itself does it.
        at: the instant.
        organ: only the subtree of this unit; None means all.
        why: the notice behind the change.

    Raises:
        Refusal: no right to keep the calendar.
    """
    if not may_change_calendar(by, organ):
        raise Refusal("not_allowed", "您没有维护工作日历的权限，不能重算期限。")
    return list(move_terms(by=by, at=at, organ=organ, calendars=Calendars(entered()), why=why))


def move_terms(*, by: User | None, at: datetime, organ: Organ | None, calendars: Calendars, why: str) -> Iterator[Move]:
    """Move and log as `recalculate` does, chunk by chunk, and yield each move; asks for no right.

    For operations only, which have asked; inside a transaction of theirs all chunks are written or none.
    """
    for ids in _chunks(organ):
        with transaction.atomic():
            found = list(_moves_of(_cases(ids).select_for_update(of=("self",)), calendars))
            _write(found, by=by, at=at, why=why)
        yield from found


def _moves_of(cases: "QuerySet[DisclosureRequest]", calendars: Calendars) -> Iterator[Move]:
    locked = list(cases)
    logs, last = _logs([case.pk for case in locked])
    for case in locked:
        move = _move_of(case, logs[case.pk], calendars.of(case.organ), last[case.pk])
        if move is not None:
            yield move


def _move_of(case: DisclosureRequest, log: list[Entry], calendar: WorkCalendar, last_seq: int) -> Move | None:
    reading = clock.read(regime=case.regime, events=clock_events(log), calendar=calendar)
    was, becomes = (case.due_on, case.is_provisional), (reading.due_on, reading.provisional)
    term = DUE_ON
    # of what an applicant is to do only the days for paying are working days; while they run there is no due date
    if was == becomes and case.status == Status.PAYING:
        term, was = PAY_BY, (case.awaited_until, False)
        becomes = (awaited_until(regime=case.regime, entries=log, calendar=calendar), False)
    if was == becomes:
        return None
    return Move(
        case_id=case.pk, number=case.number, organ_id=case.organ_id, organ_path=case.organ.path,
        before=was[0], after=becomes[0], was_provisional=was[1], is_provisional=becomes[1], last_seq=last_seq, term=term,
    )  # fmt: skip


def _write(moved: list[Move], *, by: User | None, at: datetime, why: str) -> None:
    alike: dict[tuple[str, date | None, bool], list[int]] = defaultdict(list)
    for move in moved:
        alike[move.term, move.after, move.is_provisional].append(move.case_id)
    # cases share their dates: one statement for each date instead of a branch for each case
    for (term, after, is_provisional), ids in alike.items():
        rows = DisclosureRequest.objects.filter(pk__in=ids)
        if term == DUE_ON:
            rows.update(due_on=after, is_provisional=is_provisional)
        else:
            rows.update(awaited_until=after)
            FeeNotice.objects.filter(request_id__in=ids, struck_at=None).update(pay_by=after)
    CaseEvent.objects.bulk_create([_event(move, by=by, at=at, why=why) for move in moved])


def _event(move: Move, *, by: User | None, at: datetime, why: str) -> CaseEvent:
    before, after = (on.isoformat() if on else "" for on in (move.before, move.after))
    return CaseEvent(
        request_id=move.case_id, seq=move.last_seq + 1, kind=EventKind.RECALCULATED, on=localdate(at), at=at, by=by,
        data={"changes": {move.term: [before, after]}}, note=why,
    )  # fmt: skip


def _chunks(organ: Organ | None) -> Iterator[list[int]]:
    rows = DisclosureRequest.objects.unfinished()
    rows = rows if organ is None else rows.within(organ)
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]


def _cases(ids: list[int]) -> "QuerySet[DisclosureRequest]":
    """Return the cases of a chunk that are still without a reply."""
    rows = DisclosureRequest.objects.unfinished().filter(pk__in=ids).order_by("pk")
    columns = ("id", "number", "regime", "status", "due_on", "is_provisional", "awaited_until", "organ__path")
    return rows.select_related("organ").only(*columns)


def _logs(case_ids: list[int]) -> tuple[dict[int, list[Entry]], dict[int, int]]:
    """Return the logs of some cases, and the place of the last event of each, appeals' included."""
    logs: dict[int, list[Entry]] = defaultdict(list)
    last: dict[int, int] = {}
    rows = CaseEvent.objects.filter(request_id__in=case_ids).order_by("request_id", "seq")
    columns = ("request_id", "appeal_id", "seq", "kind", "on", "data")
    for case_id, appeal_id, seq, kind, on, data in rows.values_list(*columns):
        last[case_id] = seq
        if appeal_id is None:
            logs[case_id].append(Entry(seq, kind, on, data))
    return logs, last
