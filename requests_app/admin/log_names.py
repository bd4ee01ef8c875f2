"""What each entry of a log is called, and which were taken back."""

from collections.abc import Collection, Iterable

from requests_app.choices import EventKind
from requests_app.models import CaseEvent

REPLY = "作出答复"
"""What the log calls the step by which an answer goes out; a later entry of the same kind is the delivery, 答复送达."""

ANEW = frozenset({EventKind.DECIDED, EventKind.REOPENED})
"""After these the next reply is one of its own."""


def struck_of(events: Iterable[CaseEvent]) -> set[int]:
    """Return the places of the entries that were taken back later."""
    return {int(seq) for event in events for seq in event.data.get("struck", ())}


def names_of(events: Iterable[CaseEvent], struck: Collection[int]) -> list[str]:
    """Return what each entry is called; a reply and the delivery entered after it are told apart.

    Args:
        events: the log, oldest first.
        struck: the places of the entries that were taken back.
    """
    names = []
    is_replied = False
    for event in events:
        is_reply = event.kind == EventKind.SERVED and not is_replied
        names.append(REPLY if is_reply else str(event.get_kind_display()))
        if event.seq in struck:
            continue
        if event.kind == EventKind.SERVED:
            is_replied = True
        elif event.kind in ANEW or event.data.get("restated"):
            is_replied = False
    return names
