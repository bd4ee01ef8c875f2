"""The workbench: what waits, each figure as long as the list behind it, for each person within their own subtree."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from openness.organs.models import User
from requests_app import operations
from requests_app.admin import unit_table, workbench
from requests_app.admin.cards import CARDS
from requests_app.choices import ProposalState, ProposedAct, Status
from requests_app.forms import asking
from requests_app.models import CalendarDay, DisclosureRequest, Proposal
from tests.office import NOW, Office
from tests.requests_app.admin.conftest import TODAY, SignedIn, page, replied
from tests.requests_app.conftest import Register

INDEX = reverse("admin:index")
READERS = ("clerk", "head", "coordinator", "manager", "auditor", "neighbour", "stranger")
HANDLERS = ("clerk", "head", "coordinator", "neighbour", "stranger")
TERM_CODES = ["overdue", "today", "soon"]


def bench(browser: Client, **query: str) -> Any:
    """Return what the workbench of the first page draws."""
    return browser.get(INDEX, query).context


def figures(browser: Client, **query: str) -> dict[str, Any]:
    """Return the figures of the workbench by the code of their card."""
    sections = bench(browser, **query)["sections"]
    return {figure.code: figure for section in sections for figure in section.figures}


def values(browser: Client, **query: str) -> dict[str, str]:
    """Return the figures that are not nought."""
    return {code: figure.value for code, figure in figures(browser, **query).items() if figure.value != "0"}


def received(register: Register, on: date, **changes: Any) -> DisclosureRequest:
    """Register a request received on a day."""
    return register(arrived_on=on, received_on=on, **changes)


def drafted(case: DisclosureRequest, by: User, state: ProposalState, act: str = ProposedAct.DECIDE) -> Proposal:
    """Put a draft on a case."""
    return Proposal.objects.create(request=case, act=act, state=state, by=by, at=NOW)


def standing(case: DisclosureRequest, status: Status) -> DisclosureRequest:
    """Put a case into a status whose operation is not the matter here."""
    DisclosureRequest.objects.filter(pk=case.pk).update(status=status, due_on=None)
    return case


@pytest.fixture
def desk(office: Office, register: Register) -> None:
    """Leave one case of each kind on the desk of 甲局, and a late one on that of 乙局."""
    # law/calendar: received 2026-10-23 → due Friday 11-20; 10-26 → Monday 11-23, today; 10-27 → 11-24; 10-30 → 11-27
    received(register, date(2026, 10, 23))
    drafted(received(register, date(2026, 10, 26)), office.clerk, ProposalState.DRAFT)
    drafted(received(register, date(2026, 10, 27)), office.clerk, ProposalState.SUBMITTED)
    drafted(received(register, date(2026, 10, 30)), office.clerk, ProposalState.SENT_BACK)
    register(arrived_on=date(2026, 11, 19), received_on=None, receipt_basis="", channel="web")
    register(arrived_on=date(2026, 11, 20), received_on=None, receipt_basis="", channel="web")
    corrected = received(register, date(2026, 11, 20))
    operations.ask_correction(case=corrected, by=office.clerk, at=NOW, on=TODAY, what="文号")
    asked = received(register, date(2026, 11, 20))
    operations.consult(case=asked, by=office.clerk, at=NOW, on=TODAY, party="third_party", name="孙某（虚构）")
    standing(received(register, date(2026, 11, 20)), Status.EXPLAINING)
    standing(received(register, date(2026, 11, 20)), Status.PAYING)
    operations.decide(case=received(register, date(2026, 11, 19)), by=office.clerk, at=NOW, on=TODAY, outcome="OPEN")
    again = replied(received(register, date(2026, 11, 18)), office)
    operations.reopen(case=again, by=office.head, at=NOW, on=TODAY, because="复议决定（虚构）")
    received(register, date(2026, 10, 22), by=office.neighbour, organ=office.second)


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
        "overdue": "1", "today": "1", "soon": "1", "receipt_late": "1", "receipt": "2", "applicant": "2",
        "consulted": "1", "payment": "1", "service": "1", "again": "1", "submitted": "1", "sent_back": "1", "draft": "1",
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


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("who", ["coordinator", "manager", "auditor"])
def test_each_number_of_a_unit_is_as_long_as_the_list_behind_it(
    office: Office, signed_in: SignedIn, register: Register, who: str
) -> None:
    received(register, date(2026, 10, 20), by=office.coordinator, organ=office.district)
    browser = signed_in(getattr(office, who))
    units = bench(browser)["units"]
    assert [row.organ.name for row in units["rows"]] == ["甲局", "测试区人民政府", "乙局"]
    for row in units["rows"]:
        for cell in row.cells:
            found = browser.get(cell["href"]).context["cl"].result_list
            assert len(found) == cell["count"], (row.organ, cell)


def test_late_units_come_first_then_unconfirmed_then_those_nobody_works_in_then_what_is_due(
    office: Office, register: Register, signed_in: SignedIn
) -> None:
    names = {}
    for number, name in enumerate(("无人局", "到期局", "未确认局", "逾期局", "空闲局", "未启用局"), start=3):
        names[name] = office.department(f"T010{number}", name)
        if name not in ("未启用局", "无人局"):
            office.person(f"person{number}", "clerk", names[name])  # type: ignore[arg-type]
    by = office.coordinator
    received(register, date(2026, 10, 26), by=by, organ=names["到期局"])
    received(register, date(2025, 12, 31), by=by, organ=names["无人局"])
    DisclosureRequest.objects.filter(organ=names["无人局"]).update(due_on=date(2026, 12, 31))
    web = {"received_on": None, "receipt_basis": "", "channel": "web", "by": by}
    register(arrived_on=date(2026, 11, 19), organ=names["未确认局"], **web)
    received(register, date(2026, 10, 23), by=by, organ=names["逾期局"])
    units = bench(signed_in(by))["units"]
    assert [row.organ.name for row in units["rows"]] == ["逾期局", "未确认局", "无人局", "到期局"]
    assert [organ.name for organ in units["missing_organs"]] == ["无人局", "未启用局"]
    assert units["missing"] == 2


def test_a_unit_that_registered_something_this_year_is_not_missing(
    office: Office, register: Register, signed_in: SignedIn
) -> None:
    alone = office.department("T0103", "丙局")
    received(register, date(2025, 12, 31), by=office.coordinator, organ=alone, number="旧")
    DisclosureRequest.objects.update(is_live=False, status=Status.VOID)
    browser = signed_in(office.coordinator)
    assert bench(browser)["units"]["missing"] == 1
    received(register, date(2026, 1, 1), by=office.coordinator, organ=alone)
    assert bench(browser)["units"]["missing"] == 0


def test_a_clerk_of_a_single_unit_is_shown_no_table_of_units(office: Office, signed_in: SignedIn) -> None:
    assert bench(signed_in(office.clerk))["units"] is None


def test_a_hundred_units_cost_as_many_queries_as_three(
    office: Office, register: Register, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unit_table, "PER_PAGE", 30)
    browser = signed_in(office.coordinator)
    received(register, date(2026, 10, 23), by=office.coordinator)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(INDEX).status_code == 200
        return len(seen)

    queries()
    few = queries()
    for number in range(100):
        organ = office.department(f"T02{number:03}", f"第{number}局")
        received(register, date(2026, 10, 20 + number % 10), by=office.coordinator, organ=organ)
    assert queries() == few
    assert few <= 33
    units = bench(browser)["units"]
    assert len(units["rows"]) == 30
    assert units["page"].paginator.num_pages == 4
    assert len(bench(browser, p="4")["units"]["rows"]) == 11


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


def test_what_one_may_no_longer_see_is_not_among_the_recent_cases(
    office: Office, register: Register, signed_in: SignedIn
) -> None:
    received(register, date(2026, 11, 20))
    User.objects.filter(pk=office.clerk.pk).update(organ=office.second)
    assert bench(signed_in(User.objects.get(pk=office.clerk.pk)))["recent"] == []


def test_a_long_list_of_units_is_searched_instead_of_shown(
    office: Office, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "LIST_CAP", 2)
    browser = signed_in(office.coordinator)
    text = browser.get(page("add")).content.decode()
    assert "admin-autocomplete" in text
    assert "乙局" not in text
    sent = {"organ": office.second.pk, "channel": "in_person", "arrived_on": "2026-11-20", "applicant_kind": "np"}
    sent |= {"applicant_name": "某人（虚构）", "content": "某文件", "is_incomplete": "on"}
    browser.post(page("add"), sent)
    assert DisclosureRequest.objects.get().organ == office.second


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
