"""The processing fee: reckoned by item or page, noticed, received, paid, waived or never paid (国办函〔2020〕109号)."""

from decimal import Decimal
from typing import Any

import pytest

from requests_app.choices import Status
from requests_app.forms.fees import PayFeeForm
from requests_app.models import DisclosureRequest, FeeNotice
from tests.refusing import refused
from tests.requests_app.casework import Hands, day
from tests.requests_app.conftest import Register

pytestmark = pytest.mark.django_db


def noticed(case: DisclosureRequest, clerk: Hands, **changes: Any) -> DisclosureRequest:
    """Notice 45 pages on 2 March: 150 yuan."""
    given: dict[str, Any] = {"on": day("03-02"), "basis": "by_page", "quantity": 45}
    made: DisclosureRequest = clerk.notice_fee(case=case, **(given | changes))
    return made


def fields(case: DisclosureRequest) -> tuple[Any, ...]:
    """Return what a notice tells of its course."""
    notice = case.fee_notices.get()
    return notice.delivered_on, notice.pay_by, notice.paid_on, notice.paid


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("basis_unknown", {"basis": "by_weight"}),
        ("quantity_missing", {"quantity": 0}),
        ("too_many", {"quantity": 100_000}),
        ("nothing_to_pay", {"quantity": 30}),
        ("nothing_to_pay", {"waived": Decimal(150), "waiver_reason": "低保户"}),
        ("reason_missing", {"waived": Decimal(50)}),
        ("negative", {"waived": Decimal(-50), "waiver_reason": "多收"}),
        ("negative", {"basis": "by_item", "before": -1}),
        ("value_not_possible", {"waived": Decimal("0.001"), "waiver_reason": "零头"}),
        ("after_due", {"on": day("03-17")}),
        ("before_predecessor", {"on": day("02-09")}),
    ],
)
def test_a_notice_that_cannot_be_is_refused(
    register: Register, clerk: Hands, code: str, changes: dict[str, Any]
) -> None:
    case = register()
    with refused(code):
        noticed(case, clerk, **changes)
    assert not FeeNotice.objects.exists()


def test_the_old_regulation_knows_no_processing_fee(register: Register, clerk: Hands) -> None:
    with refused("fee_2019_only"):
        noticed(register(arrived_on=day("2019-05-10"), received_on=day("2019-05-10")), clerk, on=day("2019-05-13"))


def test_there_is_no_fee_before_the_measures(register: Register, clerk: Hands) -> None:
    case = register(arrived_on=day("2020-12-28"), received_on=day("2020-12-28"))
    with refused("no_fee_yet"):
        noticed(case, clerk, on=day("2020-12-31"))


def test_a_notice_shows_how_the_amount_comes_about(register: Register, clerk: Hands) -> None:
    case = noticed(register(), clerk)
    notice = case.fee_notices.get()
    assert (notice.computed, notice.amount) == (Decimal(150), Decimal(150))
    assert notice.lines == ["第1至30页：30页，免费", "第31至100页：15页 × 10元 = 150元"]
    assert (case.status, case.due_on) == (Status.PAYING, None)


def test_earlier_items_of_the_month_move_the_brackets(register: Register, clerk: Hands) -> None:
    case = noticed(register(), clerk, basis="by_item", quantity=2, before=9)
    notice = case.fee_notices.get()
    assert notice.amount == Decimal(100)
    assert notice.lines == ["第1至10件：1件，免费", "第11至30件：1件 × 100元 = 100元"]


def test_pages_are_reckoned_by_request_whatever_came_before(register: Register, clerk: Hands) -> None:
    assert noticed(register(), clerk, before=99).fee_notices.get().before == 0


def test_a_request_is_charged_once(register: Register, clerk: Hands) -> None:
    case = clerk.pay_fee(case=noticed(register(), clerk), on=day("03-10"), paid=Decimal(150))
    with refused("charged_once"):
        noticed(case, clerk, on=day("03-11"))


def test_what_is_waived_stands_with_its_reason(register: Register, clerk: Hands) -> None:
    case = noticed(register(), clerk, waived=Decimal(50), waiver_reason="低保户")
    notice = case.fee_notices.get()
    assert (notice.amount, notice.waiver_reason) == (Decimal(100), "低保户")


def test_another_amount_than_noticed_is_not_paid(register: Register, clerk: Hands) -> None:
    with refused("other_amount"):
        clerk.pay_fee(case=noticed(register(), clerk), on=day("03-10"), paid=Decimal(100))


