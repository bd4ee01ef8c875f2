"""Which years can be reported on: those that have a format and have begun."""

from datetime import date

from reports_app.cells import Format
from reports_app.formats import NoFormat, format_for


def reportable(year: int, *, today: date) -> Format:
    """Return the format of a report year.

    Args:
        year: the report year.
        today: a year that begins later cannot be reported on yet.

    Raises:
        NoFormat: no format is prescribed for the year, or it has not begun.
    """
    if year > today.year:
        raise NoFormat(f"{year}年还没有开始，不能编制或查看该年度的报告。请核对年度。")
    return format_for(year)
