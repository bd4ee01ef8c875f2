"""Compares every attachment on the disk with the fingerprint that was kept of it."""

import argparse
from collections.abc import Iterator
from typing import Any

from openness.organs.acting import ActingCommand, ActingRefused, acting_person, require_right
from openness.organs.models import User
from openness.organs.rights import Action
from requests_app.models import Attachment, DisclosureRequest, FileDamaged

WORDS = {"missing": "找不到文件或读不出来", "altered": "内容与上传时不一致"}


class Command(ActingCommand):
    """check_attachments [--as USER]."""

    help = "核对附件：文件是否都在、内容是否与上传时一致（SHA-256）；有问题的逐条列出，退出码为 1"

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add nothing: all attachments that the person may know of are checked, those taken down too."""

    def handle(self, *_: Any, **options: Any) -> None:
        """Check, and print how many were; names of files may be names of people and are not printed."""
        person = acting_person(options["username"])
        require_right(person, Action.CASE_VIEW)
        rows = _attachments_of(person)
        wrong = list(_wrong(rows.iterator()))
        if wrong:
            raise ActingRefused(
                "\n".join([*wrong, f"共核对 {rows.count()} 个附件，{len(wrong)} 个有问题。请从备份恢复这些文件。"])
            )
        self.stdout.write(f"共核对 {rows.count()} 个附件，都与上传时一致。")


def _attachments_of(person: User | None) -> Any:
    rows = Attachment.objects.select_related("request__organ").order_by("request", "seq")
    if person is None:
        return rows
    return rows.filter(request__in=DisclosureRequest.objects.visible_to(person).order_by().values("pk"))


def _wrong(rows: Iterator[Attachment]) -> Iterator[str]:
    for row in rows:
        try:
            row.open_checked().close()
        except FileDamaged as damaged:
            case = row.request
            yield f"{case.organ} {case.number} 第 {row.seq} 号附件：{WORDS[damaged.code]}（{row.file.name}）"
