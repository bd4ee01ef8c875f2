"""What all tests share: browser tests need Chromium, and where everything is required a skip is a failure."""

import os
import shutil
from pathlib import Path

import pytest

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER_FOLDER = Path(__file__).parent / "browser"


def chromium_path() -> str | None:
    """Return where Chromium is installed, None where it is not; CHROMIUM names another one."""
    named = os.environ.get("CHROMIUM")
    return named or next((found for name in CHROMIUM_NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Give the path of Chromium to a browser test."""
    found = chromium_path()
    if found is None:
        pytest.skip("Chromium is not installed")
    return found


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in tests/browser, and skip it where there is no Chromium."""
    missing = pytest.mark.skip(reason="Chromium is not installed")
    for item in items:
        if BROWSER_FOLDER in item.path.parents:
            item.add_marker(pytest.mark.browser)
        if item.get_closest_marker("browser") and chromium_path() is None:
            item.add_marker(missing)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run for any skipped test where everything is required."""
    if _all_required() and _skips(session) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say why a run without a failed test has failed."""
    skipped = terminalreporter.stats.get("skipped", [])
    if _all_required() and skipped:
        terminalreporter.write_line(f"FAILED: {len(skipped)} skipped, and here every test is required.", red=True)


def _all_required() -> bool:
    return any(os.environ.get(name, "") not in ("", "0", "false") for name in ("CI", "OPENNESS_REQUIRE_ALL"))


def _skips(session: pytest.Session) -> bool:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    return bool(reporter and reporter.stats.get("skipped"))
