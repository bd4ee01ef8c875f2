"""`enter_figures FILE.json --organ CODE --year Y [--scope …]`: typed figures by cell address, all or nothing."""

import argparse
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from openness.organs.acting import ActingRefused
from reports_app.management.report_command import ReportCommand
from reports_app.operations import enter_figures

LARGEST = 2 * 1024 * 1024  # bytes: a whole report is a few kilobytes


class Command(ReportCommand):
    """Enters the figures of one file."""

    help = "录入填报数：JSON 对象，单元格地址 → 数字；有一项不合规则就全部不写入。"

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the file before the arguments that name the report."""
        parser.add_argument("file", type=Path, metavar="FILE.json", help="填报数文件")
        super().arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Enter them and say how many changed."""
        target = self.target(options)
        written = enter_figures(
            by=target.by,
            at=timezone.now(),
            organ=target.organ,
            year=target.year,
            scope=target.scope,
            raw=figures_in(options["file"]),
        )
        counts = f"新增 {len(written.created)} 项，修改 {len(written.changed)} 项，撤回 {len(written.withdrawn)} 项"
        self.stdout.write(f"已录入：{counts}，未变 {len(written.unchanged)} 项。")


def figures_in(path: Path) -> dict[str, Any]:
    """Return what the file states.

    Raises:
        ActingRefused: it cannot be read, is too large, or is no JSON object with each address once.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise ActingRefused(f"{path} 超过 {LARGEST // 1024 // 1024} MB，不像是填报数文件；请核对文件。")
        stated = json.loads(path.read_text("utf-8-sig"), parse_float=Decimal, object_pairs_hook=_each_once)
    except OSError as broken:
        raise ActingRefused(f"读不到文件 {path}：文件不存在或没有权限。请核对路径。") from broken
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as broken:
        where = f"第 {broken.lineno} 行第 {broken.colno} 列" if isinstance(broken, json.JSONDecodeError) else "编码"
        raise ActingRefused(f"{path} 不是 UTF-8 的 JSON 文件（{where}）。请核对文件内容。") from broken
    if not isinstance(stated, dict):
        raise ActingRefused(f'{path} 应为 JSON 对象，如 {{"T2/rules/1": 1}}。')
    return stated


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for key, value in pairs:
        if key in seen:
            raise ActingRefused(f"{key} 在文件中出现了两次，不知道以哪个为准；请只留一个。")
        seen[key] = value
    return seen
