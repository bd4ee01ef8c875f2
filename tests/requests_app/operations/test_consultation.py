"""Third parties and joint organs: their term, what they answered, what silence means, and overriding a refusal (R19 Arts. 32–34)."""

from datetime import date
from typing import Any

import pytest

from requests_app.choices import PaperKind, Status
from requests_app.models import DisclosureRequest
from requests_app.operations import Answer
from requests_app.operations.paper_assignments import occasions_of
from tests.office import NOW
from tests.refusing import refused
from tests.requests_app.casework import Bureau, Hands, day
from tests.requests_app.conftest import Register

pytestmark = pytest.mark.django_db

TODAY = NOW.date()


def sent(case: DisclosureRequest, clerk: Hands, party: str = "third_party") -> DisclosureRequest:
    """Send a letter on 11 February, the first working day of the term."""
    made: DisclosureRequest = clerk.consult(case=case, on=day("02-11"), party=party, name="某公司（虚构）")
    return made


def refusing(case: DisclosureRequest, clerk: Hands, party: str = "third_party") -> DisclosureRequest:
    """Let the party refuse on 25 February."""
    made: DisclosureRequest = clerk.consultation_returned(
        case=sent(case, clerk, party), on=day("02-25"), stance="refuses", opinion="涉及商业秘密"
    )
    return made


def test_nobody_is_asked_without_a_name_or_of_an_unknown_kind(register: Register, clerk: Hands) -> None:
    with refused("party_missing"):
        clerk.consult(case=register(), on=day("02-11"), party="third_party", name=" ")
    with refused("party_unknown"):
        clerk.consult(case=register(), on=day("02-11"), party="friend", name="某公司")


def test_a_refusal_needs_its_reasons(register: Register, clerk: Hands) -> None:
    with refused("reason_missing"):
        clerk.consultation_returned(case=sent(register(), clerk), on=day("02-25"), stance="refuses")


def test_an_unknown_stance_is_refused(register: Register, clerk: Hands) -> None:
    with refused("stance_unknown"):
        clerk.consultation_returned(case=sent(register(), clerk), on=day("02-25"), stance="shrugs")


def test_the_law_asks_a_joint_organ_for_no_reasons(register: Register, clerk: Hands) -> None:
    case = sent(register(), clerk, "joint_organ")
    assert clerk.consultation_returned(case=case, on=day("02-25"), stance="refuses").status == Status.OPEN


# 15 working days after 11 February end on 10 March, after 13 February on 12 March: the last day is still the party's own
@pytest.mark.parametrize(
    ("delivered", "last"), [(None, day("03-10")), (day("02-13"), day("03-12"))], ids=["unknown", "13 February"]
)
@pytest.mark.parametrize(
    ("party", "meaning"),
    [("third_party", {}), ("joint_organ", {"deemed": "agrees"})],  # Art. 34: silence of a joint organ is consent
)
def test_silence_is_silence_only_when_the_term_has_ended(
    register: Register, clerk: Hands, party: str, meaning: dict[str, str], delivered: date | None, last: date
) -> None:
    case = sent(register(), clerk, party)
    if delivered:
        case = clerk.consultation_delivered(case=case, on=delivered)
    with refused("time_to_answer"):
        clerk.consultation_returned(case=case, on=last, stance="silent")
    case = clerk.consultation_returned(case=case, on=last.replace(day=last.day + 1), stance="silent")
    assert case.events.get(kind="consultation_returned").data == {"ref": "1", "stance": "silent", **meaning}


def test_the_old_regulation_takes_no_silence_for_consent(register: Register, clerk: Hands) -> None:
    case = register(arrived_on=day("2018-03-01"), received_on=day("2018-03-01"))
    case = clerk.consult(case=case, on=day("2018-03-02"), party="joint_organ", name="某局（虚构）")
    case = clerk.consultation_returned(case=case, on=day("2018-03-05"), stance="silent")
    assert case.events.get(kind="consultation_returned").data == {"ref": "1", "stance": "silent"}


def test_a_struck_delivery_does_not_move_the_term_for_answering(register: Register, clerk: Hands) -> None:
    case = clerk.consultation_delivered(case=sent(register(), clerk), on=day("03-02"))
    case = clerk.strike(case=case, reason="登错")
    assert clerk.consultation_returned(case=case, on=day("03-11"), stance="silent").status == Status.OPEN


