"""The log as the pages show it: struck lines are struck, and a reply is not called a delivery."""

import re
from datetime import date
from typing import Any

import pytest

from requests_app import operations
from requests_app.admin.event_words import LONG
from requests_app.models import DisclosureRequest
from tests.office import NOW, Office
from tests.requests_app.admin.conftest import TODAY, SignedIn, consulted, page, replied

FRIDAY = date(2026, 11, 20)


def log(office: Office, case: DisclosureRequest, signed_in: SignedIn) -> list[Any]:
    lines: list[Any] = signed_in(office.clerk).get(page("change", case.pk)).context["events"]
    return lines


def test_a_struck_line_does_not_look_valid_on_screen_in_print_and_in_the_zip(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    operations.strike(case=consulted(case, office), by=office.clerk, at=NOW, reason="登错（虚构）")
    assert [line.is_struck for line in log(office, case, signed_in)] == [False, True, False]
    for name in ("change", "file"):
        text = signed_in(office.clerk).get(page(name, case.pk)).content.decode()
        assert re.findall(r"<s>(.*?)</s><span class=\"struck-mark\">（已撤销）", text) == ["征求意见"]
        assert text.count("is-struck") == 1


def test_a_reply_and_the_delivery_entered_later_are_told_apart_with_day_and_way(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    case = operations.decide(case=case, by=office.clerk, at=NOW, on=FRIDAY, outcome="OPEN")
    case = operations.serve(case=case, by=office.clerk, at=NOW, on=FRIDAY, way="post", proof="XA123")
    operations.serve(case=case, by=office.clerk, at=NOW, on=TODAY)
    reply, delivery = log(office, case, signed_in)[-2:]
    assert (reply.get_kind_display, reply.details) == ("作出答复", ["2026-11-20 作出答复", "方式：邮寄"])
    assert (delivery.get_kind_display, delivery.details[0]) == ("答复送达", "2026-11-23 送达申请人")


def test_a_reply_whose_way_is_not_on_record_says_so(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    replied(case, office)
    assert log(office, case, signed_in)[-1].details == ["2026-11-23 作出答复", "方式：未登记"]


def test_the_answer_after_a_reopening_is_a_reply_again(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    case = operations.reopen(case=replied(case, office), by=office.head, at=NOW, on=TODAY, because="复议决定（虚构）")
    operations.decide(case=case, by=office.clerk, at=NOW, on=TODAY, outcome="OPEN", replied_on=TODAY)
    assert [line.get_kind_display for line in log(office, case, signed_in)][-1] == "作出答复"


def test_after_a_struck_reply_the_next_one_is_a_reply(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    case = operations.strike(case=replied(case, office), by=office.head, at=NOW, reason="登错（虚构）")
    operations.serve(case=case, by=office.clerk, at=NOW, on=TODAY)
    names = [line.get_kind_display for line in log(office, case, signed_in)]
    assert names[2:] == ["作出答复", "更正", "作出答复"]


@pytest.mark.parametrize(("note", "said"), [("", ["告知方式：未登记"]), ("电话告知", [])])
def test_telling_of_an_extension_says_when_and_whether_its_way_is_known(
    office: Office, case: DisclosureRequest, signed_in: SignedIn, note: str, said: list[str]
) -> None:
    case = operations.extend(case=case, by=office.head, at=NOW, on=TODAY, days=20, reason="量大（虚构）")
    operations.tell_extension(case=case, by=office.clerk, at=NOW, on=TODAY, note=note)
    last = log(office, case, signed_in)[-1]
    assert last.details == ["2026-11-23 告知申请人延期", *said]
    assert last.note == note


def test_only_a_long_entry_may_be_broken_over_two_printed_pages(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    case = operations.withdraw(case=case, by=office.clerk, at=NOW, on=TODAY, note="长" * (LONG + 1))
    assert [line.is_long for line in log(office, case, signed_in)] == [False, True]
    assert 'class=" is-long"' in signed_in(office.clerk).get(page("file", case.pk)).content.decode()


def test_the_log_of_an_appeal_keeps_its_names(office: Office, case: DisclosureRequest, signed_in: SignedIn) -> None:
    appeal = operations.open_appeal(
        by=office.clerk, at=NOW, organ=office.first, case=None, route="review", filed_on=FRIDAY
    )
    operations.close_appeal(appeal=appeal, by=office.clerk, at=NOW, on=TODAY, result="upheld")
    address = page("change", appeal.pk).replace("disclosurerequest", "appeal")
    names = [line.get_kind_display for line in signed_in(office.clerk).get(address).context["events"]]
    assert names == ["提起复议诉讼", "复议诉讼审结"]
