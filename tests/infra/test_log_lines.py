"""Nothing personal in log files: no query string, no words of an exception, no body of a form."""

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from openness.log_lines import PlainLines, without_query
from openness.organs.models import TrailEntry
from tests.office import Office

SECRET = "13812345678"
LOGGERS = ("django", "django.server", "axes", "django_tasks", "")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Give what the project's own handlers write."""
    written = io.StringIO()
    found = {
        handler: handler.setStream(written)
        for name in LOGGERS
        for handler in logging.getLogger(name).handlers
        if type(handler) is logging.StreamHandler and isinstance(handler.formatter, PlainLines)
    }
    assert found
    yield written
    for handler, before in found.items():
        if before is not None:
            handler.setStream(before)


def test_every_handler_of_the_settings_writes_plain_lines() -> None:
    formatters = {handler.get("formatter") for handler in settings.LOGGING["handlers"].values()}
    assert {settings.LOGGING["formatters"][name]["()"] for name in formatters} == {"openness.log_lines.PlainLines"}
    assert settings.LOGGING["loggers"]["django"]["handlers"] == ["console"]
    assert settings.LOGGING["loggers"]["django.server"]["handlers"] == ["console"]
    assert not settings.LOGGING["loggers"]["django"]["propagate"]
    assert not settings.LOGGING["loggers"]["django.db.backends"]["handlers"]


@pytest.mark.django_db
def test_a_page_that_is_not_there_is_logged_without_its_query(log: io.StringIO) -> None:
    assert Client().get("/nowhere/", {"q": SECRET}).status_code == 404
    assert "/nowhere/" in log.getvalue()
    assert SECRET not in log.getvalue()


@pytest.mark.django_db
def test_a_page_that_breaks_is_logged_without_the_words_of_its_exception(
    log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        try:
            raise ValueError(f"Key (phone)=({SECRET}) already exists")
        except ValueError as inner:
            raise RuntimeError(f"again {SECRET}") from inner

    office = Office()
    monkeypatch.setattr("requests_app.admin.cases.CaseAdmin.get_queryset", broken)
    client = Client(raise_request_exception=False)
    client.force_login(office.clerk)
    address = reverse("admin:requests_app_disclosurerequest_changelist")
    # in a filter: a search is taken out of the address before anything can break
    assert client.get(address, {"unit": SECRET}).status_code == 500
    said = log.getvalue()
    assert address in said
    assert "RuntimeError" in said
    assert "ValueError" in said
    assert "test_log_lines.py" in said
    assert SECRET not in said


@pytest.mark.django_db
def test_a_form_without_its_token_is_logged_without_what_was_sent(log: io.StringIO) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(reverse("admin:login") + f"?next=/{SECRET}", {"username": SECRET}).status_code == 403
    assert "/admin/login/" in log.getvalue()
    assert SECRET not in log.getvalue()


@pytest.mark.django_db
def test_failed_logins_are_in_the_trail_and_not_in_the_log(log: io.StringIO, settings: Any) -> None:
    settings.AXES_ENABLED = True
    for _ in range(settings.AXES_FAILURE_LIMIT + 1):
        Client().post(reverse("admin:login") + f"?next=/?q={SECRET}", {"username": "zhang", "password": SECRET})
    assert "zhang" not in log.getvalue()
    assert SECRET not in log.getvalue()
    assert TrailEntry.objects.filter(username="zhang").exists()


@pytest.mark.django_db
def test_axes_keeps_no_page_that_was_wanted(settings: Any) -> None:
    from axes.models import AccessAttempt

    settings.AXES_ENABLED = True
    Client().post(reverse("admin:login") + f"?next=/?q={SECRET}", {"username": "zhang", "password": SECRET})
    attempt = AccessAttempt.objects.get()
    assert SECRET not in f"{attempt.get_data}{attempt.post_data}{attempt.path_info}"


def test_a_request_line_is_written_without_its_query(log: io.StringIO) -> None:
    logging.getLogger("django.server").info('"%s" %s', f"GET /admin/?q={SECRET} HTTP/1.1", 200)
    assert "/admin/" in log.getvalue()
    assert SECRET not in log.getvalue()


def test_the_request_line_of_the_development_server_loses_its_query() -> None:
    assert without_query(f'"GET /admin/?q={SECRET} HTTP/1.1" 200 12') == '"GET /admin/?… HTTP/1.1" 200 12'
    assert without_query(f"/admin/?q='{SECRET} 200") == "/admin/?… 200"
    assert without_query(f'/admin/?q="{SECRET}" 200') == "/admin/?… 200"
    assert without_query("为什么? 没有地址") == "为什么? 没有地址"