def test_the_amended_day_of_a_letter_moves_the_term_for_answering(register: Register, clerk: Hands) -> None:
    case = clerk.amend(
        case=sent(register(), clerk), changes={}, events={2: {"on": day("02-13")}}, reason="发函章为13日"
    )
    with refused("time_to_answer"):
        clerk.consultation_returned(case=case, on=day("03-11"), stance="silent")


def test_the_old_regulation_sets_no_term_for_answering(register: Register, clerk: Hands) -> None:
    case = register(arrived_on=day("2018-03-01"), received_on=day("2018-03-01"))
    case = clerk.consult(case=case, on=day("2018-03-02"), party="third_party", name="某公司（虚构）")
    case = clerk.consultation_returned(case=case, on=day("2018-03-05"), stance="silent")
    assert case.status == Status.OPEN


def test_the_day_of_delivery_moves_what_is_not_counted(register: Register, clerk: Hands) -> None:
    case = sent(register(), clerk)
    assert case.due_on == day("04-07")  # 11 February counted, 12 February to 10 March not; 19 more from 11 March
    case = clerk.consultation_delivered(case=case, on=day("02-13"))
    assert case.due_on == day("04-09")  # not counted until 12 March: two working days more


def test_a_letter_is_delivered_once_and_the_right_one(register: Register, clerk: Hands) -> None:
    case = clerk.consult(case=sent(register(), clerk), on=day("02-12"), party="joint_organ", name="某局")
    with refused("which_consultation"):
        clerk.consultation_delivered(case=case, on=day("02-13"))
    case = clerk.consultation_delivered(case=case, on=day("02-13"), ref="2")
    with refused("which_consultation"):
        clerk.consultation_delivered(case=case, on=day("02-13"), ref="2")
    case = clerk.consultation_delivered(case=case, on=day("02-13"))
    with refused("already_delivered"):
        clerk.consultation_delivered(case=case, on=day("02-13"))


def test_a_delivery_before_the_letter_is_refused(register: Register, clerk: Hands) -> None:
    with refused("before_predecessor"):
        clerk.consultation_delivered(case=sent(register(), clerk), on=day("02-10"))


def test_an_unanswered_letter_is_meant_before_one_that_only_lacks_its_receipt(register: Register, clerk: Hands) -> None:
    case = clerk.consult(
        case=refusing(register(), clerk), on=day("02-25"), party="third_party", name="另一公司（虚构）"
    )
    case = clerk.consultation_delivered(case=case, on=day("02-26"))
    assert case.events.get(kind="consultation_delivered").data == {"ref": "2"}
    case = clerk.consultation_delivered(case=case, on=day("02-12"))
    assert case.events.filter(kind="consultation_delivered").last().data == {"ref": "1"}


DISCLOSING: list[dict[str, Any]] = [
    {"outcome": "OPEN"},
    {"outcome": "PARTIAL"},
    {"outcome": "PARTIAL", "exemptions": ["DENY_PROCESS"]},
]


@pytest.mark.parametrize("answer", DISCLOSING)
def test_disclosing_what_a_third_party_refused_needs_its_reason(
    register: Register, clerk: Hands, answer: dict[str, Any]
) -> None:
    case = refusing(register(), clerk)
    with refused("override_unexplained"):
        clerk.decide(case=case, on=day("03-02"), **answer)
    case = clerk.decide(case=case, on=day("03-02"), **answer, override_reason="关系公共安全")
    assert case.decisions.get().override_reason == "关系公共安全"


@pytest.mark.parametrize(
    "answer",
    [
        {"outcome": "PARTIAL", "exemptions": ["DENY_THIRD"]},
        {"outcome": "DENY_THIRD"},
        {"outcome": "NP_REPEAT"},
        {"outcome": "OPEN_ALREADY"},  # what is public already hurts nobody
    ],
)
def test_what_spares_the_third_party_overrides_nobody(register: Register, clerk: Hands, answer: dict[str, Any]) -> None:
    case = refusing(register(), clerk)
    with refused("nothing_overridden"):
        clerk.decide(case=case, on=day("03-02"), **answer, override_reason="关系公共安全")
    assert clerk.decide(case=case, on=day("03-02"), **answer).status == Status.DECIDED


