"""What others did is learned late and recorded with its true day: receipts of letters, opinions, what the applicant was told."""

from datetime import date

import pytest

from requests_app.choices import Status
from requests_app.models import DisclosureRequest
from tests.refusing import refused
from tests.requests_app.casework import Hands, day
from tests.requests_app.conftest import Register

pytestmark = pytest.mark.django_db


def asked_twice(case: DisclosureRequest, clerk: Hands) -> DisclosureRequest:
    """Write to one company on 11 February, to another on the 24th."""
    case = clerk.consult(case=case, on=day("02-11"), party="third_party", name="甲公司（虚构）")
    made: DisclosureRequest = clerk.consult(case=case, on=day("02-24"), party="third_party", name="乙公司（虚构）")
    return made


def test_nothing_is_learned_of_the_future(register: Register, clerk: Hands) -> None:
    case = asked_twice(register(), clerk)
    for learn in (clerk.consultation_delivered, clerk.consultation_returned):
        with refused("in_the_future"):
            learn(case=case, on=date(2026, 11, 24), ref="1")


def test_a_letter_is_neither_received_nor_answered_before_it_is_sent(register: Register, clerk: Hands) -> None:
    case = asked_twice(register(), clerk)
    for learn in (clerk.consultation_delivered, clerk.consultation_returned):
        with refused("before_predecessor"):
            learn(case=case, on=day("02-23"), ref="2")


def test_a_letter_is_not_answered_before_it_is_received(register: Register, clerk: Hands) -> None:
    case = clerk.consultation_delivered(case=asked_twice(register(), clerk), on=day("02-13"), ref="1")
    with refused("before_predecessor"):
        clerk.consultation_returned(case=case, on=day("02-12"), ref="1")
    case = clerk.consultation_returned(case=case, on=day("02-25"), ref="2")
    with refused("before_predecessor"):
        clerk.consultation_delivered(case=case, on=day("02-26"), ref="2")


def test_what_happened_to_the_first_letter_is_recorded_after_the_second_was_sent(
    register: Register, clerk: Hands
) -> None:
    case = clerk.consultation_delivered(case=asked_twice(register(), clerk), on=day("02-12"), ref="1")
    case = clerk.consultation_returned(case=case, on=day("02-13"), ref="1", stance="agrees")
    assert case.status == Status.CONSULTING
    case = clerk.consultation_returned(case=case, on=day("02-25"), ref="2", stance="agrees")
    # not counted: 12 and 13 February, 25 February; 20 working days after the 10th would end on 16 March
    assert (case.status, case.due_on) == (Status.OPEN, day("03-19"))


@pytest.mark.parametrize("is_first", [True, False], ids=["recorded first", "recorded afterwards"])
def test_the_day_of_receipt_counts_alike_whenever_it_is_recorded(
    register: Register, clerk: Hands, is_first: bool
) -> None:
    # sent on 11 February, received on 4 March: the 15 working days end on 25 March, so that 20 March is in time
    case = clerk.consult(case=register(), on=day("02-11"), party="third_party", name="某公司（虚构）")
    if is_first:
        case = clerk.consultation_delivered(case=case, on=day("03-04"))
    case = clerk.consultation_returned(case=case, on=day("03-20"), stance="agrees")
    if not is_first:
        assert case.due_on == day("04-07")
        case = clerk.consultation_delivered(case=case, on=day("03-04"))
    assert (case.status, case.due_on) == (Status.OPEN, day("04-17"))
    with refused("already_delivered"):
        clerk.consultation_delivered(case=case, on=day("03-04"))


def test_silence_recorded_too_early_by_the_day_of_receipt_has_to_be_mended_first(
    register: Register, clerk: Hands
) -> None:
    case = clerk.consult(case=register(), on=day("02-11"), party="third_party", name="某公司（虚构）")
    case = clerk.consultation_returned(case=case, on=day("03-11"), stance="silent")
    with refused("time_to_answer"):
        clerk.consultation_delivered(case=case, on=day("02-12"))
    case = clerk.amend(case=case, changes={}, events={3: {"on": day("03-12")}}, reason="对方2月12日才收到")
    case = clerk.consultation_delivered(case=case, on=day("02-12"))
    with refused("time_to_answer"):
        clerk.amend(case=case, changes={}, events={3: {"on": day("03-11")}}, reason="试")


def test_an_extension_told_before_another_step_is_recorded_after_it(
    register: Register, clerk: Hands, head: Hands
) -> None:
    case = head.extend(case=register(), on=day("02-11"), days=20, reason="量大", late_entry_reason="补登（虚构）")
    case = clerk.consult(case=case, on=day("02-24"), party="third_party", name="某公司（虚构）")
    with refused("before_predecessor"):
        clerk.tell_extension(case=case, on=day("02-10"))
    case = clerk.tell_extension(case=case, on=day("02-12"))
    assert not case.owes_notice


def test_the_receipt_of_a_fee_notice_follows_the_notice_alone(register: Register, clerk: Hands, head: Hands) -> None:
    case = head.extend(case=register(), on=day("02-11"), days=20, reason="量大", late_entry_reason="补登（虚构）")
    case = clerk.notice_fee(case=case, on=day("03-02"), basis="by_page", quantity=45)
    with refused("before_predecessor"):
        clerk.deliver_fee(case=case, on=day("02-28"))
    assert case.fee_notices.get().pay_by is None
    case = clerk.tell_extension(case=case, on=day("03-20"))
    case = clerk.deliver_fee(case=case, on=day("03-03"))
    assert case.fee_notices.get().pay_by == day("03-31")


