"""Registering a request and putting a closed one on record, from the pages of the admin."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from requests_app.forms import units
from requests_app.models import DisclosureRequest
from tests.office import Office
from tests.requests_app.admin.conftest import SignedIn, page

PERSON = {
    "channel": "letter", "arrived_on": "2026-11-20", "received_on": "2026-11-20", "mail": "registered",
    "applicant_kind": "np", "applicant_name": "周某（虚构）", "id_number": "500118199001011234", "phone": "13800001111",
    "content": "2025年绿化工程合同（虚构）",
}  # fmt: skip
CLOSED = {
    "number": "2018-7", "channel": "letter", "received_on": "2018-03-01", "closed_on": "2018-03-12", "outcome": "OLD_OPEN",
}  # fmt: skip


def entered(browser: Any, office: Office, address: str = "add", **sent: Any) -> Any:
    """Send the form for 甲局."""
    return browser.post(page(address), {"organ": office.first.pk, **sent}, follow=True)


@pytest.fixture
def browser(office: Office, signed_in: SignedIn) -> Client:
    """Return the clerk's browser."""
    return signed_in(office.clerk)


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"applicant_kind": ""}, "applicant_kind", "请选择申请人类型"),
        ({"applicant_name": ""}, "applicant_name", "请填写姓名或名称"),
        ({"content": " "}, "content", "请填写所需信息内容"),
        ({"id_number": ""}, "id_number", "自然人申请应填证件号码"),
        ({"phone": ""}, "phone", "至少填一项"),
        ({"applicant_kind": "ent"}, "representative", "法定代表人"),
        ({"applicant_kind": "ent"}, "contact_name", "联系人"),
        ({"received_on": "2026-11-19"}, "received_on", "早于到达日期"),
        ({"received_on": "2026-11-24"}, "received_on", "晚于今天"),
        ({"arrived_on": "2026-11-24", "received_on": "2026-11-24"}, "arrived_on", "晚于今天"),
        ({"received_on": ""}, "received_on", "请填写签收日期（《政府信息公开条例》（2019）第三十一条）"),
        ({"mail": ""}, "mail", "请选明信函是否须签收"),
        ({"channel": "web"}, "mail", "只有信函才有邮寄方式"),
        ({"confirmed_by": "phone"}, "confirmed_by", "不用与申请人确认收到"),
        ({"confirmed_with": "某人"}, "confirmed_with", "不用与申请人确认收到"),
        ({"mail": "ordinary"}, "confirmed_by", "以什么方式与申请人确认"),
        ({"mail": "ordinary", "received_on": "", "confirmed_by": "phone"}, "received_on", "请填写确认日期"),
        ({"channel": "in_person", "mail": "", "received_on": "2026-11-21"}, "received_on", "以提交之日为收到之日"),
        ({"arrived_on": "2008-01-02", "received_on": "2008-01-02"}, "received_on", "施行之日"),
        ({"email": "不是邮箱"}, "email", "应如 name@example.org"),
    ],
)
def test_what_is_missing_or_wrong_is_said_at_its_entry(
    office: Office, browser: Client, change: dict[str, str], field: str, sentence: str
) -> None:
    response = entered(browser, office, **(PERSON | change))
    assert any(sentence in said for said in response.context["form"].errors[field])
    assert "2025年绿化工程合同" in response.content.decode() or field == "content"
    assert DisclosureRequest.objects.count() == 0


def test_a_receipt_before_the_regulation_without_a_confirmed_date_is_refused_in_words(
    office: Office, browser: Client
) -> None:
    response = entered(browser, office, **(PERSON | {"arrived_on": "2008-01-02", "received_on": ""}))
    assert "早于《条例》施行之日" in response.content.decode()
    assert DisclosureRequest.objects.count() == 0


def test_a_number_that_is_taken_is_refused_in_words(office: Office, browser: Client) -> None:
    entered(browser, office, **PERSON, number="甲-1")
    response = entered(browser, office, **PERSON, number="甲-1")
    assert "已有相同的登记编号" in response.content.decode()
    assert DisclosureRequest.objects.count() == 1


@pytest.mark.parametrize("address", ["add", "record"])
def test_a_unit_outside_the_subtree_cannot_be_chosen(office: Office, browser: Client, address: str) -> None:
    sent = {**(PERSON if address == "add" else CLOSED), "organ": office.second.pk}
    assert "organ" in browser.post(page(address), sent).context["form"].errors
    assert DisclosureRequest.objects.count() == 0


def test_a_request_is_registered_with_the_systems_number(office: Office, browser: Client) -> None:
    response = entered(browser, office, **PERSON)
    case = DisclosureRequest.objects.get()
    assert (case.organ, case.status, case.received_on) == (office.first, "open", date(2026, 11, 20))
    assert f"已登记：{case.number}" in response.content.decode()
    assert "答复期限：2026-12-18" in response.content.decode()


def test_a_request_entered_twice_is_pointed_out_and_both_are_kept(office: Office, browser: Client) -> None:
    first = entered(browser, office, **PERSON).content.decode()
    other = entered(browser, office, **(PERSON | {"content": "公交线路调整方案"})).content.decode()
    again = entered(browser, office, **PERSON).content.decode()
    number = DisclosureRequest.objects.order_by("pk")[0].number
    assert "内容相近" not in first + other.split("同一申请人（按")[0]
    assert f">{number}</a>。同一件登记了两次的" in again
    assert DisclosureRequest.objects.count() == 3


