"""System checks tell at start what would fail in the middle of work."""

import importlib.util
from pathlib import Path

import pytest
from pytest_django import Settings

from openness.checks import law_files_are_readable, postgres_driver_is_psycopg2


def test_psycopg_3_beside_psycopg2_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object())
    assert [found.id for found in postgres_driver_is_psycopg2(None)] == ["openness.E001"]


def test_a_law_file_that_does_not_load_is_an_error_that_names_it(tmp_path: Path, settings: Settings) -> None:
    law = tmp_path / "requests_app" / "law"
    law.mkdir(parents=True)
    (law / "broken.yaml").write_text("a: 1\na: 2\n", encoding="utf-8")
    settings.BASE_DIR = tmp_path
    (found,) = law_files_are_readable(None)
    assert found.id == "openness.E002"
    assert "broken.yaml" in found.msg


def test_a_tree_without_any_law_file_is_an_error(tmp_path: Path, settings: Settings) -> None:
    settings.BASE_DIR = tmp_path
    assert [found.id for found in law_files_are_readable(None)] == ["openness.E003"]


def test_this_tree_passes() -> None:
    assert law_files_are_readable(None) + postgres_driver_is_psycopg2(None) == []
