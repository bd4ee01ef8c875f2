"""Creates or updates people from a file."""

import argparse
from pathlib import Path
from typing import Any

from django.utils import timezone

from openness.organs.acting import ActingCommand, ActingRefused, acting_person
from openness.organs.people_file import PeopleRefused, read_people
from openness.organs.people_loading import load_people


class Command(ActingCommand):
    """load_people FILE.csv [--as USER]."""

    help = "从 .csv 载入人员：新增、更新、停用；有一行不合格就全部不写"
    refusals = (ActingRefused, PeopleRefused)
    leaves_own_trail = True

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the file."""
        parser.add_argument(
            "file", type=Path, metavar="FILE", help="列：username,full_name,organ_code,role,password,active"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Load, print what was done, and the random passwords: once, for they are kept nowhere."""
        person = acting_person(options["username"])
        path: Path = options["file"]
        rows = read_people(path)
        loaded = load_people(rows=rows, by=person, at=timezone.now(), file_name=path.name)
        self.stdout.write(f"读取 {len(rows)}，新增 {loaded.created}，更新 {loaded.updated}，未变 {loaded.unchanged}")
        if loaded.passwords:
            self.stdout.write("以下人员的初始密码只显示这一次，请当面或密封交给本人：")
        for username, password in loaded.passwords.items():
            self.stdout.write(f"{username}\t{password}")
