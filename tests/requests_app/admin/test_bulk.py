"""The same step on many cases: chosen in the list, previewed case by case, confirmed; all of them or none."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from requests_app import operations
from requests_app.choices import EventKind
from requests_app.models import CaseEvent, DisclosureRequest
from tests.office import NOW, Office
from tests.requests_app.admin.conftest import SignedIn
from tests.requests_app.conftest import Register

pytestmark = pytest.mark.django_db

LIST = "admin:requests_app_disclosurerequest_changelist"
BULK = "admin:requests_app_disclosurerequest_bulk"
EXTENDING: dict[str, Any] = {"on": "2026-11-23", "days": "20", "reason": "集中办理（虚构）"}


@pytest.fixture
def three(register: Register) -> list[DisclosureRequest]:
    return [register(arrived_on=date(2026, 11, 20), received_on=date(2026, 11, 20)) for _ in range(3)]


def ids(cases: list[DisclosureRequest]) -> list[str]:
    return [str(case.pk) for case in cases]


def preview(client: Client, code: str, cases: list[DisclosureRequest], **sent: Any) -> Any:
    return client.post(reverse(BULK, args=(code,)), {**sent, "ids": ids(cases), "preview": "1"})


def confirm(client: Client, code: str, cases: list[DisclosureRequest], versions: list[str], **sent: Any) -> Any:
    data = {**sent, "ids": ids(cases), "versions": versions, "confirm": "1"}
    return client.post(reverse(BULK, args=(code,)), data)


@pytest.mark.parametrize("who", ["clerk", "manager", "auditor", "administrator"])
def test_nobody_but_heads_and_coordinators_is_offered_or_let_in(
    who: str, office: Office, three: list[DisclosureRequest], signed_in: SignedIn
) -> None:
    client = signed_in(getattr(office, who))
    page = client.get(reverse(LIST))
    assert b"bulk" not in page.content
    assert "批量延期" not in page.content.decode()
    assert client.get(reverse(BULK, args=("extend",)), {"ids": ids(three)[0]}).status_code == 403


def test_cases_outside_the_subtree_are_left_out_without_a_word_of_them(
    office: Office, three: list[DisclosureRequest], signed_in: SignedIn
) -> None:
    answer = signed_in(office.stranger).get(reverse(BULK, args=("extend",)), {"ids": ",".join(ids(three))}, follow=True)
    text = answer.content.decode()
    assert "没有选中可以办理的申请" in text
    assert three[0].number not in text


def test_the_list_leads_to_the_page_of_the_step(
    office: Office, three: list[DisclosureRequest], signed_in: SignedIn
) -> None:
    client = signed_in(office.head)
    sent = {"action": "extend", "_selected_action": ids(three)}
    answer = client.post(reverse(LIST), sent, follow=True)
    assert [case.number for case in answer.context["cases"]] == [case.number for case in three]


def test_a_preview_says_what_becomes_of_each_and_writes_nothing(
    office: Office, three: list[DisclosureRequest], signed_in: SignedIn
) -> None:
    operations.extend(case=three[1], by=office.head, at=NOW, on=date(2026, 11, 23), days=5, reason="先延过（虚构）")
    before = list(DisclosureRequest.objects.order_by("pk").values_list("version", "due_on")), CaseEvent.objects.count()
    answer = preview(signed_in(office.head), "extend", three, **EXTENDING)
    rows = {one.case.pk: (one.due_on, bool(one.refused)) for one in answer.context["previewed"]}
    assert rows == {
        three[0].pk: (date(2027, 1, 18), False),
        three[1].pk: (three[1].due_on and date(2026, 12, 25), True),
        three[2].pk: (date(2027, 1, 18), False),
    }
    assert "只能延长一次" in answer.content.decode()
    after = list(DisclosureRequest.objects.order_by("pk").values_list("version", "due_on")), CaseEvent.objects.count()
    assert after == before


def test_confirming_does_the_previewed_ones(
    office: Office, three: list[DisclosureRequest], signed_in: SignedIn
) -> None:
    client = signed_in(office.head)
    versions = preview(client, "extend", three, **EXTENDING).context["versions"]
    answer = confirm(client, "extend", three, versions, **EXTENDING)
    assert answer.status_code == 302
    assert set(DisclosureRequest.objects.values_list("due_on", "extension_days")) == {(date(2027, 1, 18), 20)}


def test_a_case_changed_after_the_preview_stops_all_of_them(
    office: Office, three: list[DisclosureRequest], signed_in: SignedIn
) -> None:
    client = signed_in(office.head)
    versions = preview(client, "extend", three, **EXTENDING).context["versions"]
    operations.consult(
        case=three[2], by=office.clerk, at=NOW, on=date(2026, 11, 23), party="third_party", name="某公司（虚构）"
    )
    answer = confirm(client, "extend", three, versions, **EXTENDING)
    assert f"{three[2].number}：您打开之后他人已修改" in answer.content.decode()
    assert set(DisclosureRequest.objects.values_list("extension_days", flat=True)) == {0}


def test_many_are_given_to_one_person(office: Office, three: list[DisclosureRequest], signed_in: SignedIn) -> None:
    client = signed_in(office.head)
    sent = {"to": str(office.clerk.pk), "reason": "集中分派"}
    versions = preview(client, "assign", three, **sent).context["versions"]
    confirm(client, "assign", three, versions, **sent)
    assert {case.handler for case in DisclosureRequest.objects.all()} == {office.clerk}


def test_cases_answered_elsewhere_are_closed_and_say_so(
    office: Office, three: list[DisclosureRequest], signed_in: SignedIn
) -> None:
    office.first.answers_need_approval = True
    office.first.save(update_fields=["answers_need_approval"])
    client = signed_in(office.head)
    sent = {
        "decided_on": "2026-11-23", "outcome": "OPEN", "replied_on": "2026-11-23", "way": "post",
        "reason": "原系统答复，材料在档案室（虚构）",
    }  # fmt: skip
    versions = preview(client, "close", three, **sent).context["versions"]
    confirm(client, "close", three, versions, **sent)
    assert set(DisclosureRequest.objects.values_list("status", "closed_on")) == {("closed", date(2026, 11, 23))}
    decided = CaseEvent.objects.filter(kind=EventKind.DECIDED)
    assert [event.data["approved_outside"] for event in decided] == [True, True, True]


def test_a_wrong_entry_is_told_beside_it_and_nothing_is_previewed(
    office: Office, three: list[DisclosureRequest], signed_in: SignedIn
) -> None:
    answer = preview(signed_in(office.head), "extend", three, **{**EXTENDING, "reason": ""})
    assert answer.context["form"].errors["reason"]
    assert answer.context["previewed"] == []


@pytest.mark.parametrize("version", ["²:³", "9" * 5000, "{pk}:" + "9" * 5000, "{pk}:²", ""])
def test_a_version_that_is_no_number_does_nothing(
    office: Office, three: list[DisclosureRequest], signed_in: SignedIn, version: str
) -> None:
    sent = version.format(pk=three[0].pk)
    answer = confirm(signed_in(office.head), "extend", three, [sent, f"²:{sent}"], **EXTENDING)
    assert answer.status_code == 200
    assert set(DisclosureRequest.objects.values_list("extension_days", flat=True)) == {0}
