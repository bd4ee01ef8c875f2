"""The counts of a report are read from indexes alone, whatever the units (design, idea 4)."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openness.organs.scopes import OrganSet, Segment
from reports_app.queries import Question, counted
from tests.office import Office

YEAR = 2025
COUNTING = {
    "channel": "request_counts_received",
    "outcome": "request_counts_closed",
    "into": "request_counts_carried",
    "processing_fee": "request_fees",
}
TABLE = "requests_app_disclosurerequest"
SQLITE_READS = ("Column", "Rowid")

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["the whole tree", "a subtree", "one unit"])
def organs(request: pytest.FixtureRequest) -> OrganSet:
    office = Office()
    return {
        "the whole tree": OrganSet(is_everything=True),
        "a subtree": OrganSet(segments=(Segment(office.district.path, is_in=True),)),
        "one unit": OrganSet(only=office.first.pk),
    }[request.param]


def statements(organs: OrganSet) -> list[str]:
    """Return the SQL of the counts over cases."""
    with CaptureQueriesContext(connection) as captured:
        counted(Question(organs, YEAR))
    return [query["sql"] for query in captured.captured_queries if f'FROM "{TABLE}"' in query["sql"]]


def explained(how: str, statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"{how} {statement}")
        return cursor.fetchall()  # type: ignore[no-any-return]


def index_for(statement: str) -> str:
    """Return the index that a count was made for, known by what it selects."""
    selected = statement.partition(" FROM ")[0]
    return next(index for word, index in COUNTING.items() if f'"{word}"' in selected)


def test_a_report_counts_its_cases_in_four_statements(organs: OrganSet) -> None:
    assert [index_for(statement) for statement in statements(organs)] == list(COUNTING.values())


def test_no_count_looks_into_a_row(organs: OrganSet) -> None:
    is_from_index_alone = {"sqlite": reads_no_row_of_sqlite, "postgresql": can_be_index_only}[connection.vendor]
    assert [statement for statement in statements(organs) if not is_from_index_alone(statement)] == []


def reads_no_row_of_sqlite(statement: str) -> bool:
    """Say whether the index is used and the program never reads from the table.

    SQLite calls no index with a generated column "covering", so its plan does not tell; its bytecode does.
    """
    plan = " ".join(str(step[3]) for step in explained("EXPLAIN QUERY PLAN", statement))
    program = explained("EXPLAIN", statement)
    table = {step[2] for step in program if step[1] == "OpenRead" and is_the_table(step[3])}
    reads = [step for step in program if step[1] in SQLITE_READS and step[2] in table]
    return f"SEARCH {TABLE} USING INDEX {index_for(statement)}" in plan and not reads


def can_be_index_only(statement: str) -> bool:
    """Say whether PostgreSQL knows an index-only scan for it; on a handful of rows it would prefer other ways."""
    with connection.cursor() as cursor:
        for way in ("seqscan", "bitmapscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        # what other tests left behind was never vacuumed: say that every page is visible, as it is in a kept database
        cursor.execute("UPDATE pg_class SET relallvisible = 1000000 WHERE oid = %s::regclass", [TABLE])
    plan = "\n".join(str(step[0]) for step in explained("EXPLAIN", statement))
    # which of the indexes it takes hangs on what other tests left in the table
    return re.search(rf"Index Only Scan using \w+ on {TABLE}", plan) is not None


def is_the_table(root_page: int) -> bool:
    """Say whether the table of cases begins at this page of the SQLite file."""
    known = f"SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '{TABLE}' AND rootpage = %s"
    with connection.cursor() as cursor:
        cursor.execute(known, [root_page])
        return cursor.fetchone() is not None