def test_a_payment_starts_the_term_again_and_is_what_the_report_counts(register: Register, clerk: Hands) -> None:
    case = noticed(register(), clerk)
    assert case.processing_fee is None
    case = clerk.pay_fee(case=case, on=day("03-10"), paid=Decimal(150))
    assert (case.status, case.processing_fee) == (Status.OPEN, Decimal(150))
    assert case.due_on == day("04-08")  # 20 working days after 10 March; 6 April is a day off


def test_the_days_for_payment_run_from_the_day_after_receipt(register: Register, clerk: Hands) -> None:
    case = clerk.deliver_fee(case=noticed(register(), clerk), on=day("03-02"))
    assert fields(case) == (day("03-02"), day("03-30"), None, None)  # 20 working days after 2 March
    with refused("already_delivered"):
        clerk.deliver_fee(case=case, on=day("03-03"))


def test_nothing_is_abandoned_before_the_notice_was_received(register: Register, clerk: Hands) -> None:
    with refused("notice_not_delivered"):
        clerk.decide(case=noticed(register(), clerk), on=day("06-01"), outcome="OTHER_NO_FEE")


def test_nothing_is_abandoned_while_there_is_time_to_pay(register: Register, clerk: Hands) -> None:
    case = clerk.deliver_fee(case=noticed(register(), clerk), on=day("03-02"))
    with refused("time_to_pay"):
        clerk.decide(case=case, on=day("03-30"), outcome="OTHER_NO_FEE")
    case = clerk.decide(case=case, on=day("03-31"), outcome="OTHER_NO_FEE", replied_on=day("03-31"))
    assert (case.status, case.outcome, case.processing_fee) == (Status.CLOSED, "OTHER_NO_FEE", None)


def test_a_payment_after_its_last_day_needs_a_reason_and_is_marked(register: Register, clerk: Hands) -> None:
    case = clerk.deliver_fee(case=noticed(register(), clerk), on=day("03-02"))
    for reason in ("", " "):
        with refused("late_without_reason"):
            clerk.pay_fee(case=case, on=day("03-31"), paid=Decimal(150), late_reason=reason)
    case = clerk.pay_fee(case=case, on=day("03-31"), paid=Decimal(150), late_reason="银行系统故障（虚构）")
    assert case.events.get(kind="fee_paid").data == {"amount": "150", "accepted_late": "银行系统故障（虚构）"}


def test_the_form_asks_for_that_reason_only_where_the_time_has_run_out(register: Register, clerk: Hands) -> None:
    case = clerk.deliver_fee(case=noticed(register(), clerk), on=day("03-02"))
    asked = [PayFeeForm(user=clerk.by, today=day(today), subject=case).fields for today in ("03-30", "03-31")]
    assert ["late_reason" in fields for fields in asked] == [False, True]


def test_a_payment_on_its_last_day_is_in_time(register: Register, clerk: Hands) -> None:
    case = clerk.deliver_fee(case=noticed(register(), clerk), on=day("03-02"))
    assert case.awaited_until == day("03-30")
    case = clerk.pay_fee(case=case, on=day("03-30"), paid=Decimal(150))
    assert not case.events.get(kind="fee_paid").data["accepted_late"]
    assert case.awaited_until is None


def test_another_answer_waits_for_the_payment(register: Register, clerk: Hands) -> None:
    case = clerk.deliver_fee(case=noticed(register(), clerk), on=day("03-02"))
    with refused("payment_awaited"):
        clerk.decide(case=case, on=day("04-30"), outcome="OPEN")
    with refused("never_charged"):
        clerk.decide(case=register(), on=day("03-02"), outcome="OTHER_NO_FEE")


def test_a_waiver_needs_its_reason_and_lets_the_term_go_on(register: Register, clerk: Hands) -> None:
    case = noticed(register(), clerk, waived=Decimal(50), waiver_reason="低保户")
    with refused("reason_missing"):
        clerk.waive_fee(case=case, on=day("03-10"), reason=" ")
    case = clerk.waive_fee(case=case, on=day("03-10"), reason="改为当场查阅")
    assert (case.status, case.due_on, case.processing_fee) == (Status.OPEN, day("03-24"), None)
    assert case.fee_notices.get().amount == 0


def test_a_notice_and_a_waiver_on_the_last_day_give_no_fresh_term(register: Register, clerk: Hands) -> None:
    case = clerk.waive_fee(case=noticed(register(), clerk, on=day("03-16")), on=day("03-16"), reason="低保户")
    assert case.due_on == day("03-16")


