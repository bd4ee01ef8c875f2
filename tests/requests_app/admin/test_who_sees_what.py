"""The wrong person gets nothing from the admin, not even a count; the right one gets their subtree."""

import pytest
from django.test import Client
from django.urls import reverse

from requests_app.admin.acts import CASE_ACTS
from requests_app.models import DisclosureRequest
from tests.office import Office
from tests.requests_app.admin.conftest import SignedIn, act_page, page

LIST = page("changelist")


def test_nobody_signed_in_is_sent_to_the_login(client: Client, case: DisclosureRequest) -> None:
    for address in (LIST, page("add"), page("record"), page("change", case.pk), act_page(case, "decide")):
        response = client.get(address)
        assert response.status_code == 302
        assert "/login/" in response["Location"]


def test_a_person_who_is_not_staff_is_sent_to_the_login(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    office.clerk.is_staff = False
    office.clerk.save()
    assert "/login/" in signed_in(office.clerk).get(LIST)["Location"]


def test_the_administrator_sees_no_cases_and_no_word_of_them(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    browser = signed_in(office.administrator)
    assert browser.get(LIST).status_code == 403
    index = browser.get(reverse("admin:index")).content.decode()
    assert "公开申请" not in index
    assert "复议诉讼" not in index
    assert "导入批次" not in index
    assert "人员" in index


@pytest.mark.parametrize("address", ["changelist", "add", "record"])
def test_the_administrator_is_refused_on_every_page_of_cases(office: Office, signed_in: SignedIn, address: str) -> None:
    assert signed_in(office.administrator).get(page(address)).status_code == 403


@pytest.mark.parametrize("who", ["neighbour", "stranger", "administrator"])
def test_outside_the_subtree_a_case_does_not_exist(
    office: Office, case: DisclosureRequest, signed_in: SignedIn, who: str
) -> None:
    browser = signed_in(getattr(office, who))
    for address in (page("change", case.pk), page("history", case.pk), *(act_page(case, act) for act in CASE_ACTS)):
        response = browser.get(address)
        assert response.status_code == 404, address
        assert case.number not in response.content.decode()


@pytest.mark.parametrize("who", ["neighbour", "stranger", "administrator"])
@pytest.mark.parametrize("act", CASE_ACTS)
def test_outside_the_subtree_nothing_is_done(
    office: Office, case: DisclosureRequest, signed_in: SignedIn, who: str, act: str
) -> None:
    sent = {"version": case.version, "on": "2026-11-23", "reason": "试", "because": "试", "what": "试"}
    assert signed_in(getattr(office, who)).post(act_page(case, act), sent).status_code == 404
    case.refresh_from_db()
    assert case.version == 1


@pytest.mark.parametrize("who", ["neighbour", "stranger"])
def test_the_list_of_another_unit_names_no_case_and_counts_none(
    office: Office, case: DisclosureRequest, signed_in: SignedIn, who: str
) -> None:
    text = signed_in(getattr(office, who)).get(LIST).content.decode()
    assert case.number not in text
    assert "共 0 条" in text


@pytest.mark.parametrize("who", ["manager", "auditor"])
@pytest.mark.parametrize("act", CASE_ACTS)
def test_who_only_reads_does_nothing(
    office: Office, case: DisclosureRequest, signed_in: SignedIn, who: str, act: str
) -> None:
    browser = signed_in(getattr(office, who))
    assert browser.get(act_page(case, act)).status_code == 403
    assert browser.post(act_page(case, act), {"version": 1, "on": "2026-11-23", "reason": "试"}).status_code == 403
    case.refresh_from_db()
    assert case.version == 1


@pytest.mark.parametrize("who", ["manager", "auditor"])
def test_who_only_reads_registers_nothing(office: Office, signed_in: SignedIn, who: str) -> None:
    browser = signed_in(getattr(office, who))
    assert browser.get(page("add")).status_code == 403
    assert browser.post(page("record"), {}).status_code == 403
    assert "登记申请" not in browser.get(LIST).content.decode()


@pytest.mark.parametrize("act", ["reopen", "void"])
def test_a_clerk_neither_voids_nor_reopens(
    office: Office, case: DisclosureRequest, signed_in: SignedIn, act: str
) -> None:
    assert signed_in(office.clerk).get(act_page(case, act)).status_code == 403


@pytest.mark.parametrize("who", ["clerk", "head", "coordinator", "manager", "auditor"])
def test_the_subtree_is_seen(office: Office, case: DisclosureRequest, signed_in: SignedIn, who: str) -> None:
    browser = signed_in(getattr(office, who))
    assert case.number in browser.get(LIST).content.decode()
    assert browser.get(page("change", case.pk)).status_code == 200


@pytest.mark.parametrize("who", ["clerk", "head", "coordinator", "manager", "auditor", "administrator"])
def test_nobody_deletes_a_case_or_an_appeal(
    office: Office, case: DisclosureRequest, signed_in: SignedIn, who: str
) -> None:
    browser = signed_in(getattr(office, who))
    assert browser.post(page("delete", case.pk), {"post": "yes"}).status_code == 403
    browser.post(LIST, {"action": "delete_selected", "_selected_action": [case.pk], "post": "yes"})
    assert DisclosureRequest.objects.filter(pk=case.pk).exists()


def test_an_act_that_is_not_in_the_table_does_not_exist(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    assert signed_in(office.clerk).get(act_page(case, "shred")).status_code == 404


def test_an_act_needs_its_form_sent_with_the_token_of_the_page(office: Office, case: DisclosureRequest) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(office.clerk)
    assert browser.post(act_page(case, "withdraw"), {"on": "2026-11-23", "version": 1}).status_code == 403


def test_a_case_of_an_import_still_being_written_is_not_shown(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    DisclosureRequest.objects.filter(pk=case.pk).update(is_live=False)
    browser = signed_in(office.clerk)
    assert case.number not in browser.get(LIST).content.decode()
    assert browser.get(page("change", case.pk)).status_code == 404


@pytest.mark.parametrize(
    "guess", ["applicant_name__startswith=钱", "id_digest=x", "organ__name=甲局", "phone__contains=1"]
)
def test_a_filter_that_is_not_offered_is_refused(
    office: Office, case: DisclosureRequest, signed_in: SignedIn, guess: str
) -> None:
    assert signed_in(office.auditor).get(f"{LIST}?{guess}").status_code in (302, 400)
