"""On which day a request counts as received, by channel and Regulation; and the due date told while it is typed."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from requests_app.admin import registering
from requests_app.models import DisclosureRequest, ExtraDayOff
from tests.office import Office
from tests.requests_app.admin.conftest import TODAY, SignedIn, act_page, page
from tests.requests_app.conftest import Register

DUE = page("due")
WHOLE = {
    "applicant_kind": "np", "applicant_name": "周某（虚构）", "id_number": "500118199001011234", "phone": "13800001111",
    "content": "2025年绿化工程合同（虚构）",
}  # fmt: skip
CONFIRMED = {"confirmed_by": "phone", "confirmed_with": "周某的代理人（虚构）"}
# regime, channel, mail, what is entered, basis that follows: law digest §2; the day of arrival is a Thursday
WAYS: list[tuple[str, str, str, dict[str, str], str]] = [
    ("r2007", "in_person", "", {}, "submitted"),
    ("r2007", "letter", "registered", {"received_on": "2018-03-01"}, "signed_for"),
    ("r2007", "letter", "ordinary", {"received_on": "2018-03-02", **CONFIRMED}, "confirmed"),
    ("r2007", "web", "", {"received_on": "2018-03-01"}, "mail_system"),
    ("r2007", "fax", "", {"received_on": "2018-03-02", **CONFIRMED}, "both_sides"),
    ("r2019", "in_person", "", {}, "submitted"),
    ("r2019", "letter", "registered", {"received_on": "2026-11-19"}, "signed_for"),
    ("r2019", "letter", "ordinary", {"received_on": "2026-11-20", **CONFIRMED}, "confirmed"),
    ("r2019", "web", "", {"received_on": "2026-11-20", **CONFIRMED}, "both_sides"),
    ("r2019", "fax", "", {"received_on": "2026-11-20", **CONFIRMED}, "both_sides"),
    ("r2019", "other", "", {"received_on": "2026-11-20", **CONFIRMED}, "both_sides"),
]
ARRIVED = {"r2007": "2018-03-01", "r2019": "2026-11-19"}


@pytest.fixture
def browser(office: Office, signed_in: SignedIn) -> Client:
    """Return the clerk's browser."""
    return signed_in(office.clerk)


def typed(office: Office, **given: str) -> dict[str, Any]:
    """Return what stands in the entries that decide the day of receipt."""
    return {"organ": office.first.pk, "channel": "in_person", "arrived_on": "2026-11-20", **given}


@pytest.mark.parametrize("who", ["manager", "auditor", "administrator"])
def test_who_may_not_register_is_told_no_due_date(office: Office, signed_in: SignedIn, who: str) -> None:
    assert signed_in(getattr(office, who)).get(DUE, typed(office)).status_code == 403


def test_the_due_date_of_a_unit_outside_the_subtree_is_not_told(office: Office, signed_in: SignedIn) -> None:
    ExtraDayOff.objects.create(organ=office.first, on=date(2026, 12, 1), reason="虚构")
    told = signed_in(office.neighbour).get(DUE, typed(office)).json()
    assert "error" in told
    assert "due_on" not in told


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"arrived_on": "2026-11-24"}, "晚于今天"),
        ({"arrived_on": "明天"}, "请填写日期"),
        ({"arrived_on": ""}, "请填写到达日期"),
        ({"channel": "letter"}, "是否须签收"),
        ({"channel": "letter", "mail": "registered"}, "请填写签收日期"),
        ({"channel": "web", "received_on": "2026-11-19", "confirmed_by": "phone"}, "早于到达日期"),
        ({"received_on": "2026-11-21"}, "以提交之日为收到之日"),
        ({"arrived_on": "2008-01-02"}, "施行之日"),
        ({"arrived_on": "9999-12-31"}, "晚于今天"),
        ({"channel": "鸽子"}, "鸽子"),
    ],
)
def test_what_is_wrong_so_far_is_said_instead_of_a_date(
    office: Office, browser: Client, given: dict[str, str], sentence: str
) -> None:
    told = browser.get(DUE, typed(office, **given)).json()
    assert sentence in told["error"]
    assert "due_on" not in told


