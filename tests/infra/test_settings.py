"""Production settings refuse to start half configured; development needs nothing."""

import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from openness.env import BadEnvironment

ROOT = Path(__file__).resolve().parents[2]
# Invented values of a complete production environment.
PRODUCTION = {
    "SECRET_KEY": "invented-for-this-test-0123456789-abcdefghijklmnopqrstuvwxyz",
    "PERSONAL_DATA_KEYS": "k1:YWFhYWFhYWFhYWFhYWFhYQ==",
    "ALLOWED_HOSTS": "openness.example",
    "BEHIND_TLS_PROXY": "on",
}


def settings_with(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]) -> dict[str, Any]:
    """Return what openness/settings.py defines under exactly these variables."""
    monkeypatch.setattr(os, "environ", variables)
    return runpy.run_path(str(ROOT / "openness" / "settings.py"))


@pytest.mark.parametrize("missing", ["SECRET_KEY", "PERSONAL_DATA_KEYS", "ALLOWED_HOSTS"])
def test_production_without_one_of_its_values_refuses_and_names_it(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    with pytest.raises(BadEnvironment, match=missing):
        settings_with(monkeypatch, {name: value for name, value in PRODUCTION.items() if name != missing})


@pytest.mark.parametrize("mixed", [{"BEHIND_TLS_PROXY": "on"}, {"ALLOWED_HOSTS": "openness.example"}])
def test_debug_in_a_production_environment_is_refused(monkeypatch: pytest.MonkeyPatch, mixed: dict[str, str]) -> None:
    with pytest.raises(BadEnvironment, match="DEBUG=on 只用于本机开发"):
        settings_with(monkeypatch, {"DEBUG": "on"} | mixed)


def test_plain_http_and_a_tls_proxy_contradict_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadEnvironment, match="互相矛盾"):
        settings_with(monkeypatch, PRODUCTION | {"ALLOW_PLAIN_HTTP": "on"})


def test_debug_is_off_when_nothing_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings_with(monkeypatch, PRODUCTION)["DEBUG"] is False


def test_production_behind_a_tls_proxy_secures_cookies_and_redirects(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_with(monkeypatch, PRODUCTION)
    assert settings["SESSION_COOKIE_SECURE"] and settings["CSRF_COOKIE_SECURE"] and settings["SECURE_SSL_REDIRECT"]
    assert settings["SECURE_HSTS_SECONDS"] > 0
    assert settings["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def test_a_forwarded_header_is_not_believed_without_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    without_proxy = {name: value for name, value in PRODUCTION.items() if name != "BEHIND_TLS_PROXY"}
    settings = settings_with(monkeypatch, without_proxy)
    assert settings["SECURE_PROXY_SSL_HEADER"] is None
    assert settings["SECURE_SSL_REDIRECT"] is True


def test_plain_http_works_in_a_closed_network_only_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = {name: value for name, value in PRODUCTION.items() if name != "BEHIND_TLS_PROXY"}
    settings = settings_with(monkeypatch, closed | {"ALLOW_PLAIN_HTTP": "on"})
    assert settings["SECURE_SSL_REDIRECT"] is False
    assert settings["SESSION_COOKIE_SECURE"] is False


def test_development_needs_no_variable_but_debug_and_is_reached_from_this_machine_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = settings_with(monkeypatch, {"DEBUG": "on"})
    assert settings["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert settings["DATABASES"]["default"]["NAME"] == str(ROOT / "var" / "openness.sqlite3")


def test_the_folder_of_the_embedded_database_is_made_where_it_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings_with(monkeypatch, {"DEBUG": "on", "DATABASE_URL": f"sqlite:///{tmp_path}/var/new.sqlite3"})
    assert (tmp_path / "var").is_dir()


def test_sqlite_waits_for_other_writers_and_keeps_a_write_ahead_log(monkeypatch: pytest.MonkeyPatch) -> None:
    options = settings_with(monkeypatch, {"DEBUG": "on"})["DATABASES"]["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]


def test_a_replica_is_an_own_alias(monkeypatch: pytest.MonkeyPatch) -> None:
    both = {"DATABASE_URL": "postgres://u:p@primary/x", "REPLICA_DATABASE_URL": "postgres://u:p@standby/x"}
    databases = settings_with(monkeypatch, PRODUCTION | both)["DATABASES"]
    assert (databases["default"]["HOST"], databases["replica"]["HOST"]) == ("primary", "standby")


def test_there_is_no_locale_middleware(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not [name for name in settings_with(monkeypatch, PRODUCTION)["MIDDLEWARE"] if "Locale" in name]


def test_a_refused_start_is_told_in_one_line_without_a_trace() -> None:
    command = [sys.executable, str(ROOT / "manage.py"), "migrate"]
    done = subprocess.run(command, env={"PATH": os.environ["PATH"]}, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("无法启动：缺少环境变量 SECRET_KEY")
    assert "Traceback" not in done.stderr
