"""Invented cases for browser tests, made by the operations; dates are counted back from today."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from openness.organs.models import Organ
from reports_app.operations import compile_report, enter_figures
from requests_app import letters, operations
from requests_app.models import DisclosureRequest, ImportBatch
from tests.office import Office

PHONE = "10000000000"  # of no carrier


def days_ago(days: int) -> date:
    """Return the day so many days before today; the browser tests are an edge, the server reads the same clock."""
    return timezone.localdate() - timedelta(days=days)


def now() -> datetime:
    """Return this moment."""
    return timezone.now()


def registered(office: Office, **given: Any) -> DisclosureRequest:
    """Register a letter that 甲局 received ten days ago."""
    told: dict[str, Any] = {
        "organ": office.first, "channel": "letter", "arrived_on": days_ago(10), "received_on": days_ago(10),
        "receipt_basis": "signed_for", "applicant_kind": "np", "applicant_name": "钱某（虚构）", "phone": PHONE,
        "id_number": "虚构证件", "content": "道路改造工程招标文件（虚构）",
    }  # fmt: skip
    return operations.register(by=office.clerk, at=now(), **(told | given))


def answered(office: Office, *, outcome: str = "OPEN", **given: Any) -> DisclosureRequest:
    """Register a letter and answer it today."""
    case = registered(office, **given)
    return operations.decide(
        case=case, by=office.clerk, at=now(), on=days_ago(0), outcome=outcome, replied_on=days_ago(0)
    )


def busy_desk(office: Office) -> None:
    """Fill the office with cases in every state, under names as long as they come, an appeal, and two drafts."""
    by, at = office.clerk, now()
    answered(office, applicant_kind="ent", applicant_name="某某省某某市某某区" * 4 + "房地产开发有限公司（虚构）")
    challenged = answered(office, number="长" * 40 + "〔1〕号", content="招标文件（虚构）" * 60)
    operations.open_appeal(
        by=by,
        at=at,
        organ=office.first,
        case=challenged,
        route="review",
        filed_on=days_ago(0),
        body="某复议机关（虚构）",
    )
    registered(office, received_on=None, receipt_basis="")
    file = SimpleUploadedFile("长" * 60 + "（虚构）.txt", "虚构".encode())
    operations.attach(case=challenged, by=by, at=at, file=file, kind="proof")
    operations.ask_correction(
        case=registered(office), by=by, at=at, on=days_ago(5), what="请写明文号（虚构）", respond_by=days_ago(-10)
    )
    operations.consult(
        case=registered(office), by=by, at=at, on=days_ago(5), party="third_party", name="某公司（虚构）"
    )
    waiting = operations.decide(case=registered(office), by=by, at=at, on=days_ago(1), outcome="OPEN")
    letters.issue_paper(case=waiting, by=by, at=at, kind="receipt", on=days_ago(10), event_seq=1)
    ImportBatch.objects.create(
        name="虚构批次", organ=office.first, file_name="台账（虚构）.xlsx", sha256="0" * 64, by=by, at=at, state="done"
    )
    enter_figures(
        by=office.coordinator,
        at=at,
        organ=office.district,
        year=days_ago(10).year,
        scope="aggregate",
        raw={"T2/rules/1": "3"},
    )
    draft(office, office.first, scope="own")
    draft(office, office.district, scope="aggregate")


def draft(office: Office, organ: Organ, *, scope: str, year: int | None = None) -> None:
    """Compile the report of a unit, of the year of the cases unless another is given."""
    by = office.coordinator
    compile_report(by=by, at=now(), organ=organ, year=year or days_ago(10).year, scope=scope)
