"""Days counted back from the day of loading, so that the sample looks alive whenever it is loaded."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate, localtime

from requests_app.choices import Regime
from requests_app.regimes import terms
from requests_app.workdays import WorkCalendar, packaged_calendar


@dataclass(frozen=True)
class Days:
    """The days before one instant.

    Args:
        at: the instant of loading.
    """

    at: datetime

    @property
    def today(self) -> date:
        """The day of loading."""
        return localdate(self.at)

    @property
    def term(self) -> int:
        """The working days of a reply (R19 Art. 33)."""
        return int(str(terms(Regime.R2019, self.today).reply_days.value))

    def workday_ago(self, n: int) -> date:
        """Return the day from which `n` working days lead up to today, or to the last working day before it."""
        calendar: WorkCalendar = packaged_calendar()
        day = self.today
        while calendar.between(day, self.today) < n or not calendar.is_workday(day):
            day -= timedelta(days=1)
        return day

    def entered(self, on: date) -> datetime:
        """Return an instant of a day that is over: what is dated then was entered then."""
        return min(self.at, localtime(self.at).replace(year=on.year, month=on.month, day=on.day))
