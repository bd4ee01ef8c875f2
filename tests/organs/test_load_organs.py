"""Units from a file: parents in any order, moves with dates, all or nothing."""

import io
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from django.core.management import call_command

from openness.organs.loading import Loaded
from openness.organs.models import Organ, Placement
from openness.organs.organ_file import OrgansRefused, read_organs
from openness.organs.scopes import report_scope
from tests.office import Office
from tests.organs.organ_files import HEADER, load, refused


@pytest.fixture
def office(db: None) -> Office:
    """Return a fresh office."""
    return Office()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (",无代码局,,T01,department", "“code”没有填写"),
        ("N1,,,T01,department", "“name”没有填写"),
        ("N1,新局,,T01,bureau", "“bureau”"),
        ("N1,新局,,X9,department", "“X9”"),
        ("N1,新局,,N1,department", "成了环"),
        (f"{'N' * 33},新局,,T01,department", "最多32个"),
        ("N1,新局,,T01,department,多,出", "单元格比表头多"),
    ],
)
def test_a_bad_row_is_told_and_nothing_is_written(office: Office, tmp_path: Path, line: str, said: str) -> None:
    assert said in refused(tmp_path, "OK,好局,,T01,department", line)


def test_all_bad_rows_are_told(office: Office, tmp_path: Path) -> None:
    said = refused(tmp_path, "N1,,,T01,department", "N2,局,,T01,x", "N2,局,,T01,department")
    assert "第2行" in said
    assert "第3行" in said
    assert "第4行 “code”“N2”与第3行重复" in said


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("code,name", "缺少列"),
        (f"{HEADER},colour", "不认识的列：colour"),
        (f"{HEADER},code", "重复的列：code"),
    ],
)
def test_a_bad_header_is_refused(office: Office, tmp_path: Path, header: str, said: str) -> None:
    assert said in refused(tmp_path, "N1,局,,T01,department", header=header)


@pytest.mark.parametrize(
    ("placing", "said"),
    [("2024/1/1,,", "placed_from"), ("2024-01-02,2024-01-02,", "应晚于"), (",,也许", "垂直管理")],
)
def test_bad_placings_are_refused(office: Office, tmp_path: Path, placing: str, said: str) -> None:
    header = f"{HEADER},placed_from,placed_to,vertical"
    assert said in refused(tmp_path, f"N1,局,,T01,department,{placing}", header=header)


@pytest.mark.parametrize("name", ["单位.xlsx", "单位.csv"])
def test_a_workbook_is_named_with_how_to_save_it_as_csv(tmp_path: Path, name: str) -> None:
    with xlsxwriter.Workbook(str(tmp_path / name)) as book:
        book.add_worksheet("单位").write_row(0, 0, HEADER.split(","))
    with pytest.raises(OrgansRefused, match="Excel工作簿（.xlsx）.*CSV UTF-8"):
        read_organs(tmp_path / name)


def test_an_old_workbook_is_named_too(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("x").write(0, 0, "code")
    book.save(str(tmp_path / "单位.xls"))
    with pytest.raises(OrgansRefused, match="Excel工作簿（.xls）.*CSV UTF-8"):
        read_organs(tmp_path / "单位.xls")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04\x00\x00", b"\xff\xff\x80\xff", b"x" * 5000 + b"\x00"])
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "单位.csv").write_bytes(content)
    with pytest.raises(OrgansRefused):
        read_organs(tmp_path / "单位.csv")


@pytest.mark.parametrize("length", [1, 140_000])
def test_a_quote_that_is_never_closed_is_refused(tmp_path: Path, length: int) -> None:
    (tmp_path / "单位.csv").write_text(f'{HEADER}\nN1,"局{"，" * length}', encoding="utf-8")
    with pytest.raises(OrgansRefused, match="引号"):
        read_organs(tmp_path / "单位.csv")


def test_circles_through_the_tree_are_refused_with_the_chain(office: Office, tmp_path: Path) -> None:
    said = refused(tmp_path, "T01,测试区人民政府,,T0101,government")
    assert "T01 → T0101 → T01" in said


def test_people_without_the_right_or_outside_their_tree_are_refused(office: Office, tmp_path: Path) -> None:
    for person in (office.clerk, office.coordinator, office.auditor, office.stranger):
        assert "权限" in refused(tmp_path, "N1,局,,T01,department", by=person)
    for line in ("N1,局,,T02,department", "T02,改名,,,government", "N1,新区,,,government"):
        assert "管辖范围" in refused(tmp_path, line, by=office.administrator)
    assert load(tmp_path, "N1,局,,T01,department", by=office.administrator).created == 1


