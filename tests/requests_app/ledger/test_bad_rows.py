"""Every bad row is told with sheet, row, column, what was found and what is accepted; nothing is written (issue 2 §6)."""

from pathlib import Path
from typing import Any

import pytest

from tests.requests_app.ledger import files
from tests.requests_app.ledger.conftest import Refusing, codes
from tests.requests_app.ledger.files import ROW_2018, ROW_2024, Row

BAD_CELLS: list[tuple[Row, dict[str, Any], str, str]] = [
    (ROW_2018, {"登记编号": ""}, "登记编号", "missing"),
    (ROW_2018, {"收到日期": ""}, "收到日期", "missing"),
    (ROW_2018, {"收到日期": "三月一日"}, "收到日期", "not_a_date"),
    (ROW_2018, {"收到日期": "2018-02-30"}, "收到日期", "no_such_day"),
    (ROW_2018, {"收到日期": 43160}, "收到日期", "not_a_date"),
    (ROW_2018, {"收到日期": "2008-04-30", "办结日期": "2008-05-20"}, "收到日期", "before_regulation"),
    (ROW_2018, {"收到日期": "2018-03-21"}, "办结日期", "before_receipt"),
    (ROW_2018, {"申请渠道": "电话"}, "申请渠道", "unknown_label"),
    (ROW_2018, {"申请渠道": ""}, "申请渠道", "missing"),
    (ROW_2018, {"申请渠道": "其他"}, "申请渠道", "channel_without_row"),
    (ROW_2018, {"申请人类型": "外星人"}, "申请人类型", "unknown_label"),
    (ROW_2018, {"办结日期": "", "办理结果": ""}, "申请人类型", "missing"),
    (ROW_2018, {"办理结果": ""}, "办理结果", "missing"),
    (ROW_2018, {"办结日期": ""}, "办结日期", "missing"),
    (ROW_2018, {"办理结果": "已答复"}, "办理结果", "unknown_outcome"),
    (ROW_2018, {"办结日期": "2018-13-01"}, "办结日期", "no_such_day"),
    (ROW_2018, {"信息处理费": "100"}, "信息处理费", "fee_under_old_regulation"),
    (ROW_2018, {"登记编号": "一" * 81}, "登记编号", "too_long"),
    (ROW_2018, {"申请人": "甲" * 201}, "申请人", "too_long"),
    (ROW_2018, {"备注": "响铃\x07"}, "备注", "control_characters"),
    (ROW_2024, {"收到日期": "2026-11-24"}, "收到日期", "in_the_future"),
    (ROW_2024, {"收到日期": 99991231}, "收到日期", "in_the_future"),
    (ROW_2024, {"申请人类型": ""}, "申请人类型", "missing"),
    (ROW_2024, {"受理单位代码": "X9"}, "受理单位代码", "unknown_unit"),
    (ROW_2024, {"受理单位代码": "T0102"}, "受理单位代码", "unit_outside"),
    (ROW_2024, {"证件号码": 110101199001011234.0}, "证件号码", "digits_lost"),
    (ROW_2024, {"证件号码": "1.10101E+17"}, "证件号码", "digits_lost"),
    (ROW_2024, {"延期工作日": "十五", "延期日期": "2024-02-20"}, "延期工作日", "not_a_number"),
    (ROW_2024, {"延期工作日": 2.5, "延期日期": "2024-02-20"}, "延期工作日", "not_a_number"),
    (ROW_2024, {"延期工作日": 10}, "延期日期", "missing"),
    (ROW_2024, {"延期日期": "2024-02-20"}, "延期工作日", "missing"),
    (ROW_2024, {"延期日期": "2024-02-20", "延期工作日": 21}, "延期工作日", "extension_too_long"),
    (ROW_2024, {"信息处理费": "一百"}, "信息处理费", "not_an_amount"),
    (ROW_2024, {"信息处理费": -1}, "信息处理费", "not_an_amount"),
    (ROW_2024, {"信息处理费": "1.005"}, "信息处理费", "not_an_amount"),
    (ROW_2024, {"补正通知日期": "2024-01-30"}, "补正通知日期", "before_receipt"),
    (ROW_2024, {"补正通知日期": "2024-02-05", "补正收到日期": "2024-02-04"}, "补正收到日期", "before_predecessor"),
    (ROW_2024, {"第三方反馈日期": "2024-02-05"}, "第三方征求日期", "missing"),
    (ROW_2024, {"补正收到日期": "2024-02-05"}, "补正通知日期", "missing"),
    (
        ROW_2024,
        {"第三方征求日期": "2024-03-05", "办结日期": "2024-03-01", "办理结果": "部分公开"},
        "第三方征求日期",
        "after_closing",
    ),
    (ROW_2024, {"办结日期": "2024-03-01", "办理结果": "不予公开"}, "具体情形", "outcome_needs_detail"),
    (ROW_2024, {"办结日期": "2024-03-01", "办理结果": "其他处理"}, "具体情形", "outcome_needs_detail"),
    (ROW_2024, {"登记编号": ("formula", "=1+1", 2)}, "登记编号", "formula"),
    (ROW_2024, {"所需信息内容": ("formula", '="a"', "a")}, "所需信息内容", "formula"),
]


