"""What the page of a case shows of its papers: the issued ones, those due, those possible."""

from typing import Any

from django.urls import reverse

from openness.organs.rights import Action, may
from requests_app.choices import PaperKind
from requests_app.models import DisclosureRequest, IssuedPaper
from requests_app.operations.paper_assignments import assignment_of, outdated_of, papers_asked
from requests_app.outdated_papers import Outdated
from requests_app.paper_law import PAPERS
from requests_app.paper_occasions import Occasion

CASE = "admin:requests_app_disclosurerequest"


def papers_context(user: Any, case: DisclosureRequest) -> dict[str, Any]:
    """Return what the page of a case draws of its papers: the issued ones, those due, those possible."""
    may_void = may(user, Action.CASE_WORK, case.organ)
    may_work = may_void and case.is_live
    waiting, outdated = papers_asked(case) if may_work else ([], outdated_of(case))
    told = _only_told(case) if waiting else frozenset()
    papers = list(case.papers.select_related("by").order_by("seq"))
    by_seq = {paper.seq: paper for paper in papers}
    offered = [(one, _offer(case, one, by_seq.get(one.about or 0))) for one in waiting]
    due = [line for one, line in offered if one.is_due and one.event_seq not in told]
    return {
        "papers": [_line(case, paper, outdated.get(paper.seq)) for paper in papers],
        "papers_due": due,
        "papers_possible": [line for _, line in offered if line not in due],
        "receipt_waits": any(one.kind == PaperKind.RECEIPT for one in waiting),
        "may_open_papers": may(user, Action.PERSONAL_VIEW, case.organ),
        "may_work_on_papers": may_work,
        "may_void_papers": may_void,
    }


def fee_due(case: DisclosureRequest, occasion: Occasion) -> list[tuple[str, str]]:
    """Return the amount that a fee notice about to be issued asks for; nothing for other papers."""
    notice = assignment_of(case, occasion, on=occasion.on, number="").fee_notice
    return [("应缴金额", f"{notice.amount} 元")] if notice is not None else []


def _only_told(case: DisclosureRequest) -> frozenset[int]:
    """Return the entries of the log that only tell of steps done elsewhere: their papers were written there."""
    # an operation numbers what it logs by the version it makes; a ledger, or a closed case put on record, does not
    return frozenset(case.events.filter(appeal=None, version__isnull=True).values_list("seq", flat=True))


def _offer(case: DisclosureRequest, occasion: Occasion, about: IssuedPaper | None) -> dict[str, Any]:
    title = PAPERS[occasion.kind].title
    return {
        "label": f"{PaperKind(occasion.kind).label}{f'（{about}）' if about else ''}",
        "hint": f"{title}，{occasion.on} 的事项",
        "url": reverse(f"{CASE}_paper", args=(case.pk, occasion.key)),
        "on": occasion.on,
    }


def _line(case: DisclosureRequest, paper: IssuedPaper, outdated: Outdated | None) -> dict[str, Any]:
    addresses = {name: reverse(f"{CASE}_paper_{name}", args=(case.pk, paper.seq)) for name in ("file", "serve", "void")}
    return {"paper": paper, "title": PAPERS[PaperKind(paper.kind)].title, "outdated": outdated, **addresses}
