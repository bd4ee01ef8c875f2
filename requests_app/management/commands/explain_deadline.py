"""explain_deadline: the due date of made-up dates with the steps towards it, by the clock that cases use."""

import json
from argparse import ArgumentTypeError
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from requests_app.calendars import office_calendar
from requests_app.clock import Reading
from requests_app.deadline_question import DeadlineQuestion, QuestionError, answer
from requests_app.workdays import WorkCalendar, packaged_calendar

OPTION_OF = {
    "received": "--received",
    "corrected": "--corrected",
    "pause_sent": "--pause",
    "pause_returned": "--pause",
    "extension": "--extend",
    "postponed_until": "--postpone-until",
}
"""Which option tells of an entry of the question."""


def a_date(text: str) -> date:
    """Return the date written as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}”不是日期。请写成 2026-02-10 的样子。") from None


def a_number(text: str) -> int:
    """Return the whole number written."""
    if not text.isdecimal():
        raise ArgumentTypeError(f"“{text}”不是工作日数。请写整数，如 20。")
    return int(text)


class Command(BaseCommand):
    """Prints a due date and why; stores nothing, so that it needs no right."""

    help = "按条例计算答复期限，并逐步说明理由（不写入任何数据）"

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options of interfaces.md."""
        parser.add_argument("--received", type=a_date, required=True, metavar="DATE", help="法定收到日期")
        parser.add_argument("--corrected", type=a_date, metavar="DATE", help="收到补正的日期")
        parser.add_argument(
            "--pause", type=a_date, nargs=2, action="append", default=[], metavar=("FROM", "TO"),
            help="征求意见：发出之日 收到意见（或答复意见期限届满）之日；可写多次",
        )  # fmt: skip
        parser.add_argument("--extend", type=a_number, metavar="N", help="延长的工作日数")
        parser.add_argument("--postpone-until", type=a_date, metavar="DATE", help="合理延后至（第三十五条）")
        parser.add_argument("--as", dest="as_user", metavar="USER", help="办理人；本命令不写数据，不核权限")
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the reading of the clock.

        Raises:
            CommandError: the dates make no course (exit 1).
        """
        question = DeadlineQuestion(
            received=options["received"], corrected=options["corrected"], extension=options["extend"],
            pauses=tuple((sent, returned) for sent, returned in options["pause"]),
            postponed_until=options["postpone_until"],
        )  # fmt: skip
        try:
            reading = answer(question, calendar=self._calendar())
        except QuestionError as refused:
            raise CommandError(f"{refused}（{OPTION_OF[refused.entry]}）") from refused
        self.stdout.write(_as_json(reading) if options["json"] else "\n".join(_lines(reading)))

    def _calendar(self) -> WorkCalendar:
        try:
            return office_calendar()
        except DatabaseError:
            self.stderr.write("数据库尚未建立，按随附的放假通知计算。")
            return packaged_calendar()


def _as_json(reading: Reading) -> str:
    steps = [{**asdict(step), "on": step.on.isoformat()} for step in reading.steps]
    due_on = reading.due_on.isoformat() if reading.due_on else None
    found = {"due_on": due_on, "provisional": reading.provisional, "regime": reading.regime, "steps": steps}
    return json.dumps(found, ensure_ascii=False, indent=1)


def _lines(reading: Reading) -> Iterator[str]:
    for step in reading.steps:
        unread = "（未核实）" if step.standing == "unconfirmed" else ""
        yield f"{step.on}  {step.what}  {step.article}{unread}"