def test_nothing_is_said_before_a_channel_is_chosen(office: Office, browser: Client) -> None:
    told = browser.get(DUE, typed(office, channel="")).json()
    assert (told["due_on"], told["asks"]) == (None, [])
    assert browser.get(DUE).json()["due_on"] is None


def test_what_is_not_confirmed_has_no_due_date_yet(office: Office, browser: Client) -> None:
    told = browser.get(DUE, typed(office, channel="letter", mail="ordinary")).json()
    assert told["due_on"] is None
    assert "期限不起算" in told["text"]
    assert "当日与申请人确认（《政府信息公开条例》（2019）第三十一条）" in told["text"]


def test_a_way_still_missing_does_not_hide_the_due_date(office: Office, browser: Client) -> None:
    told = browser.get(DUE, typed(office, channel="web", received_on="2026-11-20")).json()
    assert told["due_on"] == "2026-12-18"


def test_a_day_off_of_the_unit_moves_what_is_told(office: Office, browser: Client) -> None:
    assert browser.get(DUE, typed(office)).json()["due_on"] == "2026-12-18"
    ExtraDayOff.objects.create(organ=office.first, on=date(2026, 12, 1), reason="虚构")
    assert browser.get(DUE, typed(office)).json()["due_on"] == "2026-12-21"


