"""Issuing, voiding and serving papers: numbers without gaps, files as issued, and who may not."""

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from openness.organs.models import Organ
from requests_app import letters, operations
from requests_app.choices import EventKind, PaperKind, Status
from requests_app.models import AppendOnly, DisclosureRequest, IssuedPaper, NumberSeries, PaperDamaged
from tests.office import NOW, Office
from tests.refusing import refused
from tests.requests_app.conftest import Register
from tests.requests_app.papers.conftest import decided, issued, logged, occasion_for, stepped, words

pytestmark = pytest.mark.django_db


def files() -> list[Path]:
    return [one for one in Path(settings.MEDIA_ROOT).rglob("*") if one.is_file()]


@pytest.fixture
def prefixed(office: Office) -> Organ:
    """Give 甲局 its 发文代字."""
    Organ.objects.filter(pk=office.first.pk).update(document_prefix="甲局公开")
    office.first.refresh_from_db()
    return office.first


@pytest.mark.parametrize("who", ["neighbour", "manager", "auditor", "administrator", "stranger"])
def test_who_may_not_work_on_the_case_issues_nothing(case: DisclosureRequest, office: Office, who: str) -> None:
    with refused("not_allowed"):
        issued(case, office, PaperKind.RECEIPT, by=getattr(office, who))
    assert not IssuedPaper.objects.exists()
    assert files() == []


def test_what_the_case_does_not_call_for_is_refused(case: DisclosureRequest, office: Office) -> None:
    with refused("not_called_for"):
        letters.issue_paper(case=case, by=office.clerk, at=NOW, kind="answer", on=date(2026, 3, 2), decision=1)
    with refused("not_called_for"):
        letters.issue_paper(case=case, by=office.clerk, at=NOW, kind="no_such_paper", on=date(2026, 3, 2))


def test_the_same_paper_is_not_issued_twice(case: DisclosureRequest, office: Office) -> None:
    one = occasion_for(case, PaperKind.RECEIPT)
    issued(case, office, PaperKind.RECEIPT)
    with refused("not_called_for"):
        letters.issue_paper(case=case, by=office.clerk, at=NOW, kind=one.kind, on=one.on, event_seq=one.event_seq)


@pytest.mark.parametrize(
    ("on", "code"), [(date(2026, 2, 9), "before_predecessor"), (date(2026, 11, 24), "in_the_future")]
)
def test_a_paper_is_neither_older_than_what_it_answers_to_nor_of_tomorrow(
    case: DisclosureRequest, office: Office, on: date, code: str
) -> None:
    with refused(code):
        issued(case, office, PaperKind.RECEIPT, on=on)


def test_of_two_people_the_second_is_told(case: DisclosureRequest, office: Office) -> None:
    with refused("changed_meanwhile"):
        issued(case, office, PaperKind.RECEIPT, version=case.version + 1)


def test_a_void_case_gets_no_paper_and_serves_none(case: DisclosureRequest, office: Office) -> None:
    paper = issued(case, office, PaperKind.APPLICATION)
    operations.void(case=case, by=office.head, at=NOW, reason="误录（虚构）")
    with refused("case_void"):
        issued(case, office, PaperKind.RECEIPT)
    with refused("case_void"):
        operations.record_paper_service(paper=paper, by=office.clerk, at=NOW, sent_on=NOW.date(), way="post")


def test_numbers_run_by_kind_unit_and_year(register: Register, office: Office, prefixed: Organ) -> None:
    first, second = register(organ=prefixed), register(organ=prefixed)
    late = register(organ=prefixed, arrived_on=date(2025, 12, 30), received_on=date(2025, 12, 30))
    elsewhere = register(organ=office.second, by=office.coordinator)
    decided(first)
    numbers = [
        issued(first, office, PaperKind.RECEIPT).number,
        issued(second, office, PaperKind.RECEIPT).number,
        issued(first, office, PaperKind.ANSWER).number,
        issued(late, office, PaperKind.RECEIPT).number,
        issued(elsewhere, office, PaperKind.RECEIPT, by=office.coordinator).number,
    ]
    assert numbers == [
        "甲局公开登〔2026〕1号", "甲局公开登〔2026〕2号", "甲局公开答〔2026〕1号", "甲局公开登〔2025〕1号", "乙局登〔2026〕1号",
    ]  # fmt: skip


def test_a_series_goes_on_where_it_was_set(case: DisclosureRequest, office: Office) -> None:
    NumberSeries.objects.create(organ=office.first, paper=PaperKind.RECEIPT, year=2026, last=41)
    assert issued(case, office, PaperKind.RECEIPT).serial == 42


