"""A running server with a small office, Chromium, and one window per person.

Playwright's plain interface keeps an event loop alive in the thread of the tests, where Django then refuses to read
the database. Nothing runs concurrently there, so the refusal is lifted as long as Chromium is open, and only then:
both end with the last test of this folder, and other tests of the same worker meet neither.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.window import LAUNCH_ARGUMENTS, Window
from tests.office import Office

ALLOWANCE = "DJANGO_ALLOW_ASYNC_UNSAFE"


@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    """Give Chromium, started once for this folder."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setitem(os.environ, ALLOWANCE, "yes")
        started = playwright.chromium.launch(executable_path=chromium, args=LAUNCH_ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def office(live_server: LiveServer, settings: Settings, tmp_path: Path) -> Office:
    """Give the made-up office, on the running server's database, with a folder of uploads of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return Office()


@pytest.fixture
def window(browser: Browser, live_server: LiveServer) -> Iterator[Window]:
    """Give a fresh window; whatever was wrong in it fails the test at the end."""
    opened = Window(browser, live_server.url)
    yield opened
    opened.close()
    assert opened.complaints == []
