"""Filling a world with rows by the fastest means of its database, and letting it gather statistics."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connections, transaction
from django.db.models import Model, UniqueConstraint

from benchmarks.rows import Row, constant_columns

CHUNK = 20_000
NULL = r"\N"


def load(alias: str, model: type[Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Store `rows` of the varying `columns` of `model`; constants of the other columns are added."""
    constants = constant_columns(model, columns)
    names = [connections[alias].ops.quote_name(name) for name in (*columns, *constants)]
    table = f"{model._meta.db_table} ({', '.join(names)})"
    write = _copy if connections[alias].vendor == "postgresql" else _insert
    waiting = iter(rows)
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        while chunk := list(islice(waiting, CHUNK)):
            write(cursor, table, chunk, tuple(constants.values()))


@contextmanager
def without_indexes(alias: str, models: Sequence[type[Model]]) -> Iterator[None]:
    """Build the indexes of PostgreSQL after the rows: much faster for millions; SQLite keeps its own up to date."""
    if connections[alias].vendor == "sqlite":
        yield
        return
    connection = connections[alias]
    with connection.schema_editor() as editor:
        for model in models:
            for constraint in _unique(model):
                editor.remove_constraint(model, constraint)
            for index in model._meta.indexes:
                editor.remove_index(model, index)
    yield
    with connection.schema_editor() as editor:
        for model in models:
            for constraint in _unique(model):
                editor.add_constraint(model, constraint)
            for index in model._meta.indexes:
                editor.add_index(model, index)


def settle(alias: str, models: Sequence[type[Model]]) -> None:
    """Set the key sequences and gather statistics, as a database that has run for a while has done."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _unique(model: type[Model]) -> list[UniqueConstraint]:
    return [constraint for constraint in model._meta.constraints if isinstance(constraint, UniqueConstraint)]


def _copy(cursor: Any, table: str, rows: list[Row], constants: Row) -> None:
    tail = "".join(f"\t{NULL if value is None else value}" for value in constants)
    lines = ("\t".join([NULL if value is None else value for value in row]) + tail for row in rows)
    cursor.copy_expert(f"COPY {table} FROM STDIN", StringIO("\n".join(lines) + "\n"))


def _insert(cursor: Any, table: str, rows: list[Row], constants: Row) -> None:
    marks = ", ".join(["%s"] * len(rows[0]) + ["%s" for _ in constants])
    cursor.executemany(f"INSERT INTO {table} VALUES ({marks})", [(*row, *constants) for row in rows])
