"""Database router: heavy reading may go to a replica, where one is configured and the caller asked for it.

Not every read goes there: a replica lags, and a page shown after a save must show what was saved.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, models

REPLICA = "replica"
_from_replica: ContextVar[bool] = ContextVar("from_replica", default=False)


@contextmanager
def reading_from_replica() -> Iterator[None]:
    """Let reads inside the block go to the replica; without one they stay where they are."""
    token = _from_replica.set(True)
    try:
        yield
    finally:
        _from_replica.reset(token)


class ReplicaRouter:
    """Reads go to the replica inside `reading_from_replica`; writes and migrations never."""

    def db_for_read(self, model: type[models.Model], **hints: Any) -> str:
        """Name the database to read from."""
        return REPLICA if _from_replica.get() and REPLICA in settings.DATABASES else DEFAULT_DB_ALIAS

    def db_for_write(self, model: type[models.Model], **hints: Any) -> str:
        """Name the database to write to."""
        return DEFAULT_DB_ALIAS

    def allow_relation(self, obj1: models.Model, obj2: models.Model, **hints: Any) -> bool:
        """Allow relations across both: they hold the same rows."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Migrate the primary only; the replica follows it."""
        return db != REPLICA
