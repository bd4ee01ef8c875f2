"""Every operation and every closed list has its word in the glossary."""

import re
from pathlib import Path

from requests_app import choices, operations

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
NAMED = set(re.findall(r"`([A-Za-z_]+)`", GLOSSARY.read_text(encoding="utf-8")))
LISTS = {name for name, one in vars(choices).items() if isinstance(one, type) and one.__module__ == choices.__name__}


def test_every_operation_stands_in_the_glossary() -> None:
    assert not set(operations.__all__) - NAMED


def test_every_closed_list_stands_in_the_glossary() -> None:
    assert {"Channel", "Status"} <= LISTS
    assert not LISTS - NAMED
