"""What others did to a case or appeal between somebody's reading and saving it: told, never overwritten."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.timezone import localtime

from requests_app.choices import EventKind, ProposalState
from requests_app.models import CaseEvent, Decision, DisclosureRequest
from requests_app.refusals import Refusal

MOST = 5
"""Entries named one by one; who missed more reads the log."""


@dataclass(eq=False)
class Stale(Refusal):
    """The row was changed after the person read it.

    Args:
        version: the version it has now: what the person saves next, knowing what changed.
    """

    version: int = 0


def stale(row: models.Model, events: "Iterable[CaseEvent]", *, seen: int, now: int) -> Stale:
    """Return the refusal that says who did what since the person read the row.

    Args:
        row: the case or appeal as it stands.
        events: its log.
        seen: the version the person saw.
        now: its version.
    """
    missed = [event for event in events if event.version is not None and event.version > seen]
    told = "；".join(
        [*(_said(row, event) for event in missed[-MOST:]), *_drafts_saved(row, missed, seen=seen, now=now)]
    )
    more = f"（共{len(missed)}项，只列最后{MOST}项）" if len(missed) > MOST else ""
    return Stale(
        "changed_meanwhile",
        f"您打开之后他人已修改：{told or '改动见日志'}{more}。您填的内容没有写入，都还在下面；核对后仍要保存的，请再按一次。",
        version=now,
    )


def _drafts_saved(row: models.Model, missed: Sequence[CaseEvent], *, seen: int, now: int) -> list[str]:
    """Return who kept a draft meanwhile: that raises the version of a case, but is no entry of its log."""
    if not isinstance(row, DisclosureRequest) or len({event.version for event in missed}) == now - seen:
        return []
    drafts = row.proposals.filter(state=ProposalState.DRAFT).select_related("by")
    return [f"{one.by} {localtime(one.at):%m-%d %H:%M} 保存“{one.get_act_display()}”的草稿" for one in drafts]


def _said(row: models.Model, event: CaseEvent) -> str:
    who = str(event.by) if event.by else "系统"
    names = [*event.data.get("changes", {}), *event.data.get("personal", [])]
    what = f"（{'、'.join(_label(row, name) for name in names)}）" if names else ""
    return f"{who} {localtime(event.at):%m-%d %H:%M} 登记“{EventKind(event.kind).label}”{what}"


def _label(row: models.Model, name: str) -> str:
    columns = (*Decision._meta.concrete_fields, *row._meta.concrete_fields)
    known: dict[str, Any] = {field.name: field for field in columns}
    return str(known[name].verbose_name) if name in known else "期限" if name == "due_on" else "步骤"
