"""An exported ledger masks identity and phone numbers unless asked otherwise, and what it masks reads back unchanged."""

from pathlib import Path
from typing import Any

import pytest

from openness.organs.models import TrailEntry
from openness.organs.rights import Action
from requests_app import operations
from requests_app.ledger import exporting
from requests_app.ledger.problems import LedgerRefused
from requests_app.models import DisclosureRequest
from tests.office import NOW, Office
from tests.requests_app.ledger import files
from tests.requests_app.ledger.conftest import Import, Refusing, codes, rows_kept
from tests.requests_app.ledger.files import ROW_2024
from tests.requests_app.ledger.test_commands import run
from tests.requests_app.ledger.test_export import EXTENSIONS, export, grid

PERSONAL = {**ROW_2024, "联系电话": "13812345678", "证件号码": "500118199001011234"}
OWN = {**PERSONAL, "通信地址": "重庆市永川区虚构路1号", "承办科室": "办公室"}
SECRETS = ("13812345678", "500118199001011234", "虚构路1号", "李四（虚构）")


def text_of(path: Path) -> str:
    """Return everything that a file shows."""
    return "\n".join(str(cell) for row in grid(path) for cell in row)


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_numbers_are_masked_unless_asked_for(office: Office, load: Import, tmp_path: Path, extension: str) -> None:
    load(files.ledger(tmp_path, OWN))
    path = tmp_path / f"出{extension}"
    export(office, path)
    assert not [secret for secret in SECRETS if secret in text_of(path)]
    for shown in ("138****5678", "5001************34", "重庆市永川****", "办公室", "李＊＊＊"):
        assert shown in text_of(path)
    export(office, path, with_personal=True)
    assert not [secret for secret in SECRETS if secret not in text_of(path)]


@pytest.mark.parametrize("extension", EXTENSIONS)
@pytest.mark.parametrize("with_personal", [False, True])
def test_both_read_back_unchanged(
    office: Office, load: Import, tmp_path: Path, extension: str, with_personal: bool
) -> None:
    load(files.ledger(tmp_path, OWN, {**ROW_2024, "登记编号": "2", "联系电话": "138****5678 后补"}))
    before = rows_kept()
    path = tmp_path / f"出{extension}"
    export(office, path, with_personal=with_personal)
    again = load(path)
    assert (again.cases.unchanged, again.batch) == (2, None)
    assert rows_kept() == before
    assert DisclosureRequest.objects.get(number="2024-1").phone == "13812345678"


def test_another_cell_of_a_masked_row_is_updated_and_the_numbers_stay(
    office: Office, load: Import, tmp_path: Path
) -> None:
    load(files.ledger(tmp_path, OWN))
    masked = {"联系电话": "138****5678", "证件号码": "5001************34", "通信地址": "重庆市永川****"}
    done = load(files.ledger(tmp_path, {**OWN, **masked, "备注": "新备注"}))
    case = DisclosureRequest.objects.get()
    assert (len(done.cases.updated), case.note) == (1, "新备注")
    assert (case.phone, case.id_number, case.extra["通信地址"]) == (*SECRETS[:2], "重庆市永川区虚构路1号")


def test_a_masked_value_of_a_row_that_is_not_known_is_left_out_and_told(office: Office, tmp_path: Path) -> None:
    row = {**ROW_2024, "联系电话": "139****0000", "证件号码": "5001************34", "手机": "***", "承办科室": "**科"}
    path = files.ledger(tmp_path, row, {**row, "登记编号": "2", "证件号码": ""})
    code, out, _ = run("import_cases", path, "--organ", "T0101", "--as", "li.clerk")
    assert code == 0
    for column, count in (("联系电话", 2), ("证件号码", 1), ("手机", 2)):
        assert f"“{column}”有 {count} 行是遮盖后的写法" in out
    for case in DisclosureRequest.objects.all():
        assert (case.phone, case.id_number, case.extra) == ("", "", {"承办科室": "**科"})
    code, out, _ = run("import_cases", path, "--organ", "T0101", "--as", "li.clerk")
    assert "未变 2" in out