def test_a_date_that_may_still_move_is_called_provisional(
    office: Office, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert browser.get(DUE, typed(office)).json()["provisional"] is False
    monkeypatch.setattr("requests_app.admin.desk.Desk.today", property(lambda _: date(2026, 12, 11)))
    told = browser.get(DUE, typed(office, arrived_on="2026-12-10")).json()
    assert told["provisional"] is True
    assert "暂定" in told["text"]


@pytest.mark.parametrize(("regime", "channel", "mail", "given", "basis"), WAYS)
def test_a_request_is_received_on_the_day_that_the_law_takes(
    office: Office, browser: Client, regime: str, channel: str, mail: str, given: dict[str, str], basis: str
) -> None:
    sent: dict[str, Any] = {
        "organ": office.first.pk,
        "channel": channel,
        "mail": mail,
        "arrived_on": ARRIVED[regime],
        **given,
    }
    told = browser.get(DUE, sent).json()
    answer = browser.post(page("add"), {**sent, **WHOLE}, follow=True)
    case = DisclosureRequest.objects.get()
    received_on = date.fromisoformat(given.get("received_on", ARRIVED[regime]))
    assert (case.regime, case.status, case.receipt_basis, case.received_on) == (regime, "open", basis, received_on)
    assert told["due_on"] == str(case.due_on)  # one engine: what was told is what is kept
    assert f"答复期限：{case.due_on}" in answer.content.decode()


@pytest.mark.parametrize(("channel", "mail"), [("letter", "ordinary"), ("web", ""), ("fax", ""), ("other", "")])
def test_what_is_not_yet_confirmed_is_kept_waiting(office: Office, browser: Client, channel: str, mail: str) -> None:
    sent = {**typed(office, channel=channel, mail=mail), **WHOLE}
    browser.post(page("add"), sent)
    case = DisclosureRequest.objects.get()
    assert (case.status, case.received_on, case.receipt_basis, case.due_on) == ("unconfirmed", None, "", None)


def test_by_what_means_and_with_whom_is_kept_and_the_name_is_sealed(
    office: Office, browser: Client, signed_in: SignedIn
) -> None:
    browser.post(page("add"), {**typed(office, channel="web", received_on="2026-11-20"), **CONFIRMED, **WHOLE})
    case = DisclosureRequest.objects.get()
    event = case.events.get()
    assert event.data["how"] == "phone"
    assert event.sealed == {"with": "周某的代理人（虚构）"}
    assert "周某的代理人" in browser.get(page("change", case.pk)).content.decode()
    assert "周某的代理人" not in signed_in(office.auditor).get(page("change", case.pk)).content.decode()


def test_ordinary_mail_confirmed_later_than_it_came_is_registered_with_a_warning(
    office: Office, browser: Client
) -> None:
    late = {"channel": "letter", "mail": "ordinary", "arrived_on": "2026-11-19", "received_on": "2026-11-20"}
    answer = browser.post(page("add"), {**typed(office, **late), **CONFIRMED, **WHOLE}, follow=True)
    assert "平信应在到达当日与申请人确认" in answer.content.decode()
    late["arrived_on"] = "2026-11-20"
    answer = browser.post(page("add"), {**typed(office, **late), **CONFIRMED, **WHOLE}, follow=True)
    assert "平信应在到达当日与申请人确认" not in answer.content.decode()


@pytest.mark.parametrize(("channel", "basis"), [("letter", "confirmed"), ("web", "both_sides"), ("fax", "both_sides")])
def test_the_basis_of_a_later_confirmation_follows_the_channel(
    office: Office, browser: Client, register: Register, channel: str, basis: str
) -> None:
    case = register(arrived_on=date(2026, 11, 19), received_on=None, receipt_basis="", channel=channel)
    browser.post(act_page(case, "confirm_receipt"), {"on": "2026-11-23", "confirmed_by": "message", "version": 1})
    case.refresh_from_db()
    assert (case.received_on, case.receipt_basis) == (TODAY, basis)


def test_a_confirmation_without_its_means_is_refused(office: Office, browser: Client, register: Register) -> None:
    case = register(arrived_on=date(2026, 11, 19), received_on=None, receipt_basis="", channel="web")
    answer = browser.post(act_page(case, "confirm_receipt"), {"on": "2026-11-23", "confirmed_by": "", "version": 1})
    assert "confirmed_by" in answer.context["form"].errors
    case.refresh_from_db()
    assert case.status == "unconfirmed"


def test_the_keyboard_starts_where_something_is_to_be_entered(
    office: Office, browser: Client, signed_in: SignedIn
) -> None:
    def starts_at(answer: Any) -> list[str]:
        form = answer.context["form"]
        return [name for name, entry in form.fields.items() if entry.widget.attrs.get("autofocus")]

    assert starts_at(browser.get(page("add"))) == ["channel"]
    assert starts_at(signed_in(office.coordinator).get(page("add"))) == ["organ"]
    wrong = {**typed(office), **WHOLE, "phone": "", "content": ""}
    assert starts_at(browser.post(page("add"), wrong)) == ["phone"]


def test_a_receipt_is_offered_only_where_there_are_papers(
    office: Office, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reversed_to(name: str, **kwargs: Any) -> str:
        if name.endswith("_receipt"):
            return f"/receipt-of/{kwargs['args'][0]}/"
        return reverse(name, **kwargs)

    def none_there(name: str, **kwargs: Any) -> str:
        if name.endswith("_receipt"):
            raise NoReverseMatch
        return reverse(name, **kwargs)

    monkeypatch.setattr(registering, "reverse", none_there)
    assert "print_receipt" not in browser.get(page("add")).context["form"].fields
    answer = browser.post(page("add"), {**typed(office), **WHOLE, "print_receipt": "on"})
    assert answer["Location"] == page("change", DisclosureRequest.objects.get().pk)

    monkeypatch.setattr(registering, "reverse", reversed_to)
    assert "print_receipt" in browser.get(page("add")).context["form"].fields
    answer = browser.post(page("add"), {**typed(office), **WHOLE, "print_receipt": "on"})
    latest = DisclosureRequest.objects.latest("pk")
    assert answer["Location"] == f"/receipt-of/{latest.pk}/"
    answer = browser.post(page("add"), {**typed(office), **WHOLE}, follow=True)
    latest = DisclosureRequest.objects.latest("pk")
    assert f'<a href="/receipt-of/{latest.pk}/">打印登记回执</a>' in answer.content.decode()
