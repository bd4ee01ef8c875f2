"""Every address of the site, opened by every kind of person: the wrong one gets nothing, not even a count."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django.fixtures import Settings

from openness.organs.choices import Role, TrailKind
from openness.organs.models import Deputy, TrailEntry, User
from openness.organs.trail import leave
from reports_app.models import Figure, Report
from reports_app.operations import compile_report, enter_figures
from requests_app import letters, operations
from requests_app.models import (
    Appeal,
    CalendarDay,
    CalendarNotice,
    DisclosureRequest,
    ExtraDayOff,
    ImportBatch,
    NumberSeries,
)
from tests.office import NOW, Office

pytestmark = pytest.mark.django_db

SECRET = "申请人秘密姓名"
MATTER = "秘密的申请内容"
NUMBER = "秘号〔2026〕1号"
FILE = "某某人的身份证复印件"
"""The name of an attachment: people name files after applicants."""
PEOPLE = (
    "clerk", "head", "coordinator", "manager", "auditor", "administrator", "neighbour", "stranger", "anonymous",
)  # fmt: skip

INSIDE_READERS = {"clerk", "head", "coordinator", "manager", "auditor"}
INSIDE_HANDLERS = {"clerk", "head", "coordinator"}
READERS = INSIDE_READERS | {"neighbour", "stranger"}
HANDLERS = INSIDE_HANDLERS | {"neighbour", "stranger"}
STAFF = READERS | {"administrator"}
CALENDAR = {"coordinator", "stranger", "administrator"}
ANYBODY = {*PEOPLE}
INSIDE_STAFF = INSIDE_READERS | {"administrator"}
CALENDAR_PAGES = ("calendarday", "calendarnotice", "extradayoff")

CASE = "admin:requests_app_disclosurerequest"
APPEAL = "admin:requests_app_appeal"
TEMPLATE = "admin:requests_app_papertemplate"
REPORT = {"code": "T0101", "year": 2026, "scope": "own"}

OPENED_BY: dict[str, set[str]] = {
    "home": ANYBODY,
    "health": ANYBODY,
    "admin:login": {"anonymous"},  # who is signed in is sent on
    "admin:index": STAFF,
    "admin:password_change": STAFF,
    "admin:password_change_done": STAFF,
    "admin:jsi18n": STAFF,
    f"{CASE}_changelist": READERS,
    f"{CASE}_add": HANDLERS,
    f"{CASE}_record": HANDLERS,
    f"{CASE}_due": HANDLERS,
    f"{CASE}_applicants": HANDLERS,
    f"{CASE}_change": INSIDE_READERS,
    f"{CASE}_do": INSIDE_HANDLERS,
    f"{CASE}_paper": INSIDE_HANDLERS,
    f"{CASE}_paper_draft": INSIDE_HANDLERS,
    f"{CASE}_paper_file": INSIDE_HANDLERS,
    f"{CASE}_paper_serve": INSIDE_HANDLERS,
    f"{CASE}_paper_void": INSIDE_HANDLERS,
    f"{CASE}_receipt": INSIDE_HANDLERS,
    f"{CASE}_file": INSIDE_READERS,
    f"{CASE}_zip": INSIDE_HANDLERS,
    f"{TEMPLATE}_changelist": {"head", "coordinator", "stranger"},
    f"{TEMPLATE}_kind": {"head", "coordinator"},
    f"{TEMPLATE}_download": {"head", "coordinator"},
    f"{TEMPLATE}_restore": {"head", "coordinator"},
    f"{TEMPLATE}_builtin": {"head", "coordinator", "stranger"},
    f"{CASE}_do_foresee": INSIDE_HANDLERS,
    f"{CASE}_bulk": {"head", "coordinator", "stranger"},  # the stranger is led back to an empty list
    f"{CASE}_attachment": INSIDE_HANDLERS,
    f"{CASE}_attachment_remove": INSIDE_HANDLERS,
    f"{APPEAL}_changelist": READERS,
    f"{APPEAL}_add": HANDLERS,
    f"{APPEAL}_change": INSIDE_READERS,
    f"{APPEAL}_do": INSIDE_HANDLERS,
    f"{APPEAL}_do_foresee": INSIDE_HANDLERS,
    "admin:requests_app_importbatch_changelist": READERS,
    "admin:requests_app_importbatch_change": INSIDE_READERS,
    "admin:requests_app_numberseries_changelist": READERS,
    "admin:requests_app_numberseries_add": {"head", "coordinator", "stranger"},
    "admin:requests_app_numberseries_change": INSIDE_READERS,
    **{f"admin:requests_app_{name}_changelist": CALENDAR for name in CALENDAR_PAGES},
    **{f"admin:requests_app_{name}_add": CALENDAR for name in CALENDAR_PAGES},
    "admin:requests_app_calendarday_change": CALENDAR,
    "admin:requests_app_calendarnotice_change": CALENDAR,
    "admin:requests_app_extradayoff_change": {"coordinator", "administrator"},
    "admin:reports_app_report_changelist": READERS,
    "admin:reports_app_report_change": INSIDE_READERS,
    "admin:reports_app_figure_changelist": READERS,
    "admin:reports_app_figure_change": INSIDE_READERS,
    "admin:organs_organ_changelist": STAFF,
    "admin:organs_organ_add": {"administrator"},
    "admin:organs_organ_change": INSIDE_STAFF,
    "admin:organs_user_changelist": {"administrator"},
    "admin:organs_user_add": {"administrator"},
    "admin:organs_user_change": {"administrator"},
    "admin:auth_user_password_change": {"administrator"},
    "deadline": STAFF,
    "deadline_due": STAFF,
    "admin:organs_organ_switches": {"head", "coordinator"},
    "admin:organs_deputy_changelist": {"head", "coordinator", "stranger", "administrator"},
    "admin:organs_deputy_add": {"head", "coordinator", "stranger", "administrator"},
    "admin:organs_deputy_change": {"head", "coordinator", "administrator"},
    "admin:organs_trailentry_changelist": {"coordinator", "auditor", "administrator", "stranger"},
    "admin:organs_trailentry_change": {"coordinator", "auditor", "administrator"},
    "reports:list": READERS,
    "reports:open": INSIDE_READERS,
    "reports:dashboard": READERS,
    "reports:report": INSIDE_READERS,
    "reports:cases": INSIDE_READERS,
    "reports:part": INSIDE_HANDLERS,
    "reports:front": INSIDE_HANDLERS,
    "reports:figures": INSIDE_HANDLERS,
    "reports:export": INSIDE_READERS,
    "reports:compile": INSIDE_HANDLERS,
    "reports:zero": INSIDE_HANDLERS,
}
POSTED = {"reports:compile", "reports:zero", f"{CASE}_applicants"}
QUERIES = {
    f"{CASE}_bulk": {"ids": "1"},
    "reports:cases": {"cell": "T3/1/np"},
    f"{CASE}_applicants": {"find": SECRET},
    "reports:open": {"unit": "T0101", "year": "2026", "scope": "own"},
}
PAPER_ARGUMENTS: dict[str, list[Any]] = {
    f"{CASE}_paper": ["application-e1"],
    f"{CASE}_paper_draft": ["application-e1"],
    **{f"{CASE}_{name}": [1] for name in ("paper_file", "paper_serve", "paper_void")},
    **{f"{CASE}_{name}": [] for name in ("receipt", "file", "zip")},
    **{f"{TEMPLATE}_{name}": ["receipt"] for name in ("kind", "download", "restore", "builtin")},
}
"""What the addresses of papers need behind the case or the unit."""

NO_PAGE = {"admin:logout", "admin:view_on_site", "admin:app_list", "admin:autocomplete"}
"""Answers without a page of their own: signing out, redirects, the menu of one app, and choices for a form's field."""

