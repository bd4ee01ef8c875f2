"""The workbench: what waits, each figure as long as the list behind it, for each person within their own subtree."""

from datetime import date

import pytest

from openness.organs.models import User
from requests_app import operations
from requests_app.admin import workbench
from requests_app.admin.cards import CARDS
from requests_app.choices import ProposalState, ProposedAct
from requests_app.models import CalendarDay, DisclosureRequest
from tests.office import NOW, Office
from tests.requests_app.admin.conftest import TODAY, SignedIn, page, replied
from tests.requests_app.admin.desks import INDEX, bench, drafted, figures, fill_desk, received, values
from tests.requests_app.conftest import Register

READERS = ("clerk", "head", "coordinator", "manager", "auditor", "neighbour", "stranger")
HANDLERS = ("clerk", "head", "coordinator", "neighbour", "stranger")
TERM_CODES = ["overdue", "today", "soon"]


@pytest.fixture
def desk(office: Office, register: Register) -> None:
    """Leave one case of each kind on the desk of 甲局, and a late one on that of 乙局."""
    fill_desk(office, register)


@pytest.mark.usefixtures("desk")
def test_who_reads_no_cases_is_shown_no_figure_and_no_unit(office: Office, signed_in: SignedIn) -> None:
    answer = signed_in(office.administrator).get(INDEX)
    assert answer.context["sections"] == ()
    assert "甲局" not in answer.content.decode()
    assert "已逾期" not in answer.content.decode()


@pytest.mark.usefixtures("desk")
def test_what_waits_elsewhere_is_not_counted(office: Office, signed_in: SignedIn) -> None:
    assert values(signed_in(office.stranger)) == {}
    assert values(signed_in(office.neighbour)) == {"overdue": "1"}
    assert "手头没有等着办的事" in signed_in(office.stranger).get(INDEX).content.decode()


@pytest.mark.usefixtures("desk")
def test_the_desk_of_a_unit_is_counted_card_by_card(office: Office, signed_in: SignedIn) -> None:
    assert values(signed_in(office.clerk)) == {
        "overdue": "1", "today": "1", "soon": "1", "receipt_late": "1", "receipt": "2", "applicant": "3",
        "lapsed": "1", "consulted": "1", "untold": "1", "payment": "1", "service": "1", "ordered": "1", "again": "1",
        "submitted": "1", "sent_back": "1", "draft": "1",
    }  # fmt: skip
    assert values(signed_in(office.head))["approve"] == "1"
    assert values(signed_in(office.coordinator))["overdue"] == "2"


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("whose", ["", "mine", "none"])
@pytest.mark.parametrize("who", READERS)
def test_each_figure_is_as_long_as_the_list_behind_it(
    office: Office, signed_in: SignedIn, who: str, whose: str
) -> None:
    DisclosureRequest.objects.filter(pk__in=list(DisclosureRequest.objects.values_list("pk", flat=True)[::2])).update(
        handler=office.clerk
    )
    browser = signed_in(getattr(office, who))
    shown = figures(browser, whose=whose)
    assert len(shown) == (len(CARDS) if who in HANDLERS else len(CARDS) - 4)
    for code, figure in shown.items():
        assert len(browser.get(figure.href).context["cl"].result_list) == int(figure.value), code


@pytest.mark.usefixtures("desk")
def test_no_case_is_counted_in_two_of_overdue_today_and_soon(office: Office, signed_in: SignedIn) -> None:
    browser = signed_in(office.coordinator)
    shown = figures(browser)
    listed = [case.pk for code in TERM_CODES for case in browser.get(shown[code].href).context["cl"].result_list]
    assert len(listed) == len(set(listed)) == 4


@pytest.mark.parametrize(
    ("received_on", "card"),
    [
        (date(2026, 10, 26), "today"),
        (date(2026, 10, 27), "soon"),  # due tomorrow
        (date(2026, 10, 29), "soon"),  # due in three working days, Thursday 26 November
        (date(2026, 10, 30), ""),  # due in four
    ],
)
def test_three_working_days_start_tomorrow(
    office: Office, register: Register, signed_in: SignedIn, received_on: date, card: str
) -> None:
    received(register, received_on)
    assert values(signed_in(office.clerk)) == ({card: "1"} if card else {})