def test_a_draft_takes_no_number_and_keeps_nothing(case: DisclosureRequest) -> None:
    one = occasion_for(case, PaperKind.RECEIPT)
    assert "（待编号）" in words(letters.draft(case=case, occasion=one, on=one.on))
    assert not NumberSeries.objects.filter(paper=PaperKind.RECEIPT).exists()
    assert files() == []


def test_what_takes_no_number_has_none(case: DisclosureRequest, office: Office) -> None:
    paper = issued(case, office, PaperKind.APPLICATION)
    assert (paper.serial, paper.number) == (None, "")


@pytest.mark.parametrize("breaks", ["storing", "logging"])
def test_where_issuing_fails_no_number_is_lost_and_no_file_stays(
    case: DisclosureRequest, office: Office, monkeypatch: pytest.MonkeyPatch, breaks: str
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        if breaks == "storing":
            patch.setattr("django.core.files.storage.FileSystemStorage._save", fail)
            expected: Any = refused("not_written")
        else:
            patch.setattr("requests_app.operations.papers._note", fail)
            expected = pytest.raises(OSError, match="disk full")
        with expected:
            issued(case, office, PaperKind.RECEIPT)
    assert files() == []
    assert not IssuedPaper.objects.exists()
    assert issued(case, office, PaperKind.RECEIPT).serial == 1


def test_a_paper_is_kept_as_issued_whatever_becomes_of_the_case(case: DisclosureRequest, office: Office) -> None:
    paper = issued(case, office, PaperKind.RECEIPT)
    before = paper.content()
    operations.amend(
        case=case, by=office.clerk, at=NOW, changes={"applicant_name": "改名（虚构）"}, reason="笔误（虚构）"
    )
    paper.refresh_from_db()
    assert paper.content() == before
    assert paper.sha256 == hashlib.sha256(before).hexdigest()
    assert paper.size == len(before)
    with pytest.raises(AppendOnly):
        paper.delete()
    with pytest.raises(AppendOnly):
        IssuedPaper.objects.all().delete()


@pytest.mark.parametrize(
    ("spoil", "code"), [(lambda at: at.unlink(), "missing"), (lambda at: at.write_bytes(b"PK"), "altered")]
)
def test_a_file_that_is_missing_or_altered_is_not_handed_out(
    case: DisclosureRequest, office: Office, spoil: Callable[[Path], None], code: str
) -> None:
    paper = issued(case, office, PaperKind.RECEIPT)
    at = Path(paper.file.path)
    at.chmod(0o600)
    spoil(at)
    with pytest.raises(PaperDamaged) as damaged:
        paper.content()
    assert damaged.value.code == code


def test_a_paper_is_a_note_in_the_log_and_moves_neither_status_clock_nor_version(
    case: DisclosureRequest, office: Office
) -> None:
    before = (case.status, case.due_on, case.version)
    paper = issued(case, office, PaperKind.RECEIPT)
    operations.record_paper_service(paper=paper, by=office.clerk, at=NOW, sent_on=date(2026, 2, 11), way="pick_up")
    operations.void_paper(paper=paper, by=office.clerk, at=NOW, reason="误发（虚构）")
    case.refresh_from_db()
    assert (case.status, case.due_on, case.version) == before
    kinds = list(case.events.order_by("seq").values_list("kind", flat=True))
    assert kinds[1:] == [EventKind.PAPER_ISSUED, EventKind.PAPER_SERVED, EventKind.PAPER_VOIDED]
    struck = operations.void(case=case, by=office.head, at=NOW, reason="误录（虚构）")
    assert struck.status == Status.VOID


def test_a_step_after_a_paper_is_still_the_last_step_to_strike(case: DisclosureRequest, office: Office) -> None:
    case = operations.ask_correction(
        case=case, by=office.clerk, at=NOW, on=date(2026, 2, 12), what="写明名称（虚构）", respond_by=date(2026, 3, 1)
    )
    issued(case, office, PaperKind.CORRECTION, typed={"correction_due_on": "2026年3月1日"})
    case = operations.strike(case=case, by=office.clerk, at=NOW, reason="误录（虚构）")
    assert case.status == Status.OPEN


def test_the_answers_number_becomes_the_decisions_where_it_has_none(case: DisclosureRequest, office: Office) -> None:
    decision = decided(case)
    paper = issued(case, office, PaperKind.ANSWER)
    decision.refresh_from_db()
    assert decision.document_number == paper.number
    operations.void_paper(paper=paper, by=office.clerk, at=NOW, reason="误发（虚构）")
    decision.refresh_from_db()
    assert decision.document_number == ""


def test_an_answer_under_a_number_of_its_own_gets_no_letter_under_another(
    case: DisclosureRequest, office: Office
) -> None:
    case = operations.decide(
        case=case, by=office.clerk, at=NOW, on=date(2026, 3, 12), outcome="OPEN", basis="给（虚构）",
        document_number="自编3号",
    )  # fmt: skip
    assert not occasion_for(case, PaperKind.ANSWER).is_due
    with refused("numbered_already"):
        issued(case, office, PaperKind.ANSWER)
    case = operations.amend(case=case, by=office.clerk, at=NOW, changes={"document_number": ""}, reason="改由系统编号")
    paper = issued(case, office, PaperKind.ANSWER)
    assert case.decisions.get().document_number == paper.number
    with refused("number_of_letter"):
        operations.amend(case=case, by=office.clerk, at=NOW, changes={"document_number": "自编3号"}, reason="改回")


def test_a_void_paper_keeps_its_number_and_the_next_one_takes_the_next(case: DisclosureRequest, office: Office) -> None:
    paper = issued(case, office, PaperKind.RECEIPT)
    with refused("reason_missing"):
        operations.void_paper(paper=paper, by=office.clerk, at=NOW, reason=" ")
    void = operations.void_paper(paper=paper, by=office.clerk, at=NOW, reason="误发（虚构）")
    assert (void.number, bool(void.content())) == (paper.number, True)
    with refused("void_already"):
        operations.void_paper(paper=paper, by=office.clerk, at=NOW, reason="误发（虚构）")
    assert issued(case, office, PaperKind.RECEIPT).serial == 2


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"sent_on": date(2026, 2, 9)}, "before_predecessor"),
        ({"sent_on": date(2026, 11, 24)}, "in_the_future"),
        ({"received_on": date(2026, 2, 10)}, "before_predecessor"),
        ({"way": "by_pigeon"}, "way_unknown"),
        ({"by": "auditor"}, "not_allowed"),
    ],
)
def test_a_service_that_cannot_be_is_refused(
    case: DisclosureRequest, office: Office, given: dict[str, Any], code: str
) -> None:
    paper = issued(case, office, PaperKind.RECEIPT)
    asked = {"by": office.clerk, "sent_on": date(2026, 2, 12), "way": "post", **given}
    if isinstance(asked["by"], str):
        asked["by"] = getattr(office, asked["by"])
    with refused(code):
        operations.record_paper_service(paper=paper, at=NOW, **asked)


