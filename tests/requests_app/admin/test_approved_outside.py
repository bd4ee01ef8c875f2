"""What was closed without a second person, where the unit asks for one, can be found and counted by an auditor."""

from datetime import date

from requests_app import operations
from requests_app.models import DisclosureRequest
from requests_app.operations.bulk import Chosen
from tests.office import NOW, Office
from tests.requests_app.admin.conftest import SignedIn, page
from tests.requests_app.casework import Bureau, day
from tests.requests_app.conftest import Register

CLOSING = {
    "decided_on": day("03-02"), "outcome": "OPEN", "replied_on": day("03-03"), "way": "post", "reason": "见纸质档案",
}  # fmt: skip


def closed_in_bulk(bureau: Bureau) -> DisclosureRequest:
    """Close a case of 丙局 that was answered elsewhere."""
    case = bureau.register()
    made: list[DisclosureRequest] = bureau.head.bulk_close(chosen=[Chosen(case, case.version)], **CLOSING)
    return made[0]


def recorded(bureau: Bureau) -> DisclosureRequest:
    """Put a closed case of 丙局 on record."""
    record = operations.Record(
        organ_id=bureau.organ.pk, number="旧1", channel="letter", received_on=date(2026, 2, 10),
        applicant_kind="np", closed_on=date(2026, 3, 2), outcome="OPEN", content="虚构",
    )  # fmt: skip
    return operations.record_closed(by=bureau.drafter.by, at=NOW, organ=bureau.organ, record=record)


def test_an_auditor_lists_them_and_nothing_else(
    bureau: Bureau, office: Office, register: Register, signed_in: SignedIn
) -> None:
    register()
    marked = {closed_in_bulk(bureau).pk, recorded(bureau).pk}
    struck = closed_in_bulk(bureau)
    bureau.head.strike(case=struck, reason="登错")
    bureau.head.strike(case=struck, reason="登错")
    browser = signed_in(office.auditor)
    found = browser.get(page("changelist"), {"approval": "outside"}).context["cl"].result_list
    assert {case.pk for case in found} == marked
    assert len(browser.get(page("changelist"), {"approval": "x"}).context["cl"].result_list) == 4


def test_the_page_of_the_case_says_so(bureau: Bureau, office: Office, signed_in: SignedIn) -> None:
    for case in (closed_in_bulk(bureau), recorded(bureau)):
        text = signed_in(office.auditor).get(page("change", case.pk)).content.decode()
        assert "系统外审核，系统内没有第二人审核的记录" in text
