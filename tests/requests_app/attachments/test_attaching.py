"""Keeping files with a case: who may, what is refused with nothing kept, what the log tells, what never moves."""

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.db import IntegrityError, transaction
from pytest_django.fixtures import Settings

from requests_app import operations
from requests_app.choices import EventKind, Status
from requests_app.ledger.problems import LedgerRefused
from requests_app.ledger.undoing import undo_import
from requests_app.lifecycle import course_of
from requests_app.models import AppendOnly, Attachment, CaseEvent, DisclosureRequest, FileDamaged
from requests_app.operations.work import entries_of
from requests_app.timeline import clock_events
from tests.office import NOW, Office
from tests.possible import possible_acts
from tests.refusing import refused
from tests.requests_app.attachments import samples
from tests.requests_app.attachments.conftest import Attach, files_in
from tests.requests_app.attachments.samples import sent
from tests.requests_app.conftest import Register

KINDS = {EventKind.ATTACHED, EventKind.ATTACHMENT_REMOVED}
ANSWERED: dict[str, Any] = {"on": date(2026, 11, 20), "outcome": "OPEN", "replied_on": date(2026, 11, 20)}


def nothing_kept(media: Path) -> bool:
    rows = Attachment.objects.count() + CaseEvent.objects.filter(kind__in=KINDS).count()
    return not rows and not files_in(media)


@pytest.mark.parametrize("who", ["manager", "auditor", "administrator", "neighbour", "stranger"])
def test_who_does_not_handle_the_case_attaches_and_removes_nothing(
    who: str, attach: Attach, office: Office, media: Path
) -> None:
    with refused("not_allowed"):
        attach(by=getattr(office, who))
    assert nothing_kept(media)
    kept = attach()
    with refused("not_allowed"):
        operations.remove_attachment(attachment=kept, by=getattr(office, who), at=NOW, reason="试")
    kept.refresh_from_db()
    assert kept.removed_at is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"file": sent(content=b"")}, "empty_file"),
        ({"file": sent(content=samples.PROGRAM)}, "program"),
        ({"file": sent("a.docx")}, "renamed"),
        ({"file": sent(declared="text/html")}, "declared_otherwise"),
        ({"kind": "secret"}, "kind_unknown"),
        ({"version": 7}, "changed_meanwhile"),
    ],
)
def test_a_refused_file_leaves_nothing_behind(attach: Attach, media: Path, changes: dict[str, Any], code: str) -> None:
    with refused(code):
        attach(**changes)
    assert nothing_kept(media)


def test_nothing_is_attached_to_a_void_case_or_taken_down_from_it(
    attach: Attach, case: DisclosureRequest, office: Office
) -> None:
    kept = attach()
    operations.void(case=case, by=office.head, at=NOW, reason="重复登记")
    with refused("not_in_this_status"):
        attach(file=sent(content=samples.PNG, name="a.png"))
    with refused("not_in_this_status"):
        operations.remove_attachment(attachment=kept, by=office.head, at=NOW, reason="试")
    assert Attachment.objects.kept().count() == 1


def test_one_case_takes_so_many_and_no_more(attach: Attach, settings: Settings, office: Office) -> None:
    settings.ATTACHMENTS_MAX_PER_CASE = 2
    first = attach(file=sent("1.txt", b"1"))
    attach(file=sent("2.txt", b"2"))
    with refused("too_many"):
        attach(file=sent("3.txt", b"3"))
    operations.remove_attachment(attachment=first, by=office.clerk, at=NOW, reason="传错")
    assert attach(file=sent("3.txt", b"3")).seq == 3


def test_the_same_bytes_are_kept_once_on_a_case_and_the_name_of_the_first_is_told(
    attach: Attach, register: Register, media: Path
) -> None:
    attach(file=sent("张三申请表.pdf"))
    with refused("same_content") as caught:
        attach(file=sent("换了名字.pdf"), kind="other")
    assert "“张三申请表.pdf”（申请材料，第1号）" in caught.value.message
    assert len(files_in(media)) == 1
    attach(case=register(), file=sent("张三申请表.pdf"))
    assert len(files_in(media)) == 2


def test_the_same_bytes_may_come_again_after_they_were_taken_down(attach: Attach, office: Office, media: Path) -> None:
    first = attach()
    operations.remove_attachment(attachment=first, by=office.clerk, at=NOW, reason="传错类别")
    second = attach(kind="proof")
    assert (first.file.name != second.file.name, len(files_in(media))) == (True, 2)
    for one in (first, second):
        with one.open_checked() as content:
            assert content.read() == samples.PDF


