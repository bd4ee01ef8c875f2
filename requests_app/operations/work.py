"""One act on one case: the case locked, the act allowed, what happened logged, the caches settled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.db.models import Max
from django.utils.timezone import localdate

from openness.organs.models import Organ, User
from openness.organs.rights import Action, may, stands_in_for
from requests_app import clock, lifecycle
from requests_app.awaited_term import awaited_until
from requests_app.calendars import Calendars, calendar_of
from requests_app.choices import EventKind
from requests_app.lifecycle import Act, Course
from requests_app.models import CaseEvent, DisclosureRequest
from requests_app.operations.meanwhile import stale
from requests_app.operations.refused_by_database import as_refusal
from requests_app.refusals import Refusal
from requests_app.step_order import disorder
from requests_app.timeline import ANSWERED, Entry, clock_events

SETTLED = frozenset({"status", "owes_notice", "due_on", "is_provisional", "awaited_until"})
"""The columns of a case that only repeat what its log says."""


@dataclass
class Work:
    """A locked case on which one act is being done; call `log` for what happened, then `finish`."""

    case: DisclosureRequest
    by: User
    at: datetime
    entries: list[Entry]
    rights: list[Action] = field(default_factory=lambda: [Action.CASE_WORK])
    calendars: Calendars | None = None
    changed: set[str] = field(default_factory=set)

    @classmethod
    def begin(
        cls,
        *,
        case: DisclosureRequest,
        act: Act,
        by: User,
        at: datetime,
        on: date | None = None,
        version: int | None = None,
        action: Action = Action.CASE_WORK,
        calendars: Calendars | None = None,
    ) -> Self:
        """Lock the case and check that `act` may be done by `by` on `on`.

        Args:
            case: the case; it is read again under the lock.
            act: the operation.
            by: who acts.
            at: the instant of entry.
            on: the legal date of the act; None where it has none. What is learned late may lie before the last step: `log`
                looks after its place.
            version: the version the person saw; None skips the comparison.
            action: the right needed.
            calendars: the calendar of each unit, for a step on many cases; None reads that of the case.

        Raises:
            Refusal: no right, changed meanwhile, not allowed in this status, or a date out of order.
        """
        locked = DisclosureRequest.objects.select_related("organ").select_for_update(of=("self",)).get(pk=case.pk)
        require(by, action, locked.organ)
        if version is not None and version != locked.version:
            raise stale(locked, locked.events.filter(appeal=None).order_by("seq"), seen=version, now=locked.version)
        work = cls(case=locked, by=by, at=at, entries=entries_of(locked), rights=[action], calendars=calendars)
        lifecycle.require(act, work.course)
        if on is not None:
            after = None if act in lifecycle.LEARNED_LATE else work.course.last_on
            require_order(on, after=after, today=localdate(at))
        return work

    @property
    def course(self) -> Course:
        """What the log says so far."""
        return lifecycle.course_of(self.case.regime, self.entries)

    def use(self, right: Action) -> None:
        """Remember another right that the act is done by, so that the log tells whose it was."""
        self.rights.append(right)

    def set(self, **values: Any) -> None:
        """Set fields of the case; they are stored by `finish`."""
        for name, value in values.items():
            setattr(self.case, name, value)
            self.changed.add(name)

    def log(
        self,
        kind: EventKind,
        *,
        on: date,
        data: Mapping[str, Any] | None = None,
        sealed: Mapping[str, Any] | None = None,
        note: str = "",
    ) -> CaseEvent:
        """Add one event to the log of the case.

        Raises:
            Refusal: what others did, which is learned late, lies before what it answers.
        """
        seq = next_seq(self.case)
        if kind in ANSWERED:
            require_places([*self.entries, Entry(seq, kind, on, data or {})])
        event = CaseEvent.objects.create(
            request=self.case,
            seq=seq,
            kind=kind,
            on=on,
            at=self.at,
            by=self.by,
            data=told_by(self.by, self.rights, self.case.organ, data or {}),
            sealed=dict(sealed or {}),
            note=note,
            version=self.case.version + 1,
        )
        self.entries.append(Entry(seq, kind, on, event.data))
        return event

    def finish(self) -> DisclosureRequest:
        """Settle status and term from the log, store the case and return it.

        Raises:
            Refusal: the database refuses the result; nothing is written.
        """
        self.set(version=self.case.version + 1, worked_on_at=self.at)
        settle(self.case, self.entries, self.calendars)
        self.changed |= SETTLED
        check_values(self.case)
        try:
            self.case.save(update_fields=sorted(self.changed))
        except IntegrityError as broken:
            raise as_refusal(broken) from broken
        self.case.refresh_from_db()
        return self.case


def told_by(by: User, rights: Iterable[Action], organ: Organ, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an event says, with the absent person in whose place it was done.

    Args:
        by: who acts.
        rights: the rights that were used.
        organ: the unit it is done to.
        data: what the event says of itself.
    """
    absent = next(filter(None, (stands_in_for(by, right, organ) for right in rights)), None)
    return {**data, "in_place_of": str(absent)} if absent is not None else dict(data)