def test_what_was_learned_of_later_days_keeps_no_step_of_the_office_from_its_day(
    register: Register, clerk: Hands
) -> None:
    case = clerk.consult(case=register(), on=day("02-11"), party="third_party", name="某公司（虚构）")
    case = clerk.decide(case=case, on=day("02-25"), outcome="DENY_INTERNAL")
    case = clerk.consultation_returned(case=case, on=day("03-04"), stance="agrees")
    case = clerk.serve(case=case, on=day("03-02"))
    assert (case.status, case.closed_on) == (Status.CLOSED, day("03-02"))


class TestAmending:
    """An amended day follows the same rule."""

    def test_the_days_of_a_letter_stay_in_order(self, register: Register, clerk: Hands) -> None:
        case = clerk.consultation_delivered(case=asked_twice(register(), clerk), on=day("02-12"), ref="1")
        case = clerk.consultation_returned(case=case, on=day("02-13"), ref="1", stance="agrees")
        for seq, on in ((2, "02-13"), (4, "02-10"), (4, "02-24"), (5, "02-11")):
            with refused("before_predecessor"):
                clerk.amend(case=case, changes={}, events={seq: {"on": day(on)}}, reason="试")

    def test_other_letters_do_not_bind_it(self, register: Register, clerk: Hands) -> None:
        case = clerk.consultation_returned(case=asked_twice(register(), clerk), on=day("02-26"), ref="1")
        case = clerk.amend(case=case, changes={}, events={4: {"on": day("02-12")}}, reason="收文章是12日")
        assert case.status == Status.CONSULTING

    def test_the_offices_own_steps_stay_in_order(self, register: Register, clerk: Hands) -> None:
        with refused("before_predecessor"):
            clerk.amend(case=asked_twice(register(), clerk), changes={}, events={3: {"on": day("02-10")}}, reason="试")


class TestAroundARestart:
    """Days not counted before a restart are no longer counted out; of an open pause those after it are (R19 Arts. 30, 33)."""

    def corrected(self, case: DisclosureRequest, clerk: Hands) -> DisclosureRequest:
        """Ask for a correction on 24 February and receive it on 2 March: without a pause due on 30 March."""
        case = clerk.ask_correction(case=case, on=day("02-24"), what="文号", respond_by=day("03-10"))
        made: DisclosureRequest = clerk.receive_correction(case=case, on=day("03-02"))
        return made

    def consulted(self, case: DisclosureRequest, clerk: Hands) -> DisclosureRequest:
        """Write on 11 February; the opinion is first taken down on 13 February."""
        case = clerk.consult(case=case, on=day("02-11"), party="third_party", name="某公司（虚构）")
        made: DisclosureRequest = clerk.consultation_returned(case=case, on=day("02-13"), stance="agrees")
        return made

    def test_without_an_opinion_it_is_the_full_term(self, register: Register, clerk: Hands) -> None:
        assert self.corrected(register(), clerk).due_on == day("03-30")

    def test_a_pause_before_it_changes_nothing(self, register: Register, clerk: Hands) -> None:
        assert self.corrected(self.consulted(register(), clerk), clerk).due_on == day("03-30")

    def test_an_opinion_between_notice_and_correction_changes_nothing(self, register: Register, clerk: Hands) -> None:
        case = self.corrected(self.consulted(register(), clerk), clerk)
        case = clerk.amend(case=case, changes={}, events={3: {"on": day("02-27")}}, reason="收文章是27日")
        assert case.due_on == day("03-30")

    def test_an_opinion_after_it_leaves_out_the_days_after_it(self, register: Register, clerk: Hands) -> None:
        case = self.corrected(self.consulted(register(), clerk), clerk)
        # 3, 4 and 5 March are left out
        case = clerk.amend(case=case, changes={}, events={3: {"on": day("03-05")}}, reason="收文章是5日")
        assert case.due_on == day("04-02")

    def test_an_opinion_after_its_term_leaves_out_the_days_up_to_its_end(
        self, register: Register, clerk: Hands
    ) -> None:
        case = self.corrected(self.consulted(register(), clerk), clerk)
        # 15 working days after 11 February end on 10 March: 3 to 6, 9 and 10 March are left out
        case = clerk.amend(case=case, changes={}, events={3: {"on": day("03-20")}}, reason="收文章是20日")
        assert case.due_on == day("04-08")
        # received on 13 February, the term ends on 12 March: two days more
        case = clerk.consultation_delivered(case=case, on=day("02-13"))
        assert case.due_on == day("04-10")

    def test_a_payment_restarts_alike(self, register: Register, clerk: Hands) -> None:
        case = clerk.notice_fee(case=self.consulted(register(), clerk), on=day("02-24"), basis="by_page", quantity=45)
        case = clerk.pay_fee(case=case, on=day("03-02"), paid=case.fee_notices.get().amount)
        assert case.due_on == day("03-30")
        case = clerk.amend(case=case, changes={}, events={3: {"on": day("03-05")}}, reason="收文章是5日")
        assert case.due_on == day("04-02")

    def test_while_it_waits_for_the_applicant_there_is_no_date_whatever_comes_back(
        self, register: Register, clerk: Hands
    ) -> None:
        case = clerk.ask_correction(
            case=self.consulted(register(), clerk), on=day("02-24"), what="文号", respond_by=day("03-10")
        )
        case = clerk.consultation_delivered(case=case, on=day("02-12"))
        assert (case.status, case.due_on) == (Status.CORRECTING, None)
