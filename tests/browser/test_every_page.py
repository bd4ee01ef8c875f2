"""Every page that a person can click their way to, as each role: it opens, is Chinese, quiet, and fits its window."""

import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import urljoin

import pytest

from openness.organs.models import User
from tests.browser.papers import busy_desk, draft
from tests.browser.window import DESK, TELEPHONE, Window
from tests.office import Office

ROLES = ("clerk", "head", "coordinator", "manager", "auditor", "administrator")
START = "/admin/"
# Not pages: signing out is a POST, files are downloaded, the rest are old numbers of the same pages.
NOT_FOLLOWED = re.compile(
    r"/(logout|export|jsi18n|static|download|builtin)/|/healthz/|/attachment/\d+/(\?show=1)?$|/papers/\d+/$|\.zip$|^#|^data:|^mailto:"
)
LINKS = "[...document.querySelectorAll('a[href]')].map(link => link.getAttribute('href'))"
LOOK = """({
  lang: document.documentElement.lang,
  headings: [...document.querySelectorAll('h1')].filter(one => one.offsetParent !== null).length,
})"""
CHINESE = ("zh-hans",)
OLD_FORMATS = (2018, 2019)


@pytest.mark.parametrize("role", ROLES)
def test_every_page_that_can_be_reached_opens_and_fits(window: Window, office: Office, role: str) -> None:
    busy_desk(office)
    person: User = getattr(office, role)
    window.sign_in(person)
    seen: set[str] = set()
    faults: list[str] = []
    waiting = deque([(START, "")])
    while waiting:
        path, source = waiting.popleft()
        if _shape(path) not in seen:
            seen.add(_shape(path))
            faults += [f"{path} (linked on {source}): {fault}" for fault in _faults(window, path)]
            waiting.extend((link, path) for link in _links(window))
    assert not faults, "\n".join(faults)
    expected = "/admin/organs/user/" if role == "administrator" else "/dashboard/"
    assert expected in seen, seen


@pytest.mark.parametrize("year", OLD_FORMATS)
def test_reports_of_the_older_formats_fit_too(window: Window, office: Office, year: int) -> None:
    draft(office, office.district, scope="aggregate", year=year)
    window.sign_in(office.coordinator)
    report = f"/report/{office.district.code}/{year}/aggregate/"
    for path in (report, f"{report}figures/P/", f"{report}front/", f"{report}part/1/"):
        assert list(_faults(window, path)) == [], path


def _faults(window: Window, path: str) -> Iterator[str]:
    """Open a page and yield what is wrong with it in both widths."""
    response = window.open(path)
    if response.status != 200:
        yield f"answers {response.status}"
    look = window.ask(LOOK)
    if look["lang"] not in CHINESE:
        yield f"says that it is in {look['lang']}"
    if look["headings"] != 1:
        yield f"has {look['headings']} h1"
    for width in (TELEPHONE, DESK):
        window.resize(width)
        yield from (f"{one} is wider than {width} pixels" for one in window.overflow())
    yield from window.complaints
    yield from window.barriers()  # axe brings styles of its own, which the policy refuses: what it makes the console say is not ours
    window.complaints.clear()


def _links(window: Window) -> Iterator[str]:
    """Yield the paths that the page links to."""
    here = window.page.url.removeprefix(window.address).partition("?")[0]
    yield from (_absolute(here, link) for link in window.ask(LINKS) if not NOT_FOLLOWED.search(link))


def _absolute(here: str, link: str) -> str:
    path = link.partition("#")[0]
    return path if path.startswith("/") else urljoin(here, path)


def _shape(path: str) -> str:
    """Pages that differ only in numbers and in what they filter are looked at once."""
    return re.sub(r"\d+", "1", path.partition("?")[0])
