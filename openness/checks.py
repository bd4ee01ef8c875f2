"""System checks of the project: what would fail only later, in the middle of work, is told at start."""

import importlib.util
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error

from openness.dated_law import LawError, read_yaml

LAW_FILES = "*_app/law/**/*.yaml"


def postgres_driver_is_psycopg2(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """openness.E001: psycopg 3 stands beside psycopg2, and Django would silently use it."""
    if importlib.util.find_spec("psycopg") is None:
        return []
    hint = "请卸载：pip uninstall psycopg psycopg-binary psycopg-pool"
    return [Error("安装了 psycopg 3，Django 会不声不响地用它代替 psycopg2。", hint=hint, id="openness.E001")]


def law_files_are_readable(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """openness.E002: a law file that the strict loader refuses; openness.E003: there is none at all."""
    files = sorted(settings.BASE_DIR.glob(LAW_FILES))
    if not files:
        return [Error("找不到法规数据文件。", hint=f"应在 {LAW_FILES}；请检查安装是否完整。", id="openness.E003")]
    return [Error(f"法规数据文件不可用：{wrong}", id="openness.E002") for path in files for wrong in _wrong(path)]


def uploads_lie_apart_from_what_is_served(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """openness.E004: MEDIA_ROOT is a folder of static files, lies in one, or holds one: applicants' papers would be public."""
    uploaded = Path(settings.MEDIA_ROOT).resolve()
    served = [Path(settings.STATIC_ROOT).resolve(), *(Path(folder).resolve() for folder in settings.STATICFILES_DIRS)]
    if not any(uploaded == folder or folder in uploaded.parents or uploaded in folder.parents for folder in served):
        return []
    hint = "请把环境变量 MEDIA_ROOT 改为静态文件目录以外的目录。"
    return [Error(f"上传文件的目录 {uploaded} 与对外提供的静态文件目录重叠。", hint=hint, id="openness.E004")]


def _wrong(path: Path) -> Iterator[LawError]:
    try:
        read_yaml(path)
    except LawError as wrong:
        yield wrong