def test_a_masked_value_that_is_another_is_refused_with_its_column(
    office: Office, load: Import, refuse: Refusing, tmp_path: Path
) -> None:
    load(files.ledger(tmp_path, OWN))
    changed = {**OWN, "联系电话": "139****0000", "通信地址": "北京市****"}
    refusal = refuse(files.ledger(tmp_path, changed))
    assert [(row, code) for row, _, code in codes(refusal)] == [(2, "masked"), (2, "masked")]
    assert "“通信地址”填的是遮盖后的" in str(refusal)
    assert "联系电话" in str(refusal)


def test_a_masked_name_means_the_one_kept_here_and_another_is_refused(
    office: Office, load: Import, refuse: Refusing, tmp_path: Path
) -> None:
    load(files.ledger(tmp_path, OWN))
    assert len(load(files.ledger(tmp_path, {**OWN, "申请人": "李＊＊＊", "备注": "新备注"})).cases.updated) == 1
    assert DisclosureRequest.objects.get().applicant_name == "李四（虚构）"
    refusal = refuse(files.ledger(tmp_path, {**OWN, "申请人": "孙＊＊"}))
    assert [(row, code) for row, _, code in codes(refusal)] == [(2, "masked")]
    assert DisclosureRequest.objects.get().applicant_name == "李四（虚构）"
    load(files.ledger(tmp_path, {**OWN, "登记编号": "9", "申请人": "孙＊＊", "联系电话": "", "证件号码": ""}))
    assert DisclosureRequest.objects.get(number="9").applicant_name == "孙＊＊"


def test_stars_in_a_name_are_part_of_it(office: Office, load: Import, tmp_path: Path) -> None:
    load(files.ledger(tmp_path, {**ROW_2024, "申请人类型": "商业企业", "申请人": "*ST虚构股份有限公司"}))
    assert DisclosureRequest.objects.get().applicant_name == "*ST虚构股份有限公司"


def test_full_numbers_need_the_right_to_see_them(
    office: Office, load: Import, tmp_path: Path, monkeypatch: Any
) -> None:
    load(files.ledger(tmp_path, OWN))
    monkeypatch.setattr(exporting, "may", lambda _user, action, _organ=None: action != Action.PERSONAL_VIEW)
    with pytest.raises(LedgerRefused) as refused:
        export(office, tmp_path / "出.xlsx", with_personal=True)
    assert refused.value.code == "not_allowed"
    assert not (tmp_path / "出.xlsx").exists()
    assert not TrailEntry.objects.exists()


@pytest.mark.parametrize("with_personal", [False, True])
def test_an_export_leaves_one_trace(office: Office, load: Import, tmp_path: Path, with_personal: bool) -> None:
    load(files.ledger(tmp_path, OWN))
    more = ["--with-personal"] if with_personal else []
    path = tmp_path / "出.xlsx"
    assert run("export_ledger", "--organ", "T0101", "--year", 2024, "-o", path, "--as", "li.clerk", *more)[0] == 0
    kept = TrailEntry.objects.get()
    assert (kept.who, kept.kind, kept.organ, kept.rows) == (office.clerk, "export", office.first, 1)
    assert (kept.subject, kept.with_personal) == ("台账 T0101 2024 own：出.xlsx", with_personal)


def test_a_refused_export_leaves_none(office: Office, tmp_path: Path) -> None:
    with pytest.raises(LedgerRefused):
        export(office, tmp_path / "出.xlsx", by=office.auditor)
    assert not TrailEntry.objects.exists()


def test_a_case_worked_on_here_is_not_disturbed_by_its_masks(office: Office, load: Import, tmp_path: Path) -> None:
    load(files.ledger(tmp_path, OWN))
    case = DisclosureRequest.objects.get()
    operations.amend(case=case, by=office.clerk, at=NOW, changes={"phone": "13999999999"}, reason="更正（虚构）")
    path = tmp_path / "出.xlsx"
    export(office, path)
    assert load(path).cases.unchanged == 1
