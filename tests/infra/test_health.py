"""The health page answers anybody, says whether the database is there, and nothing more."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings

from openness import health, probe


class BrokenConnection:
    """A database connection that cannot be made."""

    def cursor(self) -> None:
        """Fail as a driver does, with an address in the message."""
        raise OperationalError("could not connect to db.internal as openness")


class OneHostOnly(BaseHTTPRequestHandler):
    """A node that answers under one host name only."""

    def do_GET(self) -> None:
        """Answer 200 for openness.example, 400 otherwise."""
        self.send_response(200 if self.headers["Host"] == "openness.example" else 400)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def node() -> Iterator[int]:
    """Run such a node and give its port."""
    server = HTTPServer(("127.0.0.1", 0), OneHostOnly)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_without_a_database_the_node_says_so_and_keeps_the_reason_to_its_log(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "connection", BrokenConnection())
    response = client.get("/healthz/")
    assert response.status_code == 503
    assert "db.internal" not in response.content.decode()


def test_posting_to_the_health_page_is_refused(client: Client) -> None:
    assert client.post("/healthz/").status_code == 405


@pytest.mark.django_db
def test_a_node_with_its_database_is_healthy_and_its_answer_is_not_cached(client: Client) -> None:
    response = client.get("/healthz/")
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_the_health_page_is_not_redirected_to_https_because_the_probe_asks_from_inside(
    client: Client, settings: Settings
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz/").status_code == 200


def test_the_probe_fails_where_nobody_listens() -> None:
    assert not probe.healthy(port=9, host="openness.example")


def test_the_probe_fails_under_a_host_name_that_the_node_refuses(node: int) -> None:
    assert not probe.healthy(port=node, host="other.example")


def test_the_probe_passes_under_the_host_name_of_the_site(node: int) -> None:
    assert probe.healthy(port=node, host="openness.example")
