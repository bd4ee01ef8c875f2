"""docker-compose.yml, the documentation and the settings name the same environment variables, both ways."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from openness.settings import ENVIRONMENT

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
OWN = ("web", "worker", "migrate")


def named_in_compose(service: str) -> set[str]:
    """Return the settings that a service sets, NAME_FILE counting as NAME."""
    return {name.removesuffix("_FILE") for name in SERVICES[service]["environment"]}


@pytest.mark.parametrize("service", OWN)
def test_compose_sets_nothing_that_the_settings_do_not_read(service: str) -> None:
    assert named_in_compose(service) - ENVIRONMENT.names == set()


@pytest.mark.parametrize("service", OWN)
def test_the_settings_read_nothing_that_compose_does_not_set(service: str) -> None:
    assert ENVIRONMENT.names - named_in_compose(service) == set()


def test_only_secrets_come_from_files() -> None:
    from_files = {name.removesuffix("_FILE") for name in SERVICES["web"]["environment"] if name.endswith("_FILE")}
    assert from_files <= ENVIRONMENT.secret_names


def test_every_secret_file_is_a_declared_secret_that_the_service_gets() -> None:
    for name, service in SERVICES.items():
        files = {value for key, value in service["environment"].items() if key.endswith("_FILE")}
        assert {Path(file).name for file in files} == set(service["secrets"]), name
        assert set(service["secrets"]) <= set(COMPOSE["secrets"]), name


def test_no_secret_is_written_into_compose() -> None:
    for service in SERVICES.values():
        literal = {key for key, value in service["environment"].items() if "PASSWORD" in key or "KEY" in key}
        assert all(key.endswith("_FILE") for key in literal)


def test_what_serves_has_a_health_check_and_what_runs_our_code_has_no_rights() -> None:
    for name in ("web", "worker", "postgres"):
        assert SERVICES[name]["healthcheck"]["test"], name
    for name in OWN:
        assert SERVICES[name]["user"] == "10001", name
        assert SERVICES[name]["read_only"] is True, name
        assert SERVICES[name]["cap_drop"] == ["ALL"], name


def test_nothing_starts_on_a_database_that_is_not_migrated() -> None:
    for name in ("web", "worker"):
        assert SERVICES[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


def test_the_image_runs_as_a_user_without_rights() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert "USER openness" in lines
    assert any("--uid 10001" in line for line in lines)


def test_the_documentation_names_every_variable_and_no_other() -> None:
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    table = text.split("<!-- environment -->")[1]
    assert set(re.findall(r"^\| `([A-Z_]+)` ", table, flags=re.MULTILINE)) == ENVIRONMENT.names


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_locked_release_has_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    releases = re.findall(r"^[a-z][^\n]*==[^\n]*((?:\n    --hash[^\n]*)*)", text, flags=re.MULTILINE)
    assert releases
    assert all("--hash=sha256:" in hashes for hashes in releases)
    assert "://" not in text
    assert "index-url" not in text


def test_the_lock_holds_wheels_for_several_pythons_and_machines() -> None:
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    for name in ("cryptography", "granian", "psycopg2-binary"):
        block = text.split(f"\n{name}==")[1].split("# via")[0]
        assert block.count("--hash") > 10, name


def test_psycopg_3_is_never_locked_because_django_would_silently_prefer_it() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        assert not re.search(r"^psycopg(-binary|-pool)?==", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
