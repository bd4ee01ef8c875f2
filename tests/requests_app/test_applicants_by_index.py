"""The same applicant's cases are found by indexes, however many cases there are: every case page asks for them."""

from typing import Any

import pytest
from django.db import connection

from requests_app.models import DisclosureRequest
from tests.requests_app.conftest import Register

pytestmark = pytest.mark.django_db
ORGANIZATION: dict[str, Any] = {
    "applicant_kind": "ent", "applicant_name": "某公司（虚构）", "id_number": "91500000虚构", "phone": "10000000001",
}  # fmt: skip


def plan_of(rows: Any) -> str:
    """Return how the database finds rows; PostgreSQL reads a table of the test's size whole unless that is forbidden."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    return str(rows.order_by().explain())


@pytest.mark.parametrize("left_out", ["", "id_number", "phone"])
def test_no_part_of_the_question_reads_all_cases(register: Register, left_out: str) -> None:
    asked = register(**{**ORGANIZATION, **({left_out: ""} if left_out else {})})
    other = register(**ORGANIZATION)
    rows = DisclosureRequest.objects.live().of_the_applicant(asked)
    assert list(rows) == [other]
    plan = plan_of(rows)
    assert "SCAN requests_app" not in plan
    assert "Seq Scan" not in plan
    if connection.vendor == "sqlite":  # PostgreSQL takes any index for two rows
        named = {"request_by_organization": "", "request_by_phone_digest": "phone", "request_by_id_digest": "id_number"}
        assert {index for index in named if index in plan} == {
            index for index, entry in named.items() if not entry or entry != left_out
        }
