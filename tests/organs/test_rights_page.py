"""docs/rights.md says what the code does, both ways, and no right is a word that nothing asks for."""

import re
from pathlib import Path

import pytest

from openness.organs.choices import Role
from openness.organs.rights import ACTION_LABELS, ROLE_ACTIONS, Action

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "rights.md").read_text(encoding="utf-8").split("<!-- rights -->")[1]
HEAD, _, *ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.strip().splitlines()]
BY_CODE = {row[1].strip("`"): row for row in ROWS}
SOURCES = [
    path.read_text(encoding="utf-8")
    for package in ("openness", "requests_app", "reports_app")
    for path in (ROOT / package).rglob("*.py")
    if path.name != "rights.py"
]
TEMPLATES = [path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.html")]
AWAITED = {Action.TEMPLATE_MANAGE}
"""Rights whose pages are being built; strike each as it comes into use."""


def test_the_page_names_every_role_in_its_order() -> None:
    assert ["操作", "代码", *(str(role.label) for role in Role)] == HEAD


def test_the_page_names_every_action_once_and_no_other() -> None:
    assert [row[1].strip("`") for row in ROWS] == [action.value for action in Action]


@pytest.mark.parametrize("action", list(Action))
def test_a_row_says_who_may_as_the_code_does(action: Action) -> None:
    label, _, *marks = BY_CODE[action.value]
    assert label == ACTION_LABELS[action]
    assert {role for role, mark in zip(Role, marks, strict=True) if mark} == {
        role for role in Role if action in ROLE_ACTIONS[role]
    }


def test_every_action_has_a_label_of_its_own() -> None:
    assert set(ACTION_LABELS) == set(Action)
    assert len(set(ACTION_LABELS.values())) == len(ACTION_LABELS)


def test_every_action_is_asked_for_somewhere() -> None:
    asked = {action for action in Action if any(re.search(rf"\bAction\.{action.name}\b", text) for text in SOURCES)}
    asked |= {action for action in Action if any(f'may:"{action.value}"' in text for text in TEMPLATES)}
    assert set(Action) - asked - AWAITED == set()
