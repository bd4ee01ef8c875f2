"""What the database refuses, in the sentence of the constraint it names."""

from typing import Any

from django.db import IntegrityError

from requests_app.models import Appeal, Decision, DisclosureRequest
from requests_app.refusals import Refusal


def as_refusal(broken: IntegrityError) -> Refusal:
    """Turn a refusal of the database into the sentence of the constraint it names."""
    text = str(broken)
    tables = (DisclosureRequest, Decision, Appeal)
    for constraint in (rule for table in tables for rule in table._meta.constraints):
        if constraint.name in text or _fields_in(constraint, text):
            return Refusal(constraint.name, str(constraint.violation_error_message))
    return Refusal("refused_by_database", "数据前后不一致，数据库拒绝写入，未作任何改动。请核对各日期和办理结果。")


def _fields_in(constraint: Any, text: str) -> bool:
    """SQLite names the columns of a broken unique constraint, not the constraint."""
    fields = getattr(constraint, "fields", ())
    return bool(fields) and text.startswith("UNIQUE") and all(field in text for field in fields)
