"""The quick start names buttons as the screens do, has its pictures, and stays short enough for two pages."""

import re
from itertools import chain
from pathlib import Path

import pytest

from requests_app.admin.acts import APPEAL_ACTS, CASE_ACTS
from requests_app.choices import PaperKind

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "handbook" / "quick-start.md"
TEXT = GUIDE.read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"\*\*(.+?)\*\*", TEXT)) - {"粗体"})
PICTURES = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", TEXT)
LONGEST = 3400
"""Characters: with the pictures side by side they fill two pages of A4 at 9.5 points."""
LARGEST = 300_000
"""Bytes of a picture."""


def names_of_steps_and_papers() -> set[str]:
    acts = [*CASE_ACTS.values(), *APPEAL_ACTS.values()]
    return (
        {act.title for act in acts} | {act.submit_label for act in acts} | {f"制发{kind.label}" for kind in PaperKind}
    )


def written_out() -> str:
    """Return the templates and the modules that name other buttons and links."""
    code = chain((ROOT / "requests_app" / "admin").rglob("*.py"), [ROOT / "openness" / "menu.py"])
    return "\n".join(file.read_text(encoding="utf-8") for file in chain((ROOT / "templates").rglob("*.html"), code))


def unknown(names: list[str]) -> list[str]:
    known, text = names_of_steps_and_papers(), written_out()
    return [name for name in names if name not in known and not re.search(f'[>"]{re.escape(name)}["<]', text)]


def test_a_name_that_no_screen_bears_is_found() -> None:
    assert unknown(["登记送达", "存为草稿", "告知延期", "登记"]) == ["存为草稿", "告知延期", "登记"]


def test_every_button_is_named_as_on_the_screen() -> None:
    assert unknown(NAMED) == []
    assert {"拟延期送审", "拟答复", "登记送达", "撤回送审", "撤销上一步", "作废"} <= set(NAMED)


@pytest.mark.parametrize("picture", PICTURES)
def test_every_picture_is_there_and_small(picture: str) -> None:
    assert (GUIDE.parent / picture).stat().st_size <= LARGEST


def test_the_clerks_workbench_comes_first() -> None:
    assert PICTURES[0].endswith("handbook-workbench.png")


def test_it_is_as_short_as_two_pages() -> None:
    assert len(TEXT) <= LONGEST
