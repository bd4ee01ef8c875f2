"""The pictures of the documents, from the sample data: `DEBUG=on python -m tests.browser.pictures`.

Makes a database of its own, serves it, and writes docs/images; each picture is what somebody sees, in one window of
1280 pixels. Sample dates are relative to today, so the pictures change with the day; their names do not.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socket import socket
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.window import DESK, LAUNCH_ARGUMENTS
from tests.conftest import chromium_path

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"
LARGEST = 300_000  # bytes: they lie in the repository
PATIENCE = 30  # seconds until the server answers
DRAWN = 1000  # milliseconds in which the page has drawn what follows from a choice
ROOT_CODE, PASSWORD = "500118", "yongchuan-2018"  # as `demo` prints them
LIST = "/admin/requests_app/disclosurerequest/"


@dataclass(frozen=True)
class Picture:
    """One picture.

    Args:
        name: the file, without `.png`.
        who: the sample person who looks.
        path: where.
        height: how much of the page, in pixels.
        click: a link followed from there, by a selector.
        then: a step then taken up, by its name.
        choices: what is then chosen on the form, by the names of its entries.
    """

    name: str
    who: str
    path: str
    height: int
    click: str = ""
    then: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)


PICTURES = (
    Picture("report-2018", "lingdao", f"/report/{ROOT_CODE}/2018/aggregate/", 1350),
    Picture("dashboard", "lingdao", f"/dashboard/?unit={ROOT_CODE}&year=2025&scope=aggregate", 1400),
    Picture("case-list", "zhuguan", f"{LIST}?term=unfinished", 1000),
    Picture("case-page", "zhuguan", f"{LIST}?status=consulting", 1400, click="#result_list th a"),
    Picture("register", "jingban", f"{LIST}add/", 1100),
    Picture("workbench", "zhuguan", "/admin/", 1250),
    Picture("handbook-workbench", "jingban", "/admin/", 890),
    Picture(
        "handbook-register",
        "jingban",
        f"{LIST}add/",
        890,
        choices={"channel": "letter", "mail": "registered"},
    ),
    Picture(
        "handbook-extend",
        "jingban",
        f"{LIST}?term=soon",
        730,
        click="#result_list tbody tr:last-child th a",
        then="拟延期送审",
    ),
    Picture(
        "handbook-approve",
        "shenhe",
        f"{LIST}?waiting=approve",
        1000,
        click="#result_list th a",
        then="审核：同意",
    ),
    Picture(
        "handbook-answer",
        "jingban",
        f"{LIST}?waiting=service",
        910,
        click="#result_list th a",
        then="制发答复告知书",
    ),
)


def main(names: Sequence[str]) -> int:
    """Make the pictures named, all where none is; return 1 where one is too large or Chromium is missing."""
    chromium = chromium_path()
    if chromium is None:
        sys.stderr.write("Chromium is not installed.\n")
        return 1
    chosen = [picture for picture in PICTURES if not names or picture.name in names]
    IMAGES.mkdir(parents=True, exist_ok=True)
    with _sample_site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=LAUNCH_ARGUMENTS)
        sizes = [_take(browser, address, picture) for picture in chosen]
        browser.close()
    return int(max(sizes, default=0) > LARGEST)


def _take(browser: Browser, address: str, picture: Picture) -> int:
    page = browser.new_page(viewport={"width": DESK, "height": picture.height})
    _sign_in(page, address, picture.who)
    page.goto(address + picture.path)
    if picture.click:
        page.locator(picture.click).first.click()
    if picture.then:
        page.get_by_role("link", name=picture.then, exact=True).click()
    for name, value in picture.choices.items():
        page.select_option(f"[name={name}]", value)
        page.wait_for_timeout(DRAWN)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.activeElement.blur()")
    file = IMAGES / f"{picture.name}.png"
    page.screenshot(path=file, animations="disabled")
    page.context.close()
    size = file.stat().st_size
    sys.stdout.write(f"{file.relative_to(ROOT)} {size // 1000} kB{' TOO LARGE' if size > LARGEST else ''}\n")
    return size


def _sign_in(page: Page, address: str, who: str) -> None:
    page.goto(f"{address}/admin/login/")
    page.fill("[name=username]", who)
    page.fill("[name=password]", PASSWORD)
    page.click("form [type=submit]")


@contextmanager
def _sample_site() -> Iterator[str]:
    """Serve the sample from a database that is gone afterwards; yield its address."""
    with tempfile.TemporaryDirectory(prefix="openness-pictures-") as folder:
        environment = os.environ | {"DEBUG": "on", "DATABASE_URL": f"sqlite:///{folder}/sample.sqlite3"}
        manage = [sys.executable, str(ROOT / "manage.py")]
        for command in (["migrate", "--verbosity", "0"], ["demo"]):
            subprocess.run([*manage, *command], env=environment, check=True, stdout=subprocess.DEVNULL)
        place = f"127.0.0.1:{_free_port()}"
        serve = [*manage, "runserver", "--noreload", place]
        server = subprocess.Popen(serve, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _await(f"http://{place}/healthz/")
            yield f"http://{place}"
        finally:
            server.terminate()
            server.wait()


def _free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(address, timeout=PATIENCE):
                return
        except URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
