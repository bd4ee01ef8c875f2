"""The registration while one types: entries come and go with the channel, the due date stands beside them, all in 390 pixels too."""

from datetime import date

import pytest

from requests_app.choices import Regime
from requests_app.models import DisclosureRequest
from requests_app.regimes import terms
from requests_app.workdays import packaged_calendar
from tests.browser.papers import PHONE, days_ago, registered
from tests.browser.window import TELEPHONE, Window
from tests.office import Office

ADD = "/admin/requests_app/disclosurerequest/add/"
DEPENDENT = ("mail", "received_on", "confirmed_by", "confirmed_with")
WHOLE = {
    "applicant_kind": "np", "applicant_name": "钱某（虚构）", "id_number": "虚构证件", "phone": PHONE,
    "content": "道路改造工程招标文件（虚构）",
}  # fmt: skip


@pytest.mark.parametrize(
    ("channel", "mail", "shown"),
    [
        ("in_person", "", ()),
        ("letter", "", ("mail",)),
        ("letter", "registered", ("mail", "received_on")),
        ("letter", "ordinary", DEPENDENT),
        ("web", "", DEPENDENT[1:]),
        ("fax", "", DEPENDENT[1:]),
    ],
)
def test_only_what_the_channel_needs_is_asked(
    window: Window, office: Office, channel: str, mail: str, shown: tuple[str, ...]
) -> None:
    window.sign_in(office.clerk)
    window.open(ADD)
    window.fill(channel=channel, **({"mail": mail} if mail else {}))
    _expect_shown(window, shown)


def test_the_due_date_appears_while_one_types_and_is_the_one_that_is_kept(window: Window, office: Office) -> None:
    window.sign_in(office.clerk)
    window.open(ADD)
    window.fill(channel="web", arrived_on=str(days_ago(3)))
    _expect_told(window, "期限不起算")
    window.fill(received_on=str(days_ago(2)), confirmed_by="phone")
    due_on = _after(days_ago(2))
    _expect_told(window, f"答复期限 {due_on}")
    window.fill(received_on=str(days_ago(4)))
    _expect_told(window, "早于到达日期")
    window.fill(received_on=str(days_ago(2)), **WHOLE)
    _expect_told(window, f"答复期限 {due_on}")
    window.save()
    assert DisclosureRequest.objects.get().due_on == due_on


def test_the_day_of_signing_follows_the_day_of_arrival_until_somebody_types_it(window: Window, office: Office) -> None:
    window.sign_in(office.clerk)
    window.open(ADD)
    signed = window.page.locator("[name=received_on]")
    window.fill(channel="letter", mail="registered")
    window.fill(arrived_on=str(days_ago(3)))
    _expect_told(window, f"答复期限 {_after(days_ago(3))}")
    assert signed.input_value() == str(days_ago(3))
    window.fill(received_on=str(days_ago(1)), arrived_on=str(days_ago(2)))
    _expect_told(window, f"答复期限 {_after(days_ago(1))}")
    assert signed.input_value() == str(days_ago(1))


def test_the_day_of_signing_is_no_day_of_confirmation(window: Window, office: Office) -> None:
    window.sign_in(office.clerk)
    window.open(ADD)
    window.fill(channel="letter", mail="registered", arrived_on=str(days_ago(3)))
    _expect_told(window, "答复期限")
    window.fill(mail="ordinary")
    _expect_told(window, "期限不起算")
    assert window.page.locator("[name=received_on]").input_value() == ""


def test_what_was_typed_for_another_channel_is_not_sent(window: Window, office: Office) -> None:
    window.sign_in(office.clerk)
    window.open(ADD)
    window.fill(channel="web", received_on=str(days_ago(0)), confirmed_by="phone", **WHOLE)
    window.fill(channel="in_person")
    _expect_shown(window, ())
    window.save()
    case = DisclosureRequest.objects.get()
    assert (case.receipt_basis, case.received_on) == ("submitted", case.arrived_on)


def test_a_wrong_entry_takes_the_keyboard(window: Window, office: Office) -> None:
    window.sign_in(office.clerk)
    window.open(ADD)
    window.fill(channel="in_person", **{**WHOLE, "phone": ""})
    window.save()
    window.page.locator("[name=phone]:focus").wait_for()
    assert window.page.locator("[name=content]").input_value() == WHOLE["content"]


def test_the_screen_of_registration_fits_a_telephone(window: Window, office: Office) -> None:
    for number in range(3):
        registered(
            office,
            applicant_name=f"某某省某某市某某区房地产开发有限公司{number}（虚构）" * 3,
            phone=f"1000000000{number}",
        )
    window.sign_in(office.clerk)
    window.resize(TELEPHONE)
    window.open(ADD)
    window.fill(channel="letter")
    window.fill(mail="ordinary", find="房地产")
    window.page.click(".finder-button")
    window.page.locator(".finder-list li").first.wait_for()
    _expect_shown(window, DEPENDENT)
    assert list(window.overflow()) == []


def test_without_the_script_everything_is_asked_and_an_applicant_is_found(window: Window, office: Office) -> None:
    case = registered(office, applicant_name="孙某某（虚构）")
    window.page.route("**/register.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    window.sign_in(office.clerk)
    window.open(ADD)
    assert _shown(window) == DEPENDENT
    window.fill(channel="in_person", find="孙某")
    window.press("查找")
    window.press("采用")
    assert window.page.locator("[name=applicant_name]").input_value() == "孙某某（虚构）"
    assert window.page.locator("[name=channel]").input_value() == "in_person"
    window.fill(content="公园修缮合同（虚构）")
    window.save()
    assert DisclosureRequest.objects.exclude(pk=case.pk).get().phone == PHONE


def _shown(window: Window) -> tuple[str, ...]:
    return tuple(name for name in DEPENDENT if window.page.locator(f"[name={name}]").is_visible())


def _expect_shown(window: Window, names: tuple[str, ...]) -> None:
    """Wait for exactly these at once: an answer to an earlier entry may show and hide others meanwhile."""
    window.page.wait_for_function(
        "names => names.every(([name, shown]) => document.querySelector(`[name=${name}]`).checkVisibility() === shown)",
        arg=[[name, name in names] for name in DEPENDENT],
    )


def _expect_told(window: Window, words: str) -> None:
    window.page.locator("#due-told", has_text=words).wait_for()


def _after(start: date) -> date:
    return packaged_calendar().add(start, int(str(terms(Regime.R2019, start).reply_days.value)))