@pytest.mark.parametrize(("row", "changes", "column", "code"), BAD_CELLS)
def test_a_bad_cell_is_told_and_nothing_is_written(
    refuse: Refusing, tmp_path: Path, row: Row, changes: dict[str, Any], column: str, code: str
) -> None:
    refusal = refuse(files.ledger(tmp_path, {**row, **changes}))
    assert (2, column, code) in codes(refusal)
    assert f"工作表“台账” 第2行 “{column}”" in str(refusal)
    assert "没有写入任何内容" in str(refusal)


def test_the_message_says_what_was_found_and_what_is_accepted(refuse: Refusing, tmp_path: Path) -> None:
    refusal = refuse(files.ledger(tmp_path, {**ROW_2018, "申请渠道": "电话", "收到日期": "三月一日"}))
    said = str(refusal)
    assert "“电话”" in said
    assert "当面、信函、网络、传真" in said
    assert "“三月一日”" in said
    assert "2024年1月31日" in said


def test_half_a_working_day_is_told_to_be_a_whole_number(refuse: Refusing, tmp_path: Path) -> None:
    said = str(refuse(files.ledger(tmp_path, {**ROW_2024, "延期日期": "2024-02-20", "延期工作日": 2.5})))
    assert "“2.5”" in said
    assert "应填整数" in said
    assert "不是数字" not in said


def test_a_correction_that_nobody_asked_for_is_told_with_both_ways_out(refuse: Refusing, tmp_path: Path) -> None:
    said = str(refuse(files.ledger(tmp_path, {**ROW_2024, "补正收到日期": "2024-02-05"})))
    assert "请补填发出补正通知的日期" in said
    assert "清空" in said


@pytest.mark.parametrize(("closed_on", "result"), [("2019-05-14", "予以公开"), ("2019-05-15", "同意公开")])
def test_the_day_of_the_reply_says_which_list_applies(
    refuse: Refusing, tmp_path: Path, closed_on: str, result: str
) -> None:
    row = {**ROW_2018, "收到日期": "2019-04-30", "申请人类型": "自然人", "办结日期": closed_on, "办理结果": result}
    refusal = refuse(files.ledger(tmp_path, row))
    assert codes(refusal) == [(2, "办理结果", "unknown_outcome")]
    assert "可填" in str(refusal)


def test_all_rows_are_checked_not_only_the_first(refuse: Refusing, tmp_path: Path) -> None:
    rows = [{**ROW_2018, "登记编号": str(n), "申请渠道": "电话" if n % 2 else "信函"} for n in range(1, 7)]
    assert [row for row, _, _ in codes(refuse(files.ledger(tmp_path, *rows)))] == [2, 4, 6]


def test_one_cell_of_two_megabytes_is_refused_with_the_limit(refuse: Refusing, tmp_path: Path) -> None:
    refusal = refuse(files.text_csv(tmp_path, {**ROW_2018, "所需信息内容": "长" * 2_000_000}))
    assert codes(refusal) == [(2, "所需信息内容", "too_long")]
    assert "2,000,000" in str(refusal)
    assert "32,767" in str(refusal)


def test_a_number_that_stands_twice_is_refused_at_both_places(refuse: Refusing, tmp_path: Path) -> None:
    refusal = refuse(files.ledger(tmp_path, ROW_2018, ROW_2024, {**ROW_2018, "申请人": "王五（虚构）"}))
    assert codes(refusal) == [(2, "登记编号", "duplicate_number"), (4, "登记编号", "duplicate_number")]
    assert "第4行" in str(refusal)


def test_a_lost_identity_number_is_told_with_how_to_mend_it(refuse: Refusing, tmp_path: Path) -> None:
    said = str(refuse(files.ledger(tmp_path, {**ROW_2024, "证件号码": 110101199001011234.0})))
    assert "丢失" in said
    assert "文本" in said


def test_a_formula_is_found_in_any_column_and_deep_in_the_sheet(refuse: Refusing, tmp_path: Path) -> None:
    rows = [{**ROW_2018, "登记编号": str(n), "序号": n} for n in range(1, 60)]
    rows[50] |= {"序号": ("formula", "=ROW()-1", 51)}
    assert codes(refuse(files.ledger(tmp_path, *rows))) == [(52, "序号", "formula")]


def test_the_same_number_in_another_year_or_unit_is_no_duplicate(load: Any, office: Any, tmp_path: Path) -> None:
    rows = [
        {**ROW_2024, "登记编号": "1"},
        {**ROW_2018, "登记编号": "1"},
        {**ROW_2024, "登记编号": "1", "受理单位代码": "T0102"},
    ]
    assert len(load(files.ledger(tmp_path, *rows), by=office.coordinator).cases.created) == 3
