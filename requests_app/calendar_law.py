"""The holiday notices and statutory days as law/calendar.yaml states them, read strictly."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from openness.dated_law import Place, Shape, check_ascending, read_yaml

_FILE = Shape({"span": (dict,), "statutory_days": (dict,), "notices": (dict,)})
_SPAN = Shape({"from": (date,), "to": (date,)})
_STATUTORY = Shape(
    {"citation": (str,), "standing": (str,), "fixed": (dict,), "moving": (dict,)},
    {"note": (str,)},
)
_FIXED = Shape({"from": (int,), "days": (list,)})
_NOTICE = Shape({"standing": (str,), "papers": (list,), "off_days": (list,), "make_up_workdays": (list,)})


@dataclass(frozen=True)
class Notice:
    """One year's holiday notice, as amended: its pages, days off and make-up working days."""

    year: int
    papers: tuple[str, ...]
    standing: str
    off_days: tuple[date, ...]
    make_up_workdays: tuple[date, ...]


@dataclass(frozen=True)
class CalendarLaw:
    """What the calendar file says.

    Args:
        span: first and last day that the calendar covers.
        notices: year to its notice.
        statutory: the statutory days off, used only in years without a notice.
        statutory_article: their citation.
    """

    span: tuple[date, date]
    notices: Mapping[int, Notice]
    statutory: frozenset[date]
    statutory_article: str

    @property
    def years(self) -> frozenset[int]:
        """The years with a notice."""
        return frozenset(self.notices)

    @property
    def days(self) -> dict[date, bool]:
        """Every day that a notice names, with whether it is a working day."""
        off = {on: False for notice in self.notices.values() for on in notice.off_days}
        return off | {on: True for notice in self.notices.values() for on in notice.make_up_workdays}


def read_calendar(path: Path) -> CalendarLaw:
    """Return the calendar law of the file.

    Raises:
        LawError: the file is not whole: years that are no numbers, unsorted dates, a day both off and worked.
    """
    place = Place(path.name)
    document = _FILE.check(read_yaml(path), place)
    span = _SPAN.check(document["span"], place.at("span"))
    check_ascending([span["from"], span["to"]], place.at("span"))
    notices = {notice.year: notice for notice in _notices(document["notices"], place.at("notices"))}
    _check_no_day_both_ways(notices, place.at("notices"))
    section = _STATUTORY.check(document["statutory_days"], place.at("statutory_days"))
    statutory = frozenset(_statutory(section, place.at("statutory_days"), span["to"].year))
    return CalendarLaw((span["from"], span["to"]), notices, statutory, section["citation"])


def _notices(section: dict[Any, Any], place: Place) -> Iterator[Notice]:
    for year, entry in section.items():
        at = place.at(_year(year, place))
        found = _NOTICE.check(entry, at)
        if not found["papers"] or not all(isinstance(paper, str) and paper for paper in found["papers"]):
            raise at.at("papers").error("missing_citation", "the notice's page is not named", "give its address")
        off = _dates(found["off_days"], at.at("off_days"))
        worked = _dates(found["make_up_workdays"], at.at("make_up_workdays"))
        yield Notice(year, tuple(found["papers"]), found["standing"], off, worked)


def _statutory(section: dict[str, Any], place: Place, last_year: int) -> Iterator[date]:
    fixed = _FIXED.check(section["fixed"], place.at("fixed"))
    for year in range(fixed["from"], last_year + 1):
        for day in fixed["days"]:
            yield _month_day(year, day, place.at("fixed"))
    for year, days in section["moving"].items():
        yield from _dates(days, place.at("moving").at(_year(year, place.at("moving"))))


def _dates(found: object, place: Place) -> tuple[date, ...]:
    if not isinstance(found, list):
        raise place.error("not_a_list", "a list of dates is expected", "write [2026-01-01, …]")
    for number, on in enumerate(found, start=1):
        if type(on) is not date:
            raise place.at(number).error("not_a_date", f"{on!r:.40} is no date", "write YYYY-MM-DD without quotes")
    check_ascending(found, place)
    return tuple(found)


def _year(year: object, place: Place) -> int:
    if type(year) is not int:
        raise place.at(year).error("wrong_type", f"{year!r} is no year", "write the year as a number")
    return year


def _month_day(year: int, day: object, place: Place) -> date:
    try:
        return date.fromisoformat(f"{year}-{day}")
    except ValueError as broken:
        raise place.error("not_a_date", f"{day!r} is no month and day", 'write "MM-DD" in quotes') from broken


def _check_no_day_both_ways(notices: Mapping[int, Notice], place: Place) -> None:
    off = {on for notice in notices.values() for on in notice.off_days}
    for notice in notices.values():
        for on in notice.make_up_workdays:
            if on in off:
                raise place.at(notice.year).error("day_both_ways", f"{on} is off and worked", "keep the amended state")
