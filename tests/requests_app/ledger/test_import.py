"""A good ledger becomes cases with their log; read again it changes nothing."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from requests_app.choices import EventKind
from requests_app.models import Appeal, BatchState, CaseEvent, Decision, DisclosureRequest, ImportBatch
from requests_app.outcomes import OUTCOMES
from tests.office import Office
from tests.requests_app.ledger import files
from tests.requests_app.ledger.conftest import Import, rows_kept
from tests.requests_app.ledger.files import APPEAL, ROW_2018, ROW_2024

FULL: dict[str, Any] = {
    **ROW_2024,
    "联系电话": 13800000000,
    "证件号码": "11010119900101123X",
    "补正通知日期": date(2024, 2, 2),
    "补正收到日期": 20240205,
    "第三方征求日期": "2024/2/6",
    "第三方反馈日期": "2024年2月20日",
    "延期日期": "２０２４-02-21",
    "延期工作日": 20,
    "办结日期": "2024-03-01",
    "办理结果": "不予公开",
    "具体情形": "4.保护第三方合法权益",
    "信息处理费": "36.50元",
    "备注": " 两行\r\n备注 ",
    "承办科室": "办公室",
    "件次": 3,
}


def test_a_full_row_becomes_a_case_with_its_log(load: Import, tmp_path: Path) -> None:
    load(files.ledger(tmp_path, FULL))
    case = DisclosureRequest.objects.get()
    assert (case.number, case.channel, case.applicant_kind) == ("2024-1", "web", "np")
    assert (case.phone, case.id_number) == ("13800000000", "11010119900101123X")
    assert (case.received_on, case.closed_on, case.outcome) == (date(2024, 1, 31), date(2024, 3, 1), "DENY_THIRD")
    assert (case.extension_days, case.processing_fee, case.note) == (20, Decimal("36.50"), "两行\n备注")
    assert case.extra == {"承办科室": "办公室", "件次": "3"}
    assert (case.is_live, case.worked_on_at, case.regime) == (True, None, "r2019")
    assert list(case.events.values_list("kind", "on")) == [
        (EventKind.REGISTERED, date(2024, 1, 31)),
        (EventKind.CORRECTION_ASKED, date(2024, 2, 2)),
        (EventKind.CORRECTION_RECEIVED, date(2024, 2, 5)),
        (EventKind.CONSULTATION_SENT, date(2024, 2, 6)),
        (EventKind.CONSULTATION_RETURNED, date(2024, 2, 20)),
        (EventKind.EXTENDED, date(2024, 2, 21)),
        (EventKind.SERVED, date(2024, 3, 1)),
    ]
    assert Decision.objects.get().outcome == "DENY_THIRD"


def test_the_batch_keeps_the_counts_and_the_fingerprint(load: Import, office: Office, tmp_path: Path) -> None:
    load(files.ledger(tmp_path, ROW_2018, ROW_2024, appeals=[APPEAL]), batch_name="第一批")
    batch = ImportBatch.objects.get()
    assert (batch.name, batch.state, batch.by) == ("第一批", BatchState.DONE, office.clerk)
    assert (batch.read, batch.created, batch.updated, batch.unchanged, batch.rejected) == (3, 3, 0, 0, 0)
    assert len(batch.sha256) == 64


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_csv_is_read_in_each_encoding(load: Import, tmp_path: Path, encoding: str) -> None:
    load(files.text_csv(tmp_path, ROW_2018, encoding=encoding))
    assert DisclosureRequest.objects.get().applicant_name == "张三（虚构）"


def test_xls_is_read_and_said_to_hide_formulas(load: Import, tmp_path: Path) -> None:
    done = load(files.xls(tmp_path, {**ROW_2018, "联系电话": 13800000000}))
    assert DisclosureRequest.objects.get().phone == "13800000000"
    assert any(".xls" in notice and "公式" in notice for notice in done.reading.notices)


def test_columns_stand_in_any_order_below_a_title_and_blank_rows_do_not_count(load: Import, tmp_path: Path) -> None:
    grid = [list(reversed(row)) for row in files.table([ROW_2018])]
    sheet = [["依申请公开台账（虚构）"], [], grid[0], [], grid[1], ["", "  "]]
    done = load(files.xlsx(tmp_path / "台账.xlsx", {"说明": [["填表说明"]], "台账": sheet}))
    assert (len(done.reading.lines), done.reading.cases[0].row) == (1, 5)


def test_sheets_of_several_years_are_all_read(load: Import, tmp_path: Path) -> None:
    sheets = {"2018": files.table([ROW_2018]), "2024": files.table([ROW_2024])}
    assert len(load(files.xlsx(tmp_path / "台账.xlsx", sheets)).cases.created) == 2


def test_unknown_columns_are_reported(load: Import, tmp_path: Path) -> None:
    done = load(files.ledger(tmp_path, {**ROW_2018, "承办科室": "办公室"}))
    assert any("承办科室" in notice for notice in done.reading.notices)


def test_labels_match_whatever_their_width_spaces_and_numbering(load: Import, tmp_path: Path) -> None:
    load(files.ledger(tmp_path, {**ROW_2018, "申请渠道": " 1. 信 函", "办理结果": "同意公开答复数"}))
    assert DisclosureRequest.objects.get().outcome == "OLD_OPEN"


def test_html_in_a_name_is_just_text(load: Import, tmp_path: Path) -> None:
    load(files.ledger(tmp_path, {**ROW_2018, "申请人": "<b>张三</b>"}))
    assert DisclosureRequest.objects.get().applicant_name == "<b>张三</b>"


def test_the_same_file_twice_changes_nothing(load: Import, tmp_path: Path) -> None:
    path = files.ledger(tmp_path, FULL, ROW_2018, appeals=[APPEAL])
    load(path)
    before = rows_kept()
    again = load(path)
    assert (again.cases.unchanged, again.appeals.unchanged, again.batch) == (2, 1, None)
    assert rows_kept() == before


def test_a_dry_run_writes_nothing(load: Import, tmp_path: Path) -> None:
    done = load(files.ledger(tmp_path, FULL, appeals=[{**APPEAL, "登记编号": ""}]), is_dry_run=True)
    assert (len(done.cases.created), len(done.appeals.created)) == (1, 1)
    assert rows_kept() == [0, 0, 0, 0, 0]


def test_good_rows_are_written_and_bad_ones_left_where_that_is_wanted(load: Import, tmp_path: Path) -> None:
    done = load(files.ledger(tmp_path, ROW_2018, {**ROW_2024, "申请人类型": ""}), may_reject=True)
    assert (done.rejected, len(done.cases.created)) == (1, 1)
    assert DisclosureRequest.objects.get().number == "2018-1"


def test_channel_may_be_empty_from_2019_on(load: Import, tmp_path: Path) -> None:
    load(files.ledger(tmp_path, {**ROW_2024, "申请渠道": ""}))
    assert DisclosureRequest.objects.get().channel == "other"


def test_rows_name_their_unit_and_the_coordinator_may_write_to_all(
    load: Import, office: Office, tmp_path: Path
) -> None:
    load(files.ledger(tmp_path, {**ROW_2024, "受理单位代码": "T0102"}), by=office.coordinator, organ=office.district)
    assert DisclosureRequest.objects.get().organ == office.second


def test_the_system_itself_may_import(load: Import, tmp_path: Path) -> None:
    load(files.ledger(tmp_path, ROW_2018), by=None)
    assert CaseEvent.objects.filter(by=None).count() == 2


def test_an_appeal_is_linked_to_its_request(load: Import, tmp_path: Path) -> None:
    concluded = {**APPEAL, "案号": "4", "类别": "复议后起诉", "结果": "结果纠正", "审结日期": "2018-09-01"}
    load(files.ledger(tmp_path, ROW_2018, appeals=[APPEAL, concluded]))
    case = DisclosureRequest.objects.get()
    assert list(case.appeals.order_by("pk").values_list("route", "result")) == [
        ("review", ""),
        ("lit_after", "corrected"),
    ]
    assert list(case.events.filter(appeal__isnull=False).values_list("kind", "seq")) == [
        (EventKind.APPEAL_OPENED, 3),
        (EventKind.APPEAL_OPENED, 4),
        (EventKind.APPEAL_CLOSED, 5),
    ]


def test_an_appeal_about_something_not_kept_here_needs_no_number(load: Import, tmp_path: Path) -> None:
    load(files.ledger(tmp_path, ROW_2018, appeals=[{**APPEAL, "登记编号": ""}]))
    assert Appeal.objects.get().request is None


@pytest.mark.parametrize("headings", [["退回位置", "退回原因"], ["登记编号", "类别", "提起日期"]])
def test_an_appeals_sheet_of_headings_only_is_no_error(load: Import, tmp_path: Path, headings: list[str]) -> None:
    path = files.xlsx(tmp_path / "台账.xlsx", {"台账": files.table([ROW_2018]), "复议诉讼": [headings]})
    assert len(load(path).cases.created) == 1


@pytest.mark.parametrize(("closed_on", "result", "outcome"), [
    ("2019-05-14", "同意公开", "r2007"), ("2019-05-15", "予以公开", "r2019"),
])  # fmt: skip
def test_a_case_of_the_old_regulation_takes_the_list_of_its_reply(
    load: Import, tmp_path: Path, closed_on: str, result: str, outcome: str
) -> None:
    row = {**ROW_2018, "收到日期": "2019-04-30", "申请人类型": "自然人", "办结日期": closed_on, "办理结果": result}
    load(files.ledger(tmp_path, row))
    case = DisclosureRequest.objects.get()
    assert (case.regime, OUTCOMES[case.outcome].list) == ("r2007", outcome)


def test_an_appeal_with_an_unknown_number_is_kept_and_told(load: Import, tmp_path: Path) -> None:
    done = load(files.ledger(tmp_path, ROW_2018, appeals=[{**APPEAL, "登记编号": "x"}]))
    assert any("“x”" in notice for notice in done.appeals.notices)
    assert Appeal.objects.get().request_number == "x"


def test_appeals_can_stand_in_a_file_of_their_own(load: Import, tmp_path: Path) -> None:
    load(files.ledger(tmp_path, ROW_2018))
    (tmp_path / "复议").mkdir()
    apart = files.text_csv(tmp_path / "复议", APPEAL)
    done = load(tmp_path / "台账.xlsx", appeals_path=apart)
    assert (done.cases.unchanged, len(done.appeals.created)) == (1, 1)
    assert Appeal.objects.get().request == DisclosureRequest.objects.get()
