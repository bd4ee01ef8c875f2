"""The lists of docs/style-of-screens.md and the files they speak of are the same, both ways."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "style-of-screens.md").read_text(encoding="utf-8")


def listed(text: str, suffixes: str) -> list[str]:
    """Return the files that the first column of a table names."""
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    return [name for cell in rows for name in re.findall(rf"`([\w/]+\.(?:{suffixes}))`", cell)]


def test_every_style_sheet_and_script_is_listed_once() -> None:
    apps = ("openness", "requests_app", "reports_app")
    files = (path for app in apps for path in (ROOT / app / "static" / app).iterdir())
    names = sorted(f"{path.parent.name}/{path.name}" for path in files if path.suffix in (".css", ".js"))
    assert names
    assert sorted(listed(TEXT, "css|js")) == names


def test_every_partial_is_listed_once() -> None:
    names = sorted(path.name for path in (ROOT / "templates" / "partials").iterdir())
    assert names
    assert sorted(listed(TEXT.split("\n## Partials")[1].split("\n## ")[0], "html")) == names
