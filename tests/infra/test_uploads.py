"""Uploads: too large is cut off before it is stored, whoever sends it; what is stored is at no address."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.contrib.staticfiles import finders
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver
from django.views import static
from pytest_django.fixtures import Settings
from whitenoise import WhiteNoise

from openness.checks import uploads_lie_apart_from_what_is_served
from openness.uploads import CutOff

LIMIT = 100_000


def received(settings: Settings, **sizes: int) -> HttpRequest:
    """Return a request with files of these sizes, to be parsed by the project's handlers."""
    settings.UPLOAD_MAX_BYTES, settings.UPLOAD_MAX_BYTES_TOGETHER = LIMIT, 2 * LIMIT
    files: dict[str, Any] = {name: SimpleUploadedFile(f"{name}.txt", b"x" * size) for name, size in sizes.items()}
    return RequestFactory().post("/", {"before": "1", **files, "after": "2"})


def test_what_is_too_large_leaves_its_name_and_size_and_nothing_that_can_be_read(settings: Settings) -> None:
    request = received(settings, large=LIMIT + 1, fits=LIMIT)
    large, fits = request.FILES["large"], request.FILES["fits"]
    assert isinstance(large, CutOff)
    assert (large.name, large.size) == ("large.txt", LIMIT + 1)
    with pytest.raises(ValueError, match="closed"):
        large.read()
    assert (fits.size, len(fits.read())) == (LIMIT, LIMIT)  # type: ignore[union-attr]
    assert request.POST.dict() == {"before": "1", "after": "2"}


def test_no_more_than_the_limit_reaches_the_disk(settings: Settings, tmp_path: Path) -> None:
    settings.FILE_UPLOAD_TEMP_DIR, settings.FILE_UPLOAD_MAX_MEMORY_SIZE = str(tmp_path), 0
    request = received(settings, large=20 * LIMIT)
    assert isinstance(request.FILES["large"], CutOff)
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= LIMIT


def test_many_files_that_fit_one_by_one_do_not_fill_the_disk_together(settings: Settings) -> None:
    request = received(settings, one=LIMIT, two=LIMIT, three=LIMIT, four=1)
    assert len(request.FILES["two"].read()) == LIMIT  # type: ignore[union-attr]
    assert {name for name, file in request.FILES.items() if isinstance(file, CutOff)} == {"three", "four"}


@pytest.mark.django_db
def test_the_limit_holds_for_people_who_are_not_signed_in(settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = LIMIT
    answer = Client().post("/admin/login/", {"username": SimpleUploadedFile("a.txt", b"x" * 2 * LIMIT)})
    assert answer.status_code == 200
    assert isinstance(answer.wsgi_request.FILES["username"], CutOff)


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    """Yield every pattern there is."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern)
        elif isinstance(pattern, URLPattern):
            yield pattern


def test_no_address_serves_a_folder() -> None:
    assert [str(one.pattern) for one in patterns(get_resolver()) if one.callback is static.serve] == []
    assert [str(one.pattern) for one in patterns(get_resolver()) if "media" in str(one.pattern)] == []


@pytest.mark.django_db
def test_an_uploaded_file_is_reached_by_no_address(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    storage = storages["private"]
    name = storage.save("attachments/0/1/abc", BytesIO(b"secret"))
    assert Path(storage.path(name)).read_bytes() == b"secret"
    with pytest.raises(ValueError, match="no address"):
        storage.url(name)
    for address in (
        f"/media/{name}",
        f"/{name}",
        f"/static/{name}",
        f"/static/../media/{name}",
        f"/static/%2e%2e/media/{name}",
    ):
        answer = Client().get(address)
        assert answer.status_code == 404, address
    assert finders.find(name) is None


def test_what_serves_static_files_does_not_reach_the_uploads(tmp_path: Path) -> None:
    for folder, name in (("static", "a.css"), ("media", "secret.pdf")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text("x")
    served = WhiteNoise(lambda *_: [], root=str(tmp_path / "static"), prefix="static/", autorefresh=True)
    assert served.find_file("/static/a.css") is not None
    for address in ("/static/../media/secret.pdf", "/media/secret.pdf", "/static//../media/secret.pdf"):
        assert served.find_file(address) is None, address


def test_uploads_lie_apart_from_static_files_by_default() -> None:
    assert uploads_lie_apart_from_what_is_served(None) == []
    assert Path(project.STATIC_ROOT) not in Path(project.MEDIA_ROOT).parents


@pytest.mark.parametrize("place", [".", "uploads", ".."])
def test_a_folder_of_uploads_that_would_be_served_stops_the_start(settings: Settings, place: str) -> None:
    settings.MEDIA_ROOT = Path(settings.STATIC_ROOT) / place
    assert [found.id for found in uploads_lie_apart_from_what_is_served(None)] == ["openness.E004"]
