"""A format file that does not add up is refused, naming the place; each case breaks one thing in a real file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from openness.dated_law import LawError
from reports_app.format_file import read_format
from reports_app.formats import FOLDER, NoFormat, all_formats, format_for

Break = Callable[[dict[str, Any]], Any]


def row(data: dict[str, Any], code: str) -> dict[str, Any]:
    rows: list[dict[str, Any]] = data["tables"]["T3"]["blocks"][0]["rows"]
    return next(one for one in rows if one["code"] == code)


def layout(data: dict[str, Any]) -> Any:
    return data["tables"]["T3"]["layout"]


BROKEN: list[tuple[str, Break]] = [
    ("unknown_key", lambda d: d.update(colour="red")),
    ("unknown_key", lambda d: row(d, "1").update(colour="red")),
    ("missing_name", lambda d: d.pop("name")),
    ("unknown_outcome", lambda d: row(d, "3.1").update(count={"phase": "closed", "outcomes": ["MADE_UP"]})),
    ("unknown_outcome", lambda d: d["outcome_rows"].update(moved={"MADE_UP": "3.1"})),
    ("no_outcome", lambda d: row(d, "1").update(count={"phase": "closed", "outcomes": "of_row"})),
    ("no_leaf_row", lambda d: row(d, "3.1").update(count={"phase": "closed"})),
    ("no_leaf_row", lambda d: d["outcome_rows"].update(moved={"OPEN": "3.9"})),
    ("no_count", lambda d: row(d, "4").pop("count")),
    ("unknown_phase", lambda d: row(d, "4").update(count={"phase": "asleep"})),
    ("mixed_count", lambda d: row(d, "4").update(count={"phase": "closed", "routes": ["review"]})),
    ("unknown_type", lambda d: row(d, "4").update(type="colour")),
    ("duplicate_address", lambda d: row(d, "4").update(code="1")),
    ("duplicate_address", lambda d: d["figures"].append(d["figures"][0])),
    ("unknown_cell", lambda d: row(d, "3.7").update(sum=["3.1", "9.9"])),
    ("unknown_cell", lambda d: d["checks"][0].update(left=["1", "9.9"])),
    ("unknown_cell", lambda d: d["prose"]["6"][0]["sentences"].append({"text": "{X/nothing}元"})),
    ("unknown_slot", lambda d: d["prose"]["6"][0]["sentences"].append({"text": "{weather}"})),
    ("unknown_part_number", lambda d: d["prose"].update({"9": []})),
    ("mixed_paragraph", lambda d: d["prose"]["6"][0].update(heading="一")),
    ("bad_check", lambda d: d["checks"][0].update(at_most=["4"])),
    ("bad_severity", lambda d: d["checks"][0].update(severity="fatal")),
    ("bad_standing", lambda d: row(d, "1").update(standing="perhaps")),
    ("bad_rate", lambda d: d["figures"][0].update(of=["P/weibo"])),
    ("unknown_table", lambda d: d["parts"][1].update(table="T9")),
    ("unknown_row", lambda d: layout(d)[3][0].update(row="9")),
    ("unknown_column", lambda d: layout(d)[1][0].update(column="dog")),
    ("unknown_kind", lambda d: layout(d)[0][0].update(kind="door")),
    ("gap_in_grid", lambda d: layout(d)[3][0].update(across=2)),
    ("gap_in_grid", lambda d: layout(d)[5][0].update(down=30)),
    ("not_drawn", lambda d: layout(d).pop(4)),
    ("wrong_spans", lambda d: layout(d)[3][1].update(across=[1, 2])),
]


@pytest.mark.parametrize(("code", "broken"), BROKEN, ids=[f"{n}-{code}" for n, (code, _) in enumerate(BROKEN)])
def test_a_broken_format_file_is_refused(code: str, broken: Break, tmp_path: Path) -> None:
    data = yaml.safe_load((FOLDER / "2021.yaml").read_text(encoding="utf-8"))
    broken(data)
    path = tmp_path / "broken.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    with pytest.raises(LawError) as refused:
        read_format(path)
    assert refused.value.code == code
    assert "broken.yaml" in str(refused.value)


def test_an_outcome_without_a_row_must_be_said_to_have_none(tmp_path: Path) -> None:
    data = yaml.safe_load((FOLDER / "2014.yaml").read_text(encoding="utf-8"))
    data["outcome_rows"].pop("uncounted")
    path = tmp_path / "broken.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    with pytest.raises(LawError) as refused:
        read_format(path)
    assert refused.value.code == "no_row"


@pytest.mark.parametrize("year", [1999, 2008, 2013])
def test_a_report_year_before_2014_has_no_format(year: int) -> None:
    with pytest.raises(NoFormat, match=f"{year}年没有规定的年度报告格式"):
        format_for(year)


def test_two_formats_for_one_year_are_refused(tmp_path: Path) -> None:
    for name in ("2019", "2021"):
        text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
        (tmp_path / f"{name}.yaml").write_text(text.replace("last: 2020", "last: 2021"), encoding="utf-8")
    with pytest.raises(LawError) as refused:
        all_formats(tmp_path)
    assert refused.value.code == "overlapping_years"
