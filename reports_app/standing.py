"""A report as it stands now: what people wrote, beside the numbers of this moment."""

from dataclasses import dataclass
from datetime import date

from openness.organs.choices import Scope
from openness.organs.models import Organ
from reports_app.compiling import Compiled, compiled
from reports_app.formats import format_for
from reports_app.models import Report
from reports_app.period import Period
from reports_app.report_words import WORDS
from requests_app.refusals import Refusal


@dataclass(frozen=True)
class StandingReport:
    """The stored draft and its numbers; they are counted anew each time, so that none is stale."""

    report: Report
    numbers: Compiled

    @property
    def title(self) -> str:
        """The title of the report; an aggregate is the report of an area, not of its office."""
        name = self.numbers.organ.name
        of_area = self.report.scope == Scope.AGGREGATE
        return WORDS.title.said({**self._slots, "organ": WORDS.area_of(name) if of_area else name})

    @property
    def introduction(self) -> str:
        """What the writer wrote before part one, or else the drafted introduction."""
        return self.report.introduction or WORDS.introduced(self._slots)

    @property
    def _slots(self) -> dict[str, str]:
        organ, period = self.numbers.organ, Period(self.report.year)
        return {
            "organ": organ.name,
            "year": str(self.report.year),
            "prescribed_by": self.numbers.format.prescribed_by,
            "start": _spoken(period.start),
            "end": _spoken(period.last),
            "website": organ.website,
            "contact": organ.office_name or organ.name,
            "address": organ.address,
            "postcode": organ.postcode,
            "phone": organ.phone or organ.office_phone,
            "email": organ.email,
        }


def standing_report(*, organ: Organ, year: int, scope: str) -> StandingReport:
    """Return a report as it stands now.

    Args:
        organ, year, scope: whose report.

    Raises:
        NoFormat: no format is prescribed for the year.
        Refusal: nobody compiled it yet.
    """
    format_for(year)
    report = Report.objects.select_related("organ", "compiled_by").filter(organ=organ, year=year, scope=scope).first()
    if report is None:
        raise Refusal("not_compiled", f"{organ} {year}年的报告还没有编制；请先在报告页面或用 compile_report 编制。")
    return StandingReport(report, compiled(organ=organ, year=year, scope=scope))


def _spoken(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"
