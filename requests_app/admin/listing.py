"""Lists of cases: a capped count, and rows that know how they stand to their term."""

from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest

from openness.paging import COUNT_CAP, CappedPaginator
from requests_app.admin.desk import Desk

__all__ = ["COUNT_CAP", "CappedPaginator", "CaseList"]


class CaseList(ChangeList):
    """The case list: its rows carry their term, worked out with one calendar."""

    def get_results(self, request: HttpRequest) -> None:
        """Read the page of rows and give each its term."""
        super().get_results(request)
        desk = Desk.of(request)
        rows: Any = list(self.result_list)
        for case in rows:
            case.term = desk.term_of(case)
        self.result_list = rows