def test_the_old_list_asks_for_the_reason_too(register: Register, clerk: Hands) -> None:
    case = register(arrived_on=day("2018-03-01"), received_on=day("2018-03-01"))
    case = clerk.consult(case=case, on=day("2018-03-02"), party="third_party", name="某公司（虚构）")
    case = clerk.consultation_returned(case=case, on=day("2018-03-05"), stance="refuses", opinion="商业秘密")
    with refused("override_unexplained"):
        clerk.decide(case=case, on=day("2018-03-06"), outcome="OLD_OPEN")


@pytest.mark.parametrize("stance", ["agrees", "silent", ""])
def test_who_did_not_refuse_is_not_overridden(register: Register, clerk: Hands, stance: str) -> None:
    case = clerk.consultation_returned(case=sent(register(), clerk), on=day("03-12"), stance=stance)
    assert clerk.decide(case=case, on=day("03-12"), outcome="OPEN").status == Status.DECIDED


def test_a_joint_organ_that_refuses_is_no_third_party(register: Register, clerk: Hands) -> None:
    case = refusing(register(), clerk, "joint_organ")
    assert clerk.decide(case=case, on=day("03-02"), outcome="OPEN").status == Status.DECIDED


def test_a_refusal_struck_no_longer_stands_in_the_way(register: Register, clerk: Hands) -> None:
    case = clerk.strike(case=refusing(register(), clerk), reason="登到了别的申请上")
    case = clerk.consultation_returned(case=case, on=day("02-25"), stance="agrees")
    assert clerk.decide(case=case, on=day("03-02"), outcome="OPEN").status == Status.DECIDED


class TestWhileItIsOpen:
    """Nothing is disclosed while an asked party may still answer (R19 Arts. 32, 34; R07 Art. 23)."""

    @pytest.mark.parametrize("answer", DISCLOSING)
    @pytest.mark.parametrize("party", ["third_party", "joint_organ"])
    def test_nothing_is_disclosed(self, register: Register, clerk: Hands, party: str, answer: dict[str, Any]) -> None:
        with refused("consultation_open"):
            clerk.decide(case=sent(register(), clerk, party), on=day("03-02"), **answer)

    def test_nor_under_the_old_list(self, register: Register, clerk: Hands) -> None:
        case = register(arrived_on=day("2018-03-01"), received_on=day("2018-03-01"))
        case = clerk.consult(case=case, on=day("2018-03-02"), party="third_party", name="某公司（虚构）")
        with refused("consultation_open"):
            clerk.decide(case=case, on=day("2018-03-06"), outcome="OLD_OPEN")

    def test_nor_by_approval(self, bureau: Bureau) -> None:
        case = bureau.register(arrived_on=TODAY, received_on=TODAY)
        case = bureau.drafter.propose_answer(case=case, answer=Answer("OPEN", basis="示例"))
        case = bureau.drafter.consult(case=case, on=TODAY, party="third_party", name="某公司（虚构）")
        with refused("consultation_open"):
            bureau.head.approve(case=case, act="decide", on=TODAY)

    def test_nor_handed_in(self, bureau: Bureau) -> None:
        case = bureau.drafter.consult(
            case=bureau.register(), on=day("02-11"), party="third_party", name="某公司（虚构）"
        )
        with refused("consultation_open"):
            bureau.drafter.propose_answer(case=case, answer=Answer("OPEN", basis="示例"))

    def test_nor_on_a_day_before_the_opinion_came(self, register: Register, clerk: Hands) -> None:
        case = clerk.consultation_returned(case=sent(register(), clerk), on=day("02-25"), stance="agrees")
        with refused("consultation_open"):
            clerk.decide(case=case, on=day("02-24"), outcome="OPEN")
        assert clerk.decide(case=case, on=day("02-25"), outcome="OPEN").status == Status.DECIDED

    @pytest.mark.parametrize(
        "answer", [{"outcome": "PARTIAL", "exemptions": ["DENY_THIRD"]}, {"outcome": "DENY_THIRD"}]
    )
    def test_what_spares_the_party_need_not_wait_and_its_opinion_is_kept(
        self, register: Register, clerk: Hands, answer: dict[str, Any]
    ) -> None:
        case = clerk.decide(case=sent(register(), clerk), on=day("03-02"), **answer)
        case = clerk.consultation_delivered(case=case, on=day("02-13"))
        case = clerk.consultation_returned(case=case, on=day("03-04"), stance="refuses", opinion="商业秘密")
        assert (case.status, case.outcome) == (Status.DECIDED, answer["outcome"])
        with refused("no_opinion_awaited"):
            clerk.consultation_returned(case=case, on=day("03-05"), stance="refuses", opinion="商业秘密")
        assert clerk.serve(case=case, on=day("03-05")).status == Status.CLOSED

    def test_it_is_recorded_in_a_case_in_hand_again_and_the_way_is_open(
        self, register: Register, clerk: Hands, head: Hands
    ) -> None:
        case = clerk.decide(
            case=sent(register(), clerk), on=day("03-02"), outcome="DENY_THIRD", replied_on=day("03-02")
        )
        case = head.reopen(case=case, on=day("05-06"), because="复议决定撤销（虚构）")
        with refused("consultation_open"):
            clerk.decide(case=case, on=day("05-07"), outcome="OPEN")
        due_on = case.due_on
        case = clerk.consultation_returned(case=case, on=day("03-04"), stance="agrees")
        assert (case.status, case.due_on) == (Status.REOPENED, due_on)
        case = clerk.decide(case=case, on=day("05-07"), outcome="OPEN", replied_on=day("05-07"))
        assert (case.status, case.outcome, case.closed_on) == (Status.CLOSED, "DENY_THIRD", day("03-02"))


