"""The course of a case's term: what has been folded so far, and the due date that follows from it."""

from dataclasses import dataclass, field
from datetime import date

from openness.dated_law import Rule
from requests_app.clock_reading import ClockError, ClockEvent, ClockState, Reading, Step
from requests_app.pauses import Pause, nth_counted
from requests_app.regimes import Terms, regulation_of
from requests_app.workdays import WorkCalendar


@dataclass(slots=True)
class Course:
    """What has been folded so far; made and dropped by one reading of the clock."""

    regime: str
    calendar: WorkCalendar
    first: date | None = None
    start: date | None = None
    granted: int = 0
    postponed: date | None = None
    is_suspended: bool = False
    charged_on: date | None = None
    stopped_on: date | None = None
    last_on: date = date.min
    pauses: list[Pause] = field(default_factory=list)
    # consultation -> (sent on, last day for answering; None where the law sets none)
    open: dict[str, tuple[date, date | None]] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        regulation_of(self.regime)

    def terms(self, on: date) -> Terms:
        """Return the Regulation's terms on a day."""
        return regulation_of(self.regime).terms_on(on)

    def note(self, on: date, what: str, days: int | None, rule: Rule) -> None:
        """Add a step that rests on `rule`."""
        self.steps.append(Step(on, what, days, rule.article, rule.standing))

    def running_since(self, event: ClockEvent) -> date:
        """Return the day before day 1; raise ClockError where the term has not begun."""
        if self.start is None:
            raise ClockError("not_started", f"{event.on} 的事件之前没有法定收到日期，期限尚未起算。请先确认收到日期。")
        return self.start

    def term(self) -> int:
        """Working days of the whole term; the base is that of the receipt date."""
        return number(self.terms(self.first or self.last_on).reply_days) + self.granted

    def due_on(self) -> date | None:
        """Return the last day for the reply; None while none exists (not received, suspended, no end of a pause)."""
        if self.start is None or self.is_suspended:
            return None
        going = [(sent, last or self.stopped_on) for sent, last in self.open.values()]
        pauses = self.pauses + [Pause(sent, last) for sent, last in going if last is not None]
        if any(last is None for _, last in going):
            return None
        due = nth_counted(start=self.start, days=self.term(), pauses=pauses, calendar=self.calendar)
        return max(due, self.calendar.roll(self.postponed)) if self.postponed else due

    def state(self) -> ClockState:
        """Return whether the term runs."""
        if self.stopped_on is not None:
            return ClockState.STOPPED
        if self.start is None:
            return ClockState.WAITING
        if self.is_suspended:
            return ClockState.SUSPENDED
        return ClockState.PAUSED if self.open else ClockState.RUNNING

    def reading(self) -> Reading:
        """Return the due date with the steps, the last of them the due day itself."""
        due = self.due_on()
        if due is None or self.first is None or self.start is None:
            return Reading(None, False, self.regime, self.state(), tuple(self.steps))
        years = self.calendar.provisional_years(self.start, due)
        named = "、".join(f"{year}年" for year in years)
        caution = f"（暂定：未收录{named}放假通知，通知公布后可能变动）" if years else ""
        self.note(due, f"答复期限届满日{caution}", None, self.terms(self.first).reply_days)
        return Reading(due, bool(years), self.regime, self.state(), tuple(self.steps))


def number(rule: Rule) -> int:
    """Return the days of a rule that sets some.

    Raises:
        ClockError: it sets none.
    """
    if type(rule.value) is not int:
        raise ClockError("no_such_step", f"{rule.article}没有规定这一期限（{rule.note}）。请核对本件适用的条例和日期。")
    return rule.value
