"""What others did, on the pages of a case: entered late, silence with its meaning, reasons that never came."""

from datetime import date

from django.test import Client

from requests_app.choices import Status
from requests_app.models import DisclosureRequest
from tests.office import Office
from tests.requests_app.admin.conftest import SignedIn, act_page
from tests.requests_app.casework import Hands
from tests.requests_app.conftest import Register

OCTOBER = date(2026, 10, 8)


def sent(browser: Client, case: DisclosureRequest, act: str, **given: object) -> str:
    """Send the form of an act with the version of the case; return the page of the case afterwards."""
    case.refresh_from_db()
    answer = browser.post(act_page(case, act), {"version": case.version, **given}, follow=True)
    case.refresh_from_db()
    return answer.content.decode()


def consulted(register: Register, office: Office, party: str) -> DisclosureRequest:
    """Ask on the day of receipt, 8 October; 15 working days end on 28 October."""
    made: DisclosureRequest = Hands(office.clerk).consult(
        case=register(arrived_on=OCTOBER, received_on=OCTOBER), on=OCTOBER, party=party, name="某局（虚构）"
    )
    return made


def test_silence_of_a_joint_organ_shows_as_consent(register: Register, office: Office, signed_in: SignedIn) -> None:
    case, browser = consulted(register, office, "joint_organ"), signed_in(office.clerk)
    text = sent(browser, case, "consultation_returned", on="2026-10-28", ref="1", stance="silent")
    assert case.status == Status.CONSULTING
    assert "应填 2026-10-28 之后的日期" in text
    text = sent(browser, case, "consultation_returned", on="2026-10-29", ref="1", stance="silent")
    assert case.status == Status.OPEN
    assert "依法视为：同意公开" in text
    assert "逾期未答复，视为同意公开" in text


def test_silence_of_a_third_party_does_not(register: Register, office: Office, signed_in: SignedIn) -> None:
    case, browser = consulted(register, office, "third_party"), signed_in(office.clerk)
    text = sent(browser, case, "consultation_returned", on="2026-10-31", ref="1", stance="silent")
    assert "逾期未答复" in text
    assert "视为" not in text


def test_the_receipt_of_a_letter_is_entered_after_its_answer(
    register: Register, office: Office, signed_in: SignedIn
) -> None:
    case, browser = consulted(register, office, "third_party"), signed_in(office.clerk)
    sent(browser, case, "consultation_returned", on="2026-11-05", ref="1", stance="agrees")
    before = case.due_on
    sent(browser, case, "consultation_delivered", on="2026-10-15", ref="1")
    assert before is not None
    assert case.due_on is not None
    assert case.due_on > before


def test_reasons_that_never_came_are_entered_without_words(
    register: Register, office: Office, signed_in: SignedIn
) -> None:
    case, browser = register(arrived_on=OCTOBER, received_on=OCTOBER), signed_in(office.clerk)
    sent(browser, case, "ask_reasons", on="2026-10-09", what="一周80件（虚构）", respond_by="2026-10-23")
    text = sent(browser, case, "receive_reasons", on="2026-10-23", reasons="", none_came="on")
    assert case.status == Status.EXPLAINING
    assert "期满之前不能按没有说明理由处理" in text
    text = sent(browser, case, "receive_reasons", on="2026-10-24", reasons="", none_came="on")
    assert case.status == Status.OPEN
    assert "申请人没有说明理由" in text


def test_a_disclosure_that_comes_too_early_is_refused_beside_the_outcome(
    register: Register, office: Office, signed_in: SignedIn
) -> None:
    case, browser = consulted(register, office, "third_party"), signed_in(office.clerk)
    case.refresh_from_db()
    given = {"version": case.version, "on": "2026-10-12", "outcome": "OPEN"}
    answer = browser.post(act_page(case, "decide"), given)
    assert "不能决定公开" in answer.context["form"].errors["outcome"][0]
