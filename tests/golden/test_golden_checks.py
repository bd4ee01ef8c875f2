"""The checker on five real published reports: it finds every known arithmetic error and no other."""

import pytest

from reports_app.consistency import Finding, check
from tests.golden.printed import NAMES, read_printed

ARITHMETIC = ("V1", "V2", "V3", "V5", "V19")


def findings_of(name: str) -> list[Finding]:
    printed = read_printed(name)
    return check(format=printed.format, cells=printed.cells, printed=True)


@pytest.mark.parametrize("name", NAMES)
def test_exactly_the_listed_arithmetic_errors_are_found(name: str) -> None:
    found = {(one.rule, one.cells[0]) for one in findings_of(name) if one.rule in ARITHMETIC}
    assert found == read_printed(name).wrong_totals()


def test_the_eleven_blank_totals_of_shanghai_2019_are_v3() -> None:
    blank = [one for one in findings_of("shanghai-office-2019") if one.rule == "V3"]
    assert len(blank) == 11
    assert all("为空" in one.message for one in blank)


def test_the_two_zero_totals_of_hongze_2023_are_v5() -> None:
    wrong = [one.cells[0] for one in findings_of("hongze-district-2023") if one.rule == "V5"]
    assert wrong == ["T4/rev.total", "T4/lit_after.total"]


@pytest.mark.parametrize("name", ["shanghai-office-2019", "shuyang-drc-2023", "hongze-district-2023"])
def test_blanks_in_print_are_a_warning(name: str) -> None:
    severities = {one.severity for one in findings_of(name) if one.rule == "V9"}
    assert severities == {"warning"}


@pytest.mark.parametrize("name", ["suqian-city-2023", "suqian-city-2024"])
def test_a_report_without_errors_has_no_finding(name: str) -> None:
    assert findings_of(name) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_printed_number_has_a_cell_of_its_format(name: str) -> None:
    printed = read_printed(name)
    assert [address for address in printed.cells if printed.format.cell(address) is None] == []


def test_all_five_reports_are_read() -> None:
    assert len(NAMES) == 5
