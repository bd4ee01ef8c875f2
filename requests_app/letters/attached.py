"""What else lies in the file of a case: its attachments, as the archive takes them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from requests_app.models import Attachment, DisclosureRequest, FileDamaged, PaperDamaged


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
    return [_attached(one) for one in Attachment.objects.filter(request=case).kept().order_by("seq")]


def _attached(one: Attachment) -> Attached:
    def content() -> bytes:
        try:
            with one.open_checked() as kept:
                read: bytes = kept.read()
        except FileDamaged as damaged:
            raise PaperDamaged(damaged.code, one.name) from damaged
        return read

    return Attached(one.seq, one.name, one.get_kind_display(), localdate(one.at), one.size, one.sha256, content)