NOBODY_ADDS = {
    "admin:organs_trailentry_add",
    "admin:requests_app_importbatch_add",
    "admin:reports_app_report_add",
    "admin:reports_app_figure_add",
}

ELSEWHERE = ("_history", "_simple_history", "_delete", "axes_", "django_tasks_database_")
"""Addresses for which another test of this file says who gets what, or nobody anything."""


def names() -> Iterator[str]:
    """Yield the name of every address there is."""

    def walk(resolver: URLResolver, prefix: str) -> Iterator[str]:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern, f"{pattern.namespace}:" if pattern.namespace else prefix)
            elif isinstance(pattern, URLPattern) and pattern.name:
                yield f"{prefix}{pattern.name}"

    yield from walk(get_resolver(), "")


@pytest.fixture
def office(settings: Settings, tmp_path: Path) -> Office:
    settings.MEDIA_ROOT = tmp_path
    office = Office()
    case = operations.register(
        by=office.clerk, at=NOW, organ=office.first, channel="in_person", arrived_on=date(2026, 2, 10),
        received_on=date(2026, 2, 10), receipt_basis="submitted", applicant_kind="np", applicant_name=SECRET,
        content=MATTER, number=NUMBER,
    )  # fmt: skip
    operations.attach(
        case=case, by=office.clerk, at=NOW, kind="other", file=SimpleUploadedFile(f"{FILE}.txt", MATTER.encode())
    )
    operations.open_appeal(
        by=office.clerk, at=NOW, organ=office.first, case=case, route="review", filed_on=date(2026, 4, 1)
    )
    letters.issue_paper(case=case, by=office.clerk, at=NOW, kind="receipt", on=date(2026, 2, 10), event_seq=1)
    own: dict[str, Any] = {"by": office.clerk, "at": NOW, "organ": office.first, "year": 2026, "scope": "own"}
    enter_figures(**own, raw={"T2/rules/1": 3})
    compile_report(**own)
    ImportBatch.objects.create(organ=office.first, name="批次", file_name="台账.xlsx", sha256="0", at=NOW, state="done")
    NumberSeries.objects.create(organ=office.first, paper="request", year=2026)
    CalendarDay.objects.create(on=date(2026, 12, 31), is_workday=False, notice="虚构")
    CalendarNotice.objects.create(year=2026, notice="虚构")
    ExtraDayOff.objects.create(organ=office.first, on=date(2026, 12, 30), reason="虚构")
    Deputy.objects.create(
        person=office.clerk,
        deputy=office.head,
        since=date(2026, 2, 1),
        until=date(2026, 2, 2),
        reason="虚构",
        set_at=NOW,
    )
    leave(by=office.clerk, at=NOW, kind=TrailKind.LOOK, subject="虚构的编号", organ=office.first)
    return office


