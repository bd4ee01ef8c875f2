"""What the pages say of a reopened case: what its steps do there, and by when it is to be answered again."""

from datetime import date

import pytest

from requests_app import operations
from requests_app.models import DisclosureRequest
from tests.office import NOW, Office
from tests.requests_app.admin.conftest import TODAY, SignedIn, act_page, page, replied
from tests.requests_app.admin.desks import bench, figures, received, values
from tests.requests_app.conftest import Register

FIRST_TERM = "从发函次日起到收到意见之日止不计入期限"


def reopened(case: DisclosureRequest, office: Office, answer_by: date | None = None) -> DisclosureRequest:
    """Answer the case and open it again on 23 November."""
    return operations.reopen(
        case=replied(case, office), by=office.head, at=NOW, on=TODAY, because="复议决定（虚构）", answer_by=answer_by
    )


@pytest.mark.parametrize(
    ("answer_by", "told"),
    [(date(2026, 12, 1), "须于 2026-12-01 前重新答复"), (None, "没有登记重新答复的期限")],
)
def test_the_form_of_a_consultation_does_not_promise_a_pause(
    office: Office, case: DisclosureRequest, signed_in: SignedIn, answer_by: date | None, told: str
) -> None:
    browser = signed_in(office.clerk)
    assert FIRST_TERM in browser.get(act_page(case, "consult")).content.decode()
    again = reopened(case, office, answer_by)
    for address in (act_page(again, "consult"), page("change", again.pk)):
        text = browser.get(address).content.decode()
        assert FIRST_TERM not in text
        assert "不因征求意见改动" in text
    opened = browser.get(act_page(again, "consult"))
    assert told in opened.context["foreseen"]["text"]
    assert told in dict(opened.context["about"])["重新答复期限"]


def test_barred_steps_say_that_the_first_term_has_ended(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    text = signed_in(office.clerk).get(page("change", reopened(case, office).pk)).content.decode()
    assert "首次答复的期限已经终止，告知补正只属于首次办理" in text
    assert "首次答复的期限已经终止，收费只属于首次办理" in text


def test_a_withdrawal_is_entered_on_the_page_of_a_reopened_case(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    again = reopened(case, office)
    browser = signed_in(office.clerk)
    assert "首次办结的结果、日期和统计不变" in browser.get(act_page(again, "withdraw")).content.decode()
    sent = {"on": "2026-11-23", "note": "来信（虚构）", "version": again.version}
    browser.post(act_page(again, "withdraw"), sent)
    again.refresh_from_db()
    assert (again.status, again.outcome) == ("closed", "OPEN")
    assert figures(browser)["again"].value == "0"


def test_a_case_reopened_without_a_day_reminds_nobody_and_the_form_says_so(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    closed = replied(case, office)
    browser = signed_in(office.head)
    assert "没有写明的空着，工作台不会提醒" in browser.get(act_page(closed, "reopen")).content.decode()
    operations.reopen(case=closed, by=office.head, at=NOW, on=TODAY, because="复议决定（虚构）")
    assert values(browser) == {"again": "1"}
    again = figures(browser)["again"]
    assert again.note == "没有登记重新答复的期限，不会提醒"
    assert "没有登记重新答复的期限" in browser.get(again.href).content.decode()


@pytest.mark.parametrize(
    ("answer_by", "card", "tag", "told"),
    [
        # today is Monday 23 November
        (date(2026, 11, 20), "overdue", "overdue", "最早须于 2026-11-20 前重新答复，已逾期"),
        (date(2026, 11, 23), "today", "warning", "最早须于 2026-11-23 前重新答复"),
        (date(2026, 11, 24), "soon", "warning", "最早须于 2026-11-24 前重新答复"),
        (date(2026, 11, 26), "soon", "warning", "最早须于 2026-11-26 前重新答复"),
        (date(2026, 11, 27), "", "", "最早须于 2026-11-27 前重新答复"),
    ],
)
def test_a_reopened_case_is_late_or_due_by_the_day_ordered(
    office: Office, case: DisclosureRequest, register: Register, signed_in: SignedIn,
    answer_by: date, card: str, tag: str, told: str,
) -> None:  # fmt: skip
    # a second reopened case without a day, and one whose first term ran out: neither is taken for the other
    reopened(received(register, date(2026, 11, 19)), office)
    again = reopened(case, office)
    DisclosureRequest.objects.filter(pk=again.pk).update(answer_by=answer_by, due_on=date(2026, 11, 2))
    browser, above = signed_in(office.clerk), signed_in(office.coordinator)
    expected = {"again": "2", **({card: "1"} if card else {})}
    assert values(browser) == expected
    shown = figures(browser)
    assert shown["again"].note == f"{told}；另有 1 件没有登记期限，不会提醒"
    row = next(one for one in bench(above)["units"]["rows"] if one.organ == office.first)
    assert {code: count for code, count in row.counts.items() if count} == {
        code: int(number) for code, number in expected.items()
    }
    for code in ("overdue", "today", "soon"):
        listed = browser.get(shown[code].href).context["cl"].result_list
        assert [one.pk for one in listed] == ([again.pk] if code == card else [])
    listed = {one.pk: one.term for one in browser.get(shown["again"].href).context["cl"].result_list}
    assert listed[again.pk].tag == tag
    again.refresh_from_db()
    assert again.is_overdue(TODAY) is (card == "overdue")


def test_the_dashboard_counts_no_reopened_case_as_waiting(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    again = reopened(case, office)
    DisclosureRequest.objects.filter(pk=again.pk).update(answer_by=date(2026, 11, 20))
    assert not DisclosureRequest.objects.unfinished().overdue(TODAY).exists()
    assert list(DisclosureRequest.objects.overdue(TODAY)) == [again]