def test_a_fee_may_be_waived_without_any_notice_and_moves_nothing(register: Register, clerk: Hands) -> None:
    with refused("reason_missing"):
        clerk.waive_fee(case=register(), on=day("03-02"), reason="")
    case = clerk.waive_fee(case=register(), on=day("03-02"), reason="低保户")
    assert (case.status, case.due_on, case.processing_fee) == (Status.OPEN, day("03-16"), None)
    assert not FeeNotice.objects.exists()
    with refused("waived_already"):
        noticed(case, clerk)
    with refused("nothing_to_waive"):
        clerk.waive_fee(case=case, on=day("03-03"), reason="再次免收")
    case = clerk.strike(case=case, reason="登错")
    assert noticed(case, clerk).status == Status.PAYING


def test_what_is_paid_or_old_is_not_waived(register: Register, clerk: Hands) -> None:
    case = clerk.pay_fee(case=noticed(register(), clerk), on=day("03-10"), paid=Decimal(150))
    with refused("nothing_to_waive"):
        clerk.waive_fee(case=case, on=day("03-11"), reason="退还")
    with refused("fee_2019_only"):
        old = register(arrived_on=day("2019-05-10"), received_on=day("2019-05-10"))
        clerk.waive_fee(case=old, on=day("2019-05-13"), reason="低保户")


def test_a_fee_withdrawn_with_the_request_does_not_bind_a_new_answer(
    register: Register, clerk: Hands, head: Hands
) -> None:
    case = clerk.withdraw(case=noticed(register(), clerk), on=day("03-10"))
    case = head.reopen(case=case, on=day("06-01"), because="复议决定（虚构）")
    case = clerk.decide(case=case, on=day("06-10"), outcome="OPEN", replied_on=day("06-10"))
    assert case.status == Status.CLOSED


def test_striking_a_notice_frees_the_request(register: Register, clerk: Hands) -> None:
    case = clerk.strike(case=noticed(register(), clerk), reason="发错")
    assert (case.status, case.due_on) == (Status.OPEN, day("03-16"))
    case = noticed(case, clerk, quantity=31)
    assert [notice.amount for notice in case.fee_notices.filter(struck_at=None)] == [Decimal(10)]
    assert case.fee_notices.count() == 2


def test_striking_the_receipt_and_the_payment_leaves_the_notice_unpaid(register: Register, clerk: Hands) -> None:
    case = clerk.deliver_fee(case=noticed(register(), clerk), on=day("03-03"))
    case = clerk.pay_fee(case=case, on=day("03-10"), paid=Decimal(150))
    case = clerk.strike(case=case, reason="款未到账")
    assert fields(case) == (day("03-03"), day("03-31"), None, None)
    assert (case.status, case.processing_fee) == (Status.PAYING, None)
    assert fields(clerk.strike(case=case, reason="登错")) == (None, None, None, None)


def test_striking_a_waiver_brings_back_what_was_waived_before(register: Register, clerk: Hands) -> None:
    case = noticed(register(), clerk, waived=Decimal(50), waiver_reason="低保户")
    case = clerk.strike(case=clerk.waive_fee(case=case, on=day("03-10"), reason="误"), reason="登错")
    notice = case.fee_notices.get()
    assert (case.status, notice.amount, notice.waiver_reason) == (Status.PAYING, Decimal(100), "低保户")


def test_amended_days_are_those_of_the_notice_too(register: Register, clerk: Hands) -> None:
    case = clerk.deliver_fee(case=noticed(register(), clerk), on=day("03-03"))
    case = clerk.pay_fee(case=case, on=day("03-10"), paid=Decimal(150))
    events = {2: {"on": day("02-27")}, 3: {"on": day("03-02")}, 4: {"on": day("03-09")}}
    case = clerk.amend(case=case, changes={}, events=events, reason="日期记错")
    assert case.fee_notices.get().noticed_on == day("02-27")
    assert fields(case) == (day("03-02"), day("03-30"), day("03-09"), Decimal(150))
    assert case.due_on == day("04-07")


def test_an_amended_amount_is_that_of_the_payment_too(register: Register, clerk: Hands) -> None:
    case = noticed(register(), clerk)
    with refused("not_paid_yet"):
        clerk.amend(case=case, changes={"processing_fee": Decimal(150)}, reason="补记")
    case = clerk.pay_fee(case=case, on=day("03-10"), paid=Decimal(150))
    with refused("paid_already"):
        clerk.amend(case=case, changes={"processing_fee": None}, reason="未缴")
    case = clerk.amend(case=case, changes={"processing_fee": Decimal(140)}, reason="实收140元")
    assert (case.processing_fee, case.fee_notices.get().paid) == (Decimal(140), Decimal(140))
