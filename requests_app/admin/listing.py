"""Lists of cases: rows that know how they stand to their term."""

from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest

from requests_app.admin.desk import Desk
from requests_app.admin.searches import searched_for


class CaseList(ChangeList):
    """The case list: its rows carry their term, worked out with one calendar; what it is searched for is posted."""

    posts_searches = True

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        """Return the rows that bear what is searched for, which the address may only have a key of."""
        self.query = searched_for(request)
        return super().get_queryset(request, exclude_parameters)

    def get_results(self, request: HttpRequest) -> None:
        """Read the page of rows and give each its term."""
        super().get_results(request)
        desk = Desk.of(request)
        rows: Any = list(self.result_list)
        for case in rows:
            case.term = desk.term_of(case)
        self.result_list = rows
