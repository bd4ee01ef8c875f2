"""A ledger that is exported reads back unchanged; no text of it runs in a spreadsheet."""

import csv
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from openness.organs.rights import Action
from requests_app import operations
from requests_app.choices import ConsultedParty
from requests_app.ledger import exporting
from requests_app.ledger.csv_files import guarded, unguarded
from requests_app.ledger.exporting import export_ledger
from requests_app.ledger.problems import LedgerRefused
from requests_app.models import DisclosureRequest
from requests_app.outcome_labels import outcome_to_ledger
from requests_app.outcomes import OUTCOMES
from tests.office import NOW, Office
from tests.requests_app.conftest import Register
from tests.requests_app.ledger import files
from tests.requests_app.ledger.conftest import Import, Refusing, codes, rows_kept
from tests.requests_app.ledger.files import APPEAL, ROW_2018, ROW_2024
from tests.requests_app.ledger.test_import import FULL

RUN_BY_SPREADSHEETS = ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''-x", "=cmd|' /C calc'!A0"]
EXTENSIONS = [".xlsx", ".csv"]


def export(office: Office, path: Path, year: int = 2024, **changes: Any) -> exporting.Exported:
    wish: dict[str, Any] = {"organ": office.first, "year": year, "scope": "own", "path": path, "by": office.clerk}
    return export_ledger(**{**wish, "at": NOW, **changes})


def grid(path: Path, sheet: int = 0) -> list[list[Any]]:
    """Return what a file shows."""
    if path.suffix == ".xlsx":
        return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(sheet).to_python()
    return list(csv.reader(path.open(encoding="utf-8-sig", newline="")))


@pytest.mark.parametrize("person", ["manager", "auditor", "administrator", "neighbour", "stranger"])
def test_people_without_the_right_get_nothing(office: Office, load: Import, tmp_path: Path, person: str) -> None:
    load(files.ledger(tmp_path, FULL))
    with pytest.raises(LedgerRefused) as refused:
        export(office, tmp_path / "出.xlsx", by=getattr(office, person))
    assert refused.value.code == "not_allowed"
    assert not (tmp_path / "出.xlsx").exists()


