"""`create_person USERNAME --organ CODE --role ROLE [--name 姓名] [--password-file FILE] [--as USER]`."""

import argparse
from getpass import getpass
from pathlib import Path
from typing import Any

from django.utils import timezone

from openness.organs.acting import ActingCommand, ActingRefused, acting_person, organ_by_code
from openness.organs.choices import Role
from openness.organs.people import PersonRefused, create_person


class Command(ActingCommand):
    """Makes one person; the first administrator of a new site is made by its superuser."""

    help = "添加人员（新站点的第一位系统管理员由 createsuperuser 建立的用户添加）。"
    refusals = (ActingRefused, PersonRefused)

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add who is made, where and as what."""
        parser.add_argument("login", metavar="USERNAME", help="登录名")
        parser.add_argument("--organ", required=True, metavar="CODE", help="所在单位代码")
        parser.add_argument("--role", required=True, choices=Role.values, help="角色")
        parser.add_argument("--name", default="", metavar="姓名", help="姓名")
        parser.add_argument("--password-file", type=Path, metavar="FILE", help="首行为初始密码的文件；省略则现场输入")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the person and say so."""
        person = create_person(
            by=acting_person(options["username"]),
            at=timezone.now(),
            username=options["login"],
            organ=organ_by_code(options["organ"]),
            role=options["role"],
            full_name=options["name"],
            password=_password(options["password_file"]),
        )
        self.stdout.write(f"已添加：{person.username}（{person.get_role_display()}，{person.organ}）")


def _password(path: Path | None) -> str:
    if path is None:
        return getpass("初始密码：")
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as broken:
        raise ActingRefused(f"读不到密码文件 {path}：文件不存在或没有权限。请核对路径。") from broken
    return lines[0] if lines else ""
