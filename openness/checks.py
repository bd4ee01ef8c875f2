"""System checks of the project: what would fail only later, in the middle of work, is told at start."""

import importlib.util
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error


def postgres_driver_is_psycopg2(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """openness.E001: psycopg 3 stands beside psycopg2, and Django would silently use it."""
    if importlib.util.find_spec("psycopg") is None:
        return []
    hint = "请卸载：pip uninstall psycopg psycopg-binary psycopg-pool"
    return [Error("安装了 psycopg 3，Django 会不声不响地用它代替 psycopg2。", hint=hint, id="openness.E001")]
