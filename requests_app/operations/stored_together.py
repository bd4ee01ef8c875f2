"""One transaction over rows and files: where it fails, the files that were written in it go too."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

from requests_app.models.attachment import private_storage

_WRITTEN: ContextVar[list[str] | None] = ContextVar("files written in this transaction", default=None)


@contextmanager
def stored_together() -> Iterator[list[str]]:
    """Run the block in one transaction; yield the list into which each file written is entered by its place.

    Blocks nest: only the outermost transaction can still fail, so a file belongs to the outermost block in the end.
    Whoever calls `attach` inside a wider transaction opens that one with this, not with `transaction.atomic`.
    """
    written: list[str] = []
    enclosing = _WRITTEN.get()
    token = _WRITTEN.set(written)
    is_stored = False
    try:
        with transaction.atomic():
            yield written
        is_stored = True
    finally:
        _WRITTEN.reset(token)
        if not is_stored:
            for place in written:
                private_storage().delete(place)
        elif enclosing is not None:
            enclosing += written
