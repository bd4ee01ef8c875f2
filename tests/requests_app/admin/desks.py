"""A desk with one case of each kind on it, and what the workbench shows of it."""

from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from openness.organs.models import User
from requests_app import operations
from requests_app.choices import ProposalState, ProposedAct, Status
from requests_app.models import Appeal, DisclosureRequest, Proposal
from tests.office import NOW, Office
from tests.requests_app.admin.conftest import TODAY, replied
from tests.requests_app.casework import Hands
from tests.requests_app.conftest import Register

INDEX = reverse("admin:index")


def bench(browser: Client, **query: str) -> Any:
    """Return what the workbench of the first page draws."""
    return browser.get(INDEX, query).context


def figures(browser: Client, **query: str) -> dict[str, Any]:
    """Return the figures of the workbench by the code of their card."""
    sections = bench(browser, **query)["sections"]
    return {figure.code: figure for section in sections for figure in section.figures}


def values(browser: Client, **query: str) -> dict[str, str]:
    """Return the figures that are not nought."""
    return {code: figure.value for code, figure in figures(browser, **query).items() if figure.value != "0"}


def received(register: Register, on: date, **changes: Any) -> DisclosureRequest:
    """Register a request received on a day."""
    return register(arrived_on=on, received_on=on, **changes)


def drafted(case: DisclosureRequest, by: User, state: ProposalState, act: str = ProposedAct.DECIDE) -> Proposal:
    """Put a draft on a case."""
    return Proposal.objects.create(request=case, act=act, state=state, by=by, at=NOW)


def standing(case: DisclosureRequest, status: Status) -> DisclosureRequest:
    """Put a case into a status whose operation is not the matter here."""
    DisclosureRequest.objects.filter(pk=case.pk).update(status=status, due_on=None)
    return case


def ordered_anew(
    case: DisclosureRequest, office: Office, result: str = "corrected", consequence: str = "new_answer"
) -> Appeal:
    """Refuse on 19 November; let a review of 20 November end today, by default ordering a new answer."""
    replied_on, clerk = date(2026, 11, 19), Hands(office.clerk)
    clerk.decide(case=case, on=replied_on, outcome="DENY_THIRD", replied_on=replied_on)
    review = clerk.open_appeal(organ=case.organ, case=case, route="review", filed_on=date(2026, 11, 20))
    ended: Appeal = clerk.close_appeal(appeal=review, on=TODAY, result=result, consequence=consequence)
    return ended


def fill_desk(office: Office, register: Register) -> None:
    """Leave one case of each kind on the desk of 甲局, and a late one on that of 乙局."""
    # law/calendar: received 2026-10-23 → due Friday 11-20; 10-26 → Monday 11-23, today; 10-27 → 11-24; 10-30 → 11-27
    received(register, date(2026, 10, 23))
    drafted(received(register, date(2026, 10, 26)), office.clerk, ProposalState.DRAFT)
    drafted(received(register, date(2026, 10, 27)), office.clerk, ProposalState.SUBMITTED)
    drafted(received(register, date(2026, 10, 30)), office.clerk, ProposalState.SENT_BACK)
    register(arrived_on=date(2026, 11, 19), received_on=None, receipt_basis="", channel="web")
    register(arrived_on=date(2026, 11, 20), received_on=None, receipt_basis="", channel="web")
    corrected = received(register, date(2026, 11, 20))
    operations.ask_correction(
        case=corrected, by=office.clerk, at=NOW, on=TODAY, what="文号", respond_by=date(2026, 12, 8)
    )
    lapsed = received(register, date(2026, 11, 13))
    asked_on, until = date(2026, 11, 16), date(2026, 11, 20)
    operations.ask_correction(case=lapsed, by=office.clerk, at=NOW, on=asked_on, what="文号", respond_by=until)
    asked = received(register, date(2026, 11, 20))
    operations.consult(case=asked, by=office.clerk, at=NOW, on=TODAY, party="third_party", name="孙某（虚构）")
    standing(received(register, date(2026, 11, 20)), Status.EXPLAINING)
    standing(received(register, date(2026, 11, 20)), Status.PAYING)
    operations.decide(case=received(register, date(2026, 11, 19)), by=office.clerk, at=NOW, on=TODAY, outcome="OPEN")
    extended = received(register, date(2026, 11, 20))
    operations.extend(case=extended, by=office.head, at=NOW, on=TODAY, days=20, reason="量大（虚构）")
    again = replied(received(register, date(2026, 11, 18)), office)
    operations.reopen(case=again, by=office.head, at=NOW, on=TODAY, because="复议决定（虚构）")
    ordered_anew(received(register, date(2026, 11, 17)), office)
    received(register, date(2026, 10, 22), by=office.neighbour, organ=office.second)
