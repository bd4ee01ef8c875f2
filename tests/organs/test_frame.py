"""The frame of every page: which entry of the menu is marked, where the breadcrumbs lead, what is said in Chinese."""

import re

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import ResolverMatch, resolve, reverse

from openness.admin_site import APPS
from openness.menu import ENTRIES, section_of
from openness.organs.choices import TrailKind
from openness.organs.models import User
from openness.organs.trail import leave
from tests.office import NOW, Office

pytestmark = pytest.mark.django_db
MARKED = re.compile(r'<a href="([^"]+)" aria-current="(page|true)">([^<]+)</a>')
ENGLISH = re.compile(r">[^<]*\b(Error|Model|Add|Change|View|None|LDAP|pbkdf2\w*|load_organs)\b[^<]*<")
ADD_PAGES = (
    "organs_organ_add", "organs_user_add", "organs_deputy_add", "requests_app_calendarnotice_add",
)  # fmt: skip


@pytest.fixture
def office() -> Office:
    return Office()


def opened(user: User, address: str) -> str:
    """Return a page as a person sees it."""
    client = Client()
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def menu(text: str) -> str:
    """Return the menu of a page."""
    return text.partition('aria-label="主菜单"')[2].partition("</nav>")[0]


def test_an_address_outside_the_admin_belongs_to_no_section() -> None:
    assert section_of(None) == ""
    assert section_of(resolve("/admin/")) == ""
    assert section_of(ResolverMatch(lambda: None, (), {}, url_name="organs_user_change")) == ""


def test_nothing_is_marked_on_the_first_page(office: Office) -> None:
    assert not MARKED.search(menu(opened(office.coordinator, reverse("admin:index"))))


def test_every_page_of_the_admin_belongs_to_an_entry_of_the_menu() -> None:
    sections = {entry.section for entry in ENTRIES}
    for model in (model for model in admin.site._registry if model._meta.app_label in APPS):
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        assert section_of(resolve(reverse(name))) in sections, name


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.section)
@pytest.mark.parametrize("who", ["coordinator", "administrator"])
def test_each_entry_is_marked_on_its_own_page_and_no_other(office: Office, who: str, entry: object) -> None:
    user: User = getattr(office, who)
    page: str = reverse(entry.address)  # type: ignore[attr-defined]
    client = Client()
    client.force_login(user)
    answer = client.get(page)
    if answer.status_code == 403:
        assert f'href="{page}"' not in menu(opened(user, reverse("admin:index")))
        return
    found = MARKED.findall(menu(answer.content.decode()))
    assert found == [(page, "page", entry.label)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "label"),
    [("user_change", "人员"), ("user_history", "人员"), ("organ_change", "单位"), ("organ_switches", "单位")],
)
def test_a_page_below_marks_the_entry_above_it(office: Office, name: str, label: str) -> None:
    who = office.coordinator if name == "organ_switches" else office.administrator
    pk = office.clerk.pk if name.startswith("user") else office.first.pk
    found = MARKED.findall(menu(opened(who, reverse(f"admin:organs_{name}", args=(pk,)))))
    assert [(mark, words) for _, mark, words in found] == [("true", label)]


def test_the_page_of_a_password_marks_people(office: Office) -> None:
    page = opened(office.administrator, reverse("admin:auth_user_password_change", args=(office.clerk.pk,)))
    assert [words for _, _, words in MARKED.findall(menu(page))] == ["人员"]


@pytest.mark.parametrize("name", ["requests_app_numberseries", "organs_organ", "reports_app_report"])
def test_no_breadcrumb_leads_to_a_second_first_page(office: Office, name: str) -> None:
    text = opened(office.coordinator, reverse(f"admin:{name}_changelist"))
    crumbs = text.partition('<div class="breadcrumbs">')[2].partition("</div>")[0]
    assert re.findall(r'href="([^"]+)"', crumbs) == [reverse("admin:index")]


