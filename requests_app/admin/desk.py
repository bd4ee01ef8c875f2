"""The edge of the admin: the clock and the calendar, read once per request."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest
from django.utils.timezone import localdate, now

from openness.organs.models import Organ
from requests_app.calendars import Calendars, entered
from requests_app.choices import Status, Timeliness
from requests_app.models import DisclosureRequest
from requests_app.workdays import OutsideCalendar, WorkCalendar


@dataclass(frozen=True)
class Term:
    """How a case stands to its term, in words.

    Args:
        text: what people read.
        tag: the colour class of it; empty where none is needed.
        is_provisional: the due date may move with a notice still to come.
    """

    text: str
    tag: str = ""
    is_provisional: bool = False


@dataclass
class Desk:
    """Now, today and the working days, as one request sees them."""

    at: datetime
    _calendars: Calendars | None = None

    @classmethod
    def of(cls, request: HttpRequest) -> "Desk":
        """Return the desk of a request; the clock is read when it is first asked for."""
        desk = getattr(request, "requests_desk", None)
        if desk is None:
            desk = cls(at=now())
            request.requests_desk = desk  # type: ignore[attr-defined]
        return desk

    @property
    def today(self) -> date:
        """Today's date."""
        return localdate(self.at)

    def calendar(self) -> WorkCalendar:
        """Return the office's calendar."""
        return self._read().base

    def calendars(self) -> Calendars:
        """Return the calendars of the units."""
        return self._read()

    def calendar_of(self, organ: Organ) -> WorkCalendar:
        """Return the calendar of a unit: the office's, less the days off of the units above it."""
        return self._read().of(organ)

    def term_of(self, case: DisclosureRequest) -> Term:
        """Return how a case stands to its term today."""
        if case.status == Status.VOID or case.status == Status.UNCONFIRMED:
            return Term("—")
        if case.status == Status.REOPENED:
            return self._again(case)
        if case.closed_on is not None:
            return Term(Timeliness(case.timeliness).label if case.timeliness else "—", case.timeliness)
        if case.due_on is None:
            return Term("期限中止", "correcting")
        return self._running(case, case.due_on)

    def _again(self, case: DisclosureRequest) -> Term:
        """Return how a reopened case stands to the day ordered for its new answer."""
        if case.answer_by is None:
            return Term("没有登记重新答复的期限")
        running = self._running(case, case.answer_by)
        left = f"（{running.text}）" if running.tag else ""
        return Term(f"须于 {case.answer_by} 前重新答复{left}", running.tag)

    def _running(self, case: DisclosureRequest, due_on: date) -> Term:
        try:
            days = self.calendar_of(case.organ).between(self.today, due_on)
        except OutsideCalendar:
            return Term("—")
        if due_on < self.today:
            return Term(f"已逾期 {-days} 个工作日" if days else "已逾期", "overdue")
        text = f"剩 {days} 个工作日" if due_on > self.today else "今天到期"
        return Term(text, "warning" if days <= SOON else "", case.is_provisional)

    def _read(self) -> Calendars:
        if self._calendars is None:
            self._calendars = Calendars(entered())
        return self._calendars


SOON = 3
"""Working days before the due date from which a case is called due soon; a matter of the screen, not of the law."""
