"""Lists that stay fast at millions of rows: a capped count."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import QuerySet

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
