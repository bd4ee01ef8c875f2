"""Files that are no ledger are refused as a whole, with what is wrong and what to do (issue 2 §6)."""

import re
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from tests.requests_app.ledger import files
from tests.requests_app.ledger.conftest import Refusing, codes
from tests.requests_app.ledger.files import ROW_2018, ROW_2024


def test_a_missing_file_is_refused(refuse: Refusing, tmp_path: Path) -> None:
    assert refuse(tmp_path / "没有.xlsx").code == "no_file"


@pytest.mark.parametrize("name", ["空.xlsx", "空.xls", "空.csv"])
def test_an_empty_file_is_refused(refuse: Refusing, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b" \r\n" if name.endswith("csv") else b"")
    refusal = refuse(tmp_path / name)
    assert refusal.code == "empty_file"
    assert "空文件" in str(refusal)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n....", "图片"),
        (b"<html><table><tr><td>x</td></tr></table>", "网页"),
        (b"\xff\xfet\x00e\x00", "Unicode"),
        (b"abc\x00\x01", "二进制"),
        (b"PK\x03\x04 broken", "损坏"),
    ],
)
@pytest.mark.parametrize("name", ["台账.xlsx", "台账.csv"])
def test_a_file_of_another_kind_renamed_is_refused(
    refuse: Refusing, tmp_path: Path, content: bytes, found: str, name: str
) -> None:
    (tmp_path / name).write_bytes(content)
    refusal = refuse(tmp_path / name)
    assert refusal.code == "wrong_kind"
    assert found in str(refusal)


def test_a_word_document_renamed_is_refused(refuse: Refusing, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "台账.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    refusal = refuse(tmp_path / "台账.xlsx")
    assert refusal.code == "wrong_kind"
    assert "Word" in str(refusal)


def test_a_workbook_renamed_to_csv_is_refused(refuse: Refusing, tmp_path: Path) -> None:
    workbook = files.ledger(tmp_path, ROW_2018)
    refusal = refuse(workbook.rename(tmp_path / "台账.csv"))
    assert refusal.code == "renamed"
    assert ".xlsx" in str(refusal)


def test_a_damaged_workbook_is_refused(refuse: Refusing, tmp_path: Path) -> None:
    path = files.ledger(tmp_path, ROW_2018)
    raw = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 80
    raw[at : at + 20] = bytes(20)
    path.write_bytes(bytes(raw))
    assert refuse(path).code == "damaged"


def test_a_zip_bomb_is_refused_before_it_is_parsed(
    refuse: Refusing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("requests_app.ledger.workbook_xml.MAX_UNPACKED", 1024)
    refusal = refuse(files.ledger(tmp_path, ROW_2018))
    assert refusal.code == "too_large"


def test_a_small_workbook_that_would_fill_the_memory_is_refused(refuse: Refusing, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("台账")
        for row, cells in enumerate(files.table([ROW_2018])):
            sheet.write_row(row, 0, cells)
        sheet.write_string("XFD1048576", "远处")
    refusal = refuse(path)
    assert refusal.code == "too_large"
    assert "1048576" in str(refusal)


def test_cells_that_do_not_say_where_they_stand_are_counted(refuse: Refusing, tmp_path: Path) -> None:
    path = files.ledger(tmp_path, {**ROW_2018, "登记编号": ("formula", "=1", 1)})
    bare = tmp_path / "改" / "台账.xlsx"
    bare.parent.mkdir()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            is_sheet = name.startswith("xl/worksheets/")
            new.writestr(name, re.sub(rb'(<c) r="[A-Z]+[0-9]+"', rb"\1", content) if is_sheet else content)
    assert (2, "登记编号", "formula") in codes(refuse(bare))


def test_a_workbook_with_a_document_type_is_refused(refuse: Refusing, tmp_path: Path) -> None:
    path = files.ledger(tmp_path, ROW_2018)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/worksheets/sheet9.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    assert refuse(path).code == "wrong_kind"


def test_a_workbook_without_a_ledger_names_the_sheets_found(refuse: Refusing, tmp_path: Path) -> None:
    path = files.xlsx(tmp_path / "台账.xlsx", {"汇总": [["单位", "件数"]], "说明": [["无"]]})
    refusal = refuse(path)
    assert refusal.code == "wrong_sheet"
    assert "“汇总”" in str(refusal)
    assert "“说明”" in str(refusal)
    assert "登记编号" in str(refusal)


def test_a_csv_with_other_separators_is_refused_as_without_header(refuse: Refusing, tmp_path: Path) -> None:
    (tmp_path / "台账.csv").write_text("登记编号;收到日期\n1;2018-01-01\n", encoding="utf-8")
    refusal = refuse(tmp_path / "台账.csv")
    assert refusal.code == "wrong_sheet"
    assert "逗号" in str(refusal)


def test_a_header_that_stands_twice_is_refused(refuse: Refusing, tmp_path: Path) -> None:
    grid = [["登记编号", "收到日期", " 登记编号 "], ["1", "2018-01-01", "2"]]
    refusal = refuse(files.xlsx(tmp_path / "台账.xlsx", {"台账": grid}))
    assert refusal.code == "duplicate_headers"
    assert "登记编号" in str(refusal)


def test_text_in_no_known_encoding_is_refused(refuse: Refusing, tmp_path: Path) -> None:
    (tmp_path / "台账.csv").write_bytes(b"\xff\xff\xff,\x80\xff\n")
    assert refuse(tmp_path / "台账.csv").code == "encoding"


def test_an_appeals_sheet_without_its_header_is_refused(refuse: Refusing, tmp_path: Path) -> None:
    path = files.xlsx(tmp_path / "台账.xlsx", {"台账": files.table([ROW_2018]), "复议诉讼": [["案号"], ["1"]]})
    assert refuse(path).code == "wrong_sheet"


def test_a_wrong_sheet_is_named_with_all_sheets_of_the_file(refuse: Refusing, tmp_path: Path) -> None:
    sheets = {"台账": files.table([ROW_2018]), "复议诉讼": [["事由"], ["1"]], "说明": [["无"]]}
    said = str(refuse(files.xlsx(tmp_path / "台账.xlsx", sheets)))
    assert "工作表“复议诉讼”里没有找到表头" in said
    assert "文件里的工作表：“台账”、“复议诉讼”、“说明”" in said


def test_hidden_sheets_are_named_too(refuse: Refusing, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("封面").write_string("A1", "说明")
        book.add_worksheet("台账").hide()
    assert "“封面”、“台账”（隐藏" in str(refuse(path))


def test_a_row_of_appeals_without_headings_is_not_passed_over(refuse: Refusing, tmp_path: Path) -> None:
    path = files.xlsx(tmp_path / "台账.xlsx", {"台账": files.table([ROW_2018]), "复议诉讼": [["2018-1", "行政复议"]]})
    assert refuse(path).code == "wrong_sheet"


def test_a_file_of_appeals_without_its_header_is_refused(refuse: Refusing, tmp_path: Path) -> None:
    apart = files.xlsx(tmp_path / "复议.xlsx", {"复议诉讼": [["案号"]]})
    assert refuse(files.ledger(tmp_path, ROW_2018), appeals_path=apart).code == "wrong_sheet"


def test_people_without_the_right_cannot_import(refuse: Refusing, office: "object", tmp_path: Path) -> None:
    path = files.ledger(tmp_path, ROW_2024)
    for name in ("manager", "auditor", "administrator", "neighbour", "stranger"):
        assert refuse(path, by=getattr(office, name)).code == "not_allowed"