def test_a_day_off_makes_the_three_days_reach_further(office: Office, register: Register, signed_in: SignedIn) -> None:
    received(register, date(2026, 10, 30))
    assert values(signed_in(office.clerk)) == {}
    CalendarDay.objects.create(on=date(2026, 11, 25), is_workday=False, notice="虚构")
    assert values(signed_in(office.clerk)) == {"soon": "1"}


@pytest.mark.parametrize(("respond_by", "value"), [(date(2026, 11, 20), "1"), (TODAY, "0")])
def test_the_time_of_the_applicant_has_run_out_on_the_day_after(
    office: Office, register: Register, signed_in: SignedIn, respond_by: date, value: str
) -> None:
    case = received(register, date(2026, 11, 13))
    asked_on = date(2026, 11, 16)
    operations.ask_correction(case=case, by=office.clerk, at=NOW, on=asked_on, what="文号", respond_by=respond_by)
    assert figures(signed_in(office.clerk))["lapsed"].value == value


def test_nobody_approves_their_own_answer_but_a_head_their_own_extension(
    office: Office, register: Register, signed_in: SignedIn
) -> None:
    drafted(received(register, date(2026, 11, 20)), office.head, ProposalState.SUBMITTED)
    assert "approve" not in values(signed_in(office.head))
    assert values(signed_in(office.coordinator)) == {"approve": "1"}
    assert values(signed_in(office.clerk)) == {}
    drafted(received(register, date(2026, 11, 20)), office.head, ProposalState.SUBMITTED, ProposedAct.EXTEND)
    assert values(signed_in(office.head)) == {"approve": "1", "submitted": "2"}


def test_a_unit_that_may_approve_itself_is_shown_its_own_drafts(
    office: Office, register: Register, signed_in: SignedIn
) -> None:
    drafted(received(register, date(2026, 11, 20)), office.clerk, ProposalState.SUBMITTED)
    assert "approve" not in values(signed_in(office.clerk))
    office.first.may_approve_self = True
    office.first.save()
    assert values(signed_in(office.clerk))["approve"] == "1"


def test_a_case_with_two_drafts_is_counted_once(office: Office, register: Register, signed_in: SignedIn) -> None:
    case = received(register, date(2026, 11, 20))
    for act in ProposedAct:
        drafted(case, office.clerk, ProposalState.SUBMITTED, act)
    assert values(signed_in(office.head)) == {"approve": "1"}


def test_filters_combine_with_those_of_the_cards(office: Office, register: Register, signed_in: SignedIn) -> None:
    late = received(register, date(2026, 10, 23))
    received(register, date(2026, 10, 22), by=office.neighbour, organ=office.second)
    taken = received(register, date(2026, 10, 22))
    DisclosureRequest.objects.filter(pk=taken.pk).update(handler=office.clerk)
    browser = signed_in(office.coordinator)

    def listed(**filters: str) -> list[str]:
        return [case.number for case in browser.get(page("changelist"), filters).context["cl"].result_list]

    assert listed(term="overdue", handler="none", unit="甲局") == [late.number]
    assert listed(term="overdue", handler="mine") == []
    assert len(listed(term="overdue")) == 3


def test_a_reopened_case_says_by_when_it_is_to_be_answered(
    office: Office, register: Register, signed_in: SignedIn
) -> None:
    case = replied(received(register, date(2026, 11, 18)), office)
    operations.reopen(case=case, by=office.head, at=NOW, on=TODAY, because="复议决定（虚构）")
    DisclosureRequest.objects.filter(pk=case.pk).update(answer_by=date(2026, 12, 1))
    browser = signed_in(office.clerk)
    again = figures(browser)["again"]
    assert again.note == "最早须于 2026-12-01 前重新答复"
    assert "须于 2026-12-01 前重新答复" in browser.get(again.href).content.decode()


def test_more_than_anybody_counts_is_told_as_more(
    office: Office, register: Register, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbench, "CARD_CAP", 1)
    received(register, date(2026, 10, 23))
    received(register, date(2026, 10, 22))
    assert values(signed_in(office.clerk)) == {"overdue": "1+"}


