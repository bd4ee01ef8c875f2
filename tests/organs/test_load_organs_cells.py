"""Cells of a file of units: what is taken, what is refused, and that everything is told once."""

from pathlib import Path

import pytest

from openness.organs.models import Organ, Placement
from tests.office import Office
from tests.organs.organ_files import HEADER, load, refused


@pytest.fixture
def office(db: None) -> Office:
    """Return a fresh office."""
    return Office()


@pytest.mark.parametrize("words", ["全部本机关单位", "全", "本区", "全国人民大会", "all"])
def test_other_scope_words_are_refused_with_what_is_accepted(office: Office, tmp_path: Path, words: str) -> None:
    said = refused(tmp_path, f"N1,局,,T01,department,{words}", header=f"{HEADER},scope_words")
    assert f"“scope_words”填的是“{words}”" in said
    assert "本机关" in said
    assert "全区、全市" in said


@pytest.mark.parametrize("words", ["", "本机关", "全区", "全市", "全县", "全街道", "全系统"])
def test_scope_words_as_offices_use_them_are_taken(office: Office, tmp_path: Path, words: str) -> None:
    assert load(tmp_path, f"N1,局,,T01,department,{words}", header=f"{HEADER},scope_words").created == 1


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("email", "不是邮箱"),
        ("email", "a@b"),
        ("email", "a@b.gov.cn;c@d.gov.cn"),
        ("website", "javascript:alert(1)"),
        ("website", "ftp://www.example.gov.cn"),
        ("website", "zhang@example.gov.cn"),
        ("website", "http://www.gov.cn@example.com/"),
        ("website", "无"),
    ],
)
def test_what_is_no_address_is_refused(office: Office, tmp_path: Path, column: str, value: str) -> None:
    said = refused(tmp_path, f"N1,局,,T01,department,{value}", header=f"{HEADER},{column}")
    assert f"第2行 “{column}”填的是“{value}”；应为" in said


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("email", "xxgk@example.gov.cn"),
        ("website", "www.example.gov.cn"),
        ("website", "https://www.example.gov.cn/zwgk/?id=1"),
        ("website", "中文.政务"),
    ],
)
def test_addresses_are_taken_as_written(office: Office, tmp_path: Path, column: str, value: str) -> None:
    load(tmp_path, f"N1,局,,T01,department,{value}", header=f"{HEADER},{column}")
    assert getattr(Organ.objects.get(code="N1"), column) == value


def test_an_unknown_parent_is_told_together_with_other_bad_rows(office: Office, tmp_path: Path) -> None:
    said = refused(tmp_path, "N1,局,,X9,department", "N2,局,,T01,bureau", "N3,局,,T01,department")
    assert "“X9”" in said
    assert "“bureau”" in said
    assert "“T01”" not in said


def test_an_unreadable_date_is_told_once(office: Office, tmp_path: Path) -> None:
    header = f"{HEADER},placed_from,placed_to"
    said = refused(tmp_path, "N1,局,,T01,department,去年,2024-01-02", header=header)
    assert said.count("去年") == 1


@pytest.mark.parametrize(("word", "is_vertical"), [("是", True), ("true", True), ("否", False), ("FALSE", False)])
def test_vertical_is_said_in_chinese_or_english(office: Office, tmp_path: Path, word: str, is_vertical: bool) -> None:
    assert "填“是”" in refused(tmp_path, "N1,局,,T01,department,也许", header=f"{HEADER},vertical")
    load(tmp_path, f"N1,局,,T01,department,{word}", header=f"{HEADER},vertical")
    assert Placement.objects.get(organ__code="N1").vertical is is_vertical


def test_the_names_printed_in_remedies_are_taken(office: Office, tmp_path: Path) -> None:
    load(tmp_path, "N1,局,,T01,department,某府（虚构）,某法院（虚构）", header=f"{HEADER},review_body,court")
    loaded = Organ.objects.get(code="N1")
    assert (loaded.review_body, loaded.court) == ("某府（虚构）", "某法院（虚构）")
