"""Whoever takes a report out of the system is kept in the trail, by page and by command."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from openness.organs.models import TrailEntry
from reports_app.operations import compile_report
from tests.office import NOW, Office

pytestmark = pytest.mark.django_db
ADDRESS = "/report/T0101/2026/own/export/{}/"


@pytest.fixture
def office() -> Office:
    made = Office()
    compile_report(by=made.clerk, at=NOW, organ=made.first, year=2026, scope="own")
    return made


@pytest.mark.parametrize("kind", ["html", "json"])
def test_the_page_keeps_who_exported_what(office: Office, client: Client, kind: str) -> None:
    client.force_login(office.auditor)
    assert client.get(ADDRESS.format(kind)).status_code == 200
    kept = TrailEntry.objects.get(kind="export")
    assert (kept.who, kept.organ, kept.subject) == (office.auditor, office.first, f"T0101-2026-own.{kind}")
    assert (kept.with_personal, kept.ip) == (False, "127.0.0.1")


def test_what_was_not_given_leaves_nothing(office: Office, client: Client) -> None:
    client.force_login(office.neighbour)
    assert client.get(ADDRESS.format("html")).status_code == 404
    client.force_login(office.clerk)
    assert client.get(ADDRESS.format("pdf")).status_code == 404
    assert not TrailEntry.objects.filter(kind="export").exists()


def test_the_command_keeps_it_once(office: Office, tmp_path: Path) -> None:
    arguments = ["--organ", "T0101", "--year", "2026", "--format", "json", "--as", "li.clerk"]
    call_command("export_report", *arguments, "-o", str(tmp_path / "报告.json"))
    kept = TrailEntry.objects.get()
    assert (kept.kind, kept.who, kept.subject) == ("export", office.clerk, "T0101-2026-own.json")


def test_other_commands_are_kept_with_their_unit(office: Office) -> None:
    call_command("compile_report", "--organ", "T0101", "--year", "2026", "--as", "li.clerk")
    kept = TrailEntry.objects.get()
    assert (kept.kind, kept.who, kept.organ) == ("command", office.clerk, office.first)
    assert kept.subject == "compile_report T0101 2026 own"
