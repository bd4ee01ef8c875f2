"""一事一申请: the parts of an application are cases of their own, with its dates, that name where they come from."""

from decimal import Decimal
from typing import Any

import pytest

from reports_app.compiling import compiled
from requests_app.choices import PaperKind, Status
from requests_app.models import DisclosureRequest
from requests_app.operations import Answer
from requests_app.operations.paper_assignments import occasions_of
from requests_app.querysets import has_phone
from tests.office import Office
from tests.refusing import refused
from tests.requests_app.casework import Bureau, Hands, day
from tests.requests_app.conftest import Register

pytestmark = pytest.mark.django_db

PARTS = ["2025年绿化工程合同（虚构）", "2025年绿化工程验收报告（虚构）", "2025年绿化工程付款凭证（虚构）"]


def split(case: DisclosureRequest, by: Hands, **changes: Any) -> list[DisclosureRequest]:
    """Split a case in three."""
    made: list[DisclosureRequest] = by.split(**({"case": case, "parts": PARTS, "reason": "一事一申请"} | changes))
    return made


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("too_few_parts", {"parts": ["合同"]}),
        ("too_few_parts", {"parts": ["合同", " ", ""]}),
        ("too_many_parts", {"parts": [f"第{number}项" for number in range(31)]}),
        ("part_repeated", {"parts": ["合同", "图纸", " 合同 "]}),
        ("reason_missing", {"reason": " "}),
        ("value_not_possible", {"parts": ["合同", "空\0字符"]}),
    ],
)
def test_a_split_that_cannot_be_leaves_nothing_behind(
    register: Register, clerk: Hands, code: str, changes: dict[str, Any]
) -> None:
    case = register()
    with refused(code):
        split(case, clerk, **changes)
    assert (DisclosureRequest.objects.count(), DisclosureRequest.objects.get().version) == (1, 1)
    assert register().number == "申〔2026〕2号"


@pytest.mark.parametrize("who", ["neighbour", "auditor", "administrator", "stranger"])
def test_nobody_from_elsewhere_splits(register: Register, office: Office, who: str) -> None:
    with refused("not_allowed"):
        split(register(), Hands(getattr(office, who)))


def test_only_a_case_in_hand_with_nothing_awaited_is_split(register: Register, clerk: Hands) -> None:
    waiting = clerk.ask_correction(case=register(), on=day("02-12"), what="文号", respond_by=day("02-27"))
    closed = clerk.withdraw(case=register(), on=day("02-12"))
    for case in (waiting, closed):
        with refused("not_in_this_status"):
            split(case, clerk)


def test_what_was_charged_as_a_whole_is_not_split(register: Register, clerk: Hands) -> None:
    case = clerk.notice_fee(case=register(), on=day("03-02"), basis="by_page", quantity=45)
    case = clerk.pay_fee(case=case, on=day("03-10"), paid=Decimal(150))
    with refused("charged_whole"):
        split(case, clerk)


def test_what_is_answered_as_a_whole_is_not_split(bureau: Bureau) -> None:
    case = bureau.drafter.propose_answer(case=bureau.register(), answer=Answer("OPEN"))
    with refused("approval_pending"):
        split(case, bureau.drafter)


def test_the_parts_have_everything_of_their_origin_but_what_they_ask_for(register: Register, clerk: Hands) -> None:
    case = clerk.claim(case=register(id_number="500118199001011234", phone="13800001111", address="虚构路1号"))
    parts = split(case, clerk)
    case.refresh_from_db()
    assert [one.content for one in (case, *parts)] == PARTS
    for part in parts:
        for name in ("organ", "applicant_name", "id_number", "id_digest", "phone", "phone_digest", "address", "channel",
                     "arrived_on", "received_on", "receipt_basis", "regime", "status", "handler", "due_on"):  # fmt: skip
            assert getattr(part, name) == getattr(case, name), name
        assert (part.origin, part.version) == (case, 1)
    assert set(DisclosureRequest.objects.filter(has_phone("13800001111"))) == {case, *parts}


def test_numbers_run_on_without_a_gap_and_the_log_names_the_parts(register: Register, clerk: Hands) -> None:
    case = register()
    parts = split(case, clerk)
    assert [one.number for one in (case, *parts)] == ["申〔2026〕1号", "申〔2026〕2号", "申〔2026〕3号"]
    event = case.events.get(kind="split")
    assert event.data["parts"] == ["申〔2026〕2号", "申〔2026〕3号"]
    assert event.data["changes"] == {"content": [PARTS[0], PARTS[0]]}
    assert parts[1].note == "由 申〔2026〕1号 分案，第3项"
    assert register().number == "申〔2026〕4号"


def test_an_unconfirmed_application_is_split_and_each_part_confirmed(register: Register, clerk: Hands) -> None:
    case = register(channel="web", received_on=None, receipt_basis="")
    for one in (case, *split(case, clerk)):
        found = clerk.confirm_receipt(case=one, on=day("02-12"), basis="both_sides")
        assert (found.status, found.due_on) == (Status.OPEN, day("03-18"))


