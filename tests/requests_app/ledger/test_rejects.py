"""Rows that were not taken come back in a file that can be mended and imported."""

import csv
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from requests_app.ledger.rejecting import write_rejects
from requests_app.models import Appeal, DisclosureRequest
from tests.requests_app.ledger import files
from tests.requests_app.ledger.conftest import Import
from tests.requests_app.ledger.files import APPEAL, ROW_2018, ROW_2024

BAD_APPEAL = {**APPEAL, "类别": "信访"}
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


def mended(path: Path) -> Path:
    """Write a file of rejects again with its wrong words set right, as its owner would in Excel."""
    right = {"外星人": "自然人", "信访": "行政复议"}
    target = path.parent / "改" / path.name
    target.parent.mkdir(exist_ok=True)
    if path.suffix == ".csv":
        with (
            path.open(encoding="utf-8-sig", newline="") as old,
            target.open("w", encoding="gb18030", newline="") as new,
        ):
            csv.writer(new).writerows([right.get(cell, cell) for cell in row] for row in csv.reader(old))
        return target
    book = CalamineWorkbook.from_path(str(path))
    grids = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    texts = {name: [[right.get(str(c), c) for c in r] for r in grid] for name, grid in grids.items()}
    return files.xlsx(target, texts)


@pytest.mark.parametrize("extension", [".xlsx", ".csv"])
@pytest.mark.parametrize(
    ("case", "appeal", "tables"),
    [(BAD, APPEAL, 1), (ROW_2024, BAD_APPEAL, 2), (BAD, BAD_APPEAL, 2)],
    ids=["cases only", "appeals only", "both"],
)
def test_a_mended_file_of_rejects_completes_the_import(
    load: Import, tmp_path: Path, case: files.Row, appeal: files.Row, tables: int, extension: str
) -> None:
    done = load(files.ledger(tmp_path, ROW_2018, case, appeals=[appeal]), may_reject=True)
    written = write_rejects(tmp_path / f"退回{extension}", done.reading)
    assert len(written) == (tables if extension == ".csv" else 1)
    path, *apart = [mended(one) for one in written]
    again = load(path, appeals_path=apart[0] if apart else None)
    assert not again.reading.problems
    assert (DisclosureRequest.objects.live().count(), Appeal.objects.count()) == (2, 1)
    assert DisclosureRequest.objects.get(number="2024-1").extra.keys() <= {"科室"}
    assert "退回" not in Appeal.objects.get().note


def test_a_table_without_rejected_rows_is_not_written(load: Import, tmp_path: Path) -> None:
    done = load(files.ledger(tmp_path, ROW_2018, BAD, appeals=[APPEAL]), may_reject=True)
    path = write_rejects(tmp_path / "退回.xlsx", done.reading)[0]
    assert CalamineWorkbook.from_path(str(path)).sheet_names == ["退回的行"]


def test_rejects_are_not_read_as_headings_only(load: Import, tmp_path: Path) -> None:
    done = load(files.ledger(tmp_path, ROW_2018, appeals=[BAD_APPEAL]), may_reject=True)
    again = load(mended(write_rejects(tmp_path / "退回.xlsx", done.reading)[0]))
    assert not any("只有表头" in notice for notice in again.reading.notices)


def test_rows_too_short_for_a_required_column_come_back_with_it(load: Import, tmp_path: Path) -> None:
    (tmp_path / "台账.csv").write_text("登记编号,科室,收到日期\n5,一科\n", encoding="utf-8")
    path = write_rejects(tmp_path / "退.csv", load(tmp_path / "台账.csv", may_reject=True).reading)[0]
    headers, row = list(csv.reader(path.open(encoding="utf-8-sig", newline="")))
    assert dict(zip(headers, row, strict=True)) | {"退回位置": "", "退回原因": ""} == {
        "登记编号": "5", "收到日期": "", "科室": "一科", "退回位置": "", "退回原因": "",
    }  # fmt: skip


def test_a_header_spelled_in_two_ways_is_one_column(load: Import, tmp_path: Path) -> None:
    other = {**{key: value for key, value in BAD.items() if key != "科室"}, "登记编号": "2024-2", "科 室": "二科"}
    sheets = {"一": files.table([BAD]), "二": files.table([other])}
    done = load(files.xlsx(tmp_path / "台账.xlsx", sheets), may_reject=True)
    assert load(mended(write_rejects(tmp_path / "退回.xlsx", done.reading)[0])).cases.unchanged == 0
    assert DisclosureRequest.objects.live().count() == 2


def test_appeals_of_a_csv_come_back_in_a_file_beside_it(load: Import, tmp_path: Path) -> None:
    done = load(files.ledger(tmp_path, ROW_2018, appeals=[{**APPEAL, "类别": "信访"}]), may_reject=True)
    assert [path.name for path in write_rejects(tmp_path / "退.csv", done.reading)] == ["退.csv", "退-复议诉讼.csv"]