def test_the_index_of_a_part_has_its_pages_and_no_workbench(office: Office) -> None:
    text = opened(office.coordinator, reverse("admin:app_list", args=("requests_app",)))
    assert "workbench" not in text.partition("<main")[2]
    assert "<h1>依申请公开</h1>" in text
    assert reverse("admin:requests_app_numberseries_changelist") in text.partition("<main")[2]


@pytest.mark.parametrize("name", ADD_PAGES)
def test_a_refused_form_says_so_in_the_title_and_in_chinese(office: Office, name: str) -> None:
    client = Client()
    client.force_login(office.administrator)
    fresh = client.get(reverse(f"admin:{name}")).content.decode()
    assert "<title>有误" not in fresh
    text = client.post(reverse(f"admin:{name}"), {"year": "明年"}).content.decode()
    assert "<title>有误：" in text.replace("\n", "")
    assert not ENGLISH.search(text), ENGLISH.search(text)


def test_the_page_of_a_person_shows_nothing_of_the_password(office: Office) -> None:
    text = opened(office.administrator, reverse("admin:organs_user_change", args=(office.clerk.pk,)))
    assert office.clerk.password.split("$")[0] not in text
    for word in ("迭代次数", "盐", "哈希", "反选"):
        assert word not in text
    assert "设定新密码" in text
    assert 'class="required">姓名：</label>' in text


def test_a_password_is_set_but_never_switched_off(office: Office) -> None:
    page = reverse("admin:auth_user_password_change", args=(office.clerk.pk,))
    text = opened(office.administrator, page)
    assert not ENGLISH.search(text) and "unset-password" not in text
    client = Client()
    client.force_login(office.administrator)
    assert client.post(page, {"usable_password": "false", "set-password": "1"}).status_code == 200  # asked again
    office.clerk.refresh_from_db()
    assert office.clerk.has_usable_password()
    fresh = {"password1": "a-long-made-up-word-8", "password2": "a-long-made-up-word-8", "set-password": "1"}
    assert client.post(page, fresh).status_code == 302
    office.clerk.refresh_from_db()
    assert office.clerk.check_password("a-long-made-up-word-8")


def test_an_entry_of_the_trail_reads_without_none_and_offers_no_history(office: Office) -> None:
    one = leave(by=office.clerk, at=NOW, kind=TrailKind.LOOK, subject="虚号1")
    text = opened(office.coordinator, reverse("admin:organs_trailentry_change", args=(one.pk,)))
    body = text.partition("<main")[2]
    assert "None" not in body
    assert "history" not in body
    assert not re.search(r'<div class="readonly">\s*</div>', body)


def test_where_a_unit_stood_is_told_in_words(office: Office) -> None:
    text = opened(office.administrator, reverse("admin:organs_organ_change", args=(office.first.pk,)))
    assert "load_organs" not in text
    assert "icon-no" not in text
    assert "垂直管理" in text


def test_words_of_lists_stand_without_gaps(office: Office) -> None:
    text = opened(office.administrator, reverse("admin:organs_organ_changelist"))
    assert "增加单位" in text and "按类别" in text and "共 3 条" in text
    for gap in ("增加 单位", "以 类别", "结果。"):
        assert gap not in text


@pytest.mark.parametrize("name", ADD_PAGES)
def test_what_is_not_chosen_yet_is_said_in_words(office: Office, name: str) -> None:
    assert "-----" not in opened(office.administrator, reverse(f"admin:{name}"))


def test_the_pages_of_a_list_mark_where_one_is(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    page = type(admin.site._registry[User])
    monkeypatch.setattr(page, "list_per_page", 3)
    address = reverse("admin:organs_user_changelist")
    first = opened(office.administrator, address)
    assert '<span class="this-page" aria-current="page">1</span>' in first
    assert "上一页" not in first and '<a href="?p=2" rel="next">下一页</a>' in first
    last = opened(office.administrator, f"{address}?p=3")
    assert '<a href="?p=2" rel="prev">上一页</a>' in last and "下一页" not in last