def worked_on(case: DisclosureRequest, clerk: Hands, head: Hands) -> DisclosureRequest:
    """Correct, consult and extend a case."""
    case = clerk.ask_correction(case=case, on=day("02-12"), what="请写明文号", respond_by=day("03-10"))
    case = clerk.receive_correction(case=case, on=day("03-02"), content="三件事：合同、验收报告、付款凭证")
    case = clerk.consult(case=case, on=day("03-03"), party="third_party", name="某公司（虚构）")
    case = clerk.strike(case=case, reason="名称写错")
    case = clerk.consult(case=case, on=day("03-04"), party="third_party", name="某某公司（虚构）")
    case = clerk.consultation_returned(case=case, on=day("03-06"), stance="refuses", opinion="商业秘密")
    made: DisclosureRequest = head.extend(
        case=case, on=day("03-09"), days=10, reason="量大", late_entry_reason="补登（虚构）"
    )
    return made


def test_the_parts_of_a_worked_on_case_are_due_with_it(register: Register, clerk: Hands, head: Hands) -> None:
    case = worked_on(register(), clerk, head)
    for part in split(case, clerk):
        assert (part.due_on, part.extension_days, part.status) == (case.due_on, 10, Status.OPEN)
        copied = [(event.kind, event.on, event.note) for event in part.events.order_by("seq")]
        kept = [one for one in case.events.exclude(kind__in=("amended", "split")) if one.data.get("ref") != "1"]
        assert copied == [(event.kind, event.on, event.note) for event in kept]
        assert part.events.get(kind="consultation_sent").sealed == {"name": "某某公司（虚构）"}


def test_a_part_behaves_like_any_case(register: Register, clerk: Hands, head: Hands) -> None:
    part, other = split(worked_on(register(), clerk, head), clerk)
    with refused("correction_once"):
        clerk.ask_correction(case=part, on=day("03-10"), what="文号")
    with refused("extension_once"):
        head.extend(case=part, on=day("03-10"), days=1, reason="量大", late_entry_reason="补登（虚构）")
    with refused("override_unexplained"):
        clerk.decide(case=part, on=day("03-10"), outcome="OPEN")
    # the origin's first letter was struck: the part knows only of the second, and its own next one is the third
    part = clerk.consult(case=part, on=day("03-10"), party="third_party", name="又一公司（虚构）")
    assert part.events.filter(kind="consultation_sent").latest("seq").data["ref"] == "3"
    part = clerk.consultation_delivered(case=part, on=day("03-11"))
    part = clerk.consultation_returned(case=part, on=day("03-12"), stance="agrees")
    part = clerk.amend(case=part, changes={"content": "只要合同"}, events={2: {"on": day("02-13")}}, reason="记错")
    part = clerk.decide(case=part, on=day("03-13"), outcome="DENY_THIRD", replied_on=day("03-13"))
    assert head.void(case=other, reason="与他件重复").status == Status.VOID


def test_a_part_is_struck_down_to_its_registration(register: Register, clerk: Hands, head: Hands) -> None:
    part, _ = split(worked_on(register(), clerk, head), clerk)
    for _ in range(5):
        part = head.strike(case=part, reason="登错")  # among them an extension: a clerk does not take back a consent
    assert (part.status, part.due_on, part.extension_days) == (Status.OPEN, day("03-16"), 0)
    assert part.content == PARTS[1]
    with refused("nothing_to_strike"):
        clerk.strike(case=part, reason="登错")


def test_the_report_counts_each_part_as_one_case(register: Register, clerk: Hands, office: Office) -> None:
    case = register()
    second, third = split(case, clerk)
    clerk.decide(case=second, on=day("03-03"), outcome="OPEN", replied_on=day("03-03"))
    clerk.decide(case=third, on=day("03-03"), outcome="DENY_THIRD", replied_on=day("03-03"))
    values = compiled(organ=office.first, year=2026, scope="own").grid.values
    found = {row: values[f"T3/{row}/np"].value for row in ("1", "3.1", "4")}
    assert found == {"1": 3, "3.1": 1, "4": 1}


def test_a_part_owes_the_notice_of_an_extension_as_its_origin_does(register: Register, head: Hands) -> None:
    case = head.extend(
        case=register(), on=day("02-11"), days=20, reason="量大（虚构）", late_entry_reason="补登（虚构）"
    )
    parts = split(case, head)
    assert [one.owes_notice for one in (case, *parts)] == [True, True, True]
    told = head.tell_extension(case=parts[0], on=day("02-12"))
    assert [one.owes_notice for one in split(told, head, parts=["甲", "乙"])] == [False]


def test_a_part_gets_no_second_correction_letter(register: Register, clerk: Hands) -> None:
    case = clerk.ask_correction(
        case=register(address="虚构路1号"), on=day("02-11"), what="文号", respond_by=day("03-11")
    )
    case = clerk.receive_correction(case=case, on=day("02-24"))
    part = split(case, clerk)[0]
    assert PaperKind.CORRECTION in {one.kind for one in occasions_of(case)}
    assert {one.kind for one in occasions_of(part)} == {PaperKind.RECEIPT, PaperKind.APPLICATION}
    assert not [one for one in occasions_of(part) if one.is_due]
