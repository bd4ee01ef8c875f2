"""The only writer of the calendar: a planned change with its rows, the terms it moves, and the logs of both."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.timezone import localdate

from openness.organs.models import Organ, User
from requests_app.calendar_plans import CalendarPlan
from requests_app.calendars import Calendars, entered
from requests_app.models import CalendarDay, CalendarNotice, ExtraDayOff
from requests_app.operations.calendar_effect import Effect, Tally, check_plan
from requests_app.operations.recalculation import move_terms
from requests_app.refusals import Refusal


@transaction.atomic
def change_calendar(*, by: User | None, at: datetime, plan: CalendarPlan, seen: str | None = None) -> Effect:
    """Write a change of the calendar, move the terms of open cases by it, and log each: all of it or nothing.

    Args:
        by: who changes the calendar; None where the system itself does it.
        at: the instant.
        plan: the rows as they are to be.
        seen: the token of the preview that the person confirmed; None compares with nothing.

    Raises:
        Refusal: no right there; what is new stands already; or (code `changed_since`) calendar or cases are no longer
            as the preview showed them.
    """
    await_other_changes()
    check_plan(plan, by)
    tally = Tally(by=by, today=localdate(at), plan=plan)
    if seen is not None and not tally.is_of(seen):
        raise _changed_since()
    _write(plan, by)
    why = f"工作日历变动：{plan.what}"
    for move in move_terms(by=by, at=at, organ=plan.organ, calendars=Calendars(entered()), why=why):
        tally.take(move)
    effect = tally.effect()
    if seen is not None and seen != effect.token:
        raise _changed_since()
    return effect


def _changed_since() -> Refusal:
    message = "预览之后，日历或案件又有变动，没有保存。下面是按现在的情况重新计算的结果，请再核对并确认。"
    return Refusal("changed_since", message)


def await_other_changes() -> None:
    """Let changes of the calendar pass one after the other: each locks the roots of the tree (SQLite has one writer)."""
    # no_key: rows that only refer to a unit, such as new cases, are still written meanwhile
    list(Organ.objects.filter(depth=1).select_for_update(no_key=True).values_list("pk"))


def _write(plan: CalendarPlan, by: User | None) -> None:
    for year, notice in plan.notices.items():
        if notice is not None:
            _put(CalendarNotice, {"year": year}, asdict(notice), by)
    owner: dict[str, Any] = {}
    if plan.of_year is not None:
        owner = {"of_notice_id": CalendarNotice.objects.get(year=plan.of_year).pk}
    for on, day in plan.days.items():
        _put(CalendarDay, {"on": on}, None if day is None else asdict(day) | owner, by)
    for on, off in plan.days_off.items():
        _put(ExtraDayOff, {"organ": plan.organ, "on": on}, None if off is None else asdict(off), by)
    for year, notice in plan.notices.items():
        if notice is None:
            _put(CalendarNotice, {"year": year}, None, by)


def _put(model: type[models.Model], key: Mapping[str, Any], values: Mapping[str, Any] | None, by: User | None) -> None:
    """Make a row what it is to be, with who did it in its history; one that is so already is left alone."""
    row: Any = model._default_manager.filter(**key).first()
    if values is None:
        if row is not None:
            row._history_user = by
            row.delete()
        return
    if row is not None and all(getattr(row, name) == value for name, value in values.items()):
        return
    row = row or model(**key)
    for name, value in values.items():
        setattr(row, name, value)
    row._history_user = by
    row.save()