@pytest.mark.parametrize(("name", "code"), [("出.pdf", "output_kind"), ("没有/出.xlsx", "output_place")])
def test_a_place_that_cannot_be_written_to_is_refused(office: Office, tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(LedgerRefused) as refused:
        export(office, tmp_path / name)
    assert refused.value.code == code


@pytest.mark.parametrize(("year", "said"), [(2007, "2008-05-01"), (2027, "还没有开始"), (20244, "2008 至 2026")])
def test_a_year_without_a_ledger_is_refused(office: Office, tmp_path: Path, year: int, said: str) -> None:
    with pytest.raises(LedgerRefused) as refused:
        export(office, tmp_path / "出.xlsx", year)
    assert refused.value.code == "year"
    assert said in str(refused.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("year", [2008, 2026])
def test_the_first_year_and_the_year_under_way_have_one(office: Office, tmp_path: Path, year: int) -> None:
    assert export(office, tmp_path / "出.xlsx", year).cases == 0


def test_a_failed_export_leaves_the_old_file(office: Office, load: Import, tmp_path: Path, monkeypatch: Any) -> None:
    load(files.ledger(tmp_path, FULL))
    (tmp_path / "出.csv").write_text("旧", encoding="utf-8")
    monkeypatch.setattr(exporting, "logs_of", lambda _: {})
    with pytest.raises(KeyError):
        export(office, tmp_path / "出.csv")
    assert (tmp_path / "出.csv").read_text(encoding="utf-8") == "旧"
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".csv"] == ["出.csv"]


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_what_is_exported_reads_back_unchanged(office: Office, load: Import, tmp_path: Path, extension: str) -> None:
    odd = {
        **ROW_2024,
        "登记编号": "007",
        "申请人": "<b>李</b>",
        "申请人类型": "",
        "收到日期": "2018-12-31",
        "办结日期": "2018-12-31",
    }
    old = [ROW_2018, {**odd, "办理结果": "申请信息不存在", "延期日期": "2018-12-31", "延期工作日": 15}]
    new = [FULL, {**ROW_2024, "登记编号": "2024-2", "自编列": "=1+1", "联系电话": "+8613800000000"}]
    load(
        files.ledger(
            tmp_path,
            *old,
            *new,
            appeals=[APPEAL, {**APPEAL, "案号": "-9", "结果": "其他结果", "审结日期": "2018-09-01"}],
        )
    )
    before = rows_kept()
    for year, cases, appeals in ((2018, 2, 2), (2024, 2, 0)):
        path = tmp_path / f"{year}{extension}"
        done = export(office, path, year)
        assert (done.cases, done.appeals) == (cases, appeals)
        again = load(path, appeals_path=done.files[1] if extension == ".csv" else None)
        assert (again.cases.unchanged, again.appeals.unchanged, again.batch) == (cases, appeals, None)
    assert rows_kept() == before


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_text_that_spreadsheets_would_run_comes_out_as_text(
    office: Office, load: Import, tmp_path: Path, extension: str
) -> None:
    rows = [{**ROW_2024, "登记编号": f"{n}", "申请人": text} for n, text in enumerate(RUN_BY_SPREADSHEETS)]
    load(files.ledger(tmp_path, *rows))
    path = tmp_path / f"出{extension}"
    export(office, path, with_personal=True)  # names of people are masked otherwise
    names = [row[4] for row in grid(path)[1:]]
    if extension == ".csv":
        assert all(name.startswith("'") for name in names)
        assert [unguarded(name) for name in names] == RUN_BY_SPREADSHEETS
    else:
        assert names == RUN_BY_SPREADSHEETS
        assert b"<f" not in zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")
    assert load(path).cases.unchanged == len(RUN_BY_SPREADSHEETS)


@pytest.mark.parametrize("text", [*RUN_BY_SPREADSHEETS, "张三", "'引", "", "\t=1", "\r=1"])
def test_a_guarded_text_loses_exactly_its_guard(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_a_case_worked_on_here_reads_back_unchanged(
    office: Office, register: Register, load: Import, tmp_path: Path
) -> None:
    case = register(note=" 备注\r\n两行 ")
    doing: dict[str, Any] = {"case": case, "by": office.head, "at": NOW}
    operations.consult(**doing, on=date(2026, 2, 11), party=ConsultedParty.THIRD_PARTY, name="甲公司（虚构）")
    operations.consult(**doing, on=date(2026, 2, 12), party=ConsultedParty.THIRD_PARTY, name="乙公司（虚构）")
    operations.consultation_returned(**doing, on=date(2026, 2, 20), ref="2")
    operations.consultation_returned(**doing, on=date(2026, 2, 25), ref="1")
    operations.extend(**doing, on=date(2026, 2, 26), days=5, reason="复杂", late_entry_reason="补登（虚构）")
    operations.amend(**doing, changes={"applicant_name": "=张三"}, reason="笔误")
    operations.decide(
        **doing, on=date(2026, 3, 2), outcome="PARTIAL", exemptions=["DENY_THIRD"], replied_on=date(2026, 3, 2)
    )
    register(number="待确认", received_on=None, receipt_basis="")
    path = tmp_path / "出.xlsx"
    assert export(office, path, 2026).cases == 1
    assert load(path).cases.unchanged == 1


def test_a_case_decided_under_the_old_list_and_replied_under_the_new_is_told_when_read_back(
    office: Office, register: Register, refuse: Refusing, tmp_path: Path
) -> None:
    """The ledger has one date, that of the reply; the list follows it (docs/ledger.md, 办理结果)."""
    case = register(arrived_on=date(2019, 4, 30), received_on=date(2019, 4, 30))
    operations.decide(
        case=case, by=office.head, at=NOW, on=date(2019, 5, 10), outcome="OLD_OPEN", exemptions=[],
        replied_on=date(2019, 5, 20),
    )  # fmt: skip
    path = tmp_path / "出.xlsx"
    assert export(office, path, 2019).cases == 1
    refusal = refuse(path)
    assert codes(refusal) == [(2, "办理结果", "unknown_outcome")]
    assert "2019年05月20日适用" in str(refusal)


def test_void_and_withdrawn_cases(office: Office, register: Register, load: Import, tmp_path: Path) -> None:
    operations.void(case=register(), by=office.head, at=NOW, reason="重复（虚构）")
    operations.withdraw(case=register(), by=office.clerk, at=NOW, on=date(2026, 2, 20))
    path = tmp_path / "出.xlsx"
    assert export(office, path, 2026).cases == 1
    assert load(path).cases.unchanged == 1


def test_aggregate_scope_has_every_unit_and_the_person_sees_only_their_own(
    office: Office, load: Import, tmp_path: Path
) -> None:
    rows = [ROW_2024, {**ROW_2024, "受理单位代码": "T0102"}, {**ROW_2024, "受理单位代码": "T01"}]
    load(files.ledger(tmp_path, *rows), by=office.coordinator)
    path = tmp_path / "出.xlsx"
    done = export(office, path, organ=office.district, scope="aggregate", by=office.coordinator)
    assert {row[8] for row in grid(path)[1:]} == {"T01", "T0101", "T0102"}
    assert done.cases == 3
    assert export(office, path, organ=office.district, by=office.coordinator).cases == 1


def test_personal_data_is_masked_for_people_who_may_not_see_it(
    office: Office, load: Import, tmp_path: Path, monkeypatch: Any
) -> None:
    load(files.ledger(tmp_path, FULL))
    monkeypatch.setattr(exporting, "may", lambda _user, action, _organ=None: action != Action.PERSONAL_VIEW)
    path = tmp_path / "出.csv"
    export(office, path)
    said = path.read_text(encoding="utf-8-sig")
    case = DisclosureRequest.objects.get()
    for secret in (case.phone, case.id_number, case.applicant_name, "办公室"):
        assert secret not in said


def test_every_outcome_reads_back_unchanged(office: Office, load: Import, tmp_path: Path) -> None:
    rows = [outcome_row(number, code) for number, code in enumerate(OUTCOMES)]
    load(files.ledger(tmp_path, *rows))
    stored = dict(DisclosureRequest.objects.values_list("number", "outcome"))
    assert stored == {str(number): code for number, code in enumerate(OUTCOMES)}
    path = tmp_path / "出.xlsx"
    unchanged = 0
    for year in (2018, 2020):
        export(office, path, year)
        unchanged += load(path).cases.unchanged
    assert unchanged == len(OUTCOMES)


def outcome_row(number: int, code: str) -> dict[str, Any]:
    """Return a made-up row closed in a year when `code` may be chosen."""
    result, detail = outcome_to_ledger(code)
    year = "2018" if OUTCOMES[code].list == "r2007" else "2020"
    dates = {"登记编号": str(number), "收到日期": f"{year}-06-01", "办结日期": f"{year}-06-10"}
    return {**ROW_2018, **dates, "申请人类型": "其他", "办理结果": result, "具体情形": detail}
