"""Made-up cases and appeals over the year ends, for tests that count; every value in them is invented."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from openness.organs.choices import OrganKind
from openness.organs.models import Organ
from openness.organs.operations import create_organ
from requests_app.calendars import calendar_of
from requests_app.choices import AppealResult, AppealRoute, ApplicantKind
from requests_app.models import Appeal, DisclosureRequest
from requests_app.operations.records import Record, build
from requests_app.outcomes import outcomes_on
from tests.office import NOW

KINDS_SINCE = 2019  # ledgers name no applicant kind before (interfaces, "Ledger")
FEES_SINCE = date(2021, 1, 1)
NAMES = ("张三（虚构）", "李四（虚构）", "<script>alert(1)</script>", "虚构贸易有限公司")
LAST_DAY = NOW.date()


def units(count: int, parent: Organ) -> list[Organ]:
    """Return made-up departments under `parent`."""
    made = []
    for number in range(count):
        parent.refresh_from_db()
        code = f"{parent.code}{number:03}"
        made.append(create_organ(parent=parent, code=code, name=f"虚构{number}局", kind=OrganKind.DEPARTMENT))
    return made


def make_cases(organs: Sequence[Organ], *, years: range, each: int, seed: int = 7) -> list[DisclosureRequest]:
    """Write `each` random cases a year, spread over the units, many of them carried over a year end."""
    chance = random.Random(seed)
    calendar = calendar_of(organs[0])
    rows = [
        build(
            _record(chance, organs, year, f"{seed}-{number:05}"), by=None, at=NOW, calendar=calendar, batch_id=None
        ).request
        for year in years
        for number in range(each)
    ]
    DisclosureRequest.objects.bulk_create(rows, batch_size=500)
    return rows


def make_appeals(organs: Sequence[Organ], *, years: range, each: int, seed: int = 8) -> None:
    """Write `each` random reviews and suits a year, some pending."""
    chance = random.Random(seed)
    Appeal.objects.bulk_create(
        [_appeal(chance, chance.choice(organs), year) for year in years for _ in range(each)], batch_size=500
    )


def _record(chance: random.Random, organs: Sequence[Organ], year: int, number: str) -> Record:
    received = date(year, 1, 1) + timedelta(days=chance.randrange(365))
    closed: date | None = received + timedelta(days=chance.randrange(1, 60))
    if closed is not None and (closed > LAST_DAY or chance.random() < 0.04):
        closed = None
    kind = chance.choice(ApplicantKind.values)
    is_old = year < KINDS_SINCE and closed is not None and closed.year < KINDS_SINCE
    channels = ["in_person", "letter", "web", "fax"] + ([] if year < KINDS_SINCE else ["other"])
    extended = (
        received + timedelta(days=5) if closed and (closed - received).days > 20 and chance.random() < 0.3 else None
    )
    return Record(
        organ_id=chance.choice(organs).pk,
        number=f"虚构-{year}-{number}",
        received_on=min(received, LAST_DAY),
        channel=chance.choice(channels),
        applicant_kind="" if is_old and chance.random() < 0.5 else kind,
        applicant_name=chance.choice(NAMES),
        content="虚构的申请内容",
        extended_on=extended,
        extension_days=15 if extended else 0,
        closed_on=closed,
        outcome=chance.choice(outcomes_on(closed)).code if closed else "",
        processing_fee=Decimal(100) if closed and received >= FEES_SINCE and chance.random() < 0.1 else None,
    )


def _appeal(chance: random.Random, organ: Organ, year: int) -> Appeal:
    filed = date(year, 1, 1) + timedelta(days=chance.randrange(365))
    concluded: date | None = filed + timedelta(days=chance.randrange(20, 500))
    if concluded is not None and (concluded > LAST_DAY or chance.random() < 0.2):
        concluded = None
    return Appeal(
        organ=organ,
        request_number="虚构",
        route=chance.choice(AppealRoute.values),
        filed_on=min(filed, LAST_DAY),
        body="虚构市人民政府",
        result=chance.choice(AppealResult.values) if concluded else "",
        concluded_on=concluded,
    )
