"""Rows that were not taken come back in a file that can be mended and imported."""

import csv
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from requests_app.ledger.rejecting import write_rejects
from requests_app.models import DisclosureRequest
from tests.requests_app.ledger import files
from tests.requests_app.ledger.conftest import Import
from tests.requests_app.ledger.files import APPEAL, ROW_2018, ROW_2024

BAD = {**ROW_2024, "申请人类型": "外星人", "收到日期": "2024年1月31日", "联系电话": 13800000000, "科室": "=1"}


def test_each_row_says_where_it_stood_and_why_it_came_back(load: Import, tmp_path: Path) -> None:
    done = load(files.ledger(tmp_path, ROW_2018, BAD, appeals=[{**APPEAL, "类别": "信访"}]), may_reject=True)
    written = write_rejects(tmp_path / "退回.xlsx", done.reading)
    book = CalamineWorkbook.from_path(str(written[0]))
    row = dict(zip(*book.get_sheet_by_index(0).to_python(), strict=True))
    assert row["退回位置"] == "工作表“台账”第3行"
    assert "外星人" in str(row["退回原因"])
    assert (row["登记编号"], row["科室"]) == ("2024-1", "=1")
    assert "信访" in str(book.get_sheet_by_name("复议诉讼").to_python()[1])


@pytest.mark.parametrize("name", ["退回.xlsx", "退回.csv"])
def test_a_mended_file_of_rejects_is_taken(load: Import, tmp_path: Path, name: str) -> None:
    done = load(files.ledger(tmp_path, ROW_2018, BAD), may_reject=True)
    path = write_rejects(tmp_path / name, done.reading)[0]
    if name.endswith(".csv"):
        rows = list(csv.reader(path.open(encoding="utf-8-sig", newline="")))
    else:
        rows = [list(map(str, row)) for row in CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()]
    mended = [["自然人" if cell == "外星人" else cell for cell in row] for row in rows]
    (tmp_path / "改").mkdir()
    load(files.xlsx(tmp_path / "改" / "台账.xlsx", {"退回的行": mended}))
    case = DisclosureRequest.objects.get(number="2024-1")
    assert (case.phone.removesuffix(".0"), case.extra) == (
        "13800000000",
        {"科室": "=1"} if name.endswith("x") else {"科室": "'=1"},
    )


def test_appeals_of_a_csv_come_back_in_a_file_beside_it(load: Import, tmp_path: Path) -> None:
    done = load(files.ledger(tmp_path, ROW_2018, appeals=[{**APPEAL, "类别": "信访"}]), may_reject=True)
    assert [path.name for path in write_rejects(tmp_path / "退.csv", done.reading)] == ["退.csv", "退-复议诉讼.csv"]