def test_what_is_kept_is_told_by_the_row_and_the_log_and_lies_under_no_name_of_its_own(
    attach: Attach, case: DisclosureRequest, office: Office, media: Path
) -> None:
    kept = attach(file=sent("../张三\u202e.pdf"), kind="opinion")
    digest = hashlib.sha256(samples.PDF).hexdigest()
    assert (kept.seq, kept.kind, kept.name, kept.content_type) == (1, "opinion", "张三.pdf", "application/pdf")
    assert (kept.size, kept.sha256, kept.by, kept.at) == (len(samples.PDF), digest, office.clerk, NOW)
    (file,) = files_in(media)
    assert file.relative_to(media).as_posix() == f"attachments/{case.pk // 1000}/{case.pk}/{digest}"
    assert file.read_bytes() == samples.PDF
    event = CaseEvent.objects.get(kind=EventKind.ATTACHED)
    assert (event.request, event.by, event.at, event.on) == (case, office.clerk, NOW, NOW.date())
    assert event.data == {"attachment": 1, "attachment_kind": "opinion", "sha256": digest}
    assert event.sealed == {"file_name": "张三.pdf"}


def test_files_and_folders_are_for_the_server_alone(attach: Attach, media: Path) -> None:
    attach()
    (file,) = files_in(media)
    assert file.stat().st_mode & 0o777 == 0o600
    folders = [folder for folder in file.parents if media in folder.parents]
    assert len(folders) == 3
    assert {folder.stat().st_mode & 0o777 for folder in folders} == {0o700}


def test_a_note_moves_neither_status_nor_term_nor_what_may_be_done_next(
    attach: Attach, case: DisclosureRequest, office: Office
) -> None:
    before = DisclosureRequest.objects.get(pk=case.pk)
    course, clock = course_of(case.regime, entries_of(case)), clock_events(entries_of(case))
    DisclosureRequest.objects.filter(pk=case.pk).update(worked_on_at=None)
    operations.remove_attachment(attachment=attach(), by=office.clerk, at=NOW, reason="试")
    after = DisclosureRequest.objects.get(pk=case.pk)
    assert (after.status, after.due_on, after.version) == (before.status, before.due_on, before.version)
    assert course_of(case.regime, entries_of(case)) == course
    assert clock_events(entries_of(case)) == clock
    assert after.worked_on_at == NOW
    assert possible_acts(course)


def test_taking_back_the_last_step_passes_over_what_was_attached_after_it(
    attach: Attach, case: DisclosureRequest, office: Office
) -> None:
    operations.ask_correction(
        case=case, by=office.clerk, at=NOW, on=date(2026, 2, 12), what="文号", respond_by=date(2026, 2, 27)
    )
    attach(kind="correction")
    case = operations.strike(case=case, by=office.clerk, at=NOW, reason="误录")
    assert case.status == Status.OPEN
    assert Attachment.objects.kept().count() == 1


def test_a_closed_case_takes_its_proof_of_delivery_and_is_closed_and_counted_as_before(
    attach: Attach, case: DisclosureRequest, office: Office
) -> None:
    closed = operations.decide(case=case, by=office.clerk, at=NOW, **ANSWERED)
    attach(kind="proof")
    case = DisclosureRequest.objects.get(pk=case.pk)
    assert (case.status, case.closed_on, case.timeliness) == (Status.CLOSED, closed.closed_on, closed.timeliness)
    operations.amend(case=case, by=office.head, at=NOW, changes={"note": "已寄"}, reason="补记")


def test_a_case_of_a_ledger_with_an_attachment_counts_as_worked_on(register: Register, office: Office) -> None:
    from requests_app.models import ImportBatch

    batch = ImportBatch.objects.create(organ=office.first, name="批", file_name="a", sha256="0", at=NOW, state="done")
    case = register()
    DisclosureRequest.objects.filter(pk=case.pk).update(batch=batch, worked_on_at=None)
    case.events.all()._raw_delete("default")
    operations.attach(case=case, by=office.clerk, at=NOW, file=sent(), kind="other")
    with pytest.raises(LedgerRefused) as caught:
        undo_import(name="批", by=None, at=NOW)
    assert caught.value.code == "worked_on_since"
    assert case.number in str(caught.value)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_taking_down_needs_a_reason(attach: Attach, office: Office, reason: str) -> None:
    with refused("reason_missing"):
        operations.remove_attachment(attachment=attach(), by=office.clerk, at=NOW, reason=reason)
    assert Attachment.objects.kept().count() == 1


def test_taking_down_keeps_row_content_and_reason_and_is_done_once(attach: Attach, office: Office, media: Path) -> None:
    kept = attach(file=sent("张三.pdf"))
    operations.remove_attachment(attachment=kept, by=office.head, at=NOW, reason=" 传到了别人的案件 ")
    row = Attachment.objects.get()
    assert (row.removed_at, row.removed_because, len(files_in(media))) == (NOW, "传到了别人的案件", 1)
    event = CaseEvent.objects.get(kind=EventKind.ATTACHMENT_REMOVED)
    assert (event.by, event.note, event.sealed) == (office.head, "传到了别人的案件", {"file_name": "张三.pdf"})
    with refused("removed_already"):
        operations.remove_attachment(attachment=kept, by=office.head, at=NOW, reason="再来")


