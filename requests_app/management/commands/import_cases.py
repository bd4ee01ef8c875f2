"""Imports a ledger (.xlsx, .xls, .csv) as cases."""

import argparse
from pathlib import Path
from typing import Any

from django.utils import timezone

from openness.organs.acting import ActingCommand, ActingRefused, acting_person, organ_by_code
from requests_app.ledger.importing import Outcome, Wish, import_ledger
from requests_app.ledger.problems import LedgerRefused
from requests_app.ledger.rejecting import write_rejects
from requests_app.ledger.tables import require_writable


class Command(ActingCommand):
    """import_cases FILE --organ CODE [--appeals FILE] [--dry-run] [--rejects FILE] [--batch NAME] [--as USER]."""

    help = "导入依申请公开台账；有一行不合格就全部不写，除非用 --rejects 把不合格的行另存"
    refusals = (ActingRefused, LedgerRefused)

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the file and the options."""
        parser.add_argument("file", type=Path, metavar="FILE", help="台账：.xlsx、.xls 或 .csv")
        parser.add_argument("--organ", required=True, metavar="CODE", help="没有写明受理单位的行属于这个单位")
        parser.add_argument("--appeals", type=Path, metavar="FILE", help="另存的复议诉讼表")
        parser.add_argument("--dry-run", action="store_true", help="只核对，不写入")
        parser.add_argument("--rejects", type=Path, metavar="FILE", help="不合格的行存到这里，合格的照常导入")
        parser.add_argument("--batch", default="", metavar="NAME", help="批次名称，撤回时使用")

    def handle(self, *_: Any, **options: Any) -> None:
        """Import and print what was done."""
        person = acting_person(options["username"])
        if options["rejects"] is not None:
            _require_apart(options["rejects"], options["file"], options["appeals"])
            require_writable(options["rejects"])
        wish = Wish(
            path=options["file"],
            organ=organ_by_code(options["organ"]),
            appeals_path=options["appeals"],
            batch_name=options["batch"],
            is_dry_run=options["dry_run"],
            may_reject=options["rejects"] is not None,
        )
        outcome = import_ledger(wish=wish, by=person, at=timezone.now())
        self._tell(outcome, wish)
        if wish.may_reject and outcome.rejected:
            for problem in outcome.reading.problems:
                self.stderr.write(str(problem))
            if not wish.is_dry_run:
                written = write_rejects(options["rejects"], outcome.reading)
                again = " --appeals ".join(map(str, written))
                self.stdout.write(f"不合格的行已存到：{'、'.join(map(str, written))}")
                self.stdout.write(f"改好后重新导入：import_cases {again} --organ {wish.organ.code}")

    def _tell(self, outcome: Outcome, wish: Wish) -> None:
        for notice in [*outcome.reading.notices, *outcome.appeals.notices]:
            self.stdout.write(notice)
        cases, appeals = outcome.cases, outcome.appeals
        if wish.is_dry_run:
            self.stdout.write("只核对，没有写入任何内容。正式导入将会：")
        self.stdout.write(
            f"读取 {len(outcome.reading.lines)}，新增 {len(cases.created) + len(appeals.created)}，"
            f"更新 {len(cases.updated) + len(appeals.updated)}，未变 {cases.unchanged + appeals.unchanged}，"
            f"退回 {outcome.rejected}"
        )
        if outcome.reading.appeals:
            self.stdout.write(f"其中复议诉讼：读取 {len(outcome.reading.appeals)}，新增 {len(appeals.created)}")
        for header, count in sorted(cases.masked.items()):
            self.stdout.write(
                f"提示：“{header}”有 {count} 行是遮盖后的写法（带 * 号），本系统没有原来的内容，没有保存这 {count} 处。"
            )
        if outcome.batch is not None:
            self.stdout.write(f"批次：{outcome.batch.name}（撤回：undo_import {outcome.batch.name}）")


def _require_apart(rejects: Path, *sources: Path | None) -> None:
    """Refuse to write the rejected rows over the ledger itself."""
    if any(source is not None and source.resolve() == rejects.resolve() for source in sources):
        raise LedgerRefused(
            "output_place", f"--rejects 不能是台账文件自己（{rejects}），会把台账盖掉。请换一个文件名。"
        )
