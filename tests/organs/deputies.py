"""A deputy of the head of 甲局, for tests of deputies and their pages."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from openness.organs.deputies import set_deputy
from openness.organs.models import Deputy
from tests.office import NOW, Office

FIRST, LAST = date(2026, 11, 20), date(2026, 11, 30)
DURING = date(2026, 11, 25)
Naming = Callable[..., Deputy]


@pytest.fixture
def name_deputy(office: Office) -> Naming:
    """Return a function that names the clerk of 甲局 deputy of its head, by the coordinator."""

    def make(**changes: Any) -> Deputy:
        given: dict[str, Any] = {
            "by": office.coordinator,
            "at": NOW,
            "person": office.head,
            "deputy": office.clerk,
            "since": FIRST,
            "until": LAST,
            "reason": "休假（虚构）",
        }
        return set_deputy(**{**given, **changes})

    return make
