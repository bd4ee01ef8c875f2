"""What may be done next: the table of acts and statuses, and that no legal sequence of steps ends in a dead end."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app import clock
from requests_app.choices import EventKind, Status
from requests_app.lifecycle import ALLOWED_FROM, Act, course_of, refusal
from requests_app.preconditions import PRECONDITIONS
from requests_app.timeline import Entry, clock_events
from requests_app.workdays import packaged_calendar
from tests.possible import possible_acts

START = date(2026, 3, 2)
ENDS = {Status.CLOSED, Status.VOID}


Happened = tuple[EventKind, Mapping[str, object]]


def log(*steps: Happened) -> list[Entry]:
    """Return a log of steps on consecutive days."""
    return [Entry(seq, kind, START + timedelta(days=seq), data) for seq, (kind, data) in enumerate(steps, start=1)]


REGISTERED: Happened = (EventKind.REGISTERED, {})
ASKED: Happened = (EventKind.CORRECTION_ASKED, {})
CORRECTED: Happened = (EventKind.CORRECTION_RECEIVED, {})
DECIDED: Happened = (EventKind.DECIDED, {})
SERVED: Happened = (EventKind.SERVED, {"served_on": "2026-04-01"})


@pytest.mark.parametrize(
    ("steps", "status"),
    [
        ([(EventKind.REGISTERED, {"unconfirmed": True})], Status.UNCONFIRMED),
        ([REGISTERED], Status.OPEN),
        ([REGISTERED, ASKED], Status.CORRECTING),
        ([REGISTERED, ASKED, CORRECTED], Status.OPEN),
        ([REGISTERED, (EventKind.CONSULTATION_SENT, {"ref": "1"})], Status.CONSULTING),
        ([REGISTERED, DECIDED], Status.DECIDED),
        ([REGISTERED, DECIDED, SERVED], Status.CLOSED),
        ([REGISTERED, (EventKind.WITHDRAWN, {})], Status.CLOSED),
        ([REGISTERED, DECIDED, SERVED, (EventKind.REOPENED, {})], Status.REOPENED),
        ([REGISTERED, DECIDED, SERVED, (EventKind.REOPENED, {}), DECIDED, SERVED], Status.CLOSED),
        (
            [REGISTERED, DECIDED, SERVED, (EventKind.REOPENED, {}), (EventKind.CONSULTATION_SENT, {"ref": "1"})],
            Status.REOPENED,
        ),
        ([REGISTERED, DECIDED, SERVED, (EventKind.REOPENED, {}), (EventKind.WITHDRAWN, {})], Status.CLOSED),
        ([REGISTERED, (EventKind.VOIDED, {})], Status.VOID),
    ],
)
def test_status_follows_the_log(steps: list[Happened], status: Status) -> None:
    assert course_of("r2019", log(*steps)).status == status


@pytest.mark.parametrize("act", list(Act))
def test_an_act_outside_its_statuses_is_refused_with_where_it_is_allowed(act: Act) -> None:
    samples = {
        Status.UNCONFIRMED: log((EventKind.REGISTERED, {"unconfirmed": True})),
        Status.OPEN: log(REGISTERED),
        Status.CORRECTING: log(REGISTERED, ASKED),
        Status.CONSULTING: log(REGISTERED, (EventKind.CONSULTATION_SENT, {"ref": "1"})),
        Status.DECIDED: log(REGISTERED, DECIDED),
        Status.CLOSED: log(REGISTERED, DECIDED, SERVED),
        Status.REOPENED: log(REGISTERED, DECIDED, SERVED, (EventKind.REOPENED, {})),
        Status.VOID: log(REGISTERED, (EventKind.VOIDED, {})),
    }
    for status, entries in samples.items():
        found = refusal(act, course_of("r2019", entries))
        if status not in ALLOWED_FROM[act]:
            assert found is not None
            assert found.code == "not_in_this_status"
            assert status.label in found.message


def test_every_act_has_statuses_and_every_precondition_an_act() -> None:
    assert set(ALLOWED_FROM) == set(Act)
    assert set(PRECONDITIONS) <= set(Act)


def test_amendments_correct_the_step_they_name() -> None:
    entries = [
        *log(REGISTERED, ASKED, CORRECTED),
        Entry(4, EventKind.AMENDED, START, {"events": {"3": {"on": "2026-03-20"}}}),
    ]
    assert [event.on for event in clock_events(entries)] == [date(2026, 3, 3), date(2026, 3, 4), date(2026, 3, 20)]


MOVES: dict[Act, EventKind] = {
    Act.CONFIRM_RECEIPT: EventKind.RECEIPT_CONFIRMED,
    Act.ASK_CORRECTION: EventKind.CORRECTION_ASKED,
    Act.RECEIVE_CORRECTION: EventKind.CORRECTION_RECEIVED,
    Act.CONSULT: EventKind.CONSULTATION_SENT,
    Act.CONSULTATION_RETURNED: EventKind.CONSULTATION_RETURNED,
    Act.EXTEND: EventKind.EXTENDED,
    Act.POSTPONE: EventKind.POSTPONED,
    Act.DECIDE: EventKind.DECIDED,
    Act.SERVE: EventKind.SERVED,
    Act.WITHDRAW: EventKind.WITHDRAWN,
    Act.REOPEN: EventKind.REOPENED,
    Act.VOID: EventKind.VOIDED,
}


@given(st.data())
def test_no_legal_sequence_of_steps_reaches_a_dead_end(data: st.DataObject) -> None:
    unconfirmed = data.draw(st.booleans())
    entries = [Entry(1, EventKind.REGISTERED, START, {"unconfirmed": unconfirmed})]
    for seq in range(2, data.draw(st.integers(2, 14))):
        course = course_of("r2019", entries)
        possible = [act for act in possible_acts(course) if act in MOVES]
        assert possible or course.status in ENDS
        if not possible:
            break
        act = data.draw(st.sampled_from(possible))
        on = entries[-1].on + timedelta(days=data.draw(st.integers(0, 12)))
        entries.append(Entry(seq, MOVES[act], on, details(act, seq, on, course.open_consultations)))
        clock.read(regime="r2019", events=clock_events(entries), calendar=packaged_calendar())


def details(act: Act, seq: int, on: date, waiting: frozenset[str]) -> dict[str, object]:
    """Return what the log keeps of an act."""
    if act == Act.CONSULT:
        return {"ref": str(seq), "party": "third_party"}
    if act == Act.CONSULTATION_RETURNED:
        return {"ref": min(waiting)}
    if act == Act.EXTEND:
        return {"days": 20}
    if act == Act.POSTPONE:
        return {"until": (on + timedelta(days=30)).isoformat()}
    return {}
