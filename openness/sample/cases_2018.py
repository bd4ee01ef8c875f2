"""92 invented cases of 2018 whose totals are those of the published report."""

from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from openness.dated_law import read_yaml
from openness.organs.models import Organ, User
from openness.sample.invented import applicant, matter, phone
from requests_app import operations
from requests_app.choices import Regime
from requests_app.models import DisclosureRequest
from requests_app.regimes import terms
from requests_app.workdays import packaged_calendar

YEAR = 2018
TERM = int(str(terms(Regime.R2007, date(YEAR, 1, 1)).reply_days.value))
NOTE = "示例数据：本件虚构，仅合计数与永川区2018年年度报告一致"
APPEAL_NOTE = "示例数据：件数见年度报告，类别、结果和日期均为虚构"


@cache
def totals() -> dict[str, Any]:
    """Return the totals with their sentences (yongchuan_2018.yaml)."""
    return read_yaml(Path(__file__).parent / "yongchuan_2018.yaml")


def record_cases(*, by: User, at: datetime, organs: list[Organ]) -> None:
    """Record the cases of 2018 and their reviews and suits over `organs`."""
    dice = Random(YEAR)  # noqa: S311  (the same sample every time)
    channels, outcomes = (_dealt(totals()[name], dice) for name in ("channels", "outcomes"))
    recorded = []
    for place, (channel, outcome) in enumerate(zip(channels, outcomes, strict=True), start=1):
        organ = dice.choice(organs)
        record = _record(dice, organ, place, channel, outcome, is_extended=place <= totals()["extended"])
        recorded.append(operations.record_closed(by=by, at=at, organ=organ, record=record))
    _record_appeals(recorded, by=by, at=at)


def _record(
    dice: Random, organ: Organ, place: int, channel: str, outcome: str, *, is_extended: bool
) -> operations.Record:
    calendar = packaged_calendar()
    received_on = calendar.roll(date(YEAR, 1, 8) + timedelta(days=dice.randint(0, 290)))
    days = TERM + dice.randint(2, 11) if is_extended else dice.randint(3, TERM)
    return operations.Record(
        organ_id=organ.pk, number=f"2018-{place:03}", received_on=received_on, channel=channel, applicant_kind="np",
        applicant_name=applicant(dice, "np"), phone=phone(dice), content=matter(dice, YEAR),
        extended_on=calendar.add(received_on, 12) if is_extended else None, extension_days=TERM if is_extended else 0,
        closed_on=calendar.add(received_on, days), outcome=outcome, note=NOTE,
    )  # fmt: skip


def _record_appeals(cases: list[DisclosureRequest], *, by: User, at: datetime) -> None:
    early = [(case, case.closed_on) for case in cases if case.closed_on and case.closed_on < date(YEAR, 8, 1)]
    for (case, closed_on), appeal in zip(early[::7], totals()["appeals"], strict=False):
        filed_on = closed_on + timedelta(days=20)
        opened = operations.open_appeal(
            by=by, at=at, organ=case.organ, case=case, route=appeal["route"], filed_on=filed_on,
            body="示例机关（虚构）", note=APPEAL_NOTE,
        )  # fmt: skip
        operations.close_appeal(
            appeal=opened, by=by, at=at, on=filed_on + timedelta(days=60), result=appeal["result"], note=APPEAL_NOTE
        )


def _dealt(counts: dict[str, int], dice: Random) -> list[str]:
    """Return each name as often as its total says, shuffled."""
    names = [name for name, n in counts.items() for _ in range(n)]
    dice.shuffle(names)
    return names
