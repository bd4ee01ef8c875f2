"""Working days: an immutable calendar that adds and counts them in constant time, from law/calendar.yaml."""

from array import array
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate, compress
from pathlib import Path

from requests_app.calendar_law import CalendarLaw, read_calendar

LAW_FILE = Path(__file__).parent / "law" / "calendar.yaml"

_SATURDAY = 6


class OutsideCalendar(ValueError):
    """A date that the calendar does not reach: `code` for programs, a Chinese sentence for people."""

    code = "outside_calendar"

    def __init__(self, on: date | str, calendar: "WorkCalendar") -> None:
        super().__init__(f"日期 {on} 不在工作日历范围（{calendar.first} 至 {calendar.last}）内。请核对日期。")


class WorkCalendar:
    """Working days between two dates; a value that is never changed, only composed into others.

    Args:
        days: what a notice or the office says of single days; it stands before everything else.
        years: the years whose notice is known; dates of all others are provisional.
        statutory: days off that apply in years without a notice.
        span: first and last day of the calendar.
    """

    __slots__ = ("_base", "_counts", "_days", "_extra", "_ordinals", "_statutory", "_years", "first", "last")

    def __init__(
        self,
        *,
        days: Mapping[date, bool],
        years: frozenset[int],
        statutory: frozenset[date],
        span: tuple[date, date],
        extra: frozenset[date] = frozenset(),
    ) -> None:
        self.first, self.last = span
        self._days, self._years, self._statutory, self._extra = dict(days), years, statutory, extra
        self._base = self.first.toordinal()
        flags = self._flags()
        # _counts[i]: working days among the first i + 1 days; _ordinals[k]: the k-th working day
        self._counts = array("i", accumulate(flags))
        self._ordinals = array("i", compress(range(self._base, self._base + len(flags)), flags))

    def is_workday(self, on: date) -> bool:
        """Return whether `on` is a working day.

        Raises:
            OutsideCalendar: beyond the calendar.
        """
        upto = self._upto(on)
        return bool(upto) and self._ordinals[upto - 1] == on.toordinal()

    def add(self, start: date, n: int) -> date:
        """Return the `n`-th working day after `start` (the day after is day 1 if it is a working day).

        Args:
            start: the day before the count.
            n: working days, at least 1.

        Raises:
            OutsideCalendar: the calendar ends before.
        """
        if n < 1:
            raise ValueError(f"add() counts at least one working day, got {n}")
        index = self._upto(start) + n - 1
        if index >= len(self._ordinals):
            raise OutsideCalendar(f"{start} 之后第 {n} 个工作日", self)
        return date.fromordinal(self._ordinals[index])

    def roll(self, on: date) -> date:
        """Return `on` if it is a working day, else the next one.

        Raises:
            OutsideCalendar: beyond the calendar.
        """
        return on if self.is_workday(on) else self.add(on, 1)

    def between(self, after: date, upto: date) -> int:
        """Return how many working days lie in (`after`, `upto`]; negative when `upto` comes first.

        Raises:
            OutsideCalendar: beyond the calendar.
        """
        return self._upto(upto) - self._upto(after)

    def is_provisional(self, on: date) -> bool:
        """Return whether `on` lies in a year whose holiday notice is not known."""
        return on.year not in self._years

    def provisional_years(self, first: date, last: date) -> tuple[int, ...]:
        """Return the years of [`first`, `last`] whose holiday notice is not known."""
        return tuple(year for year in range(first.year, last.year + 1) if year not in self._years)

    def worked_statutory_days(self) -> tuple[date, ...]:
        """Return the statutory days off that this calendar makes working days: only a mistaken notice does that."""
        return tuple(on for on in sorted(self._statutory) if self.first <= on <= self.last and self.is_workday(on))

    def with_days_off(self, dates: Iterable[date]) -> "WorkCalendar":
        """Return this calendar with further days off (those of a minority region); they stand before all else."""
        return self._composed(days=self._days, years=self._years, extra=self._extra | frozenset(dates))

    def with_notice(self, *, days: Mapping[date, bool], years: Iterable[int] = ()) -> "WorkCalendar":
        """Return this calendar with a notice laid over it.

        Args:
            days: date to whether the notice makes it a working day.
            years: the years that the notice settles: no longer provisional, without the bare statutory days.
        """
        return self._composed(days={**self._days, **days}, years=self._years | frozenset(years), extra=self._extra)

    def _composed(self, *, days: Mapping[date, bool], years: frozenset[int], extra: frozenset[date]) -> "WorkCalendar":
        span = (self.first, self.last)
        return WorkCalendar(days=days, years=years, statutory=self._statutory, span=span, extra=extra)

    def _flags(self) -> bytearray:
        length = self.last.toordinal() - self._base + 1
        week = [(self.first + timedelta(days=offset)).isoweekday() < _SATURDAY for offset in range(7)]
        flags = bytearray(week * (length // 7 + 1))[:length]
        unsettled = {on: False for on in self._statutory if on.year not in self._years}
        for on, is_workday in {**unsettled, **self._days, **dict.fromkeys(self._extra, False)}.items():
            if self.first <= on <= self.last:
                flags[on.toordinal() - self._base] = is_workday
        return flags

    def _upto(self, on: date) -> int:
        index = on.toordinal() - self._base
        if not 0 <= index < len(self._counts):
            raise OutsideCalendar(on, self)
        return self._counts[index]


def calendar_from(law: CalendarLaw) -> WorkCalendar:
    """Return the working-day calendar of a calendar law."""
    return WorkCalendar(days=law.days, years=law.years, statutory=law.statutory, span=law.span)


@lru_cache(maxsize=1)
def packaged_law() -> CalendarLaw:
    """Return what law/calendar.yaml says."""
    return read_calendar(LAW_FILE)


@lru_cache(maxsize=1)
def packaged_calendar() -> WorkCalendar:
    """Return the calendar of the notices in law/calendar.yaml."""
    return calendar_from(packaged_law())
