"""The words around the parts of a report, and what their law file refuses; the units named are invented."""

from pathlib import Path

import pytest

from openness.dated_law import LawError
from reports_app.report_words import LAW_FILE, WORDS, read_report_words

SLOTS = {
    "organ": "虚构区", "year": "2024", "prescribed_by": "某文件", "start": "2024年1月1日", "end": "2024年12月31日",
    "website": "", "contact": "虚构办", "address": "", "postcode": "", "phone": "000-0000", "email": "",
}  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("{organ}{year}年", "{unit}{year}年", "unknown_slot"),
        ("title:", "heading:", "unknown_key"),
        ("    standing: confirmed", "    standing: surely", "bad_standing"),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, old: str, new: str, code: str) -> None:
    path = tmp_path / "broken.yaml"
    whole = LAW_FILE.read_text("utf-8")
    assert old in whole or old.strip() in whole
    path.write_text(whole.replace(old.strip(), new.strip(), 1), "utf-8")
    with pytest.raises(LawError) as refused:
        read_report_words(path)
    assert refused.value.code == code


def test_sentences_without_their_facts_are_left_out() -> None:
    told = WORDS.introduced(SLOTS)
    assert "查阅" not in told
    assert "地址" not in told
    assert "请与虚构办联系（电话：000-0000）。" in told


def test_without_any_detail_the_contact_stands_alone() -> None:
    assert WORDS.introduced({**SLOTS, "phone": ""}).endswith("请与虚构办联系。")


def test_an_area_is_named_without_its_government() -> None:
    assert WORDS.area_of("虚构区人民政府") == "虚构区"
    assert WORDS.area_of("虚构局") == "虚构局"
    assert WORDS.title.said(SLOTS) == "虚构区2024年政府信息公开工作年度报告"
