"""Drafts for approval: written, submitted, approved or sent back; an approved one becomes the step itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from requests_app.choices import ProposalState
from requests_app.models import Proposal
from requests_app.operations.work import Work
from requests_app.refusals import Refusal


def live_draft(work: Work, act: str) -> Proposal | None:
    """Return the draft of an act that may still become something."""
    return Proposal.objects.live().filter(request=work.case, act=act).select_related("by").first()


def pending_draft(work: Work, act: str) -> Proposal:
    """Return the draft of an act that waits for approval. Raises Refusal where none does."""
    found = Proposal.objects.submitted().filter(request=work.case, act=act).select_related("by").first()
    if found is None:
        raise Refusal("nothing_pending", "本件没有正在送审的这一项，可能刚被撤回或审核过。请刷新页面。", "act")
    return found


def write_draft(work: Work, *, act: str, arguments: Mapping[str, Any], state: ProposalState, at: datetime) -> Proposal:
    """Write the one live draft of an act; its drafter is whoever wrote it last."""
    draft = live_draft(work, act) or Proposal(request=work.case, act=act)
    draft.arguments, draft.state, draft.by, draft.at = dict(arguments), state, work.by, at
    if state == ProposalState.SUBMITTED:
        draft.submitted_at = at
    draft.save()
    return draft


def drop_drafts(work: Work, act: str = "") -> dict[str, str]:
    """Let go of the drafts that another way overtook; return what state they were in, for a step that is struck.

    Args:
        work: the case.
        act: only drafts of this act; empty: all of them.
    """
    live = Proposal.objects.live().filter(request=work.case)
    overtaken = live.filter(act=act) if act else live
    before = dict(overtaken.order_by("pk").values_list("act", "state"))
    if before:
        overtaken.update(state=ProposalState.DROPPED, decided_by=work.by, decided_at=work.at)
    return before


def bring_back(work: Work, act: str, state: str) -> None:
    """Let the last draft of an act stand again as it stood before the step that used it or let it go."""
    if Proposal.objects.live().filter(request=work.case, act=act).exists():
        return
    draft = Proposal.objects.filter(request=work.case, act=act).order_by("-at", "-pk").first()
    if draft is None:
        return
    if draft.state == ProposalState.APPROVED:
        draft.note, draft.is_self_approved = "", False
    draft.state, draft.decided_by, draft.decided_at = state, None, None
    draft.save(update_fields=["state", "decided_by", "decided_at", "note", "is_self_approved"])
