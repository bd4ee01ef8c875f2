"""Made-up casework in few words: people at work, a unit whose answers a second person approves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from openness.organs.choices import Role
from openness.organs.models import Organ, User
from requests_app import operations
from requests_app.models import DisclosureRequest
from tests.office import NOW, Office


@dataclass(frozen=True)
class Hands:
    """A person at work: `Hands(li).consult(case=…, on=…)` is the operation with who and when filled in."""

    by: User
    at: datetime = NOW

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return partial(getattr(operations, name), by=self.by, at=self.at)


def day(text: str) -> date:
    """Return the day `MM-DD` of 2026, or `YYYY-MM-DD`."""
    return date.fromisoformat(text if len(text) > len("MM-DD") else f"2026-{text}")


class Bureau:
    """丙局, whose answers a second person approves: a drafter, a colleague, and a head."""

    def __init__(self, office: Office) -> None:
        self.organ = office.department("T0103", "丙局", answers_need_approval=True)
        self.people = {
            "drafter": office.person("he.drafter", Role.CLERK, self.organ),
            "colleague": office.person("lv.colleague", Role.CLERK, self.organ),
            "head": office.person("shi.head", Role.HEAD, self.organ),
        }
        self.drafter, self.colleague, self.head = (Hands(person) for person in self.people.values())

    def register(self, **changes: Any) -> DisclosureRequest:
        """Register a request received on 10 February 2026: due on 16 March."""
        given: dict[str, Any] = {
            "organ": self.organ, "channel": "in_person", "arrived_on": day("02-10"), "received_on": day("02-10"),
            "receipt_basis": "submitted", "applicant_kind": "np", "applicant_name": "张三（虚构）",
            "content": "2025年绿化工程合同（虚构）",
        }  # fmt: skip
        made: DisclosureRequest = self.drafter.register(**(given | changes))
        return made

    def approve_oneself(self) -> Organ:
        """Let the unit approve itself, as its coordinator may."""
        self.organ.may_approve_self = True
        self.organ.save(update_fields=["may_approve_self"])
        return self.organ
