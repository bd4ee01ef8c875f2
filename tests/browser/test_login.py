"""Who is let in, and what others get to read."""

import pytest

from openness.organs.models import User
from requests_app.models import DisclosureRequest
from tests.browser.papers import answered
from tests.browser.window import Window
from tests.office import Office

SECRETS = ("不该外传的内容", "钱某秘密", "不该外传的电话")


@pytest.fixture
def case(office: Office) -> DisclosureRequest:
    """Give a case of 甲局 whose text is nobody else's business (invented)."""
    matter, name, phone = SECRETS
    return answered(office, content=matter, applicant_name=name, applicant_kind="ent", phone=phone)


def test_a_wrong_password_is_refused_in_chinese(window: Window, office: Office) -> None:
    window.sign_in(office.clerk, password="not-the-password")
    assert "用户名或密码不对" in window.text(".errornote")
    assert window.page.locator("[name=password]").is_visible()
    window.open("/reports/")
    assert "/admin/login/" in window.page.url


@pytest.mark.parametrize("who", ["neighbour", "stranger"])
def test_a_person_of_another_unit_gets_404_and_nothing_of_the_case(
    window: Window, office: Office, case: DisclosureRequest, who: str
) -> None:
    person: User = getattr(office, who)
    window.sign_in(person)
    report = f"/report/{office.first.code}/{case.register_year}/own/"
    paths = [
        f"/admin/requests_app/disclosurerequest/{case.pk}/change/",
        f"/admin/requests_app/disclosurerequest/{case.pk}/do/decide/",
        report,
        f"{report}cases/?cell=T3/1/np",
        f"{report}cases/?cell=T3/1/ent",
    ]
    for path in paths:
        response = window.open(path)
        body = response.text()
        assert response.status == 404, path
        assert [secret for secret in (*SECRETS, case.number) if secret in body] == [], path
    _forget_404(window)


def test_the_list_of_another_unit_does_not_show_the_case(
    window: Window, office: Office, case: DisclosureRequest
) -> None:
    window.sign_in(office.neighbour)
    window.open("/admin/requests_app/disclosurerequest/?q=不该外传")
    assert case.number not in window.text()
    assert "没有符合条件的记录" in window.text()


def _forget_404(window: Window) -> None:
    """Chromium writes every 404 into the console; here they are what was asked for."""
    window.complaints[:] = [said for said in window.complaints if "404" not in said]
