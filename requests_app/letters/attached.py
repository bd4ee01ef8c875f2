"""What else lies in the file of a case: its attachments, as the archive takes them. The one place to wire them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from requests_app.models import DisclosureRequest


@dataclass(frozen=True)
class Attached:
    """One attachment.

    Args:
        seq: its place in the case.
        name: what it is called.
        kind: what it is, in words.
        on: the day it was added.
        size: in bytes.
        sha256: its fingerprint.
        content: reads it; raises PaperDamaged where it is missing or altered.
    """

    seq: int
    name: str
    kind: str
    on: date
    size: int
    sha256: str
    content: Callable[[], bytes]


def attachments_of(case: DisclosureRequest) -> list[Attached]:
    """Return the attachments of a case that were not taken down, in their order."""
    return []
