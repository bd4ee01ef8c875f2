"""The report commands: exit codes, messages, and what they leave behind; numbers are invented."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from reports_app.models import Figure, Report
from reports_app.operations import fill_rest_with_zero
from tests.office import NOW, Office

Said = tuple[int, str, str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    """Return a function that runs a command for 甲局 and returns its exit code, output and errors."""

    def run_command(name: str, *words: str, year: int = 2024, who: str = "li.clerk", organ: str = "T0101") -> Said:
        code = 0
        try:
            call_command(name, *words, "--organ", organ, "--year", str(year), "--as", who)
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_command


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"year": 2013}, "2014"),
        ({"year": 99999}, "99999"),
        ({"organ": "T9"}, "T9"),
        ({"who": "nobody"}, "nobody"),
        ({"who": "zhao.neighbour"}, "权限"),
        ({"who": "wu.administrator"}, "权限"),
    ],
)
@pytest.mark.parametrize("command", ["compile_report", "check_report", "export_report"])
def test_what_may_not_be_is_refused_with_its_reason(
    office: Office, run: Any, tmp_path: Path, command: str, words: dict[str, Any], told: str
) -> None:
    further = ["--format", "json", "-o", str(tmp_path / "report.json")] if command == "export_report" else []
    code, _, errors = run(command, *further, **words)
    assert code == 1
    assert told in errors
    assert not list(tmp_path.iterdir())
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "JSON"),
        (b"[1]", "JSON"),
        (b'{"T2/rules/1": 1', "JSON"),
        ('{"X/甲": 1}'.encode("gb18030"), "UTF-8"),
        (b'{"T2/rules/1": 1, "T2/rules/1": 2}', "T2/rules/1"),
        (b'{"T3/1/tot": 1, "T2/rules/1": "x"}', "T2/rules/1"),
        (b'{"T2/rules/1": NaN}', "T2/rules/1"),
        (b"[" * 100_000, "JSON"),
        (b" " * (3 * 1024 * 1024), "MB"),
    ],
)
def test_a_bad_file_writes_nothing(office: Office, run: Any, tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "figures.json"
    path.write_bytes(content)
    code, _, errors = run("enter_figures", str(path))
    assert code == 1
    assert told in errors
    assert "Traceback" not in errors
    assert not Figure.objects.exists()


def test_every_fault_of_a_file_is_told(office: Office, run: Any, tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    path.write_text('{"T3/1/tot": 1, "T2/rules/1": "x", "T8/a": 1}')
    _, _, errors = run("enter_figures", str(path))
    assert all(address in errors for address in ("T3/1/tot", "T2/rules/1", "T8/a"))


def test_a_file_that_is_not_there_is_refused(office: Office, run: Any, tmp_path: Path) -> None:
    assert run("enter_figures", str(tmp_path / "none.json"))[0] == 1


def test_figures_of_a_file_are_entered_exactly(office: Office, run: Any, tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    words = {"value": "231.88", "unit": "万件", "label": "受理审批服务事项（虚构）"}
    path.write_text(json.dumps({"T2/admin_fee/1": 0.1, "T2/rules/1": 3, "X/services": words}), "utf-8")
    code, out, _ = run("enter_figures", str(path))
    assert code == 0
    assert "3" in out
    entered = {row.address: str(row.value.normalize()) for row in Figure.objects.all() if row.value is not None}
    assert entered == {"T2/admin_fee/1": "0.1", "T2/rules/1": "3", "X/services": "231.88"}


def test_unanswered_errors_leave_with_one(office: Office, run: Any) -> None:
    code, out, _ = run("check_report")
    assert code == 1
    assert "[error] V9" in out


def test_a_report_without_errors_leaves_with_zero(office: Office, run: Any) -> None:
    fill_rest_with_zero(by=office.clerk, at=NOW, organ=office.first, year=2024, scope="own")
    code, out, _ = run("check_report")
    assert (code, out.strip()) == (0, "检查未发现问题。")


def test_findings_are_told_as_json(office: Office, run: Any) -> None:
    code, out, _ = run("check_report", "--json")
    findings = json.loads(out)
    assert code == 1
    assert {"rule", "severity", "answerable", "answer", "cells", "message", "hint"} == set(findings[0])


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_formats_that_do_not_exist_yet_say_so(office: Office, run: Any, tmp_path: Path, kind: str) -> None:
    run("compile_report")
    code, _, errors = run("export_report", "--format", kind, "-o", str(tmp_path / "report"))
    assert code == 1
    assert "尚未提供" in errors


def test_a_report_that_nobody_compiled_is_not_exported(office: Office, run: Any, tmp_path: Path) -> None:
    code, _, errors = run("export_report", "--format", "json", "-o", str(tmp_path / "report.json"))
    assert code == 1
    assert "compile_report" in errors


def test_a_path_that_cannot_be_written_is_refused(office: Office, run: Any, tmp_path: Path) -> None:
    run("compile_report")
    code, _, errors = run("export_report", "--format", "json", "-o", str(tmp_path / "no" / "report.json"))
    assert code == 1
    assert "report.json" in errors


def test_the_manager_may_export_what_the_clerk_compiled(office: Office, run: Any, tmp_path: Path) -> None:
    assert run("compile_report")[0] == 0
    path = tmp_path / "report.html"
    assert run("export_report", "--format", "html", "-o", str(path), who="sun.manager")[0] == 0
    assert path.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_the_json_tells_counted_and_typed_parts(busy: Office, run: Any, tmp_path: Path) -> None:
    busy.district.refresh_from_db()
    paper = busy.department("T0103", "丙局")
    figures = tmp_path / "figures.json"
    figures.write_text('{"T3/1/np": 4, "T2/rules/1": 2}')
    assert run("enter_figures", str(figures), organ=paper.code, who="chen.coordinator")[0] == 0
    whole = ["--scope", "aggregate"]
    assert run("compile_report", *whole, organ="T01", who="chen.coordinator")[0] == 0
    path = tmp_path / "report.json"
    further = ["--format", "json", "-o", str(path)]
    assert run("export_report", *whole, *further, organ="T01", who="chen.coordinator")[0] == 0
    data = json.loads(path.read_text("utf-8"))
    parts = data["sources"]["T3/1/np"]
    assert parts["typed"] == 4
    assert parts["counted"] + 4 == data["cells"]["T3/1/np"]
    assert data["cells"]["T2/rules/1"] == 2
    assert data["cells"]["T2/rules/2"] is None
    assert (data["schema"], data["format"], data["scope"], data["status"]) == (
        "openness-report/1", "2021", "aggregate", "draft",
    )  # fmt: skip
    assert data["organ"] == {"code": "T01", "name": "测试区人民政府"}
