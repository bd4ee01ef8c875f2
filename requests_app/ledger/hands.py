"""Who writes an import, when and as which batch, with the working days of each unit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from openness.organs.models import Organ, User
from requests_app.calendars import calendar_of, office_calendar
from requests_app.ledger.problems import LedgerRefused
from requests_app.models import BatchState, ExtraDayOff, ImportBatch
from requests_app.workdays import WorkCalendar


class Calendars:
    """The calendar of each unit, read once; most units share the office's."""

    def __init__(self) -> None:
        self._base = office_calendar()
        self._organs: Mapping[int, Organ] = Organ.objects.in_bulk() if ExtraDayOff.objects.exists() else {}
        self._known: dict[int, WorkCalendar] = {}

    def of(self, organ_id: int) -> WorkCalendar:
        """Return the calendar of a unit."""
        if not self._organs:
            return self._base
        if organ_id not in self._known:
            self._known[organ_id] = calendar_of(self._organs[organ_id], self._base)
        return self._known[organ_id]


@dataclass(frozen=True)
class Hand:
    """The writer of one import."""

    by: User | None
    at: datetime
    batch: ImportBatch
    calendars: Calendars = field(default_factory=Calendars)

    def hold(self) -> ImportBatch:
        """Lock the batch inside a transaction and return it.

        Raises:
            LedgerRefused: it was taken back meanwhile.
        """
        batch = ImportBatch.objects.select_for_update().filter(pk=self.batch.pk, state=BatchState.WRITING).first()
        if batch is None:
            raise LedgerRefused("batch_gone", f"批次“{self.batch.name}”在写入时被撤回，本次导入没有生效。请重新导入。")
        return batch
