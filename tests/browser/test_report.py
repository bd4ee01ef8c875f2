"""The coordinator's January: figures typed, the rest filled with 0, compiled, exported."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from reports_app.models import Figure, Report
from tests.browser.papers import answered, days_ago
from tests.browser.window import Window
from tests.office import Office

YEAR = days_ago(10).year


@pytest.fixture
def figures(window: Window, office: Office) -> str:
    """Sign the coordinator in and give the address of the figures of part two."""
    answered(office)
    window.sign_in(office.coordinator)
    return f"/report/{office.district.code}/{YEAR}/aggregate/figures/T2/"


def test_a_wrong_third_figure_keeps_what_was_typed_and_writes_nothing(window: Window, figures: str) -> None:
    window.open(figures)
    names = _entries(window)
    typed = dict(zip(names, ("3", "1", "两件", "7"), strict=False))
    _type(window, typed)
    window.save()
    for name, text in typed.items():
        assert window.page.locator(f'[name="{name}"]').input_value() == text, name
    wrong = window.page.locator(f'.mb-3:has([name="{names[2]}"]) .invalid-feedback')
    assert wrong.count() == 1 and wrong.is_visible()
    assert "两件" in wrong.inner_text()
    assert not Figure.objects.exists()


def test_figures_the_rest_0_compiled_and_exported(window: Window, office: Office, figures: str, tmp_path: Path) -> None:
    window.open(figures)
    names = _entries(window)
    _type(window, dict(zip(names, ("3", "1", "12"), strict=False)))
    window.save()
    assert "新增 3 项" in window.text(".messages")
    window.press("格填 0")
    assert f"其余 {len(names) - 3} 格已填 0" in window.text(".messages")
    assert Figure.objects.count() == len(names)

    window.open(f"/report/{office.district.code}/{YEAR}/aggregate/")
    window.press("编制草稿")
    assert "已按当前数据编制" in window.text(".messages")
    assert window.text(f'[id="{names[2]}"]').startswith("12")
    assert Report.objects.get().scope == "aggregate"

    page = tmp_path / "report.html"
    window.download("导出 HTML").save_as(page)
    assert office.district.name in page.read_text("utf-8")
    sheet = tmp_path / "report.json"
    window.download("导出 JSON").save_as(sheet)
    exported = json.loads(sheet.read_text("utf-8"))
    assert exported["schema"] == "openness-report/1"
    assert (exported["cells"]["T3/1/np"], exported["cells"][names[2]]) == (1, 12)


def _entries(window: Window) -> Sequence[str]:
    names: list[str] = window.ask("[...document.querySelectorAll('.figures-form [name^=\"T2/\"]')].map(e => e.name)")
    return names


def _type(window: Window, typed: dict[str, str]) -> None:
    for name, text in typed.items():
        window.page.fill(f'[name="{name}"]', text)
