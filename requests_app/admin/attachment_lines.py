"""The attachments of a case as its page lists them; a file's name only for whoever may read personal data."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from openness.organs.models import User
from openness.organs.rights import Action, may
from requests_app.attachment_kinds import SHOWN_IN_THE_BROWSER, in_words
from requests_app.choices import Status
from requests_app.models import Attachment, DisclosureRequest

CASE = "admin:requests_app_disclosurerequest"


@dataclass(frozen=True)
class AttachmentLine:
    """One attachment as the page draws it.

    Args:
        seq, kind, size, by, at: which, what for, how large in words, uploaded by whom and when.
        name: as uploaded; empty for whoever may not read it.
        url, open_url, remove_url: where it is downloaded, shown, taken down; empty where the person may not, or where
            a browser does not draw it by itself.
        removed_at, because: when and why it was taken down; None and empty where it was not.
    """

    seq: int
    kind: str
    size: str
    by: User
    at: datetime
    name: str = ""
    url: str = ""
    open_url: str = ""
    remove_url: str = ""
    removed_at: datetime | None = None
    because: str = ""


def attachments_shown(user: "User | AnonymousUser", case: DisclosureRequest) -> dict[str, Any]:
    """Return what the page of `case` lists: `attachments`, and `removed_attachments` that were taken down."""
    is_open = may(user, Action.PERSONAL_VIEW, case.organ)
    may_remove = may(user, Action.CASE_WORK, case.organ) and case.status != Status.VOID
    rows = Attachment.objects.filter(request=case).select_related("by").order_by("seq")
    lines = [_line(row, is_open=is_open, may_remove=may_remove) for row in rows]
    return {
        "attachments": [line for line in lines if line.removed_at is None],
        "removed_attachments": [line for line in lines if line.removed_at is not None],
    }


def _line(row: Attachment, *, is_open: bool, may_remove: bool) -> AttachmentLine:
    is_kept, key = row.removed_at is None, (row.request_id, row.seq)
    url = reverse(f"{CASE}_attachment", args=key) if is_kept and is_open else ""
    return AttachmentLine(
        seq=row.seq,
        kind=str(row.get_kind_display()),
        size=in_words(row.size),
        by=row.by,
        at=row.at,
        name=row.name if is_open else "",
        url=url,
        open_url=f"{url}?show=1" if url and row.content_type in SHOWN_IN_THE_BROWSER else "",
        remove_url=reverse(f"{CASE}_attachment_remove", args=key) if is_kept and may_remove else "",
        removed_at=row.removed_at,
        because=row.removed_because,
    )