def arguments(name: str, office: Office) -> dict[str, Any] | list[Any]:
    """Return what an address needs, pointing at things of the unit 甲局."""
    further = {"reports:part": {"no": "1"}, "reports:figures": {"sheet": "T2"}, "reports:zero": {"sheet": "T2"}}
    if name.startswith("reports:") and name not in ("reports:list", "reports:open", "reports:dashboard"):
        return {**REPORT, **further.get(name, {"kind": "json"} if name == "reports:export" else {})}
    rows: dict[str, Any] = {
        "disclosurerequest": DisclosureRequest, "appeal": Appeal, "importbatch": ImportBatch,
        "numberseries": NumberSeries, "report": Report, "figure": Figure, "calendarday": CalendarDay, "calendarnotice": CalendarNotice,
        "extradayoff": ExtraDayOff, "deputy": Deputy, "trailentry": TrailEntry,
    }  # fmt: skip
    model = next((rows[one] for one in rows if f"_{one}_" in name), None)
    target = model.objects.first() if model else office.clerk if "user" in name else office.first
    if name in PAPER_ARGUMENTS:
        return [*([] if name.endswith("_builtin") else [target.pk]), *PAPER_ARGUMENTS[name]]
    target = model.objects.order_by("pk").first() if model else office.clerk if "user" in name else office.first
    if "_attachment" in name:
        return [target.pk, 1]
    if name.endswith(("_do", "_do_foresee")):
        return [target.pk, "amend"]
    if name.endswith("_bulk"):
        return ["extend"]
    needs_one = name.endswith(("_change", "_history", "_delete", "_switches")) and name != "admin:password_change"
    return [target.pk] if needs_one else []


def opened(name: str, who: str, office: Office) -> bool:
    """Say whether `who` gets what the address shows; check that nobody else gets a word of it."""
    client = Client()
    person: User | None = getattr(office, who, None)
    if person is not None:
        client.force_login(person)
    given = arguments(name, office)
    address = reverse(name, kwargs=given) if isinstance(given, dict) else reverse(name, args=given)
    answer = client.post(address, QUERIES.get(name)) if name in POSTED else client.get(address, QUERIES.get(name))
    away = answer.status_code == 302 and ("/login/" in answer["Location"] or answer["Location"] == "/admin/")
    has_opened = answer.status_code in (200, 302) and not (away and name != "home")
    text = b"".join(answer) if answer.streaming else answer.content
    if not has_opened or who not in INSIDE_READERS:
        assert not [word for word in (SECRET, MATTER, NUMBER) if word.encode() in text], f"{name} shows {who} the case"
    if who not in INSIDE_HANDLERS:
        assert not [word for word in (SECRET, FILE) if word.encode() in text], f"{name} names the applicant to {who}"
    return has_opened


