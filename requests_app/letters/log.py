"""The log of a case as letters read it: what stands after all corrections, with the words and names behind each entry."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from requests_app import clock
from requests_app.calendars import calendar_of
from requests_app.choices import EventKind
from requests_app.models import CaseEvent, DisclosureRequest
from requests_app.operations.work import entries_of
from requests_app.timeline import Entry, clock_events, effective, in_order


@dataclass(frozen=True)
class CaseLog:
    """What happened to a case, by sequence number."""

    case: DisclosureRequest
    entries: dict[int, Entry]
    rows: dict[int, CaseEvent]

    @classmethod
    def of(cls, case: DisclosureRequest) -> Self:
        """Read the log of a case."""
        rows = {row.seq: row for row in CaseEvent.objects.filter(request=case, appeal=None).order_by("seq")}
        return cls(case, {one.seq: one for one in effective(entries_of(case))}, rows)

    def entry(self, seq: int | None) -> Entry | None:
        """Return an entry as it stands."""
        return self.entries.get(seq or 0)

    def note(self, seq: int | None) -> str:
        """Return the words written to an entry."""
        row = self.rows.get(seq or 0)
        return row.note if row else ""

    def data(self, seq: int | None, key: str) -> Any:
        """Return a particular of an entry; empty where it has none."""
        entry = self.entry(seq)
        return (entry.data.get(key) if entry else None) or ""

    def on(self, seq: int | None) -> date | None:
        """Return the day of an entry."""
        entry = self.entry(seq)
        return entry.on if entry else None

    def letter_of(self, seq: int | None) -> int | None:
        """Return the entry of the letter to which an opinion came back; a letter's own entry is its own."""
        entry = self.entry(seq)
        if entry is None or entry.kind == EventKind.CONSULTATION_SENT:
            return seq
        ref = str(entry.data.get("ref", ""))
        sent = (one for one in self.entries.values() if one.kind == EventKind.CONSULTATION_SENT)
        return next((one.seq for one in sent if str(one.data.get("ref", "")) == ref), None)

    def name(self, seq: int | None) -> str:
        """Return whose opinion was asked."""
        row = self.rows.get(self.letter_of(seq) or 0)
        return str(row.sealed.get("name", "")) if row else ""

    def due_on(self, *, upto: int | None) -> date | None:
        """Return the due date as the log stood after entry `upto`; None where no clock can follow it."""
        known = [one for one in self.entries.values() if one.seq <= (upto or 0)]
        try:
            reading = clock.read(
                regime=self.case.regime, events=clock_events(known), calendar=calendar_of(self.case.organ)
            )
        except clock.ClockError:
            return None
        return reading.due_on

    def history(self) -> str:
        """Return the course of the case in sentences, as the facts of an answer begin."""
        told = [(one.on, _words(one)) for one in in_order(list(self.entries.values())) if _is_told(one)]
        return "；".join(f"{chinese(on)}，{words}" for on, words in told) + "。" if told else ""


def chinese(on: date | None) -> str:
    """Return a date as letters print it; empty for none."""
    return f"{on.year}年{on.month}月{on.day}日" if on else ""


def _is_told(entry: Entry) -> bool:
    return entry.kind in _TOLD and not entry.data.get("unconfirmed")


def _words(entry: Entry) -> str:
    return _NO_REASONS if entry.data.get("none_came") else _TOLD[EventKind(entry.kind)]


_NO_REASONS = "说明理由的期限已过，您（单位）没有说明理由"
_TOLD = {
    EventKind.REGISTERED: "本机关收到您（单位）的申请",
    EventKind.RECEIPT_CONFIRMED: "本机关与您（单位）确认收到申请",
    EventKind.CORRECTION_ASKED: "本机关告知您（单位）补正",
    EventKind.CORRECTION_RECEIVED: "本机关收到您（单位）的补正材料",
    EventKind.CONSULTATION_SENT: "本机关就所申请的信息征求意见",
    EventKind.CONSULTATION_RETURNED: "征求意见结束",
    EventKind.REASONS_ASKED: "本机关要求您（单位）说明理由",
    EventKind.REASONS_GIVEN: "本机关收到您（单位）的理由说明",
    EventKind.FEE_NOTICED: "本机关发出收费通知",
    EventKind.FEE_PAID: "您（单位）缴纳信息处理费",
    EventKind.EXTENDED: "本机关决定延长答复期限",
    EventKind.POSTPONED: "本机关确定延迟答复的合理期限",
    EventKind.REOPENED: "本机关重新办理您（单位）的申请",
}
"""What an applicant is told of the course of their case; whose opinion was asked is nobody else's business."""
