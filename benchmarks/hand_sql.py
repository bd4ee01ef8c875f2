"""The best SQL that we can write by hand for the numbers of a report, on the same tables and indexes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connections

PARTS: Mapping[str, str] = {
    "received": """
        SELECT channel, applicant_kind, '', COUNT(*), 0 FROM requests_app_disclosurerequest
        WHERE is_live AND received_year = {year} {units} GROUP BY channel, applicant_kind""",
    "closed": """
        SELECT outcome, applicant_kind, timeliness, COUNT(*), 0 FROM requests_app_disclosurerequest
        WHERE is_live AND closed_year = {year} {units} GROUP BY outcome, applicant_kind, timeliness""",
    "carried": """
        SELECT applicant_kind, '', '', COUNT(CASE WHEN received_year < {year} THEN 1 END),
               COUNT(CASE WHEN ended_year > {year} THEN 1 END) FROM requests_app_disclosurerequest
        WHERE is_live AND ended_year > received_year AND ended_year >= {year} AND received_year <= {year} {units}
        GROUP BY applicant_kind""",
    "appeals": """
        SELECT route, CASE WHEN ended_year = {year} THEN result ELSE 'pending' END AS state, '', COUNT(*),
               COUNT(CASE WHEN filed_year = {year} THEN 1 END) FROM requests_app_appeal
        WHERE is_live AND ended_year >= {year} AND filed_year <= {year} {units} GROUP BY route, state""",
    "fee": """
        SELECT '', '', '', COALESCE(SUM(processing_fee), 0), 0 FROM requests_app_disclosurerequest
        WHERE is_live AND closed_year = {year} AND processing_fee IS NOT NULL {units}""",
}


@dataclass(frozen=True)
class HandSql:
    """The statements for one year and some units, on one database; `units` is a condition in SQL or empty."""

    year: int
    units: str = ""
    alias: str = "default"

    def separately(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return the rows of each part, one statement after another."""
        with connections[self.alias].cursor() as cursor:
            found = {}
            for name, part in PARTS.items():
                cursor.execute(self._filled(part))
                found[name] = cursor.fetchall()
        return found

    def at_once(self) -> list[tuple[Any, ...]]:
        """Return the rows of all parts from a single statement."""
        whole = " UNION ALL ".join(
            f"SELECT '{name}', p.* FROM ({self._filled(part)}) p" for name, part in PARTS.items()
        )
        with connections[self.alias].cursor() as cursor:
            cursor.execute(whole)
            return cursor.fetchall()  # type: ignore[no-any-return]

    def _filled(self, part: str) -> str:
        return part.format(year=self.year, units=f"AND {self.units}" if self.units else "")


def of_unit(organ_id: int) -> str:
    """Return the condition that one unit handles the case."""
    return f"organ_id = {organ_id}"


def of_subtree(first: str, after: str) -> str:
    """Return the condition that a unit of the subtree `[first, after)` handles the case."""
    return f"organ_id IN (SELECT id FROM organs_organ WHERE path >= '{first}' AND path < '{after}')"
