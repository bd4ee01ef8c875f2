"""A ledger imported again: untouched cases follow their rows, cases worked on here do not; all of it can be undone."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from requests_app import operations
from requests_app.choices import EventKind
from requests_app.ledger.hands import Hand
from requests_app.ledger.importing import Outcome
from requests_app.ledger.problems import LedgerRefused
from requests_app.ledger.undoing import undo_import
from requests_app.models import Appeal, BatchState, CaseEvent, Decision, DisclosureRequest, ImportBatch
from tests.office import NOW, Office
from tests.requests_app.conftest import Register
from tests.requests_app.ledger import files
from tests.requests_app.ledger.conftest import Import, Refusing, codes, rows_kept
from tests.requests_app.ledger.files import APPEAL, ROW_2018, ROW_2024

CLOSED = {**ROW_2024, "延期日期": "2024-02-20", "延期工作日": 10, "办结日期": "2024-03-01", "办理结果": "部分公开"}


def contents() -> list[Any]:
    """Return everything a case page shows, but the version."""
    cases = list(DisclosureRequest.objects.order_by("pk"))
    names = [f.attname for f in DisclosureRequest._meta.concrete_fields if f.attname != "version"]
    rows: list[Any] = [[getattr(case, name) for name in names] for case in cases]
    rows += CaseEvent.objects.order_by("pk").values_list("pk", "request", "seq", "kind", "on", "data")
    rows += Decision.objects.order_by("request").values_list("request", "decided_on", "outcome", "replied_on")
    rows += Appeal.objects.order_by("pk").values_list("pk", "result", "concluded_on", "body", "is_live")
    return rows


def undo(name: str, **changes: Any) -> None:
    undo_import(**{"name": name, "by": None, "at": NOW, **changes})


def test_a_row_of_a_case_worked_on_here_is_refused(
    load: Import, refuse: Refusing, office: Office, tmp_path: Path
) -> None:
    load(files.ledger(tmp_path, ROW_2024))
    case = DisclosureRequest.objects.get()
    operations.ask_correction(
        case=case, by=office.clerk, at=NOW, on=date(2024, 2, 2), what="补正（虚构）", respond_by=date(2024, 2, 20)
    )
    refusal = refuse(files.ledger(tmp_path, CLOSED))
    assert codes(refusal) == [(2, "登记编号", "worked_on")]
    assert "办结日期" in str(refusal)


def test_a_row_of_a_case_registered_here_is_refused_unless_it_says_the_same(
    load: Import, refuse: Refusing, register: Register, tmp_path: Path
) -> None:
    register(number="2024-1", arrived_on=date(2024, 1, 31), received_on=date(2024, 1, 31), applicant_name="李四（虚构）",
             content="2023年绿化合同（虚构）", channel="web")  # fmt: skip
    assert load(files.ledger(tmp_path, ROW_2024)).cases.unchanged == 1
    assert codes(refuse(files.ledger(tmp_path, {**ROW_2024, "备注": "新"}))) == [(2, "登记编号", "worked_on")]


def test_a_row_of_a_case_whose_receipt_is_not_confirmed_is_refused(
    refuse: Refusing, register: Register, tmp_path: Path
) -> None:
    register(number="2024-1", arrived_on=date(2024, 1, 31), received_on=None, receipt_basis="")
    assert codes(refuse(files.ledger(tmp_path, ROW_2024))) == [(2, "收到日期", "unconfirmed")]


def test_a_row_of_a_void_case_is_refused(load: Import, refuse: Refusing, office: Office, tmp_path: Path) -> None:
    path = files.ledger(tmp_path, ROW_2024)
    load(path)
    operations.void(case=DisclosureRequest.objects.get(), by=office.head, at=NOW, reason="重复登记（虚构）")
    assert codes(refuse(path)) == [(2, "登记编号", "case_void")]


def test_an_untouched_case_follows_its_row_with_before_and_after_logged(load: Import, tmp_path: Path) -> None:
    load(files.ledger(tmp_path, ROW_2024))
    done = load(files.ledger(tmp_path, {**CLOSED, "联系电话": "13800000000"}))
    assert (len(done.cases.updated), len(done.cases.created)) == (1, 0)
    case = DisclosureRequest.objects.get()
    assert (case.status, case.outcome, case.closed_on) == ("closed", "PARTIAL", date(2024, 3, 1))
    assert (case.timeliness, case.extension_days) == ("extended", 10)
    assert case.decisions.get().outcome == "PARTIAL"
    amended = case.events.get(kind=EventKind.AMENDED)
    assert amended.data["changes"]["closed_on"] == [None, "2024-03-01"]
    assert amended.sealed["phone"] == ["", "13800000000"]
    assert load(files.ledger(tmp_path, {**CLOSED, "联系电话": "13800000000"})).cases.unchanged == 1


def test_a_step_taken_out_of_the_row_leaves_the_term(load: Import, tmp_path: Path) -> None:
    load(files.ledger(tmp_path, CLOSED))
    extended = DisclosureRequest.objects.get().due_on
    load(files.ledger(tmp_path, ROW_2024))
    case = DisclosureRequest.objects.get()
    assert (case.status, case.closed_on, case.extension_days) == ("open", None, 0)
    assert case.due_on is not None
    assert extended is not None
    assert case.due_on < extended
    assert not Decision.objects.exists()


def test_an_updated_case_can_be_worked_on(load: Import, office: Office, tmp_path: Path) -> None:
    load(files.ledger(tmp_path, {**ROW_2024, "收到日期": "2024-01-30"}))
    load(files.ledger(tmp_path, CLOSED))
    case = DisclosureRequest.objects.get()
    operations.amend(
        case=case, by=office.clerk, at=NOW, changes={"received_on": date(2024, 2, 1), "arrived_on": date(2024, 2, 1)},
        reason="笔误（虚构）",
    )  # fmt: skip
    case.refresh_from_db()
    assert case.received_on == date(2024, 2, 1)


def test_an_appeal_follows_its_row(load: Import, tmp_path: Path) -> None:
    load(files.ledger(tmp_path, ROW_2018, appeals=[APPEAL]))
    load(files.ledger(tmp_path, ROW_2018, appeals=[{**APPEAL, "结果": "其他结果", "审结日期": "2018-08-01"}]))
    appeal = Appeal.objects.get()
    assert (appeal.result, appeal.concluded_on) == ("other", date(2018, 8, 1))


def test_undo_refuses_an_unknown_batch_one_undone_already_and_strangers(
    load: Import, office: Office, tmp_path: Path
) -> None:
    load(files.ledger(tmp_path, ROW_2024), batch_name="批")
    for person in (office.neighbour, office.stranger, office.manager, office.administrator):
        with pytest.raises(LedgerRefused) as refused:
            undo("批", by=person)
        assert refused.value.code == "not_allowed"
    undo("批", by=office.clerk)
    for name, code in (("批", "undone_already"), ("无", "no_batch")):
        with pytest.raises(LedgerRefused) as refused:
            undo(name)
        assert refused.value.code == code


def test_undo_is_refused_to_whom_an_updated_case_does_not_belong(load: Import, office: Office, tmp_path: Path) -> None:
    theirs = {**CLOSED, "登记编号": "Z1", "受理单位代码": "T0102"}
    load(files.ledger(tmp_path, theirs), by=office.coordinator, batch_name="先")
    load(files.ledger(tmp_path, {**theirs, "办结日期": "2024-03-04"}), by=office.coordinator, batch_name="后")
    with pytest.raises(LedgerRefused) as caught:
        undo("后", by=office.clerk)
    assert caught.value.code == "not_allowed"


def test_undo_refuses_where_a_case_was_worked_on_since(load: Import, office: Office, tmp_path: Path) -> None:
    load(files.ledger(tmp_path, ROW_2024, ROW_2018), batch_name="批")
    case = DisclosureRequest.objects.get(number="2024-1")
    operations.ask_correction(
        case=case, by=office.clerk, at=NOW, on=date(2024, 2, 2), what="补正（虚构）", respond_by=date(2024, 2, 20)
    )
    before = contents()
    with pytest.raises(LedgerRefused) as refused:
        undo("批")
    assert refused.value.code == "worked_on_since"
    assert "2024-1" in str(refused.value)
    assert contents() == before


def test_undo_refuses_where_an_appeal_was_entered_since(load: Import, office: Office, tmp_path: Path) -> None:
    load(files.ledger(tmp_path, ROW_2018), batch_name="批")
    operations.open_appeal(
        by=office.clerk, at=NOW, organ=office.first, route="review", filed_on=date(2018, 5, 1),
        case=DisclosureRequest.objects.get(),
    )  # fmt: skip
    with pytest.raises(LedgerRefused) as refused:
        undo("批")
    assert refused.value.code == "worked_on_since"


def test_undo_names_the_later_batch_that_must_go_first(load: Import, tmp_path: Path) -> None:
    load(files.ledger(tmp_path, ROW_2024), batch_name="先")
    load(files.ledger(tmp_path, CLOSED), batch_name="后")
    with pytest.raises(LedgerRefused) as refused:
        undo("先")
    assert "“先”" in str(refused.value)
    assert "后" in str(refused.value)
    undo("后")
    undo("先")
    assert not DisclosureRequest.objects.exists()


def test_undo_takes_back_what_was_created_whole(load: Import, tmp_path: Path) -> None:
    load(files.ledger(tmp_path, CLOSED, ROW_2018, appeals=[APPEAL]), batch_name="批")
    undo("批")
    assert rows_kept() == [0, 0, 0, 0, 1]
    assert ImportBatch.objects.get().state == BatchState.UNDONE


def test_undo_puts_back_what_was_updated(load: Import, tmp_path: Path) -> None:
    load(files.ledger(tmp_path, {**CLOSED, "联系电话": "1", "科室": "甲"}, ROW_2018, appeals=[APPEAL]))
    before = contents()
    changed = {**ROW_2024, "收到日期": "2024-01-30", "联系电话": "2", "科室": "乙", "信息处理费": 100, "备注": "x"}
    concluded = {**APPEAL, "结果": "其他结果", "审结日期": "2018-08-01"}
    new = {**ROW_2024, "登记编号": "2024-2"}
    load(files.ledger(tmp_path, changed, ROW_2018, new, appeals=[concluded, {**APPEAL, "案号": "9"}]), batch_name="批")
    assert contents() != before
    undo("批")
    assert contents() == before


def test_undo_goes_through_after_the_calendar_moved_a_term(load: Import, office: Office, tmp_path: Path) -> None:
    load(files.ledger(tmp_path, ROW_2024), batch_name="批")
    DisclosureRequest.objects.update(due_on=date(2020, 1, 1))
    assert operations.recalculate(by=None, at=NOW, why="日历更正（虚构）")
    undo("批")
    assert rows_kept() == [0, 0, 0, 0, 1]


def test_a_batch_name_is_used_once(load: Import, refuse: Refusing, tmp_path: Path) -> None:
    load(files.ledger(tmp_path, ROW_2024), batch_name="批")
    assert refuse(files.ledger(tmp_path, ROW_2018), batch_name="批").code == "batch_name"


def test_a_failure_midway_leaves_nothing(load: Import, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("made up")

    monkeypatch.setattr("requests_app.ledger.importing.publish", fail)
    with pytest.raises(RuntimeError):
        load(files.ledger(tmp_path, CLOSED))
    assert rows_kept() == [0, 0, 0, 0, 0]


def crash(load: Import, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Import as if the process had been killed after the staging."""

    def staged_only(outcome: Outcome, hand: Hand) -> None:
        from requests_app.ledger.writing import stage

        stage(outcome.cases.created, hand)

    with monkeypatch.context() as patched:
        patched.setattr("requests_app.ledger.importing._write", staged_only)
        load(path, batch_name="断")