def test_a_row_is_neither_changed_nor_deleted(attach: Attach, case: DisclosureRequest) -> None:
    kept = attach()
    kept.name = "别的.pdf"
    changes: tuple[Callable[[], object], ...] = (
        kept.save,
        kept.delete,
        lambda: kept.save(update_fields=["name", "removed_at"]),
        lambda: Attachment.objects.filter(pk=kept.pk).update(name="别的.pdf"),
        lambda: Attachment.objects.all().delete(),
    )
    for change in changes:
        with pytest.raises(AppendOnly):
            change()
    assert Attachment.objects.get().name == "申请表.pdf"


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"kind": "secret"}, "attachment_kind_known"),
        ({"size": 0}, "attachment_has_content"),
        ({"name": ""}, "attachment_named"),
        ({"removed_because": "无时间"}, "attachment_removed_with_reason"),
        ({"removed_at": NOW}, "attachment_removed_with_reason"),
        ({"seq": 1, "sha256": "1"}, "attachment_once_per_place"),
        ({}, "attachment_once_per_content"),
    ],
)
def test_the_database_refuses_what_cannot_be(attach: Attach, wrong: dict[str, Any], constraint: str) -> None:
    kept = attach()
    row: dict[str, Any] = {
        "request": kept.request, "seq": 2, "kind": "other", "name": "a", "content_type": "text/plain", "size": 1,
        "sha256": kept.sha256 if constraint == "attachment_once_per_content" else "2", "by": kept.by, "at": NOW,
    }  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.create(**(row | wrong))
    found = next(one for one in Attachment._meta.constraints if one.name == constraint)
    assert str(found.violation_error_message).endswith("。")


def test_several_files_are_kept_all_or_none(
    attach: Attach, case: DisclosureRequest, office: Office, media: Path
) -> None:
    def send(*files: Any) -> list[Attachment]:
        return operations.attach_all(case=case, by=office.clerk, at=NOW, files=files, kind="other")

    with refused("program"):
        send(sent(), sent("a.png", samples.PNG), sent("b.pdf", samples.PROGRAM))
    assert nothing_kept(media)
    with refused("same_content"):
        send(sent(), sent("又一份.pdf"))
    assert nothing_kept(media)
    assert [one.seq for one in send(sent(), sent("a.png", samples.PNG))] == [1, 2]
    assert len(files_in(media)) == 2


class Broken(Exception):
    """Something went wrong after the file was written."""


def test_where_the_row_cannot_be_stored_the_file_goes_too(
    attach: Attach, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        assert len(files_in(media)) == 1
        raise Broken

    monkeypatch.setattr("requests_app.operations.attachments._note", broken)
    with pytest.raises(Broken):
        attach()
    assert nothing_kept(media)


def test_where_the_file_cannot_be_written_there_is_no_row_and_no_half_file(
    attach: Attach, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(storage: FileSystemStorage, name: str, content: Any) -> str:
        path = Path(storage.path(name))
        path.parent.mkdir(parents=True)
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", full)
    with refused("not_written"):
        attach()
    assert nothing_kept(media)


@pytest.mark.django_db(transaction=True)
def test_a_wider_transaction_that_fails_takes_the_files_with_it(
    register: Register, office: Office, media: Path
) -> None:
    def all_of_it() -> None:
        with operations.stored_together():
            case = register()
            operations.attach(case=case, by=office.clerk, at=NOW, file=sent(), kind="application")
            operations.attach(case=case, by=office.clerk, at=NOW, file=sent("a.png", samples.PNG), kind="other")
            assert len(files_in(media)) == 2
            raise Broken

    with pytest.raises(Broken):
        all_of_it()
    assert not DisclosureRequest.objects.exists()
    assert nothing_kept(media)


@pytest.mark.django_db(transaction=True)
def test_registering_with_attachments_is_one_transaction(register: Register, office: Office, media: Path) -> None:
    with operations.stored_together():
        case = register()
        operations.attach(case=case, by=office.clerk, at=NOW, file=sent(), kind="application")
    assert [event.kind for event in case.events.all()] == [EventKind.REGISTERED, EventKind.ATTACHED]
    assert len(files_in(media)) == 1


def test_what_a_crash_left_behind_is_not_taken_for_the_file(
    attach: Attach, case: DisclosureRequest, media: Path
) -> None:
    place = media / f"attachments/{case.pk // 1000}/{case.pk}/{hashlib.sha256(samples.PDF).hexdigest()}"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"half")
    with attach().open_checked() as content:
        assert content.read() == samples.PDF


@pytest.mark.parametrize("code", ["missing", "altered"])
def test_a_file_that_is_missing_or_altered_is_not_opened(attach: Attach, media: Path, code: str) -> None:
    kept = attach()
    (file,) = files_in(media)
    if code == "missing":
        file.unlink()
    else:
        file.write_bytes(samples.PDF.replace(b"1.4", b"1.5"))
    with pytest.raises(FileDamaged) as caught:
        kept.open_checked()
    assert caught.value.code == code
