"""Invented cases from 2019 to today: all three formats, carry-overs over the year ends, late and extended replies."""

from datetime import date, datetime, timedelta
from random import Random

from django.utils.timezone import localdate

from openness.organs.models import Organ, User
from openness.sample.invented import applicant, matter, phone
from requests_app import operations
from requests_app.choices import Regime
from requests_app.models import DisclosureRequest
from requests_app.outcomes import outcomes_on
from requests_app.regimes import regime_on, terms
from requests_app.workdays import packaged_calendar

FIRST_YEAR = 2019
NOTE = "示例数据：本件虚构"
CHANNELS = {"web": 45, "letter": 30, "in_person": 18, "fax": 3, "other": 4}
KINDS = {"np": 86, "ent": 8, "law": 3, "pub": 1, "res": 1, "oth": 1}
OUTCOMES = {
    Regime.R2007: {"OLD_OPEN": 45, "OLD_ALREADY": 15, "OLD_NOTEXIST": 15, "OLD_NOTOURS": 15, "OLD_PARTIAL": 5, "OLD_PRIV": 5},
    Regime.R2019: {
        "OPEN": 34, "OPEN_ALREADY": 8, "PARTIAL": 9, "DENY_THIRD": 3, "DENY_INTERNAL": 3, "DENY_PROCESS": 2,
        "DENY_FILE": 2, "DENY_QUERY": 2, "UNABLE_NOT_EXIST": 12, "UNABLE_NOT_OURS": 12, "UNABLE_MAKE": 2,
        "NP_PETITION": 6, "NP_REPEAT": 2, "OTHER_OTHER": 3,
    },
}  # fmt: skip


def record_years(*, by: User, at: datetime, organs: list[Organ]) -> None:
    """Record the invented cases from 2019 to the day of `at` and some appeals on them."""
    today = localdate(at)
    for year in range(FIRST_YEAR, today.year + 1):
        dice = Random(year)  # noqa: S311  (the same sample every time)
        for place in range(1, dice.randint(95, 135)):
            _record_one(dice, year, place, by=by, at=at, today=today, organ=dice.choice(organs))


def _record_one(
    dice: Random, year: int, place: int, *, by: User, at: datetime, today: date, organ: Organ
) -> DisclosureRequest | None:
    record = _record(dice, year, place, organ)
    appealed, lasts = dice.random() < 0.06, timedelta(days=dice.randint(40, 150))
    route, result = (
        dice.choice(["review", "review", "lit_direct", "lit_after"]),
        _drawn({"upheld": 7, "corrected": 1, "other": 2}, dice),
    )
    if record.closed_on is None or record.closed_on > today:
        return None
    case = operations.record_closed(by=by, at=at, organ=organ, record=record)
    if appealed:
        _appeal(case, route, result, lasts, by=by, at=at, today=today)
    return case


def _record(dice: Random, year: int, place: int, organ: Organ) -> operations.Record:
    calendar = packaged_calendar()
    received_on = calendar.roll(date(year, 1, 1) + timedelta(days=dice.randint(0, 360)))
    kind, channel = _drawn(KINDS, dice), _drawn(CHANNELS, dice)
    term = int(str(terms(regime_on(received_on), received_on).reply_days.value))
    is_extended, is_late = dice.random() < 0.12, dice.random() < 0.03
    days = (
        term + (dice.randint(2, term) if is_extended else 0) + (dice.randint(1, 6) if is_late else -dice.randint(0, 14))
    )
    closed_on = calendar.add(received_on, max(days, 1))
    listed = Regime(outcomes_on(closed_on)[0].list)
    return operations.Record(
        organ_id=organ.pk, number=f"{year}-{place:03}", received_on=received_on, channel=channel, applicant_kind=kind,
        applicant_name=applicant(dice, kind), phone=phone(dice), content=matter(dice, year),
        extended_on=calendar.add(received_on, term - 2) if is_extended and days > term - 2 else None,
        extension_days=term if is_extended and days > term - 2 else 0,
        closed_on=closed_on, outcome=_drawn(OUTCOMES[listed], dice), note=NOTE,
    )  # fmt: skip


def _appeal(
    case: DisclosureRequest, route: str, result: str, lasts: timedelta, *, by: User, at: datetime, today: date
) -> None:
    filed_on = (case.closed_on or today) + timedelta(days=25)
    if filed_on > today:
        return
    appeal = operations.open_appeal(
        by=by, at=at, organ=case.organ, case=case, route=route, filed_on=filed_on, body="示例机关（虚构）", note=NOTE
    )
    if filed_on + lasts <= today:
        operations.close_appeal(appeal=appeal, by=by, at=at, on=filed_on + lasts, result=result, note=NOTE)


def _drawn(weights: dict[str, int], dice: Random) -> str:
    return dice.choices(list(weights), weights=list(weights.values()))[0]
