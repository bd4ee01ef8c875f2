"""Database expressions for generated columns, in each database's native words.

The ORM's own year function is a Python function on SQLite, which other tools lack and indexes cannot use.
"""

from datetime import date
from typing import Any

from django.db.models import Func, IntegerField, Value
from django.db.models.functions import Coalesce


class YearOf(Func):
    """The year of a date column as an integer."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Read the first four characters: dates are stored as ISO text."""
        return super().as_sql(compiler, connection, template="CAST(substr(%(expressions)s, 1, 4) AS integer)")

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Extract the year."""
        return super().as_sql(compiler, connection, template="(EXTRACT(YEAR FROM %(expressions)s))::integer")


REGISTERED_ON = Coalesce("received_on", "arrived_on")

NOT_YET = date.max.year  # behind every report year


def ended_year_of(column: str) -> Coalesce:
    """Return the year of a date column, or `NOT_YET` while it is empty: one range finds open and late rows."""
    return Coalesce(YearOf(column), Value(NOT_YET))
