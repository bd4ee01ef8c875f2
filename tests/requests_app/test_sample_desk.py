"""The sample gives one clerk and one head a desk alive on whatever day it is loaded: one case in each state, none real."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from openness.organs.models import Organ, User
from openness.sample.desk import register_desk
from openness.sample.district import create_district, create_people
from openness.sample.today import register_living_cases
from requests_app.admin import cards
from requests_app.calendars import Calendars, entered
from requests_app.models import CaseEvent, DisclosureRequest

pytestmark = pytest.mark.django_db

LOADED = {
    "a Wednesday": datetime(2026, 11, 25, 11, 0, tzinfo=ZoneInfo("Asia/Shanghai")),
    "a Sunday": datetime(2026, 3, 1, 23, 30, tzinfo=ZoneInfo("Asia/Shanghai")),
    "the first working day of a year": datetime(2026, 1, 4, 8, 0, tzinfo=ZoneInfo("Asia/Shanghai")),
    "the last day of a long holiday": datetime(2025, 10, 8, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai")),
}
NONE = (cards.OVERDUE, cards.DUE_TODAY, cards.UNCONFIRMED_TOO_LONG, cards.LAPSED)
ON_THE_CLERKS_DESK = {
    cards.DUE_SOON: 2, cards.UNCONFIRMED: 1, cards.APPLICANT: 1, cards.THIRD_PARTY: 1, cards.UNTOLD: 1, cards.SERVICE: 1,
    cards.SUBMITTED: 2, cards.SENT_BACK: 1, cards.TO_APPROVE: 0,
}  # fmt: skip


@pytest.fixture(params=list(LOADED.values()), ids=list(LOADED))
def loaded(request: pytest.FixtureRequest) -> datetime:
    create_district()
    create_people()
    at: datetime = request.param
    register_desk(organ=archive(), clerk=person("jingban"), head=person("shenhe"), at=at)
    return at


def archive() -> Organ:
    unit: Organ = Organ.objects.get(name="重庆市永川区档案局")
    return unit


def person(username: str) -> User:
    return User.objects.get(username=username)


def figure(card: cards.Card, who: str, at: datetime) -> int:
    look = cards.Look(person(who), at.date(), Calendars(entered()))
    return DisclosureRequest.objects.filter(card.condition(look)).distinct().count()


def test_nothing_is_late_on_it(loaded: datetime) -> None:
    assert {card.label: figure(card, "jingban", loaded) for card in NONE} == {card.label: 0 for card in NONE}


def test_the_clerk_finds_one_of_each_state(loaded: datetime) -> None:
    found = {card.label: figure(card, "jingban", loaded) for card in ON_THE_CLERKS_DESK}
    assert found == {card.label: number for card, number in ON_THE_CLERKS_DESK.items()}
    assert DisclosureRequest.objects.filter(handler=None).count() == 2, "one to claim, one to confirm"


def test_the_head_finds_an_extension_and_an_answer_to_approve(loaded: datetime) -> None:
    assert figure(cards.TO_APPROVE, "shenhe", loaded) == 2


def test_every_case_says_that_it_is_invented_and_lies_in_the_unit(loaded: datetime) -> None:
    cases = DisclosureRequest.objects.all()
    assert {case.organ for case in cases} == {archive()}
    assert [case.number for case in cases if "虚构" not in case.note or "虚构" not in case.applicant_name] == []


def test_the_log_tells_in_order_and_nothing_before_its_day(loaded: datetime) -> None:
    register_living_cases(
        by=person("zhuguan"), second=person("zhuren"), at=loaded, organs=list(Organ.objects.order_by("code")[:6])
    )
    for case in DisclosureRequest.objects.all():
        entered_at = list(case.events.order_by("seq").values_list("at", flat=True))
        assert entered_at == sorted(entered_at), case.number
    for event in CaseEvent.objects.all():
        assert event.at.astimezone(loaded.tzinfo).date() >= event.on
        assert event.at <= loaded
