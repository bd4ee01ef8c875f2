"""Long lists of what is worked on: few queries, only the filters that are offered; cases know how they stand to their term."""

from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest

from openness.paging import CappedPaginator
from requests_app.admin.desk import Desk
from requests_app.admin.doing import DoingAdmin
from requests_app.admin.searches import searched_for

SEALED = ("id_number", "phone", "address", "email", "extra")
LONG = ("content", "note")
"""What a list of cases does not draw: sealed columns and long texts are neither read nor opened for it."""


class LongListAdmin(DoingAdmin):
    """A page with a list of many rows."""

    sortable_by = ()
    list_per_page = 50
    list_max_show_all = 0
    list_select_related = ("organ",)
    paginator = CappedPaginator
    show_full_result_count = False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Refuse every filter that is not offered: guessing at masked names by address would unmask them."""
        return lookup in {offered.parameter_name for offered in self.list_filter}  # type: ignore[union-attr]


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
