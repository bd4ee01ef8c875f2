"""Made-up cases: who asked what, when, and how it ended, the same on every run. Nothing here is a real case."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random
from typing import TypeVar

from openness.dated_law import Rule
from requests_app.choices import AppealResult, AppealRoute, ApplicantKind, Channel, Regime
from requests_app.outcomes import outcomes_on
from requests_app.regimes import APPLICANT_KINDS_FROM, regime_on, terms
from requests_app.workdays import packaged_calendar

FIRST_YEAR, LAST_YEAR = 2017, 2026
LAST_DAY = date(2026, 10, 31)  # the day on which this made-up world stands still
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)

KINDS = {
    ApplicantKind.NATURAL_PERSON: 88, ApplicantKind.ENTERPRISE: 8, ApplicantKind.RESEARCH: 1,
    ApplicantKind.PUBLIC_BENEFIT: 1, ApplicantKind.LEGAL_SERVICE: 1, ApplicantKind.OTHER: 1,
}  # fmt: skip
CHANNELS = {Channel.IN_PERSON: 20, Channel.LETTER: 30, Channel.WEB: 45, Channel.FAX: 1, Channel.OTHER: 4}
# (calendar days until the reply, whether the term was extended) → weight; a few dozen days are the rule, some take a year
COURSES = {
    **{(days, False): 5 for days in range(2, 27)}, **{(days, True): 1 for days in range(30, 54)},
    (40, False): 3, (75, False): 1, (400, True): 1,
}  # fmt: skip
EXEMPT_FROM_FEE = 99  # of 100 cases
APPEALED = 50  # one case in so many is challenged
SEED = 20260101

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class MadeUp:
    """One made-up case."""

    pk: int
    organ_id: int
    number: str
    channel: str
    kind: str
    received_on: date
    regime: str
    closed_on: date | None
    extension_days: int
    outcome: str
    due_on: date
    fee: str | None


@dataclass(frozen=True, slots=True)
class MadeUpAppeal:
    """One made-up review or suit about a closed case."""

    case: MadeUp
    route: str
    filed_on: date
    result: str
    concluded_on: date | None


def cases_of(
    year: int, *, count: int, organ_ids: Sequence[int], weights: Sequence[int], first_pk: int
) -> Iterator[MadeUp]:
    """Yield the cases received in `year`, in order of receipt; the same for the same arguments.

    Args:
        year: year of receipt.
        count: how many.
        organ_ids, weights: the units and how much each receives.
        first_pk: key of the first one; the rest follow.
    """
    draw = Random(SEED + year)
    days = (min(date(year, 12, 31), LAST_DAY) - date(year, 1, 1)).days + 1
    received = sorted(draw.choices(range(days), k=count))
    organs = draw.choices(organ_ids, cum_weights=list(accumulate(weights)), k=count)
    kinds, channels, courses = _drawn(draw, KINDS, count), _drawn(draw, CHANNELS, count), _drawn(draw, COURSES, count)
    chances = draw.choices(range(10_000), k=count)
    numbers: Counter[int] = Counter()
    start = date(year, 1, 1)
    for place, organ_id in enumerate(organs):
        numbers[organ_id] += 1
        yield _case(
            first_pk + place, organ_id, f"{year}-{numbers[organ_id]:05}", start + timedelta(received[place]),
            channels[place], kinds[place], *courses[place], chances[place],
        )  # fmt: skip


def appeals_about(cases: Sequence[MadeUp]) -> list[MadeUpAppeal]:
    """Return the appeals about some cases: one closed case in `APPEALED`."""
    return [_appeal(case) for case in cases if case.closed_on and case.pk % APPEALED == 0]


def _case(
    pk: int,
    organ_id: int,
    number: str,
    received_on: date,
    channel: str,
    kind: str,
    took: int,
    is_extended: bool,
    chance: int,
) -> MadeUp:
    would_close_on = received_on + timedelta(took)
    closed_on = would_close_on if would_close_on <= LAST_DAY else None
    regime, due_on, extension_days = _term(received_on, is_extended and closed_on is not None)
    outcome = _outcomes(closed_on)[chance % len(_outcomes(closed_on))] if closed_on else ""
    is_old = closed_on is not None and closed_on < APPLICANT_KINDS_FROM
    has_fee = chance % 100 >= EXEMPT_FROM_FEE and regime == Regime.R2019 and closed_on is not None
    if received_on < APPLICANT_KINDS_FROM and channel == Channel.OTHER:
        channel = Channel.WEB.value
    return MadeUp(
        pk, organ_id, number, channel, "" if is_old else kind, received_on, regime, closed_on, extension_days,
        outcome, due_on, f"{chance % 50 + 1}.50" if has_fee else None,
    )  # fmt: skip


def _appeal(case: MadeUp) -> MadeUpAppeal:
    turn = case.pk // APPEALED
    filed_on = (case.closed_on or case.received_on) + timedelta(turn % 60)
    would_conclude_on = filed_on + timedelta(30 + turn % 150)
    concluded_on = would_conclude_on if would_conclude_on <= LAST_DAY else None
    result = AppealResult.values[turn % len(AppealResult.values)] if concluded_on else ""
    return MadeUpAppeal(case, AppealRoute.values[turn % len(AppealRoute.values)], filed_on, result, concluded_on)


def _drawn(draw: Random, weighted: dict[T, int], count: int) -> list[T]:
    return draw.choices(list(weighted), weights=list(weighted.values()), k=count)


@cache
def _term(received_on: date, is_extended: bool) -> tuple[str, date, int]:
    """Return regime, due date and days of extension of a plain course."""
    regime = regime_on(received_on)
    law = terms(regime, received_on)
    reply_days, extra = _days(law.reply_days), _days(law.extension_days) if is_extended else 0
    return regime, packaged_calendar().add(received_on, reply_days + extra), extra


def _days(rule: Rule) -> int:
    assert isinstance(rule.value, int)
    return rule.value


@cache
def _outcomes(decided_on: date) -> list[str]:
    """Return the outcomes of the day; the first ones come more often, as in life."""
    codes = [outcome.code for outcome in outcomes_on(decided_on)]
    return [code for place, code in enumerate(codes) for _ in range(max(1, 12 - place))]
