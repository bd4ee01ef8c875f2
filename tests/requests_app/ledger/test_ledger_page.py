"""The page for office people lists the columns that are read, both ways."""

import re
from pathlib import Path

from requests_app.ledger.columns import APPEAL_COLUMNS, CASE_COLUMNS

PAGE = (Path(__file__).parents[3] / "docs" / "ledger.md").read_text(encoding="utf-8")


def listed(section: str) -> list[str]:
    """Return the first cells of the table under a heading."""
    text = PAGE.split(f"## {section}\n")[1].split("\n## ")[0]
    return [cell for cell in re.findall(r"^\| (\S+) \|", text, re.MULTILINE) if cell != "列"]


def test_the_page_lists_every_column_and_no_other() -> None:
    assert listed("申请") == [column.header for column in CASE_COLUMNS]
    assert listed("复议诉讼") == [column.header for column in APPEAL_COLUMNS]
