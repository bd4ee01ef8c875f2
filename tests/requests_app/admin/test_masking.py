"""Personal data is seen by those who handle cases only, and HTML in a name is text."""

import pytest

from requests_app import operations
from requests_app.models import DisclosureRequest
from tests.office import NOW, Office
from tests.requests_app.admin.conftest import SignedIn, consulted, page
from tests.requests_app.conftest import Register

PERSONAL = ("500118199001011234", "13800001111", "虚构路1号", "invented@example.org", "钱多多")


@pytest.mark.parametrize("who", ["auditor", "manager"])
def test_who_only_reads_sees_no_personal_data(
    office: Office, case: DisclosureRequest, signed_in: SignedIn, who: str
) -> None:
    text = signed_in(getattr(office, who)).get(page("change", case.pk)).content.decode()
    assert [secret for secret in PERSONAL if secret in text] == []
    assert "钱＊＊＊" in text


@pytest.mark.parametrize("who", ["clerk", "head", "coordinator"])
def test_who_handles_the_case_sees_the_applicant(
    office: Office, case: DisclosureRequest, signed_in: SignedIn, who: str
) -> None:
    text = signed_in(getattr(office, who)).get(page("change", case.pk)).content.decode()
    assert [secret for secret in PERSONAL if secret not in text] == []


def test_the_list_masks_a_person_for_everybody(office: Office, case: DisclosureRequest, signed_in: SignedIn) -> None:
    text = signed_in(office.clerk).get(page("changelist")).content.decode()
    assert "钱多多" not in text
    assert "钱＊＊＊" in text


def test_sealed_parts_of_the_log_are_kept_from_the_auditor(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    consulted(case, office)
    operations.amend(case=case, by=office.clerk, at=NOW, changes={"phone": "13900002222"}, reason="记错")
    audited = signed_in(office.auditor).get(page("change", case.pk)).content.decode()
    handled = signed_in(office.clerk).get(page("change", case.pk)).content.decode()
    assert "孙某" not in audited
    assert "13900002222" not in audited
    assert "联系电话：已更正（个人信息，不显示）" in audited
    assert "孙某" in handled
    assert "138****1111 → 139****2222" in handled
    assert "13900002222" not in handled.partition('id="log"')[2]


def test_the_auditor_finds_no_person_by_name_or_number(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    browser = signed_in(office.auditor)
    for word in ("钱多多", "500118199001011234", "13800001111"):
        assert case.number not in browser.get(page("changelist"), {"q": word}).content.decode()


def test_html_in_a_name_is_shown_as_text(office: Office, register: Register, signed_in: SignedIn) -> None:
    nasty = "<script>alert(1)</script>有限公司"
    odd = register(applicant_kind="ent", applicant_name=nasty, content=nasty, number="<b>1</b>")
    for address in (page("changelist"), page("change", odd.pk), page("do", odd.pk, "amend")):
        text = signed_in(office.clerk).get(address).content.decode()
        assert "<script>alert" not in text
        assert "<b>1</b>" not in text
        assert "&lt;script&gt;" in text or "&lt;b&gt;" in text


@pytest.mark.parametrize("name", ["change", "file"])
def test_the_further_columns_of_an_imported_case_are_kept_from_who_only_reads(
    office: Office, case: DisclosureRequest, signed_in: SignedIn, name: str
) -> None:
    case.extra = {"家庭住址": "虚构巷9号", "经手人": "孙某某"}
    case.save(update_fields=["extra"])
    parts = ("家庭住址", "虚构巷9号", "经手人", "孙某某")
    for who in (office.auditor, office.manager):
        text = signed_in(who).get(page(name, case.pk)).content.decode()
        assert [part for part in parts if part in text] == []
    for who in (office.clerk, office.head, office.coordinator):
        text = signed_in(who).get(page(name, case.pk)).content.decode()
        assert [part for part in parts if part not in text] == []
