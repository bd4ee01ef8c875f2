"""Lists in windows of every width and on paper: no column out of reach, no filter in the way."""

import re

import pytest

from requests_app.models import NumberSeries
from tests.browser.papers import busy_desk
from tests.browser.window import Window
from tests.office import Office

CASES = "/admin/requests_app/disclosurerequest/"
NUMBERS = "/admin/requests_app/numberseries/"
# How far the last column reaches beyond the box in which the rows scroll; 0 where everything is in sight.
BEYOND = """() => {
  const box = document.querySelector("#changelist-form .results");
  return Math.max(0, box.scrollWidth - box.clientWidth);
}"""
SEEN = """selector => [...document.querySelectorAll(selector)].filter(
  one => one.checkVisibility({visibilityProperty: true})).length"""
TOP = "selector => document.querySelector(selector).getBoundingClientRect().top"


@pytest.fixture
def desk(window: Window, office: Office) -> Window:
    """Fill the office and sign the coordinator in."""
    busy_desk(office)
    window.sign_in(office.coordinator)
    return window


@pytest.mark.parametrize("width", [1024, 1280])
def test_status_and_outcome_are_in_sight(desk: Window, width: int) -> None:
    desk.resize(width)
    desk.open(CASES)
    assert desk.page.evaluate(SEEN, "#result_list thead .column-status_tag") == 1
    assert desk.page.evaluate(SEEN, "#result_list thead .column-outcome_words") == 1
    assert desk.ask(BEYOND) == 0


@pytest.mark.parametrize(("width", "is_open"), [(375, False), (1024, False), (1280, True)])
def test_the_filters_are_a_closed_drawer_until_there_is_room(desk: Window, width: int, is_open: bool) -> None:
    desk.resize(width)
    desk.open(CASES)
    assert bool(desk.page.evaluate(SEEN, "#changelist-filter a")) is is_open
    assert desk.page.evaluate(TOP, "#result_list") < 900
    if not is_open:
        assert desk.page.evaluate(TOP, "#filter-drawer") < desk.page.evaluate(TOP, "#result_list")
        desk.page.click("#filter-drawer > summary")
        assert desk.page.evaluate(SEEN, "#changelist-filter a")


def test_the_linked_column_of_other_lists_stays_on_a_telephone(desk: Window, office: Office) -> None:
    NumberSeries.objects.get_or_create(organ=office.first, paper="register", year=2026, defaults={"last": 1})
    desk.resize(375)
    desk.open(NUMBERS)
    assert desk.page.evaluate(SEEN, "#result_list tbody th.field-organ a")
    desk.open(CASES)
    assert desk.page.evaluate(SEEN, "#result_list tbody th.field-number a")
    assert desk.page.evaluate(SEEN, "#result_list tbody .field-status_tag")


def test_on_paper_stand_all_columns_and_no_boxes_to_tick(desk: Window) -> None:
    desk.open(CASES)
    desk.page.emulate_media(media="print")
    assert not desk.page.evaluate(SEEN, ".action-checkbox-column, td.action-checkbox, #filter-drawer, .actions")
    desk.resize(1040)  # the width of an A4 sheet laid across, less its margins
    assert desk.page.evaluate(SEEN, "#result_list thead .column-status_tag") == 1
    assert desk.page.evaluate(SEEN, "#result_list thead .column-outcome_words") == 1
    assert desk.ask(BEYOND) == 0
    sheet = desk.page.pdf(prefer_css_page_size=True)
    width, height = map(float, re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", sheet)[0])
    assert width > height


def test_more_of_the_menu_opens_by_keyboard(desk: Window) -> None:
    desk.open(NUMBERS)
    desk.page.locator(".menu-more > summary").focus()
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.press("Tab")
    assert desk.ask("document.activeElement.textContent") == "代理"
