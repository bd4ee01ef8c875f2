"""The trail: only added to, written at every login, read within the subtree."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from openness import paging
from openness.organs.choices import TrailKind
from openness.organs.models import TrailEntry, TrailIsFixed, User
from openness.organs.trail import leave, trail_visible_to
from tests.office import NOW, Office

pytestmark = pytest.mark.django_db
LIST = "admin:organs_trailentry_changelist"
PASSWORD = "pass-for-tests"


@pytest.fixture
def office() -> Office:
    return Office()


def entry(office: Office, **changes: Any) -> TrailEntry:
    """Leave a made-up entry of the clerk of 甲局."""
    given: dict[str, Any] = {"by": office.clerk, "at": NOW, "kind": TrailKind.LOOK, "subject": "虚号1"}
    return leave(**{**given, **changes})


def log_in(username: str, password: str = PASSWORD) -> Client:
    """Send the login form."""
    client = Client(REMOTE_ADDR="10.1.2.3")
    client.post(reverse("admin:login"), {"username": username, "password": password})
    return client


def listed(user: User, **query: str) -> str:
    """Return the page of the trail as a person sees it."""
    client = Client()
    client.force_login(user)
    return client.get(reverse(LIST), query).content.decode()


def test_an_entry_is_neither_changed_nor_removed(office: Office) -> None:
    one = entry(office)
    for wrong in (one.save, one.delete, TrailEntry.objects.all().delete):
        with pytest.raises(TrailIsFixed):
            wrong()
    with pytest.raises(TrailIsFixed):
        TrailEntry.objects.update(subject="别的")
    assert TrailEntry.objects.get().subject == "虚号1"


def test_nobody_changes_or_removes_an_entry_in_the_admin(office: Office) -> None:
    one = entry(office, organ=office.first)
    for who in ("coordinator", "auditor", "administrator"):
        client = Client()
        client.force_login(getattr(office, who))
        for page, sent in (("change", {"subject": "别的"}), ("delete", {"post": "yes"})):
            address = reverse(f"admin:organs_trailentry_{page}", args=(one.pk,))
            assert client.post(address, sent).status_code == 403
    assert TrailEntry.objects.get(pk=one.pk).subject == "虚号1"


def test_login_and_logout_are_kept_with_the_address(office: Office) -> None:
    client = log_in("li.clerk")
    client.post(reverse("admin:logout"))
    kept = TrailEntry.objects.order_by("pk").values_list("kind", "who", "username", "organ", "ip")
    assert list(kept) == [
        (kind, office.clerk.pk, "li.clerk", office.first.pk, "10.1.2.3") for kind in ("login", "logout")
    ]


def test_a_failed_login_is_kept_as_typed_and_belongs_to_the_unit_of_a_known_name(office: Office) -> None:
    log_in("li.clerk", "wrong")
    log_in("x" * 150, "wrong")
    kept = [(one.kind, one.who, one.username, one.organ) for one in TrailEntry.objects.order_by("pk")]
    assert kept == [
        ("login_failed", None, "li.clerk", office.first),
        ("login_failed", None, "x" * 150, None),
    ]


def test_a_lockout_is_kept(office: Office, settings: Any) -> None:
    settings.AXES_ENABLED = True
    for _ in range(settings.AXES_FAILURE_LIMIT + 3):
        log_in("li.clerk", "wrong")
    log_in("li.clerk")  # the right one comes too late, and is no failure of its own
    kinds = list(TrailEntry.objects.values_list("kind", flat=True))
    assert kinds.count("locked") == 1
    assert kinds.count("login_failed") == settings.AXES_FAILURE_LIMIT
    locked = TrailEntry.objects.filter(kind="locked").first()
    assert locked is not None
    assert (locked.username, locked.organ, locked.who) == ("li.clerk", office.first, None)


def test_an_address_that_tries_many_names_is_locked_and_an_office_behind_one_is_not(
    office: Office, settings: Any
) -> None:
    settings.AXES_ENABLED, settings.LOGIN_FAILURES_PER_ADDRESS = True, 12
    for place in range(4):
        for _ in range(4):  # a colleague who mistypes and gets in has it taken back
            log_in("wang.head", "wrong")
        assert "_auth_user_id" in log_in("wang.head").session, place
    for place in range(12):
        log_in(f"guess{place}", "wrong")
    assert TrailEntry.objects.filter(kind="locked").count() == 1
    assert "_auth_user_id" not in log_in("li.clerk").session
    assert TrailEntry.objects.filter(kind="locked").count() == 1
    settings.LOGIN_FAILURES_PER_ADDRESS = None
    assert "_auth_user_id" in log_in("li.clerk").session


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("clerk", set()),
        ("head", set()),
        ("manager", set()),
        ("coordinator", {"甲局的人", "关于甲局"}),
        ("auditor", {"甲局的人", "关于甲局"}),
        ("administrator", {"甲局的人", "关于甲局", "无名"}),
        ("stranger", {"外区的人"}),
    ],
)
def test_each_reads_what_concerns_the_own_subtree_and_nothing_else(office: Office, who: str, seen: set[str]) -> None:
    entry(office, subject="甲局的人")
    entry(office, subject="关于甲局", by=None, organ=office.first)
    entry(office, subject="无名", by=None, username="不是登录名")
    entry(office, subject="外区的人", by=office.stranger)
    reader = getattr(office, who)
    assert set(trail_visible_to(reader, TrailEntry.objects.all()).values_list("subject", flat=True)) == seen


def test_an_administrator_below_the_root_does_not_read_names_that_nobody_has(office: Office) -> None:
    below = office.person("below.admin", "administrator", office.first)  # type: ignore[arg-type]
    entry(office, subject="无名", by=None, username="误填的密码")
    assert not trail_visible_to(below, TrailEntry.objects.all()).exists()
    assert "误填的密码" not in listed(below)
    assert "误填的密码" in listed(office.administrator)


def test_what_lies_outside_cannot_be_found_by_searching(office: Office) -> None:
    entry(office, subject="外区秘号", by=office.stranger)
    page = listed(office.auditor, q="外区秘号")
    assert page.count("外区秘号") == page.count('value="外区秘号"')
    assert "0 条" in page


def test_the_list_is_searched_and_filtered(office: Office) -> None:
    entry(office, subject="甲号")
    entry(office, subject="乙号", kind=TrailKind.EXPORT)
    assert "乙号" not in listed(office.auditor, q="甲号")
    assert "甲号" not in listed(office.auditor, kind__exact="export")
    assert listed(office.auditor).index("乙号") < listed(office.auditor).index("甲号")


def test_the_count_stops_at_its_cap(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "COUNT_CAP", 2)
    for number in range(4):
        entry(office, subject=f"第{number}号")
    assert "超过 2 条" in listed(office.auditor)


FORBIDDEN = (
    "who__password__startswith", "who__password", "who__full_name__contains", "organ__name__contains", "who__is_superuser",
    "subject__startswith", "username__startswith", "ip__startswith", "kind__startswith", "id__gt",
)  # fmt: skip


@pytest.mark.parametrize("lookup", FORBIDDEN)
@pytest.mark.parametrize("who", ["coordinator", "auditor", "administrator"])
def test_a_filter_that_is_not_offered_tells_nobody_anything(office: Office, who: str, lookup: str) -> None:
    entry(office, subject="甲号")
    client = Client()
    client.force_login(getattr(office, who))
    told = []
    for guess in (office.clerk.password[:8], "不对"):
        answer = client.get(reverse(LIST), {lookup: guess})
        assert answer.status_code == 400
        told.append("甲号" in answer.content.decode())
    assert told == [False, False]


def test_the_filters_that_are_offered_work(office: Office) -> None:
    entry(office, subject="甲号", with_personal=True)
    assert "甲号" in listed(office.auditor, with_personal__exact="1")
    assert "甲号" not in listed(office.auditor, with_personal__exact="0")
    assert "甲号" not in listed(office.auditor, at__gte="2026-11-24 00:00:00+08:00")
    assert "甲号" not in listed(office.auditor, at__lt="2026-11-23 00:00:00+08:00")
