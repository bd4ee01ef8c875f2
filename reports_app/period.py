"""The time a report speaks of: one calendar year, half-open."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A report year: 1 January to 31 December (law/README §5), as [start, end)."""

    year: int

    @property
    def start(self) -> date:
        """First day of the year."""
        return date(self.year, 1, 1)

    @property
    def end(self) -> date:
        """First day after the year."""
        return date(self.year + 1, 1, 1)

    @property
    def last(self) -> date:
        """Last day of the year, as people write the period."""
        return self.end - timedelta(days=1)

    @property
    def previous(self) -> "Period":
        """The year before, whose closing stock this year carries in."""
        return Period(self.year - 1)

    def __contains__(self, on: date) -> bool:
        return self.start <= on < self.end