def test_another_persons_request_with_the_same_text_is_not_pointed_out(office: Office, browser: Client) -> None:
    entered(browser, office, **PERSON)
    stranger = {"applicant_name": "周某（虚构）", "id_number": "另一虚构证件", "phone": "10000000077"}
    assert "登记了两次" not in entered(browser, office, **(PERSON | stranger)).content.decode()


def test_wide_signs_of_a_chinese_keyboard_are_kept_plain(office: Office, browser: Client) -> None:
    entered(
        browser,
        office,
        **(PERSON | {"id_number": "１１０１０１１９９００３０７００１ｘ", "phone": " １００－００００００００ "}),
    )
    case = DisclosureRequest.objects.get()
    assert (case.id_number, case.phone) == ("11010119900307001X", "100-00000000")


def test_a_wrong_mailbox_is_not_told_to_be_missing_too(office: Office, browser: Client) -> None:
    form = entered(browser, office, **(PERSON | {"phone": "", "email": "不是邮箱"})).context["form"]
    assert set(form.errors) == {"email"}


def test_a_request_handed_in_is_received_that_day(office: Office, browser: Client) -> None:
    entered(browser, office, **(PERSON | {"channel": "in_person", "received_on": "", "mail": ""}))
    case = DisclosureRequest.objects.get()
    assert (case.received_on, case.receipt_basis) == (date(2026, 11, 20), "submitted")


def test_a_request_by_mail_waits_for_confirmation(office: Office, browser: Client) -> None:
    response = entered(browser, office, **(PERSON | {"received_on": "", "mail": "ordinary"}))
    assert DisclosureRequest.objects.get().status == "unconfirmed"
    assert "期限尚未起算" in response.content.decode()


def test_an_application_that_is_not_whole_is_registered_on_purpose(office: Office, browser: Client) -> None:
    entered(browser, office, **(PERSON | {"id_number": "", "phone": ""}), is_incomplete="on")
    assert DisclosureRequest.objects.count() == 1


def test_an_organization_is_registered_with_what_the_law_asks_of_it(office: Office, browser: Client) -> None:
    whole = {
        "applicant_kind": "ent",
        "applicant_name": "某公司（虚构）",
        "representative": "吴某",
        "contact_name": "郑某",
    }
    entered(browser, office, **(PERSON | whole))
    assert DisclosureRequest.objects.get().representative == "吴某"


def test_dates_are_read_as_offices_write_them(office: Office, browser: Client) -> None:
    entered(browser, office, **(PERSON | {"arrived_on": "2026年11月20日", "received_on": "20261120"}))
    assert DisclosureRequest.objects.get().received_on == date(2026, 11, 20)


def test_the_form_starts_with_the_own_unit_and_today(office: Office, browser: Client) -> None:
    form = browser.get(page("add")).context["form"]
    assert form["organ"].value() == office.first.pk
    assert form["arrived_on"].value() == date(2026, 11, 23)
    assert list(form.fields["organ"].queryset) == [office.first]


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"closed_on": ""}, "closed_on", "请填写办结日期"),
        ({"outcome": "OPEN"}, "outcome", "不在 2018-03-12 适用的清单内"),
        ({"closed_on": "2026-11-24"}, "closed_on", "晚于今天"),
        ({"extended_on": "2018-03-05"}, "extension_days", "须同时填写"),
    ],
)
def test_a_record_that_cannot_be_is_refused_at_its_entry(
    office: Office, browser: Client, change: dict[str, str], field: str, sentence: str
) -> None:
    response = entered(browser, office, "record", **(CLOSED | change))
    assert any(sentence in said for said in response.context["form"].errors[field])
    assert DisclosureRequest.objects.count() == 0


@pytest.mark.parametrize(
    "change",
    [{"closed_on": "2018-02-01"}, {"received_on": "2008-01-02"}, {"channel": "other"}, {"processing_fee": "5"}],
)
def test_a_record_against_the_law_or_itself_is_refused_in_words(
    office: Office, browser: Client, change: dict[str, str]
) -> None:
    response = entered(browser, office, "record", **(CLOSED | change))
    assert response.context["form"].errors
    assert DisclosureRequest.objects.count() == 0


def test_a_closed_case_is_put_on_record(office: Office, browser: Client) -> None:
    response = entered(browser, office, "record", **CLOSED)
    case = DisclosureRequest.objects.get()
    assert (case.status, case.closed_on, case.regime) == ("closed", date(2018, 3, 12), "r2007")
    assert "已补录：2018-7" in response.content.decode()


def test_a_long_list_of_units_is_searched_instead_of_shown(
    office: Office, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(units, "LIST_CAP", 2)
    browser = signed_in(office.coordinator)
    text = browser.get(page("add")).content.decode()
    assert "admin-autocomplete" in text
    assert "乙局" not in text
    sent = {"organ": office.second.pk, "channel": "in_person", "arrived_on": "2026-11-20", "applicant_kind": "np"}
    sent |= {"applicant_name": "某人（虚构）", "content": "某文件", "is_incomplete": "on"}
    browser.post(page("add"), sent)
    assert DisclosureRequest.objects.get().organ == office.second
