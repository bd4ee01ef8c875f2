"""What there is to write for a case: the papers it calls for, each with the rows it is about. Nothing is written here."""

from dataclasses import dataclass
from datetime import date

from requests_app.choices import EventKind, PaperKind
from requests_app.lifecycle import Act, course_of
from requests_app.models import Decision, DisclosureRequest, FeeNotice, IssuedPaper, PaperTemplate
from requests_app.operations.work import entries_of
from requests_app.outdated_papers import Outdated, outdated_papers
from requests_app.paper_occasions import Answer, Made, Occasion, occasions
from requests_app.paper_steps import noted_by, open_step
from requests_app.timeline import effective


@dataclass(frozen=True)
class Assignment:
    """What is to be written: for which case, on which occasion, under which number, and with which template."""

    case: DisclosureRequest
    occasion: Occasion
    on: date
    number: str
    template: PaperTemplate | None
    decision: Decision | None = None
    fee_notice: FeeNotice | None = None
    about: IssuedPaper | None = None


def papers_asked(case: DisclosureRequest) -> tuple[list[Occasion], dict[int, Outdated]]:
    """Return the papers that a case calls for or allows and that are not made yet, and those that a person has to void."""
    entries, answers, made = entries_of(case), answers_of(case), made_for(case)
    outdated = outdated_papers(entries=entries, answers=answers, papers=made)
    current = [one for one in made if one.seq not in outdated]
    return occasions(regime=case.regime, entries=entries, answers=answers, papers=current), outdated


def occasions_of(case: DisclosureRequest) -> list[Occasion]:
    """Return the papers that a case calls for or allows and that are not made yet."""
    return papers_asked(case)[0]


def outdated_of(case: DisclosureRequest) -> dict[int, Outdated]:
    """Return the papers of a case that a person has to void, by their place, each with the reason."""
    made = made_for(case)
    return outdated_papers(entries=entries_of(case), answers=answers_of(case), papers=made) if made else {}


def open_step_of(paper: IssuedPaper) -> Act | None:
    """Return the step of the case that is still to record how a paper was served."""
    case, entries = paper.request, entries_of(paper.request)
    course = course_of(case.regime, entries)
    return open_step(paper=_made(paper), course=course, entries=entries, answers=answers_of(case))


def step_that_noted(paper: IssuedPaper) -> str:
    """Return what the step is called that noted the service of a paper; empty where none did."""
    return noted_by(_made(paper), entries_of(paper.request))


def answers_of(case: DisclosureRequest) -> list[Answer]:
    """Return the decisions that stand, as far as papers depend on them."""
    numbers = set(case.papers.standing().values_list("number", flat=True))
    return [
        Answer(
            one.seq, one.outcome, one.decided_on, tuple(one.exemptions), bool(one.override_reason), one.replied_on,
            has_own_number=bool(one.document_number) and one.document_number not in numbers,
        )
        for one in case.decisions.standing().order_by("seq")
    ]  # fmt: skip


def made_for(case: DisclosureRequest) -> list[Made]:
    """Return what was issued and not voided."""
    return [_made(one) for one in case.papers.standing().select_related("decision", "about").order_by("seq")]


def _made(paper: IssuedPaper) -> Made:
    return Made(
        paper.seq, paper.kind, paper.issued_on, paper.event_seq,
        paper.decision.seq if paper.decision else None, paper.about.seq if paper.about else None,
    )  # fmt: skip


def assignment_of(case: DisclosureRequest, occasion: Occasion, *, on: date, number: str) -> Assignment:
    """Return what is to be written on an occasion, with the rows it is about."""
    decision = case.decisions.filter(seq=occasion.decision).first() if occasion.decision else None
    about = case.papers.filter(seq=occasion.about).first() if occasion.about else None
    return Assignment(
        case=case, occasion=occasion, on=on, number=number, decision=decision, about=about,
        fee_notice=_fee_notice(case, occasion), template=PaperTemplate.objects.for_unit(case.organ, occasion.kind),
    )  # fmt: skip


def _fee_notice(case: DisclosureRequest, occasion: Occasion) -> FeeNotice | None:
    """Return the notice that an entry of the log speaks of: both are counted in their order."""
    if occasion.kind != PaperKind.FEE:
        return None
    noticed = [one.seq for one in effective(entries_of(case)) if one.kind == EventKind.FEE_NOTICED]
    rows = list(case.fee_notices.filter(struck_at__isnull=True).order_by("seq"))
    place = noticed.index(occasion.event_seq) if occasion.event_seq in noticed else len(rows)
    return rows[place] if place < len(rows) else None