def test_every_address_says_here_who_may_open_it() -> None:
    unsaid = {name for name in set(names()) - set(OPENED_BY) - NO_PAGE if not any(part in name for part in ELSEWHERE)}
    assert unsaid - NOBODY_ADDS == set()


@pytest.mark.parametrize("name", sorted(NOBODY_ADDS))
def test_what_only_operations_make_is_added_by_nobody(name: str, office: Office) -> None:
    assert not [who for who in PEOPLE if opened(name, who, office)]


@pytest.mark.parametrize("name", sorted(OPENED_BY))
def test_an_address_opens_for_whom_it_is_meant_and_nobody_else(name: str, office: Office) -> None:
    found = {who for who in PEOPLE if opened(name, who, office)}
    assert (name, sorted(found)) == (name, sorted(OPENED_BY[name]))


@pytest.mark.parametrize("name", [n for n in sorted(set(names())) if n.endswith("_delete") and "requests_app" in n])
def test_nothing_of_a_case_is_deleted_by_anybody(name: str, office: Office) -> None:
    if any(page in name for page in CALENDAR_PAGES):
        assert {who for who in PEOPLE if opened(name, who, office)} <= CALENDAR
    else:
        assert not [who for who in PEOPLE if opened(name, who, office)]


CALENDAR_ENTRIES: dict[str, dict[str, Any]] = {
    "calendarday": {"on": "2026-12-02", "kind": "off", "notice": "乱填", "standing": "confirmed"},
    "calendarnotice": {"year": "2027", "notice": "乱填", "standing": "confirmed", "days_off": "2027-01-01"},
}
"""What counts for every unit of the tree, as its forms are sent."""


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
@pytest.mark.parametrize("name", sorted(CALENDAR_ENTRIES))
def test_nobody_of_a_leaf_unit_changes_the_calendar_of_the_whole_tree(name: str, role: Role, office: Office) -> None:
    client, sent = Client(), CALENDAR_ENTRIES[name] | {"token": "x"}
    client.force_login(office.person("leaf.keeper", role, office.first))
    before = [list(model.objects.values()) for model in (CalendarDay, CalendarNotice)]
    target = (CalendarDay if name == "calendarday" else CalendarNotice).objects.get()
    page = f"admin:requests_app_{name}"
    assert client.get(reverse(f"{page}_changelist")).status_code == 200  # reads
    assert client.get(reverse(f"{page}_change", args=[target.pk])).status_code == 200
    for step, args in (("add", []), ("change", [target.pk]), ("delete", [target.pk])):
        assert client.post(reverse(f"{page}_{step}", args=args), sent).status_code == 403, step
    assert [list(model.objects.values()) for model in (CalendarDay, CalendarNotice)] == before


def test_a_person_whose_account_is_closed_is_sent_to_the_login(office: Office) -> None:
    client = Client()
    client.force_login(office.clerk)
    User.objects.filter(pk=office.clerk.pk).update(is_active=False)
    answer = client.get(reverse(f"{CASE}_changelist"))
    assert answer.status_code == 302
    assert "/login/" in answer["Location"]


def test_the_menu_tells_an_administrator_nothing_of_cases(office: Office) -> None:
    client = Client()
    client.force_login(office.administrator)
    page = client.get(reverse("admin:index")).content.decode()
    assert reverse(f"{CASE}_changelist") not in page
    assert reverse("admin:organs_user_changelist") in page


def test_searching_and_counting_stop_at_the_edge_of_the_subtree(office: Office) -> None:
    client = Client()
    client.force_login(office.neighbour)
    for query in (f"?q={NUMBER}", f"?q={SECRET}", f"?q={MATTER}", "?status=open", "?term=overdue"):
        answer = client.get(reverse(f"{CASE}_changelist") + query, follow=True)
        # what was searched for stands in the search field; no row may
        assert answer.context["cl"].result_count == 0, query
