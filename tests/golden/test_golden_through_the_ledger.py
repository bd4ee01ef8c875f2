"""Real published tables, expanded into invented cases and loaded through the ledger importer, compile to themselves."""

import csv
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from openness.organs.choices import OrganKind, Role
from openness.organs.models import Organ, User
from openness.organs.operations import create_organ
from requests_app.models import Appeal, DisclosureRequest
from tests.golden.expansion import Row, expanded
from tests.golden.printed import DATA, NAMES, read_printed

pytestmark = pytest.mark.django_db
SUQIAN = ("suqian-city-2023", "suqian-city-2024")


@pytest.fixture
def organ() -> Organ:
    made = create_organ(parent=None, code="G1", name="公布报告的机关（测试）", kind=OrganKind.GOVERNMENT)
    User.objects.create_user("clerk", role=Role.CLERK, organ=made)
    return made


def load(names: Sequence[str], folder: Path) -> None:
    """Write the expanded ledger as CSV files and import them as an office would."""
    ledger = expanded([json.loads((DATA / f"{name}.json").read_text(encoding="utf-8")) for name in names])
    cases, appeals = folder / "cases.csv", folder / "appeals.csv"
    write(cases, ledger.cases)
    write(appeals, ledger.appeals)
    options = ["--appeals", str(appeals)] if ledger.appeals else []
    call_command("import_cases", str(cases), "--organ", "G1", "--as", "clerk", *options)


def write(path: Path, rows: Sequence[Row]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        headers = list(dict.fromkeys(header for row in rows for header in row))
        writer = csv.DictWriter(file, headers)
        writer.writeheader()
        writer.writerows(rows)


def compiled(year: int, folder: Path) -> Mapping[str, Any]:
    path = folder / f"{year}.json"
    arguments = ["--organ", "G1", "--year", str(year), "--as", "clerk"]
    call_command("compile_report", *arguments)
    call_command("export_report", *arguments, "--format", "json", "-o", str(path))
    exported: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return exported


def type_part_two(name: str, folder: Path) -> None:
    report = read_printed(name)
    figures = {address: str(n) for address, n in report.cells.items() if address.startswith("T2/") and n is not None}
    path = folder / "figures.json"
    path.write_text(json.dumps(figures), encoding="utf-8")
    call_command("enter_figures", str(path), "--organ", "G1", "--year", str(report.year), "--as", "clerk")


def expected(name: str) -> dict[str, Decimal]:
    """Return what the compiled report must show: print, blanks read as zero, misprinted totals put right."""
    report = read_printed(name)
    shown = {address: Decimal(n or 0) for address, n in report.cells.items()}
    for _, address in report.wrong_totals():
        table, _, place = address.partition("/")
        shown[address] = total_of(shown, table, place)
    if name.startswith("shanghai"):
        # its rows without any number also print no total
        shown |= {
            a: total_of(shown, "T3", a.removeprefix("T3/")) for a in shown if a.startswith("T3/") and a.endswith("/tot")
        }
    return shown


def total_of(shown: Mapping[str, Decimal], table: str, place: str) -> Decimal:
    if table == "T4":
        group = place.removesuffix(".total")
        return sum((shown[f"T4/{group}.{part}"] for part in ("upheld", "corrected", "other", "pending")), Decimal(0))
    row = place.removesuffix("/tot")
    return sum((shown[f"T3/{row}/{kind}"] for kind in ("np", "ent", "res", "pub", "law", "oth")), Decimal(0))


def differences(name: str, exported: Mapping[str, Any]) -> dict[str, tuple[Decimal, object]]:
    found = {**exported["derived"], **exported["cells"]}
    return {
        address: (wanted, found.get(address))
        for address, wanted in expected(name).items()
        if found.get(address) is None or Decimal(str(found[address])) != wanted
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_compiled_report_shows_every_printed_cell(name: str, organ: Organ, tmp_path: Path) -> None:
    load([name], tmp_path)
    type_part_two(name, tmp_path)
    exported = compiled(read_printed(name).year, tmp_path)
    assert len(expected(name)) > 180
    assert differences(name, exported) == {}
    wrong = [finding for finding in exported["findings"] if finding["rule"] in {"V1", "V2", "V3", "V5"}]
    assert wrong == []


def test_two_years_of_one_city_carry_over_by_themselves(organ: Organ, tmp_path: Path) -> None:
    load(SUQIAN, tmp_path)
    for name in SUQIAN:
        type_part_two(name, tmp_path)
        assert differences(name, compiled(read_printed(name).year, tmp_path)) == {}
    assert DisclosureRequest.objects.count() == 96 + 3511 + 3525
    assert Appeal.objects.filter(filed_year=2023, concluded_year=2024).exists()


def test_a_single_closing_date_moved_over_the_year_end_is_seen(organ: Organ, tmp_path: Path) -> None:
    """The comparison itself is tried: one case taken out of the year must show."""
    name = "shuyang-drc-2023"
    load([name], tmp_path)
    type_part_two(name, tmp_path)
    case = DisclosureRequest.objects.closed_in(2023).first()
    assert case is not None
    DisclosureRequest.objects.filter(pk=case.pk).update(closed_on="2024-01-02", decided_on="2024-01-02")
    found = differences(name, compiled(2023, tmp_path))
    assert {"T3/3.1/np", "T3/3.7/np", "T3/4/np", "T3/4/tot"} <= set(found)
