"""The entry page of typed figures: the rules of the operation, and nothing typed is lost; numbers are invented."""

import pytest
from django.test import Client

from reports_app.models import Figure
from tests.office import Office

SHEET = "/report/T0101/2024/own/figures/"


@pytest.fixture
def clerk(office: Office, client: Client) -> Client:
    """Return a client logged in as the clerk of 甲局, who keeps no cases yet."""
    client.force_login(office.clerk)
    return client


def test_an_error_in_the_third_field_keeps_everything_typed(clerk: Client) -> None:
    typed = {"T2/rules/1": "3", "T2/rules/2": "4", "T2/rules/3": "很多"}
    page = clerk.post(f"{SHEET}T2/", typed)
    shown = page.content.decode()
    assert page.status_code == 200
    assert all(f'value="{text}"' in shown for text in typed.values())
    assert page.context["form"].errors.keys() == {"T2/rules/3"}
    assert not Figure.objects.exists()


@pytest.mark.parametrize("value", ["-1", "1.5", "1e99", "<b>"])
def test_the_page_refuses_what_the_operation_refuses(clerk: Client, value: str) -> None:
    page = clerk.post(f"{SHEET}T2/", {"T2/rules/1": value})
    assert "T2/rules/1" in page.context["form"].errors
    assert "<b>" not in page.content.decode()


def test_a_sheet_that_does_not_exist_is_not_found(clerk: Client) -> None:
    assert clerk.get(f"{SHEET}T9/").status_code == 404


def test_what_was_changed_is_entered_and_shown_with_who_and_when(clerk: Client) -> None:
    page = clerk.post(f"{SHEET}T2/", {"T2/rules/1": "3", "T2/admin_fee/1": "0.5"}, follow=True)
    figure = Figure.objects.get(address="T2/rules/1")
    assert figure.entered_by is not None
    assert f"{figure.entered_by}" in page.content.decode()
    assert 'value="0.5"' in page.content.decode()


def test_a_field_emptied_takes_the_figure_back(clerk: Client) -> None:
    clerk.post(f"{SHEET}T2/", {"T2/rules/1": "3", "T2/rules/2": "1"})
    clerk.post(f"{SHEET}T2/", {"T2/rules/1": "", "T2/rules/2": "1"})
    assert list(Figure.objects.values_list("address", flat=True)) == ["T2/rules/2"]


def test_units_are_shown_beside_the_fields(clerk: Client) -> None:
    assert "万元</span>" in clerk.get(f"{SHEET}T2/").content.decode()


def test_counted_cells_are_typed_only_where_no_cases_are_kept(busy: Office, client: Client) -> None:
    client.force_login(busy.clerk)
    kept = client.get(f"{SHEET}T3/")
    assert not kept.context["sheet"].cells
    assert "没有要填报的" in kept.content.decode()
    empty = client.get("/report/T0101/2015/own/figures/S/")
    assert "S/3.1.1" in {cell.address for cell in empty.context["sheet"].cells}


def test_the_rest_is_filled_by_one_explicit_act(clerk: Client) -> None:
    clerk.post(f"{SHEET}T2/", {"T2/rules/1": "3"})
    page = clerk.post(f"{SHEET}T2/zero/", follow=True)
    assert "已填 0" in page.content.decode()
    assert Figure.objects.get(address="T2/rules/1").value == 3
    assert Figure.objects.exclude(address="T2/rules/1").values_list("value", flat=True).distinct().get() == 0


def test_own_words_are_entered_with_their_label(clerk: Client) -> None:
    clerk.post(f"{SHEET}P/", {"P/wechat": "7", "P/wechat@label": "在微信上公开信息"})
    figure = Figure.objects.get()
    assert (figure.address, figure.label) == ("P/wechat", "在微信上公开信息")
    assert figure.value == 7


def test_a_new_figure_needs_its_name(clerk: Client) -> None:
    page = clerk.post(f"{SHEET}X/", {"new@value": "7", "new@slug": "hotline"})
    assert "new@label" in page.context["form"].errors
    clerk.post(f"{SHEET}X/", {"new@value": "7", "new@slug": "hotline", "new@label": "热线", "new@unit": "次"})
    assert Figure.objects.get().address == "X/hotline"


@pytest.mark.parametrize("slug", ["Hot Line", "热线", "../x"])
def test_a_slug_that_is_no_address_is_refused(clerk: Client, slug: str) -> None:
    page = clerk.post(f"{SHEET}X/", {"new@value": "7", "new@slug": slug, "new@label": "热线"})
    assert "new@slug" in page.context["form"].errors
    assert not Figure.objects.exists()


@pytest.mark.parametrize("year", [2018, 2019, 2024])
@pytest.mark.parametrize("sheet", ["T2", "T3", "T4", "S", "P", "X"])
def test_no_two_fields_of_a_group_have_the_same_name(clerk: Client, sheet: str, year: int) -> None:
    page = clerk.get(f"/report/T0101/{year}/own/figures/{sheet}/")
    if page.status_code == 404:
        assert (sheet == "S") != (year == 2018)
        return
    form = page.context["form"]
    for group in page.context["sheet"].groups:
        names = [form.fields[cell.address].label for cell in group.cells]
        assert sheet == "X" or len(set(names)) == len(names), group.heading