@pytest.mark.parametrize("query", [{"whose": "x"}, {"p": "x"}, {"p": "99"}, {"whose": "mine"}])
def test_what_is_typed_into_the_address_breaks_nothing(
    office: Office, signed_in: SignedIn, query: dict[str, str]
) -> None:
    for who in ("coordinator", "manager"):
        assert signed_in(getattr(office, who)).get(INDEX, query).status_code == 200


def test_the_cases_worked_on_last_come_first_and_only_ones_own(
    office: Office, register: Register, signed_in: SignedIn
) -> None:
    first, second = received(register, date(2026, 11, 20)), received(register, date(2026, 11, 19))
    received(register, date(2026, 11, 18), by=office.coordinator)
    operations.consult(case=first, by=office.clerk, at=NOW, on=TODAY, party="third_party", name="孙某（虚构）")
    recent = bench(signed_in(office.clerk))["recent"]
    assert [one["case"].pk for one in recent] == [first.pk, second.pk]
    text = signed_in(office.clerk).get(INDEX).content.decode()
    assert "张三" not in text
    assert "张＊" in text


def test_a_long_afternoon_on_one_case_hides_no_other_from_the_recent_ones(
    office: Office, register: Register, signed_in: SignedIn
) -> None:
    first, busy = received(register, date(2026, 11, 20)), received(register, date(2026, 11, 19))
    for _ in range(45):
        busy = operations.claim(case=busy, by=office.clerk, at=NOW)
        busy = operations.hand_back(case=busy, by=office.clerk, at=NOW, reason="试（虚构）")
    recent = bench(signed_in(office.clerk))["recent"]
    assert [one["case"].pk for one in recent] == [busy.pk, first.pk]


def test_ones_own_recent_cases_stand_above_the_table_of_units(
    office: Office, register: Register, signed_in: SignedIn
) -> None:
    received(register, date(2026, 11, 20))
    text = signed_in(office.coordinator).get(INDEX).content.decode()
    assert 0 < text.index("我最近办理的") < text.index('id="units"')


def test_what_one_may_no_longer_see_is_not_among_the_recent_cases(
    office: Office, register: Register, signed_in: SignedIn
) -> None:
    received(register, date(2026, 11, 20))
    User.objects.filter(pk=office.clerk.pk).update(organ=office.second)
    assert bench(signed_in(User.objects.get(pk=office.clerk.pk)))["recent"] == []


@pytest.mark.parametrize(
    ("today", "arrived_on", "is_late"),
    [
        (date(2026, 11, 23), date(2026, 11, 20), False),  # Monday: Friday's is one working day old
        (date(2026, 11, 23), date(2026, 11, 19), True),
        (date(2026, 11, 24), date(2026, 11, 20), True),
        (date(2026, 11, 24), date(2026, 11, 22), True),  # come on a Sunday: Monday and Tuesday have passed
        (date(2026, 10, 8), date(2026, 9, 30), False),  # National Day: the first working day after it
        (date(2026, 10, 9), date(2026, 9, 30), True),
    ],
)
def test_an_unconfirmed_request_raises_its_alarm_after_one_working_day(
    office: Office, register: Register, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch,
    today: date, arrived_on: date, is_late: bool,
) -> None:  # fmt: skip
    at = NOW.replace(year=today.year, month=today.month, day=today.day)
    monkeypatch.setattr("requests_app.admin.desk.now", lambda: at)
    register(at=at, arrived_on=arrived_on, received_on=None, receipt_basis="", channel="web")
    alarm = figures(signed_in(office.clerk))["receipt_late"]
    assert (alarm.value, alarm.is_grave) == (("1", True) if is_late else ("0", False))


def test_the_alarm_ends_with_the_confirmation(office: Office, register: Register, signed_in: SignedIn) -> None:
    case = register(arrived_on=date(2026, 11, 18), received_on=None, receipt_basis="", channel="web")
    browser = signed_in(office.clerk)
    assert values(browser) == {"receipt": "1", "receipt_late": "1"}
    operations.confirm_receipt(case=case, by=office.clerk, at=NOW, on=TODAY, basis="both_sides")
    assert values(browser) == {}
