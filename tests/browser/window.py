"""One browser window that watches what no page may do, and the few things that people do in every test."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import axe_playwright_python
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Download, Page, Request, Response

if TYPE_CHECKING:
    from openness.organs.models import User

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
LAUNCH_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PASSWORD = "pass-for-tests"
DESK, TELEPHONE = 1280, 390  # pixels
WAIT = 15_000  # milliseconds; the machine may be busy
LOCAL = ("data", "blob", "about")

# Put into every page before its own scripts; a violation then stands in the console like any other error.
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", event =>
  console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""


class Window:
    """A window of its own (no cookies of others), on the server at `address`.

    `complaints` collects console errors, violations of the policy, dialogs, and requests to anywhere else.
    """

    def __init__(self, browser: Browser, address: str, width: int = DESK) -> None:
        self.address = address
        self.complaints: list[str] = []
        # An English browser: the pages have to be Chinese all the same.
        self.context = browser.new_context(viewport={"width": width, "height": 900}, locale="en-US")
        self.context.set_default_timeout(WAIT)
        self.context.add_init_script(REPORT_VIOLATIONS)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))
        self.page.on("dialog", self._refuse)
        self.page.on("request", self._follow)

    def close(self) -> None:
        """Close the window; what its last page still asks for is let go."""
        self.context.close()

    def open(self, path: str) -> Response:
        """Go to a path of the server and return its answer."""
        response = self.page.goto(self.address + path)
        assert response is not None
        return response

    def sign_in(self, user: "User", password: str = PASSWORD) -> None:
        """Fill in the login form and send it."""
        self.open("/admin/login/")
        self.page.fill("[name=username]", user.username)
        self.page.fill("[name=password]", password)
        with self.page.expect_navigation():
            self.page.click("form [type=submit]")

    def open_file(self, file: Path) -> list[str]:
        """Open a file of the disk in a tab of its own, now the window's page; return every address asked for."""
        asked: list[str] = []
        self.page = self.context.new_page()
        self.page.on("console", self._hear)
        self.page.on("dialog", self._refuse)
        self.page.on("request", lambda request: asked.append(request.url))
        self.page.goto(file.as_uri(), wait_until="networkidle")
        return asked

    def fill(self, **entries: str) -> None:
        """Type into entries by name; a select takes the code of its choice."""
        for name, value in entries.items():
            entry = self.page.locator(f"[name={name}]")
            if entry.evaluate("entry => entry.tagName") == "SELECT":
                entry.select_option(value)
            else:
                entry.fill(value)

    def save(self) -> None:
        """Press the button that sends the form of the page, and wait for the next page."""
        with self.page.expect_navigation():
            self.page.click(".submit-row [type=submit], form .btn-primary[type=submit]")

    def press(self, name: str) -> None:
        """Press the button whose name has these words, and wait for the next page."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name).click()

    def follow(self, name: str) -> None:
        """Click the link with this name, and wait for its page."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name, exact=True).click()

    def download(self, name: str) -> Download:
        """Click the link with this name and return the file that comes."""
        with self.page.expect_download() as coming:
            self.page.get_by_role("link", name=name, exact=True).click()
        return coming.value

    def text(self, selector: str = "body") -> str:
        """Return what can be read at `selector`."""
        return self.page.locator(selector).first.inner_text()

    def ask(self, script: str) -> Any:
        """Return what a script finds out about the page."""
        return self.page.evaluate(script)

    def resize(self, width: int) -> None:
        """Make the window so many pixels wide."""
        self.page.set_viewport_size({"width": width, "height": 900})

    def overflow(self) -> Sequence[str]:
        """Return what makes the page itself wider than the window; boxes that scroll by themselves may be wider."""
        found: list[str] = self.ask(OVERFLOW)
        return found

    def barriers(self) -> Sequence[str]:
        """Return what axe-core finds against WCAG 2.1 A and AA on the page: rule, place, and why."""
        self.ask(AXE)
        found: list[str] = self.ask(BARRIERS)
        return found

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _refuse(self, dialog: Dialog) -> None:
        self.complaints.append(f"{self.page.url}: dialog {dialog.message}")
        dialog.dismiss()

    def _follow(self, request: Request) -> None:
        asked, own = urlsplit(request.url), urlsplit(self.address)
        if asked.scheme not in LOCAL and asked.netloc != own.netloc:
            self.complaints.append(f"{self.page.url}: request to {request.url}")


# A page that is too wide names what is; one that fits may still cut an entry off inside a box that hides what is over.
OVERFLOW = """() => {
  const edge = one => !one || one === document.body ? window.innerWidth :
    { auto: Infinity, scroll: Infinity, hidden: one.getBoundingClientRect().right }[getComputedStyle(one).overflowX]
      ?? edge(one.parentElement);
  const isPageTooWide = document.documentElement.scrollWidth > window.innerWidth;
  return [...document.querySelectorAll(isPageTooWide ? "body *" : "input, select, textarea, button, .help")]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > edge(one.parentElement) + 1)
    .map(one => `${one.tagName}.${one.className} ${one.name ?? ""}`).slice(0, 8)
}"""

BARRIERS = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];
  const found = await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], preload: false });
  return found.violations.flatMap(one => one.nodes.slice(0, 3).map(node =>
    `${one.id} at ${node.target.join(" ")}: ${(node.any[0] ?? node.all[0] ?? node.none[0] ?? {}).message ?? one.help}`));
}"""