class TestAskedAgain:
    """Of letters to one party the last opinion counts."""

    def again(
        self, case: DisclosureRequest, clerk: Hands, name: str, *, party: str = "third_party", stance: str = "agrees"
    ) -> DisclosureRequest:
        """Ask once more on 26 February; an opinion comes on 2 March, silence is noted on 30 March."""
        case = clerk.consult(case=case, on=day("02-26"), party=party, name=name)
        made: DisclosureRequest = clerk.consultation_returned(
            case=case, on=day("03-30" if stance == "silent" else "03-02"), stance=stance, opinion="示例"
        )
        return made

    @pytest.mark.parametrize("name", ["某公司（虚构）", " 某 公司(虚构)"], ids=["alike", "other blanks and width"])
    def test_its_consent_takes_the_refusal_s_place(self, register: Register, clerk: Hands, name: str) -> None:
        case = self.again(refusing(register(), clerk), clerk, name)
        assert clerk.decide(case=case, on=day("03-03"), outcome="OPEN").status == Status.DECIDED
        assert PaperKind.OVERRIDE not in {one.kind for one in occasions_of(case)}

    def test_the_same_holds_however_late_the_first_opinion_is_learned(self, register: Register, clerk: Hands) -> None:
        case = clerk.consult(case=sent(register(), clerk), on=day("02-26"), party="third_party", name="某公司（虚构）")
        case = clerk.consultation_returned(case=case, on=day("03-02"), ref="2", stance="agrees")
        case = clerk.consultation_returned(case=case, on=day("02-25"), ref="1", stance="refuses", opinion="商业秘密")
        assert clerk.decide(case=case, on=day("03-03"), outcome="OPEN").status == Status.DECIDED

    def test_a_later_refusal_binds(self, register: Register, clerk: Hands) -> None:
        case = clerk.consultation_returned(case=sent(register(), clerk), on=day("02-25"), stance="agrees")
        case = self.again(case, clerk, "某公司（虚构）", stance="refuses")
        with refused("override_unexplained"):
            clerk.decide(case=case, on=day("03-03"), outcome="OPEN")

    def test_silence_takes_no_refusal_back(self, register: Register, clerk: Hands) -> None:
        case = self.again(refusing(register(), clerk), clerk, "某公司（虚构）", stance="silent")
        with refused("override_unexplained"):
            clerk.decide(case=case, on=day("03-30"), outcome="OPEN")

    @pytest.mark.parametrize(
        ("name", "party"), [("另一公司（虚构）", "third_party"), ("某公司（虚构）", "joint_organ")]
    )
    def test_another_party_speaks_for_itself(self, register: Register, clerk: Hands, name: str, party: str) -> None:
        case = self.again(refusing(register(), clerk), clerk, name, party=party)
        with refused("override_unexplained"):
            clerk.decide(case=case, on=day("03-03"), outcome="OPEN")
