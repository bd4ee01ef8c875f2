"""Takes a ledger import back whole."""

import argparse
from typing import Any

from django.utils import timezone

from openness.organs.acting import ActingCommand, ActingRefused, acting_person
from requests_app.ledger.problems import LedgerRefused
from requests_app.ledger.undoing import undo_import


class Command(ActingCommand):
    """undo_import BATCH [--as USER]."""

    help = "整批撤回一次台账导入；导入后又办理过其中案件的不能撤回"
    refusals = (ActingRefused, LedgerRefused)

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the batch."""
        parser.add_argument("batch", metavar="BATCH", help="批次名称")

    def handle(self, *_: Any, **options: Any) -> None:
        """Take it back and print what went."""
        batch = undo_import(name=options["batch"], by=acting_person(options["username"]), at=timezone.now())
        self.stdout.write(f"批次“{batch.name}”已撤回：撤销新增 {batch.created}，还原更新 {batch.updated}。")
