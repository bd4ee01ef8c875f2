"""Bad rows of the appeals sheet are told like those of the case sheet."""

from pathlib import Path
from typing import Any

import pytest

from tests.requests_app.ledger import files
from tests.requests_app.ledger.conftest import Import, Refusing, codes
from tests.requests_app.ledger.files import APPEAL, ROW_2018


@pytest.mark.parametrize(
    ("changes", "column", "code"),
    [
        ({"类别": ""}, "类别", "missing"),
        ({"类别": "信访"}, "类别", "unknown_label"),
        ({"提起日期": ""}, "提起日期", "missing"),
        ({"提起日期": "2018-02-01"}, "提起日期", "before_receipt"),
        ({"提起日期": "2027-01-01"}, "提起日期", "in_the_future"),
        ({"结果": "胜诉"}, "结果", "unknown_label"),
        ({"结果": "结果维持"}, "审结日期", "missing"),
        ({"审结日期": "2018-08-01"}, "结果", "missing"),
        ({"审结日期": "2018-08-01", "结果": "尚未审结"}, "结果", "missing"),
        ({"审结日期": "2018-05-01", "结果": "结果维持"}, "审结日期", "before_predecessor"),
        ({"受理单位代码": "X"}, "受理单位代码", "unknown_unit"),
        ({"年份": "去年"}, "年份", "not_a_number"),
    ],
)
def test_a_bad_cell_is_told(refuse: Refusing, tmp_path: Path, changes: dict[str, Any], column: str, code: str) -> None:
    refusal = refuse(files.ledger(tmp_path, ROW_2018, appeals=[{**APPEAL, **changes}]))
    assert (2, column, code) in codes(refusal)
    assert "工作表“复议诉讼”" in str(refusal)


def test_a_number_of_two_years_needs_the_year(refuse: Refusing, load: Import, tmp_path: Path) -> None:
    both = [ROW_2018, {**ROW_2018, "收到日期": "2017-03-01"}]
    refusal = refuse(files.ledger(tmp_path, *both, appeals=[APPEAL]))
    assert codes(refusal) == [(2, "年份", "ambiguous_number")]
    done = load(files.ledger(tmp_path, *both, appeals=[{**APPEAL, "年份": 2017}]))
    assert done.appeals.created[0].about is not None
    assert done.appeals.created[0].about[1] == 2017


def test_appeals_that_nothing_tells_apart_are_refused(refuse: Refusing, tmp_path: Path) -> None:
    refusal = refuse(files.ledger(tmp_path, ROW_2018, appeals=[APPEAL, APPEAL]))
    assert [code for _, _, code in codes(refusal)] == ["duplicate_appeal", "duplicate_appeal"]
