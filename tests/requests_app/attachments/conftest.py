"""A folder of uploads of its own for each test, and attaching in one word."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from openness.organs.models import User
from requests_app import operations
from requests_app.models import Attachment, DisclosureRequest
from tests.office import NOW, Office
from tests.requests_app.attachments.samples import sent
from tests.requests_app.conftest import Register

Attach = Callable[..., Attachment]
SignedIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    """Return the folder that uploads go to."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every page of the admin believe that it is 23 November 2026, 9:00."""
    monkeypatch.setattr("requests_app.admin.desk.now", lambda: NOW)


@pytest.fixture
def case(register: Register) -> DisclosureRequest:
    """Return a request of 甲局."""
    return register()


@pytest.fixture
def attach(office: Office, case: DisclosureRequest) -> Attach:
    """Return a function that keeps a file with the case, by default a PDF uploaded by the clerk."""

    def make(**changes: Any) -> Attachment:
        given: dict[str, Any] = {"case": case, "by": office.clerk, "at": NOW, "file": sent(), "kind": "application"}
        return operations.attach(**(given | changes))

    return make


@pytest.fixture
def signed_in() -> SignedIn:
    """Return a function that opens a browser for a person."""

    def opened(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return opened


def files_in(folder: Path) -> list[Path]:
    """Return every file below a folder."""
    return sorted(path for path in folder.rglob("*") if path.is_file())
