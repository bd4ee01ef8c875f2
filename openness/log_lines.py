"""What a line of the log may hold: never a query string, never the words of an exception.

People search by name, and databases put the refused values into their messages; both are personal data of applicants.
"""

import logging
import re
import traceback
from types import TracebackType

_QUERY = re.compile(r"\?\S*")
Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class PlainLines(logging.Formatter):
    """One line a record; of an exception its kind and where it was raised."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  named by logging
        """Return the line without query strings."""
        record.message = without_query(record.message)
        return super().formatMessage(record)

    def formatException(self, ei: Raised) -> str:  # noqa: N802  named by logging
        """Return the places and kinds of an exception and of those behind it, without their words."""
        lines: list[str] = []
        raised, seen = ei[1], set[int]()
        while raised is not None and id(raised) not in seen:
            seen.add(id(raised))
            places = traceback.extract_tb(raised.__traceback__)
            lines = [*traceback.format_list(places), f"{type(raised).__qualname__}（内容不记入日志）", *lines]
            raised = raised.__cause__ or raised.__context__
        return "\n".join(line.rstrip() for line in lines)


def without_query(text: str) -> str:
    """Return a text with what follows a question mark in an address left out."""
    return _QUERY.sub("?…", text) if "/" in text else text
