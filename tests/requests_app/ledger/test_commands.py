"""The commands: exit codes 0, 1 and 2, reasons on stderr, counts in stable words."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from requests_app.models import DisclosureRequest
from tests.office import Office
from tests.requests_app.ledger import files
from tests.requests_app.ledger.files import APPEAL, ROW_2018, ROW_2024

pytestmark = pytest.mark.usefixtures("office")


def run(*arguments: Any, **options: Any) -> tuple[int, str, str]:
    """Run a command; return exit code, stdout and stderr."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(*map(str, arguments), stdout=out, stderr=err, **options)
    except SystemExit as leaving:
        return int(leaving.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_outside_development_somebody_must_be_named(tmp_path: Path, settings: Any) -> None:
    settings.DEBUG = False
    code, _, said = run("import_cases", files.ledger(tmp_path, ROW_2018), "--organ", "T0101")
    assert (code, "--as" in said) == (2, True)
    assert not DisclosureRequest.objects.exists()


def test_unknown_people_and_units_are_refused(office: Office, tmp_path: Path) -> None:
    path = files.ledger(tmp_path, ROW_2018)
    assert run("import_cases", path, "--organ", "X", "--as", "li.clerk")[0] == 1
    assert run("import_cases", path, "--organ", "T0101", "--as", "nobody")[0] == 1
    office.clerk.is_active = False
    office.clerk.save()
    code, _, said = run("import_cases", path, "--organ", "T0101", "--as", "li.clerk")
    assert (code, "li.clerk" in said) == (1, True)


def test_bad_rows_exit_with_1_and_are_told_on_stderr(tmp_path: Path) -> None:
    path = files.ledger(tmp_path, {**ROW_2018, "申请渠道": "电话"})
    code, out, err = run("import_cases", path, "--organ", "T0101", "--as", "li.clerk")
    assert code == 1
    assert "工作表“台账” 第2行 “申请渠道”" in err
    assert "新增" not in out


def test_a_place_for_rejects_that_cannot_be_written_to_stops_the_import(tmp_path: Path) -> None:
    path = files.ledger(tmp_path, ROW_2018)
    assert (
        run("import_cases", path, "--organ", "T0101", "--rejects", tmp_path / "无" / "x.csv", "--as", "li.clerk")[0]
        == 1
    )
    assert not DisclosureRequest.objects.exists()


def test_rejects_are_not_written_over_the_ledger(tmp_path: Path) -> None:
    path = files.ledger(tmp_path, {**ROW_2018, "申请渠道": "电话"})
    before = path.read_bytes()
    assert run("import_cases", path, "--organ", "T0101", "--rejects", path, "--as", "li.clerk")[0] == 1
    assert path.read_bytes() == before


def test_rejects_exit_with_0_and_are_counted(tmp_path: Path) -> None:
    path = files.ledger(tmp_path, ROW_2018, {**ROW_2024, "申请渠道": "电话"})
    code, out, err = run(
        "import_cases", path, "--organ", "T0101", "--rejects", tmp_path / "退.xlsx", "--as", "li.clerk"
    )
    assert code == 0
    assert "读取 2，新增 1，更新 0，未变 0，退回 1" in out
    assert "“电话”" in err
    assert (tmp_path / "退.xlsx").exists()


@pytest.mark.parametrize("extension", [".xlsx", ".csv"])
def test_rejects_are_told_with_the_way_back(tmp_path: Path, extension: str) -> None:
    path = files.ledger(tmp_path, ROW_2018, {**ROW_2024, "申请渠道": "电话"}, appeals=[{**APPEAL, "类别": "信访"}])
    out = tmp_path / f"退{extension}"
    said = run("import_cases", path, "--organ", "T0101", "--rejects", out, "--as", "li.clerk")[1]
    both = f"{out} --appeals {tmp_path / '退-复议诉讼.csv'}" if extension == ".csv" else str(out)
    assert f"改好后重新导入：import_cases {both} --organ T0101" in said


def test_a_ledger_of_headings_only_exits_with_0_and_says_what_to_check(tmp_path: Path) -> None:
    path = files.xlsx(tmp_path / "台账.xlsx", {"台账": [["登记编号", "收到日期"]], "复议诉讼": [["登记编号"]]})
    code, out, _ = run("import_cases", path, "--organ", "T0101", "--as", "li.clerk")
    assert code == 0
    assert "提示：只有表头，没有一行申请。请核对" in out
    assert "读取 0" in out
    other = run("import_cases", files.ledger(tmp_path, ROW_2018), "--organ", "T0101", "--as", "li.clerk")
    assert "只有表头" not in other[1]


@pytest.mark.parametrize("year", [2007, 2999])
def test_exporting_a_year_without_a_ledger_exits_with_1(tmp_path: Path, year: int) -> None:
    code, out, err = run(
        "export_ledger", "--organ", "T0101", "--year", year, "-o", tmp_path / "x.csv", "--as", "li.clerk"
    )
    assert (code, out) == (1, "")
    assert "请核对年份" in err


def test_importing_exporting_and_taking_back(tmp_path: Path) -> None:
    path = files.ledger(tmp_path, ROW_2018, ROW_2024, appeals=[APPEAL])
    person = ("--as", "li.clerk")
    dry = run("import_cases", path, "--organ", "T0101", "--dry-run", *person)
    assert (dry[0], "没有写入" in dry[1], DisclosureRequest.objects.count()) == (0, True, 0)
    done = run("import_cases", path, "--organ", "T0101", "--batch", "批", *person)
    assert done[0] == 0
    assert "读取 3，新增 3，更新 0，未变 0，退回 0" in done[1]
    assert "读取 3，新增 0，更新 0，未变 3，退回 0" in run("import_cases", path, "--organ", "T0101", *person)[1]
    out = tmp_path / "出.xlsx"
    assert run("export_ledger", "--organ", "T0101", "--year", 2018, "-o", out, *person)[0] == 0
    assert "未变 2" in run("import_cases", out, "--organ", "T0101", *person)[1]
    assert run("export_ledger", "--organ", "T0101", "--year", 2018, "-o", out, "--as", "zheng.stranger")[0] == 1
    assert run("undo_import", "批", *person)[0] == 0
    assert run("undo_import", "批", *person)[0] == 1
    assert not DisclosureRequest.objects.exists()


def test_nobody_is_needed_in_development(tmp_path: Path, settings: Any) -> None:
    settings.DEBUG = True
    assert run("import_cases", files.ledger(tmp_path, ROW_2018), "--organ", "T0101")[0] == 0
