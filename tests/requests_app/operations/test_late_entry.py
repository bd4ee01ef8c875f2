"""A consent entered after the term it extends, or dated before its draft: only with a reason, which stays in the log."""

from datetime import date

import pytest

from requests_app.operations import Answer
from tests.office import Office, instant
from tests.refusing import refused
from tests.requests_app.casework import Bureau, Hands, day
from tests.requests_app.conftest import Register

pytestmark = pytest.mark.django_db

IN_TIME = instant("2026-03-16 10:00")
"""The last day of the term of a request received on 10 February 2026."""
WHY = "负责人3月16日在纸质审批单上签字，系统中漏登（虚构）"


def test_a_consent_entered_after_the_term_revives_nothing_without_a_reason(register: Register, head: Hands) -> None:
    case = register()
    for reason in ("", "  "):
        with refused("entered_late"):
            head.extend(case=case, on=day("03-16"), days=20, reason="量大", late_entry_reason=reason)
    case.refresh_from_db()
    assert (case.due_on, case.extension_days) == (day("03-16"), 0)


def test_a_consent_explained_late_extends_and_is_marked(register: Register, head: Hands) -> None:
    case = head.extend(case=register(), on=day("03-16"), days=20, reason="量大", late_entry_reason=WHY)
    assert case.extension_days == 20
    assert case.events.get(kind="extended").data["late_entry_reason"] == WHY


def test_no_reason_makes_a_consent_after_the_term(register: Register, head: Hands) -> None:
    with refused("after_due"):
        head.extend(case=register(), on=day("03-17"), days=20, reason="量大", late_entry_reason=WHY)


def test_a_consent_entered_in_time_bears_no_mark(register: Register, office: Office) -> None:
    case = Hands(office.head, IN_TIME).extend(
        case=register(), on=day("03-13"), days=20, reason="量大", late_entry_reason="并未补登"
    )
    assert "late_entry_reason" not in case.events.get(kind="extended").data


def test_a_submitted_extension_is_not_approved_late_without_a_reason(bureau: Bureau) -> None:
    case = Hands(bureau.drafter.by, IN_TIME).propose_extension(case=bureau.register(), days=20, reason="量大")
    with refused("entered_late"):
        bureau.head.approve(case=case, act="extend", on=day("03-16"))
    case = bureau.head.approve(case=case, act="extend", on=day("03-16"), late_entry_reason=WHY)
    assert case.events.get(kind="extended").data["late_entry_reason"] == WHY


def test_an_answer_is_not_approved_before_it_was_drafted_without_a_reason(bureau: Bureau) -> None:
    case = bureau.drafter.propose_answer(case=bureau.register(), answer=Answer("OPEN"))
    with refused("entered_late"):
        bureau.head.approve(case=case, act="decide", on=date(2026, 11, 20))
    case = bureau.head.approve(case=case, act="decide", on=date(2026, 11, 20), late_entry_reason=WHY)
    assert case.events.get(kind="decided").data["late_entry_reason"] == WHY


def test_an_answer_approved_on_the_day_of_its_draft_needs_none_and_bears_no_mark(bureau: Bureau) -> None:
    case = bureau.drafter.propose_answer(case=bureau.register(), answer=Answer("OPEN"))
    case = bureau.head.approve(case=case, act="decide", on=date(2026, 11, 23), late_entry_reason="并未补登")
    assert "late_entry_reason" not in case.events.get(kind="decided").data
