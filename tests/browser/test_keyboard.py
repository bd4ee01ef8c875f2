"""A request is registered without a mouse: Tab, typing, arrows, Enter; where the keyboard is can always be seen."""

from requests_app.models import DisclosureRequest
from tests.browser.papers import PHONE, registered
from tests.browser.window import PASSWORD, Window
from tests.office import Office

MOST_TABS = 80
FOCUSED = """() => {
  const one = document.activeElement, look = getComputedStyle(one);
  return {name: one.name || one.textContent.trim() || one.value || "",
          isSeen: look.outlineStyle !== "none" || look.boxShadow !== "none" || one === document.body};
}"""
APPLICANT = {"applicant_name": "孙某某（虚构）", "id_number": "虚构证件", "address": "虚构路2号"}


def test_a_request_is_registered_by_keyboard_alone(window: Window, office: Office) -> None:
    keyboard = window.page.keyboard
    _sign_in_by_keyboard(window, office)
    _tab_to(window, "登记申请")
    _press_enter(window)
    assert _focused(window) == "channel"  # the page opens where something is to be entered
    keyboard.press("ArrowDown")  # 当面: the day of arrival is the day of receipt
    _tab_to(window, "applicant_kind")
    keyboard.press("ArrowDown")  # 自然人
    for name, typed in (
        ("applicant_name", "孙某（虚构）"), ("id_number", "虚构证件"), ("phone", PHONE), ("content", "公交线路调整依据（虚构）"),
    ):  # fmt: skip
        _tab_to(window, name)
        keyboard.insert_text(typed)
    _tab_to(window, "保存")
    _press_enter(window)
    case = DisclosureRequest.objects.get()
    assert (case.channel, case.applicant_name) == ("in_person", "孙某（虚构）")
    assert case.number in window.text("h1")


def test_an_applicant_is_found_again_and_enter_saves_by_keyboard_alone(window: Window, office: Office) -> None:
    registered(office, **APPLICANT)
    keyboard = window.page.keyboard
    window.sign_in(office.clerk)
    window.open("/admin/requests_app/disclosurerequest/add/")
    window.page.locator("[name=channel]:focus").wait_for()
    keyboard.press("ArrowDown")  # 当面
    _tab_to(window, "find")
    keyboard.insert_text("孙某")
    keyboard.press("Enter")  # searches, and does not save
    window.page.locator(".finder-list li").wait_for()
    assert "＊＊＊" in window.text(".finder-list")
    assert PHONE not in window.text(".finder-list")
    keyboard.press("ArrowDown")
    keyboard.press("Enter")
    window.page.locator("[name=content]:focus").wait_for()
    for name, value in {**APPLICANT, "phone": PHONE, "applicant_kind": "np"}.items():
        assert window.page.locator(f"[name={name}]").input_value() == value, name
    keyboard.insert_text("公园修缮合同（虚构）")
    window.page.locator("[name=number]").focus()
    _press_enter(window)  # in an entry of one line
    case = DisclosureRequest.objects.latest("pk")
    assert (case.content, case.applicant_name, case.address) == ("公园修缮合同（虚构）", "孙某某（虚构）", "虚构路2号")
    assert case.number in window.text("h1")


def _sign_in_by_keyboard(window: Window, office: Office) -> None:
    keyboard = window.page.keyboard
    window.open("/admin/login/")
    window.page.locator("#id_username:focus").wait_for()  # typing before the page gives the focus is lost
    keyboard.type(office.clerk.username)  # the entry has the focus from the start
    keyboard.press("Tab")
    keyboard.type(PASSWORD)
    _press_enter(window)


def _focused(window: Window) -> str:
    window.page.locator("#register-form :focus").wait_for()
    name: str = window.ask(FOCUSED)["name"]
    return name


def _tab_to(window: Window, name: str) -> None:
    passed = []
    for _ in range(MOST_TABS):
        window.page.keyboard.press("Tab")
        focused = window.ask(FOCUSED)
        assert focused["isSeen"], f"the focus on {focused['name']} cannot be seen"
        if focused["name"] == name:
            return
        passed.append(focused["name"])
    raise AssertionError(f"{name} is not reached by Tab, only {passed}")


def _press_enter(window: Window) -> None:
    with window.page.expect_navigation():
        window.page.keyboard.press("Enter")
