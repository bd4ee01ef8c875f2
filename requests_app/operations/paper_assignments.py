"""What there is to write for a case: the papers it calls for, each with the rows it is about. Nothing is written here."""

from dataclasses import dataclass
from datetime import date

from requests_app.choices import EventKind, PaperKind
from requests_app.models import Decision, DisclosureRequest, FeeNotice, IssuedPaper, PaperTemplate
from requests_app.operations.work import entries_of
from requests_app.paper_occasions import Answer, Made, Occasion, occasions
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


def occasions_of(case: DisclosureRequest) -> list[Occasion]:
    """Return the papers that a case calls for or allows and that are not made yet."""
    answers = [
        Answer(one.seq, one.outcome, one.decided_on, tuple(one.exemptions), bool(one.override_reason))
        for one in case.decisions.standing()
    ]
    rows = case.papers.standing().select_related("decision", "about")
    made = [
        Made(
            one.seq, one.kind, one.issued_on, one.event_seq,
            one.decision.seq if one.decision else None, one.about.seq if one.about else None,
        )
        for one in rows
    ]  # fmt: skip
    return occasions(regime=case.regime, entries=entries_of(case), answers=answers, papers=made)


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
