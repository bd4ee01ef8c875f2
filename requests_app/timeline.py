"""The effective timeline of a case: its log with later amendments applied, as the clock reads it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from heapq import merge
from typing import Any

from requests_app.choices import EventKind
from requests_app.clock import ClockEvent

CLOCK_KINDS = frozenset(
    {
        EventKind.REGISTERED,
        EventKind.RECEIPT_CONFIRMED,
        EventKind.CORRECTION_ASKED,
        EventKind.CORRECTION_RECEIVED,
        EventKind.CONSULTATION_SENT,
        EventKind.CONSULTATION_DELIVERED,
        EventKind.CONSULTATION_RETURNED,
        EventKind.FEE_NOTICED,
        EventKind.FEE_PAID,
        EventKind.FEE_WAIVED,
        EventKind.EXTENDED,
        EventKind.POSTPONED,
        EventKind.SERVED,
        EventKind.WITHDRAWN,
    }
)

ANSWERED: Mapping[str, tuple[EventKind, ...]] = {
    EventKind.CONSULTATION_DELIVERED: (EventKind.CONSULTATION_SENT,),
    EventKind.CONSULTATION_RETURNED: (EventKind.CONSULTATION_SENT, EventKind.CONSULTATION_DELIVERED),
    EventKind.EXTENSION_TOLD: (EventKind.EXTENDED,),
    EventKind.FEE_DELIVERED: (EventKind.FEE_NOTICED,),
}
"""What others do, and an office learns of late: it follows in time only the steps it answers, wherever the log has it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One logged event as pure data."""

    seq: int
    kind: str
    on: date
    data: Mapping[str, Any] = field(default_factory=dict)


def effective(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries in order of the log with the amendments of their dates and days applied.

    An `amended` entry names in `data["events"]` the sequence numbers it corrects and the corrected values; one with
    `data["restated"]` (a ledger imported again) sets aside all before it: the entries after it tell the whole case;
    `data["struck"]` takes out steps entered by mistake.
    """
    kept: dict[int, Entry] = {}
    for entry in sorted(entries, key=lambda one: one.seq):
        if entry.kind == EventKind.AMENDED:
            if entry.data.get("restated"):
                kept.clear()
            for seq, correction in entry.data.get("events", {}).items():
                kept[int(seq)] = _corrected(kept[int(seq)], correction)
            for seq in entry.data.get("struck", ()):
                kept.pop(int(seq), None)
        else:
            kept[entry.seq] = entry
    return list(kept.values())


def clock_events(entries: Sequence[Entry]) -> list[ClockEvent]:
    """Return what the clock folds, in order of time: the entries that move it, a first reply being its end.

    Entries after the first reply (a second answer after a review) do not move the statutory clock.
    """
    known = []
    for entry in effective(entries):
        if entry.kind in CLOCK_KINDS and not entry.data.get("unconfirmed"):
            known.append(entry)
        if entry.kind in (EventKind.SERVED, EventKind.WITHDRAWN):
            break
    return [_as_clock_event(entry) for entry in in_order(known)]


def in_order(entries: Sequence[Entry]) -> list[Entry]:
    """Return entries in order of (day, place in the log): what was learned late goes to its day.

    The others stay as they are logged, so that a wrong order among them is still seen. Of one day a letter is received
    before it is answered.
    """
    answered = {str(one.data.get("ref", "")): one.seq for one in entries if one.kind == EventKind.CONSULTATION_RETURNED}

    def place(one: Entry) -> tuple[date, int, bool]:
        is_receipt = one.kind == EventKind.CONSULTATION_DELIVERED
        seq = min(one.seq, answered.get(str(one.data.get("ref", "")), one.seq)) if is_receipt else one.seq
        return one.on, seq, not is_receipt

    late = sorted((one for one in entries if one.kind in ANSWERED), key=place)
    return list(merge([one for one in entries if one.kind not in ANSWERED], late, key=place))


def _as_clock_event(entry: Entry) -> ClockEvent:
    until = entry.data.get("until")
    return ClockEvent(
        kind=entry.kind,
        on=entry.on,
        days=entry.data.get("days"),
        until=date.fromisoformat(until) if until else None,
        ref=str(entry.data.get("ref", "")),
        deemed=str(entry.data.get("deemed", "")),
    )


def _corrected(entry: Entry, correction: Mapping[str, Any]) -> Entry:
    on = correction.get("on")
    data = {**entry.data, **{key: value for key, value in correction.items() if key != "on"}}
    return replace(entry, on=date.fromisoformat(on) if on else entry.on, data=data)