def test_parents_may_come_after_their_children(db: None, tmp_path: Path) -> None:
    loaded = load(tmp_path, "C,丙,,B,部门", "A,甲,,,government", "B,乙,,A,department", "D,丁,,C,other")
    assert loaded == Loaded(created=4)
    assert [organ.depth for organ in Organ.objects.order_by("code")] == [1, 2, 3, 4]
    assert Placement.objects.filter(placed_from=None).count() == 4
    assert not any(Organ.objects.find_problems())


def test_the_same_file_twice_changes_nothing(db: None, tmp_path: Path) -> None:
    header = f"{HEADER},placed_from,vertical,address"
    lines = ("A,甲,,,government,,,地址", "B,乙,乙,A,township,2020-01-01,是,")
    load(tmp_path, *lines, header=header)
    assert load(tmp_path, *lines, header=header) == Loaded(unchanged=2)
    assert Placement.objects.get(organ__code="B").vertical


def test_columns_the_file_does_not_have_stay_as_they_are(office: Office, tmp_path: Path) -> None:
    office.first.address = "人民路1号"
    office.first.save()
    assert load(tmp_path, "T0101,甲局（改名）,,T01,department").updated == 1
    organ = Organ.objects.get(code="T0101")
    assert (organ.name, organ.address) == ("甲局（改名）", "人民路1号")


def test_a_dated_move_leaves_past_years_as_they_were(office: Office, tmp_path: Path) -> None:
    header = f"{HEADER},placed_from"
    assert load(tmp_path, "T0101,甲局,,T0102,department,2025-07-01", header=header).updated == 1
    second = Organ.objects.get(code="T0102")
    assert Organ.objects.get_parent(Organ.objects.get(code="T0101")) == second
    assert [
        (p.parent and p.parent.code, p.placed_from, p.placed_to) for p in Placement.objects.filter(organ__code="T0101")
    ] == [
        ("T01", None, date(2025, 7, 1)),
        ("T0102", date(2025, 7, 1), None),
    ]
    named = [
        set(report_scope(second, year, "aggregate").organs().values_list("code", flat=True)) for year in (2024, 2025)
    ]
    assert named == [{"T0102"}, {"T0101", "T0102"}]
    assert load(tmp_path, "T0101,甲局,,T0102,department,2025-07-01", header=header) == Loaded(unchanged=1)


@pytest.mark.parametrize(("start", "said"), [("2027-01-01", "晚于今天"), ("2019-01-01", "早于")])
def test_a_move_at_an_impossible_time_is_refused(office: Office, tmp_path: Path, start: str, said: str) -> None:
    Placement.objects.filter(organ=office.first).update(placed_from=date(2020, 1, 1))
    assert said in refused(tmp_path, f"T0101,甲局,,T0102,department,{start}", header=f"{HEADER},placed_from")


def test_a_move_without_a_date_corrects_the_entry(office: Office, tmp_path: Path) -> None:
    load(tmp_path, "T0101,甲局,,T0102,department")
    placement = Placement.objects.get(organ__code="T0101")
    assert (placement.parent, placement.placed_from) == (office.second, None)


def test_a_unit_and_its_parent_can_change_places(office: Office, tmp_path: Path) -> None:
    load(tmp_path, "T0101,甲局,,T0102,department")
    load(tmp_path, "T0102,乙局,,T0101,department", "T0101,甲局,,T01,department")
    assert Organ.objects.get_parent(Organ.objects.get(code="T0102")) == Organ.objects.get(code="T0101")
    assert not any(Organ.objects.find_problems())


def test_the_command_prints_counts_and_refuses_with_exit_1(office: Office, tmp_path: Path) -> None:
    target = tmp_path / "单位.csv"
    target.write_text(f"{HEADER}\nN1,新局,,T01,部门\n", encoding="gb18030")
    out, err = io.StringIO(), io.StringIO()
    call_command("load_organs", str(target), "--as", "wu.administrator", stdout=out, stderr=err)
    assert "读取 1，新增 1，更新 0，未变 0" in out.getvalue()
    with pytest.raises(SystemExit) as leaving:
        call_command("load_organs", str(target), "--as", "li.clerk", stdout=out, stderr=err)
    assert leaving.value.code == 1
    assert "权限" in err.getvalue()
