"""Cases at every step that calls for a paper; all of it invented."""

import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.table import Table

from requests_app import letters
from requests_app.choices import EventKind, PaperKind, Stance
from requests_app.models import CaseEvent, Decision, DisclosureRequest, FeeNotice, IssuedPaper
from requests_app.operations.paper_assignments import occasions_of
from requests_app.paper_occasions import Occasion
from tests.office import NOW, Office
from tests.requests_app.conftest import Register

ON = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Keep the files of each test apart."""
    settings.MEDIA_ROOT = tmp_path / "media"
    yield


@pytest.fixture
def case(register: Register) -> DisclosureRequest:
    """Return a request received on 10 February 2026."""
    return register(address="虚构路1号", phone="13800001111")


def logged(case: DisclosureRequest, kind: EventKind, on: date = ON, **given: Any) -> int:
    """Add an entry to the log of a case, whatever the lifecycle says; return its place."""
    seq = case.events.count() + 1
    CaseEvent.objects.create(request=case, seq=seq, kind=kind, on=on, at=NOW, **given)
    return seq


def consulted(case: DisclosureRequest, *, party: str = "third_party", ref: str = "1", stance: str = "") -> int:
    """Ask a third party about a contract; with `stance` let its opinion come back. Return the place of the letter."""
    seq = logged(
        case, EventKind.CONSULTATION_SENT, note="绿化合同的价格条款（虚构）", sealed={"name": f"虚构公司{ref}"},
        data={"ref": ref, "party": party},
    )  # fmt: skip
    if stance:
        data = {"ref": ref, "stance": stance}
        logged(case, EventKind.CONSULTATION_RETURNED, date(2026, 3, 10), data=data, note="涉及商业秘密（虚构）")
    return seq


def decided(case: DisclosureRequest, outcome: str = "OPEN", on: date = date(2026, 3, 12), **given: Any) -> Decision:
    """Decide a case, whatever the lifecycle says."""
    logged(case, EventKind.DECIDED, on, data={"outcome": outcome})
    given = {"basis": "随本告知书提供合同复印件一份（虚构）", **given}
    return Decision.objects.create(
        request=case, seq=case.decisions.count() + 1, decided_on=on, outcome=outcome, **given
    )


def charged(case: DisclosureRequest) -> None:
    """Charge 500 yuan for fifteen items."""
    logged(case, EventKind.FEE_NOTICED)
    FeeNotice.objects.create(
        request=case, basis="by_item", quantity=15, computed=Decimal(500), noticed_on=ON,
        lines=["第1至10件：10件，免费", "第11至30件：5件 × 100元 = 500元"],
    )  # fmt: skip


def stepped(case: DisclosureRequest, kind: PaperKind) -> None:
    """Bring a case to where it calls for a paper of this kind."""
    steps: dict[PaperKind, Any] = {
        PaperKind.CORRECTION: lambda: logged(
            case, EventKind.CORRECTION_ASKED, note="请写明文件名称（虚构）", data={"respond_by": "2026-03-31"}
        ),
        PaperKind.REASONS: lambda: logged(
            case, EventKind.REASONS_ASKED, note="一个月内三十件（虚构）", data={"respond_by": "2026-03-20"}
        ),
        PaperKind.EXTENSION: lambda: logged(
            case, EventKind.EXTENDED, note="档案较多（虚构）", data={"days": 20, "approved_by": "王"}
        ),
        PaperKind.CONSULTATION: lambda: consulted(case),
        PaperKind.CONSULTATION_REPLY: lambda: consulted(case),
        PaperKind.CONSULTATION_NOTICE: lambda: consulted(case),
        PaperKind.JOINT: lambda: consulted(case, party="joint_organ"),
        PaperKind.OVERRIDE: lambda: (
            consulted(case, stance=Stance.REFUSES),
            decided(case, override_reason="不公开会对公共利益造成重大影响（虚构）"),
        ),
        PaperKind.FEE: lambda: charged(case),
        PaperKind.ANSWER: lambda: decided(case),
        PaperKind.ABANDONED: lambda: decided(case, "OTHER_NO_CORRECTION"),
        PaperKind.SERVICE: lambda: decided(case),
        PaperKind.ARCHIVE: lambda: (decided(case), logged(case, EventKind.SERVED, date(2026, 3, 13))),
    }
    steps.get(kind, lambda: None)()


def occasion_for(case: DisclosureRequest, kind: PaperKind) -> Occasion:
    """Return the first occasion of a kind that a case has now."""
    return next(one for one in occasions_of(case) if one.kind == kind)


def issued(case: DisclosureRequest, office: Office, kind: PaperKind, **given: Any) -> IssuedPaper:
    """Issue a paper of a kind on the day of what it answers to."""
    one = occasion_for(case, kind)
    return letters.issue_paper(**{
        "case": case, "by": office.clerk, "at": NOW, "kind": kind, "on": one.on, "event_seq": one.event_seq,
        "decision": one.decision, "about": one.about, **given,
    })  # fmt: skip


def words(docx: bytes) -> str:
    """Return everything that a Word file says, tables and footers too."""
    document = Document(io.BytesIO(docx))
    said = []
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            said += [cell.text for row in part.rows for cell in row.cells]
        else:
            said.append(part.text)
    return "\n".join(said)