def test_a_crash_midway_shows_nothing_and_the_next_import_removes_it(
    load: Import, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = files.ledger(tmp_path, CLOSED)
    crash(load, path, monkeypatch)
    assert not DisclosureRequest.objects.shown().exists()
    assert load(path, batch_name="断").batch is not None
    assert DisclosureRequest.objects.live().count() == DisclosureRequest.objects.count() == 1


def test_another_ledger_is_told_of_the_broken_batch_and_undo_removes_it(
    load: Import, refuse: Refusing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crash(load, files.ledger(tmp_path, CLOSED), monkeypatch)
    other = files.ledger(tmp_path, ROW_2024)
    refusal = refuse(other)
    assert codes(refusal) == [(2, "登记编号", "unfinished_batch")]
    assert "undo_import 断" in str(refusal)
    undo("断")
    assert load(other).batch is not None


def test_an_import_whose_batch_is_taken_back_while_it_writes_fails_whole(
    load: Import, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from requests_app.ledger.writing import publish

    def undone_first(*args: Any) -> None:
        undo("批")
        publish(*args)

    monkeypatch.setattr("requests_app.ledger.importing.publish", undone_first)
    with pytest.raises(LedgerRefused) as refused:
        load(files.ledger(tmp_path, CLOSED), batch_name="批")
    assert refused.value.code == "batch_gone"
    assert not DisclosureRequest.objects.exists()
