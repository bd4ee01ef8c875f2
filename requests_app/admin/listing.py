"""Lists that stay fast at millions of rows: a capped count, and rows that know how they stand to their term."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from requests_app.admin.desk import Desk

if TYPE_CHECKING:
    AnyPaginator = Paginator[Any]
else:
    AnyPaginator = Paginator

COUNT_CAP = 10_000


class CappedPaginator(AnyPaginator):
    """Counts up to a cap; what lies behind it is reached by filters, not by page numbers."""

    @cached_property
    def found(self) -> int:
        """How many rows there are, one more than the cap at most."""
        rows = self.object_list
        if isinstance(rows, QuerySet):
            return rows.order_by()[: COUNT_CAP + 1].count()
        return len(rows)

    @property
    def is_capped(self) -> bool:
        """Whether there are more rows than are counted."""
        return self.found > COUNT_CAP

    @cached_property
    def count(self) -> int:
        """How many rows can be paged through."""
        return min(self.found, COUNT_CAP)


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
