"""The same applicant's other requests: one set for the numbers and the table, and no part of one's own split."""

from datetime import date
from typing import Any

import pytest

from requests_app import operations
from requests_app.admin import kin
from requests_app.models import DisclosureRequest
from tests.office import NOW, Office
from tests.requests_app.admin.conftest import SignedIn, page
from tests.requests_app.conftest import Register

SAME = {"applicant_name": "钱多多（虚构）", "id_number": "500118199001011234", "phone": "13800001111"}


def asked(register: Register, on: date, **changes: Any) -> DisclosureRequest:
    return register(arrived_on=on, received_on=on, **(SAME | changes))


def shown(office: Office, case: DisclosureRequest, signed_in: SignedIn) -> Any:
    return signed_in(office.clerk).get(page("change", case.pk)).context["kin"]


@pytest.mark.parametrize(("day", "month", "year"), [(5, 3, 4), (20, 3, 4), (12, 3, 4)])
def test_count_month_year_and_table_are_of_one_set_whichever_request_one_looks_at(
    office: Office, register: Register, signed_in: SignedIn, day: int, month: int, year: int
) -> None:
    for other in (date(2025, 11, 5), date(2026, 1, 9), *(date(2026, 11, one) for one in (5, 12, 20) if one != day)):
        asked(register, other)
    found = shown(office, asked(register, date(2026, 11, day)), signed_in)
    assert (found["count"], len(found["rows"]), found["month"], found["year"]) == (4, 4, month, year)


def test_the_page_names_month_and_year_of_this_request(office: Office, register: Register, signed_in: SignedIn) -> None:
    asked(register, date(2026, 11, 5), content="另一回事（虚构）")
    case = asked(register, date(2026, 10, 12))
    text = signed_in(office.clerk).get(page("change", case.pk)).content.decode()
    assert "另有 1 件申请；连同本件，2026年10月 1 件、2026年 2 件。" in text


def test_where_the_table_lists_fewer_it_says_so(
    office: Office, register: Register, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kin, "LISTED", 1)
    case = asked(register, date(2026, 11, 20))
    for day in (5, 6):
        asked(register, date(2026, 11, day))
    assert "下表列最相近的 1 件" in signed_in(office.clerk).get(page("change", case.pk)).content.decode()


def test_what_the_office_split_itself_is_no_repetition(office: Office, register: Register, signed_in: SignedIn) -> None:
    whole = asked(register, date(2026, 11, 20))
    first, second = operations.split(case=whole, by=office.clerk, at=NOW, parts=["甲", "乙", "丙"], reason="一事一申请")
    (deeper,) = operations.split(case=first, by=office.clerk, at=NOW, parts=["甲一", "甲二"], reason="一事一申请")
    for case in (whole, first, second, deeper):
        found = shown(office, DisclosureRequest.objects.get(pk=case.pk), signed_in)
        assert found["count"] == 0, case
    another = asked(register, date(2026, 11, 20))
    assert [one.number for one in shown(office, deeper, signed_in)["rows"]] == [another.number]
    assert shown(office, deeper, signed_in)["month"] == 2
    assert "（与本件分案的各件不算）" in signed_in(office.clerk).get(page("change", deeper.pk)).content.decode()
    assert shown(office, another, signed_in)["count"] == 4


def test_a_request_of_another_unit_is_not_shown_to_who_may_not_see_it(
    office: Office, register: Register, signed_in: SignedIn
) -> None:
    case = asked(register, date(2026, 11, 20))
    asked(register, date(2026, 11, 20), organ=office.second, by=office.neighbour)
    found = shown(office, case, signed_in)
    assert (found["count"], found["rows"], found["month"], found["year"], found["alike"]) == (0, [], 1, 1, 0)
    of_all = signed_in(office.coordinator).get(page("change", case.pk)).context["kin"]
    assert (of_all["count"], of_all["month"]) == (1, 2)


@pytest.mark.parametrize("who", ["auditor", "manager"])
def test_who_may_not_read_personal_data_is_shown_no_other_request_of_the_applicant(
    office: Office, register: Register, signed_in: SignedIn, who: str
) -> None:
    case, other = asked(register, date(2026, 11, 20)), asked(register, date(2026, 11, 19), content="另一回事（虚构）")
    answer = signed_in(getattr(office, who)).get(page("change", case.pk))
    assert answer.context["kin"] is None
    assert other.number not in answer.content.decode()


def test_a_voided_request_is_no_repetition(office: Office, register: Register, signed_in: SignedIn) -> None:
    case, other = asked(register, date(2026, 11, 20)), asked(register, date(2026, 11, 19))
    assert shown(office, case, signed_in)["count"] == 1
    operations.void(case=other, by=office.head, at=NOW, reason="重复登记（虚构）")
    found = shown(office, case, signed_in)
    assert (found["count"], found["rows"], found["month"], found["year"], found["alike"]) == (0, [], 1, 1, 0)


def test_only_texts_that_are_alike_are_counted_as_alike_and_the_most_alike_comes_first(
    office: Office, register: Register, signed_in: SignedIn
) -> None:
    case = asked(register, date(2026, 11, 20), content="2025年绿化工程合同（虚构）")
    asked(register, date(2026, 11, 19), content="供水管道检修记录")
    asked(register, date(2026, 11, 10), content="2025年绿化工程的合同（虚构）")
    asked(register, date(2026, 11, 5), content="2025年，绿化工程合同（虚构）")
    found = shown(office, case, signed_in)
    assert (found["count"], found["alike"]) == (3, 2)
    assert [(one.received_on.day, one.is_alike) for one in found["rows"]] == [(5, True), (10, True), (19, False)]
    assert found["rows"][0].percent == 100


def test_only_so_many_of_the_latest_are_compared_and_listed_but_all_are_counted(
    office: Office, register: Register, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (kin.LISTED, kin.COMPARED) == (10, 300)
    case = asked(register, date(2026, 11, 20), content="2025年绿化工程合同")
    asked(register, date(2026, 11, 2), content="2025年绿化工程合同")
    for day in (3, 4, 5):
        asked(register, date(2026, 11, day), content=f"供水管道检修记录{day}")
    monkeypatch.setattr(kin, "COMPARED", 3)
    monkeypatch.setattr(kin, "LISTED", 2)
    found = shown(office, case, signed_in)
    assert (found["count"], found["month"], found["year"], found["alike"], len(found["rows"])) == (4, 5, 5, 0, 2)
    monkeypatch.setattr(kin, "COMPARED", 4)
    assert shown(office, case, signed_in)["alike"] == 1
