"""The exported report opened from the disk: it asks for nothing, runs nothing, and prints page by page."""

import re
from pathlib import Path

import pytest

from tests.browser.papers import answered, days_ago, draft
from tests.browser.window import Window
from tests.office import Office

PDF_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


@pytest.mark.parametrize("year", [days_ago(10).year, 2018])
def test_the_file_asks_for_nothing_and_prints_with_heads_repeated(
    window: Window, office: Office, tmp_path: Path, year: int
) -> None:
    answered(office)
    draft(office, office.first, scope="own", year=year)
    file = _exported(window, office, year, tmp_path)

    assert window.open_file(file) == [file.as_uri()]
    assert window.ask("document.querySelectorAll('script, link, img, iframe, [onload], [onclick]').length") == 0
    assert window.ask("document.querySelectorAll('style').length") == 1
    assert window.ask("document.querySelectorAll('a[href]').length") == 0
    assert office.first.name in window.text("h1")

    window.page.emulate_media(media="print")
    heads = window.ask("[...document.querySelectorAll('thead')].map(head => getComputedStyle(head).display)")
    assert heads and set(heads) == {"table-header-group"}
    assert "size: a4" in _page_rule(window).lower()
    paper = window.page.pdf(prefer_css_page_size=True)
    assert len(PDF_PAGE.findall(paper)) > 1


def _exported(window: Window, office: Office, year: int, folder: Path) -> Path:
    window.sign_in(office.head)
    window.open(f"/report/{office.first.code}/{year}/own/")
    file = folder / "report.html"
    window.download("导出 HTML").save_as(file)
    return file


def _page_rule(window: Window) -> str:
    rules = (
        "[...document.styleSheets[0].cssRules].filter(rule => rule instanceof CSSPageRule).map(rule => rule.cssText)"
    )
    return " ".join(window.ask(rules))