def test_a_void_paper_is_not_served(case: DisclosureRequest, office: Office) -> None:
    paper = issued(case, office, PaperKind.RECEIPT)
    operations.void_paper(paper=paper, by=office.clerk, at=NOW, reason="误发（虚构）")
    with refused("paper_void"):
        operations.record_paper_service(paper=paper, by=office.clerk, at=NOW, sent_on=date(2026, 2, 12), way="post")


def test_the_proof_of_service_prints_how_the_paper_was_sent(case: DisclosureRequest, office: Office) -> None:
    who: dict[str, Any] = {"by": office.clerk, "at": NOW}
    case = operations.decide(case=case, **who, on=date(2026, 3, 12), outcome="OPEN", basis="给（虚构）")
    paper = issued(case, office, PaperKind.ANSWER)
    operations.serve(case=case, **who, on=date(2026, 3, 12), way="post", proof="挂号0001（虚构）")
    said = words(issued(case, office, PaperKind.SERVICE, on=date(2026, 3, 13)).content())
    assert [one for one in ("邮寄", "2026年3月12日", "挂号0001（虚构）", paper.number) if one not in said] == []


def test_the_second_fee_notice_is_written_for_the_second_notice(case: DisclosureRequest, office: Office) -> None:
    stepped(case, PaperKind.FEE)
    case.fee_notices.update(struck_at=NOW)
    struck = case.events.last()
    assert struck is not None
    logged(case, EventKind.AMENDED, data={"struck": [struck.seq]})
    stepped_again = case.fee_notices.model.objects.create(
        request=case,
        seq=2,
        basis="by_page",
        quantity=40,
        computed=100,
        noticed_on=date(2026, 3, 2),
        lines=["第31至40页"],
    )
    logged(case, EventKind.FEE_NOTICED)
    paper = issued(case, office, PaperKind.FEE)
    assert paper.fee_notice == stepped_again
    assert "100.00元" in words(paper.content())
