"""Cases worked on here are exported like any other and read back unchanged; an import that was worked on is not taken back."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from openness.organs.choices import Role
from requests_app.ledger.problems import LedgerRefused
from requests_app.ledger.undoing import undo_import
from requests_app.models import DisclosureRequest, FeeNotice
from requests_app.operations import Answer
from tests.office import NOW, Office
from tests.requests_app.casework import Bureau, Hands, day
from tests.requests_app.conftest import Register
from tests.requests_app.ledger import files
from tests.requests_app.ledger.conftest import Import, rows_kept
from tests.requests_app.ledger.files import ROW_2024
from tests.requests_app.ledger.test_export import export, grid

OPEN_2024 = {**ROW_2024, "办理结果": "", "办结日期": ""}
IN_2024 = date(2024, 2, 5)


def worked_on(register: Register, clerk: Hands, head: Hands) -> list[DisclosureRequest]:
    """Return cases of 2026 in every state, with every kind of event."""
    charged = clerk.notice_fee(case=register(), on=day("02-12"), basis="by_page", quantity=45)
    paid = clerk.deliver_fee(case=charged, on=day("02-13"))
    paid = clerk.pay_fee(case=paid, on=day("02-24"), paid=Decimal(150))
    paid = clerk.decide(case=paid, on=day("03-02"), outcome="OPEN", replied_on=day("03-03"))
    waiting = clerk.notice_fee(case=register(), on=day("02-12"), basis="by_item", quantity=1, before=10)
    waived = clerk.waive_fee(
        case=clerk.notice_fee(case=register(), on=day("02-12"), basis="by_page", quantity=31), on=day("02-13"),
        reason="低保户",
    )  # fmt: skip
    asked = clerk.ask_correction(case=register(), on=day("02-12"), what="文号", respond_by=day("03-12"))
    corrected = clerk.receive_correction(
        case=clerk.ask_correction(case=register(), on=day("02-12"), what="文号", respond_by=day("03-12")),
        on=day("03-02"),
        content="三件事",
    )
    parts = clerk.split(case=corrected, parts=["合同", "图纸"], reason="一事一申请")
    consulted = clerk.consult(case=register(), on=day("02-12"), party="third_party", name="孙某（虚构）")
    consulted = clerk.consultation_delivered(case=consulted, on=day("02-13"))
    consulted = clerk.consult(case=consulted, on=day("02-13"), party="joint_organ", name="某局")
    consulted = clerk.consultation_returned(case=consulted, on=day("02-25"), ref="1", stance="refuses", opinion="秘密")
    explained = clerk.receive_reasons(
        case=clerk.ask_reasons(case=register(), on=day("02-12"), what="一周80件", respond_by=day("02-24")),
        on=day("02-13"),
        reasons="研究",
    )
    explained = clerk.postpone(case=explained, on=day("02-24"), until=day("06-30"), reason="一周80件")
    extended = clerk.tell_extension(
        case=head.extend(
            case=clerk.claim(case=register()), on=day("02-12"), days=10, reason="量大", late_entry_reason="补登（虚构）"
        ),
        on=day("02-13"),
    )
    again = clerk.decide(case=register(), on=day("03-02"), outcome="DENY_THIRD", replied_on=day("03-03"))
    again = head.reopen(case=again, on=day("06-01"), because="决定", answer_by=day("06-30"))
    again = clerk.decide(case=again, on=day("06-10"), outcome="OPEN", replied_on=day("06-12"))
    struck = head.strike(case=clerk.withdraw(case=register(), on=day("02-12")), reason="登错")
    return [paid, waiting, waived, asked, corrected, *parts, consulted, explained, extended, again, struck]


@pytest.mark.parametrize("extension", [".xlsx", ".csv"])
def test_what_was_worked_on_here_reads_back_unchanged(
    register: Register, clerk: Hands, head: Hands, office: Office, load: Import, tmp_path: Path, extension: str
) -> None:
    cases = worked_on(register, clerk, head)
    before, notices = rows_kept(), list(FeeNotice.objects.values())
    path = tmp_path / f"出{extension}"
    assert export(office, path, 2026).cases == len(cases)
    again = load(path)
    assert (again.cases.unchanged, again.batch) == (len(cases), None)
    assert (rows_kept(), list(FeeNotice.objects.values())) == (before, notices)


def test_the_fee_that_was_paid_is_exported_and_the_one_that_was_not_is_not(
    register: Register, clerk: Hands, head: Hands, office: Office, tmp_path: Path
) -> None:
    worked_on(register, clerk, head)
    path = tmp_path / "出.xlsx"
    export(office, path, 2026)
    headers, *rows = grid(path)
    place = headers.index("信息处理费")
    assert [row[place] for row in rows if row[place] not in ("", None)] == [150]


def test_a_draft_is_nowhere_in_the_ledger(bureau: Bureau, office: Office, tmp_path: Path) -> None:
    bureau.drafter.propose_answer(case=bureau.register(), answer=Answer("DENY_THIRD", basis="王某的家事"))
    path = tmp_path / "出.csv"
    export(office, path, 2026, organ=bureau.organ, by=bureau.drafter.by)
    headers, row = grid(path)
    told = dict(zip(headers, row, strict=True))
    assert [told[name] for name in ("办结日期", "办理结果", "具体情形")] == ["", "", ""]
    assert "王某" not in "".join(row)


STEPS: dict[str, Callable[[DisclosureRequest, Hands, Hands], Any]] = {
    "fee": lambda case, clerk, head: clerk.notice_fee(case=case, on=IN_2024, basis="by_page", quantity=45),
    "reasons": lambda case, clerk, head: clerk.ask_reasons(
        case=case, on=IN_2024, what="一周80件", respond_by=day("2024-12-31")
    ),
    "split": lambda case, clerk, head: clerk.split(case=case, parts=["合同", "图纸"], reason="一事一申请"),
    "claim": lambda case, clerk, head: clerk.claim(case=case),
    "assign": lambda case, clerk, head: head.assign(case=case, to=clerk.by, reason="分工"),
    "extend": lambda case, clerk, head: head.extend(
        case=case, on=IN_2024, days=5, reason="量大", late_entry_reason="补登（虚构）"
    ),
    "consult": lambda case, clerk, head: clerk.consult(case=case, on=IN_2024, party="third_party", name="孙某"),
}


@pytest.mark.parametrize("step", STEPS)
def test_an_import_is_not_taken_back_once_it_was_worked_on(
    office: Office, load: Import, clerk: Hands, head: Hands, tmp_path: Path, step: str
) -> None:
    load(files.ledger(tmp_path, OPEN_2024), batch_name="批")
    STEPS[step](DisclosureRequest.objects.get(), clerk, head)
    before = rows_kept()
    with pytest.raises(LedgerRefused) as refused:
        undo_import(name="批", by=office.clerk, at=NOW)
    assert refused.value.code == "worked_on_since"
    assert rows_kept() == before


def test_a_draft_alone_is_work_too(bureau: Bureau, office: Office, load: Import, tmp_path: Path) -> None:
    coordinator = office.person("gao.coordinator", Role.COORDINATOR, office.district)
    load(files.ledger(tmp_path, {**OPEN_2024, "受理单位代码": "T0103"}), batch_name="批", by=coordinator)
    bureau.drafter.propose_answer(case=DisclosureRequest.objects.get(), answer=Answer(""), submit=False)
    with pytest.raises(LedgerRefused) as refused:
        undo_import(name="批", by=coordinator, at=NOW)
    assert refused.value.code == "worked_on_since"


def test_a_changed_row_does_not_overwrite_what_was_worked_on_here(load: Import, clerk: Hands, tmp_path: Path) -> None:
    load(files.ledger(tmp_path, OPEN_2024), batch_name="先")
    clerk.notice_fee(case=DisclosureRequest.objects.get(), on=IN_2024, basis="by_page", quantity=45)
    with pytest.raises(LedgerRefused):
        load(files.ledger(tmp_path, {**OPEN_2024, "备注": "改过"}), batch_name="后")
    case = DisclosureRequest.objects.get()
    assert (case.status, case.fee_notices.count()) == ("paying", 1)
