"""Creates or updates units from a file."""

import argparse
from pathlib import Path
from typing import Any

from django.utils import timezone

from openness.organs.acting import ActingCommand, ActingRefused, acting_person
from openness.organs.loading import load_organs
from openness.organs.organ_file import OrgansRefused, read_organs


class Command(ActingCommand):
    """load_organs FILE.csv [--as USER]."""

    help = "从 .csv 载入单位：新增、更新、改隶；有一行不合格就全部不写"
    refusals = (ActingRefused, OrgansRefused)

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the file."""
        parser.add_argument("file", type=Path, metavar="FILE", help="列：code,name,short_name,parent_code,kind 等")

    def handle(self, *_: Any, **options: Any) -> None:
        """Load and print what was done."""
        person = acting_person(options["username"])
        rows = read_organs(options["file"])
        loaded = load_organs(rows=rows, by=person, at=timezone.now())
        self.stdout.write(f"读取 {len(rows)}，新增 {loaded.created}，更新 {loaded.updated}，未变 {loaded.unchanged}")
        for line in loaded.told:
            self.stdout.write(line)
