"""Random legal sequences of logged steps: status and clock never contradict each other, and each leads on to an end."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app import clock
from requests_app.choices import EventKind, Regime, Status
from requests_app.clock import ClockState
from requests_app.course import Course, course_of
from requests_app.foresight import foresee
from requests_app.lifecycle import Act
from requests_app.step_order import disorder
from requests_app.timeline import ANSWERED, Entry, clock_events
from requests_app.workdays import packaged_calendar
from tests.possible import possible_acts

CALENDAR = packaged_calendar()
START = {"r2007": date(2018, 3, 1), "r2019": date(2026, 3, 2)}
MOST_DAYS = {"r2007": 15, "r2019": 20}

Said = Callable[[Course, date, st.DataObject], dict[str, Any]]


def nothing(course: Course, on: date, data: st.DataObject) -> dict[str, Any]:
    return {}


def pending(course: Course, on: date, data: st.DataObject) -> dict[str, Any]:
    return {"act": data.draw(st.sampled_from(sorted(course.pending)))}


MOVES: dict[Act, tuple[EventKind, Said]] = {
    Act.CONFIRM_RECEIPT: (EventKind.RECEIPT_CONFIRMED, nothing),
    Act.ASK_CORRECTION: (EventKind.CORRECTION_ASKED, nothing),
    Act.RECEIVE_CORRECTION: (EventKind.CORRECTION_RECEIVED, nothing),
    Act.CONSULT: (
        EventKind.CONSULTATION_SENT,
        lambda course, on, data: {"ref": f"{course.steps}", "party": data.draw(st.sampled_from(["third_party", "joint_organ"]))},
    ),
    Act.CONSULTATION_DELIVERED: (
        EventKind.CONSULTATION_DELIVERED,
        lambda course, on, data: {
            "ref": data.draw(st.sampled_from(sorted(course.sent_consultations - course.delivered_consultations)))
        },
    ),
    Act.CONSULTATION_RETURNED: (
        EventKind.CONSULTATION_RETURNED,
        lambda course, on, data: {
            "ref": data.draw(st.sampled_from(sorted(course.open_consultations))),
            "stance": data.draw(st.sampled_from(["agrees", "refuses", ""])),
        },
    ),
    Act.ASK_REASONS: (EventKind.REASONS_ASKED, nothing),
    Act.RECEIVE_REASONS: (EventKind.REASONS_GIVEN, nothing),
    Act.PROPOSE_EXTENSION: (EventKind.SUBMITTED, lambda course, on, data: {"act": "extend"}),
    Act.PROPOSE_ANSWER: (EventKind.SUBMITTED, lambda course, on, data: {"act": "decide"}),
    Act.SEND_BACK: (EventKind.SENT_BACK, pending),
    Act.RECALL: (EventKind.RECALLED, pending),
    Act.EXTEND: (
        EventKind.EXTENDED, lambda course, on, data: {"days": data.draw(st.integers(1, MOST_DAYS[course.regime]))},
    ),
    Act.TELL_EXTENSION: (EventKind.EXTENSION_TOLD, nothing),
    Act.POSTPONE: (EventKind.POSTPONED, lambda course, on, data: {"until": (on + timedelta(days=50)).isoformat()}),
    Act.NOTICE_FEE: (EventKind.FEE_NOTICED, nothing),
    Act.DELIVER_FEE: (EventKind.FEE_DELIVERED, nothing),
    Act.PAY_FEE: (EventKind.FEE_PAID, nothing),
    Act.WAIVE_FEE: (EventKind.FEE_WAIVED, nothing),
    Act.DECIDE: (EventKind.DECIDED, nothing),
    Act.SERVE: (EventKind.SERVED, lambda course, on, data: {"served_on": data.draw(st.sampled_from(["", on.isoformat()]))}),
    Act.WITHDRAW: (EventKind.WITHDRAWN, nothing),
    Act.REOPEN: (EventKind.REOPENED, nothing),
    Act.VOID: (EventKind.VOIDED, nothing),
}  # fmt: skip
ENDS = {Status.CLOSED, Status.VOID}
ONWARD = (
    Act.CONFIRM_RECEIPT, Act.RECEIVE_CORRECTION, Act.PAY_FEE, Act.RECALL, Act.CONSULTATION_RETURNED,
    Act.RECEIVE_REASONS, Act.DECIDE, Act.SERVE,
)  # fmt: skip


class Log:
    """A log that grows."""

    def __init__(self, regime: str, *, unconfirmed: bool) -> None:
        self.regime = regime
        self.entries = [Entry(1, EventKind.REGISTERED, START[regime], {"unconfirmed": unconfirmed})]

    @property
    def course(self) -> Course:
        return course_of(self.regime, self.entries)

    def read(self) -> clock.Reading:
        return clock.read(regime=self.regime, events=clock_events(self.entries), calendar=CALENDAR)

    def possible(self) -> list[Act]:
        return [act for act in possible_acts(self.course) if act in MOVES]

    def take(self, act: Act, on: date, data: st.DataObject) -> None:
        """Add what the act logs; what was foreseen of it is what the clock then says."""
        kind, said = MOVES[act]
        told = said(self.course, on, data)
        if kind in ANSWERED:
            on = self.late_day(kind, str(told.get("ref", "")), max(on, self.latest), data)
        thought = foresee(regime=self.regime, entries=self.entries, kind=kind, on=on, data=told, calendar=CALENDAR)
        self.entries.append(Entry(len(self.entries) + 1, kind, on, told))
        assert thought == self.read()
        assert disorder(self.entries) is None

    @property
    def latest(self) -> date:
        return max(one.on for one in self.entries)

    def late_day(self, kind: EventKind, ref: str, today: date, data: st.DataObject) -> date:
        """Return any day from what the step answers to what answers it, or to today."""
        about = [one for one in self.entries if str(one.data.get("ref", "")) == ref]
        first = max(one.on for one in about if one.kind in ANSWERED[kind])
        answers = [one.on for one in about if kind in ANSWERED.get(one.kind, ())]
        return data.draw(st.dates(first, min([*answers, today])))


def agree(course: Course, reading: clock.Reading) -> None:
    """Assert that status and clock tell the same."""
    ended = course.is_closed
    assert (reading.state == ClockState.STOPPED) == ended
    assert (reading.state == ClockState.WAITING) == (not course.is_confirmed and not ended)
    assert (reading.state == ClockState.SUSPENDED) == ((course.is_correcting or course.is_paying) and not ended) or (
        course.has_open_answer  # an answer given past a fee that was not paid: nothing restarts the term
    )
    if reading.state == ClockState.RUNNING:
        assert reading.due_on is not None


@settings(max_examples=600, deadline=None)
@given(st.data())
def test_status_and_clock_agree_and_each_walk_leads_to_an_end(data: st.DataObject) -> None:
    log = Log(data.draw(st.sampled_from(Regime.values)), unconfirmed=data.draw(st.booleans()))
    for _ in range(data.draw(st.integers(0, 16))):
        possible = log.possible()
        assert possible or log.course.is_void
        if not possible:
            return
        # the office's own steps follow each other; what others did may lie, or come to lie, on either side of them
        first = log.course.last_on or log.latest
        on = data.draw(st.dates(first, log.latest + timedelta(days=12)))
        log.take(data.draw(st.sampled_from(possible)), on, data)
        if not log.course.is_void:
            agree(log.course, log.read())
    for _ in range(40):
        if log.course.status in ENDS:
            return
        act = next(act for act in ONWARD if act in log.possible())
        log.take(act, log.latest, data)
    pytest.fail(f"no end in sight: {log.course}")


def test_the_acts_left_out_log_no_step_of_their_own() -> None:
    left_out = {
        Act.APPROVE, Act.OPEN_APPEAL, Act.ASSIGN, Act.CLAIM, Act.HAND_OVER, Act.HAND_BACK, Act.SPLIT, Act.AMEND,
        Act.STRIKE, Act.ATTACH,
    }  # fmt: skip
    assert set(Act) - set(MOVES) == left_out
