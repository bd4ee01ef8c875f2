"""explain_deadline: the due date of made-up dates with the steps towards it, by the clock that cases use."""

import json
from argparse import ArgumentTypeError
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from requests_app.calendars import office_calendar
from requests_app.choices import EventKind
from requests_app.clock import ClockError, ClockEvent, Reading, read
from requests_app.regimes import RegimeError, regime_on
from requests_app.workdays import WorkCalendar, packaged_calendar


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
        calendar, until = self._calendar(), options["postpone_until"]
        try:
            reading = read(regime=regime_on(options["received"]), events=list(_events(options)), calendar=calendar)
        except (ClockError, RegimeError) as refused:
            raise CommandError(str(refused)) from refused
        if until and reading.due_on and reading.due_on > calendar.roll(until):
            raise CommandError(
                f"延后到的日期 {until} 早于答复期限 {reading.due_on}，没有延后。请改正 --postpone-until。"
            )
        self.stdout.write(_as_json(reading) if options["json"] else "\n".join(_lines(reading)))

    def _calendar(self) -> WorkCalendar:
        try:
            return office_calendar()
        except DatabaseError:
            self.stderr.write("数据库尚未建立，按随附的放假通知计算。")
            return packaged_calendar()


def _events(options: dict[str, Any]) -> Iterator[ClockEvent]:
    received: date = options["received"]
    yield ClockEvent(EventKind.REGISTERED.value, received)
    # when the extension was granted does not move the due date: it is told with the receipt
    if options["extend"] is not None:
        yield ClockEvent(EventKind.EXTENDED.value, received, days=options["extend"])
    if options["postpone_until"]:
        yield ClockEvent(EventKind.POSTPONED.value, received, until=options["postpone_until"])
    later = [*_pauses(options["pause"])]
    if options["corrected"]:
        later.append(ClockEvent(EventKind.CORRECTION_RECEIVED.value, options["corrected"]))
    yield from sorted(later, key=lambda event: event.on)


def _pauses(pauses: Sequence[tuple[date, date]]) -> Iterator[ClockEvent]:
    for number, (sent, returned) in enumerate(pauses, start=1):
        if returned < sent:
            raise ClockError(
                "out_of_order", f"--pause 的终止日 {returned} 早于起始日 {sent}。请先写发出之日，后写收到意见之日。"
            )
        yield ClockEvent(EventKind.CONSULTATION_SENT.value, sent, until=returned, ref=str(number))
        yield ClockEvent(EventKind.CONSULTATION_RETURNED.value, returned, ref=str(number))


def _as_json(reading: Reading) -> str:
    steps = [{**asdict(step), "on": step.on.isoformat()} for step in reading.steps]
    due_on = reading.due_on.isoformat() if reading.due_on else None
    found = {"due_on": due_on, "provisional": reading.provisional, "regime": reading.regime, "steps": steps}
    return json.dumps(found, ensure_ascii=False, indent=1)


def _lines(reading: Reading) -> Iterator[str]:
    for step in reading.steps:
        unread = "（未核实）" if step.standing == "unconfirmed" else ""
        yield f"{step.on}  {step.what}  {step.article}{unread}"
