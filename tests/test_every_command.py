"""Every command of ours, run as every kind of person: the wrong one gets nothing, not even a count."""

import json
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command, get_commands

from openness.organs.models import Organ, TrailEntry, User
from reports_app.models import Figure, Report
from requests_app import operations
from requests_app.models import DisclosureRequest
from tests.office import NOW, Office

pytestmark = pytest.mark.django_db

OURS = ("openness", "openness.organs", "requests_app", "reports_app")
PEOPLE = (
    "clerk", "head", "coordinator", "manager", "auditor", "administrator", "neighbour", "stranger",
)  # fmt: skip
HANDLERS = {"clerk", "head", "coordinator"}
READERS = HANDLERS | {"manager", "auditor"}
NUMBER = "密号〔2026〕1号"
SECRET = "申请人秘密姓名"

RUNS: dict[str, tuple[Callable[[Path], list[str]], set[str]]] = {
    "load_organs": (
        lambda folder: [file(folder, "units.csv", "code,name,short_name,parent_code,kind\nT0109,新局,,T01,department\n")],
        {"administrator"},
    ),
    "load_people": (
        lambda folder: [
            file(folder, "people.csv", "username,full_name,organ_code,role,password,active\nxin,新某,T0101,clerk,,是\n")
        ],
        {"administrator"},
    ),
    "create_person": (
        lambda folder: [
            "xin", "--organ", "T0101", "--role", "clerk", "--name", "新某",
            "--password-file", file(folder, "password", "a-first-password-1"),
        ],
        {"administrator"},
    ),
    "import_cases": (
        lambda folder: [
            file(folder, "ledger.csv", "登记编号,收到日期,申请渠道,申请人类型\n新〔2026〕9号,2026-03-02,网络,自然人\n"),
            "--organ", "T0101",
        ],
        HANDLERS,
    ),
    "undo_import": (lambda folder: ["旧批"], HANDLERS),
    "export_ledger": (
        lambda folder: ["--organ", "T0101", "--year", "2026", "-o", str(folder / "out.csv")], HANDLERS,
    ),
    "check_attachments": (lambda folder: [], READERS | {"neighbour", "stranger"}),
    "enter_figures": (
        lambda folder: [
            file(folder, "figures.json", json.dumps({"T2/rules/1": 1})), "--organ", "T0101", "--year", "2026",
        ],
        HANDLERS,
    ),
    "compile_report": (lambda folder: ["--organ", "T0101", "--year", "2026"], HANDLERS),
    "check_report": (lambda folder: ["--organ", "T0101", "--year", "2025"], READERS),
    "export_report": (
        lambda folder: ["--organ", "T0101", "--year", "2025", "--format", "json", "-o", str(folder / "out.json")],
        READERS,
    ),
}  # fmt: skip
NOBODYS = {"demo", "explain_deadline"}
"""The sample of development, and a calculation that reads nothing of anybody's."""


def file(folder: Path, name: str, text: str) -> str:
    """Write a file and return its path."""
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office()
    operations.register(
        by=office.clerk, at=NOW, organ=office.first, channel="in_person", arrived_on=date(2026, 2, 10),
        received_on=date(2026, 2, 10), receipt_basis="submitted", applicant_kind="np", applicant_name=SECRET,
        content="内容", number=NUMBER,
    )  # fmt: skip
    ledger = file(tmp_path, "old.csv", "登记编号,收到日期,申请渠道,申请人类型\n旧〔2025〕1号,2025-03-02,网络,自然人\n")
    call_command("import_cases", ledger, organ="T0101", batch="旧批", username=office.clerk.username, stdout=StringIO())
    figures = file(tmp_path, "old.json", json.dumps({"T2/rules/1": 1}))
    report = {"organ": "T0101", "year": 2025, "username": office.clerk.username}
    call_command("enter_figures", figures, **report, stdout=StringIO())
    call_command("compile_report", **report, stdout=StringIO())
    return office


def state() -> tuple[int, ...]:
    """Return how many rows there are of everything that a command writes; the trail aside."""
    return tuple(model.objects.count() for model in (Organ, User, DisclosureRequest, Report, Figure))


def done(name: str, who: User, folder: Path) -> tuple[bool, str, list[str]]:
    """Run a command as somebody; return whether it was let through, what it said, and the files it left."""
    arguments = RUNS[name][0](folder)
    given = set(folder.iterdir())
    out, err = StringIO(), StringIO()
    try:
        call_command(name, *arguments, "--as", who.username, stdout=out, stderr=err)
        code = 0
    except SystemExit as left:
        code = int(str(left.code))
    said = out.getvalue() + err.getvalue()
    refused = code != 0 and ("权限" in said or "没有代码" in said or "没有名为" in said or "管辖范围" in said)
    return not refused, said, [path.name for path in set(folder.iterdir()) - given]


def test_every_command_says_here_who_may_run_it() -> None:
    ours = {name for name, app in get_commands().items() if app in OURS}
    assert ours == set(RUNS) | NOBODYS


@pytest.mark.parametrize("name", sorted(RUNS))
@pytest.mark.parametrize("who", PEOPLE)
def test_a_command_does_its_work_for_whom_it_is_meant_and_nothing_for_anybody_else(
    name: str, who: str, office: Office, tmp_path: Path
) -> None:
    folder = tmp_path / who
    folder.mkdir()
    before, left = state(), TrailEntry.objects.count()
    let_through, said, files = done(name, getattr(office, who), folder)
    assert let_through == (who in RUNS[name][1]), said
    if not let_through:
        assert (state(), TrailEntry.objects.count(), files) == (before, left, [])
        assert NUMBER not in said
        assert SECRET not in said