def require(by: User, action: Action, organ: Organ) -> None:
    """Raise Refusal where `by` may not do `action` in `organ`."""
    if not may(by, action, organ):
        raise Refusal("not_allowed", f"您没有在“{organ}”办理这一步的权限。需要时请联系本单位审核人或主管部门。")


def require_order(on: date, *, after: date | None, today: date, field: str = "on") -> None:
    """Raise Refusal where `on` lies before the step before it or after today."""
    if on > today:
        raise Refusal("in_the_future", f"日期 {on} 晚于今天（{today}）。请填写已经发生的日期。", field)
    if after is not None and on < after:
        raise Refusal(
            "before_predecessor", f"日期 {on} 早于上一步的日期 {after}。请核对；上一步填错的请先更正。", field
        )


def require_places(entries: list[Entry], field: str = "on") -> None:
    """Raise Refusal where a step of the log lies before one that it follows."""
    pair = disorder(entries)
    if pair is not None:
        (first, before), (second, after) = ((EventKind(one.kind).label, one.on) for one in pair)
        raise Refusal(
            "before_predecessor",
            f"“{second}”的日期 {after} 早于“{first}”的 {before}。请核对；已登记的日期填错的，请先（或一并）更正。",
            field,
        )


def check_values(row: models.Model) -> None:
    """Raise Refusal where a field of `row` holds what its column or its closed list cannot hold."""
    try:
        row.clean_fields(exclude=[field.name for field in row._meta.concrete_fields if field.is_relation])
    except ValidationError as wrong:
        name, messages = next(iter(wrong.message_dict.items()))
        raise _impossible(row, name, messages[0]) from wrong
    for column in row._meta.concrete_fields:
        value = row.__dict__.get(column.attname)
        if isinstance(value, str) and "\0" in value:
            raise _impossible(row, column.name, "含有无法保存的空字符，请删去后重填。")


def _impossible(row: models.Model, name: str, why: str) -> Refusal:
    label = getattr(row._meta.get_field(name), "verbose_name", name)
    return Refusal("value_not_possible", f"{label}：{why}", name)


def require_running(case: DisclosureRequest, on: date) -> None:
    """Raise Refusal where the term ran out before `on`: nothing revives an expired term."""
    if case.due_on is not None and on > case.due_on:
        raise Refusal("after_due", f"答复期限已于 {case.due_on} 届满，届满后不能再办理这一步。请尽快答复。", "on")


def entries_of(case: DisclosureRequest) -> list[Entry]:
    """Return the log of a case as pure data; what happened to its appeals moves neither status nor clock."""
    rows = CaseEvent.objects.filter(request=case, appeal=None).order_by("seq").values_list("seq", "kind", "on", "data")
    return [Entry(*row) for row in rows]


def next_seq(case: DisclosureRequest) -> int:
    """Return the place behind the last event of a case."""
    last = CaseEvent.objects.filter(request=case).aggregate(last=Max("seq"))["last"]
    return (last or 0) + 1


def settle(case: DisclosureRequest, entries: list[Entry], calendars: Calendars | None = None) -> None:
    """Set what `case` keeps of its log (`SETTLED`): where it stands, what it owes, and its terms.

    Args and refusals as of `settle_term`.
    """
    course = lifecycle.course_of(case.regime, entries)
    case.status, case.owes_notice = course.status, course.owes_notice
    settle_term(case, entries, calendars)


def settle_term(case: DisclosureRequest, entries: list[Entry], calendars: Calendars | None = None) -> None:
    """Set the due date of `case`, and by when its applicant is to act, from its log.

    Args:
        case: the case.
        entries: its log.
        calendars: the calendar of each unit where they have been read; None reads that of the case.

    Raises:
        Refusal: the log makes no sequence the clock can follow.
    """
    calendar = calendar_of(case.organ) if calendars is None else calendars.of(case.organ)
    try:
        reading = clock.read(regime=case.regime, events=clock_events(entries), calendar=calendar)
    except clock.ClockError as broken:
        raise Refusal(broken.code, str(broken)) from broken
    case.due_on, case.is_provisional = reading.due_on, reading.provisional
    case.awaited_until = awaited_until(regime=case.regime, entries=entries, calendar=calendar)
