"""Each page that shows an applicant's data in full leaves one trace; a page that masks them leaves none."""

import pytest
from django.db import models
from django.urls import reverse

from openness.organs.models import TrailEntry
from requests_app import operations
from requests_app.models import CaseEvent, DisclosureRequest
from tests.office import NOW, Office
from tests.requests_app.admin.conftest import SignedIn, act_page, page


def looks() -> list[tuple[str, str, bool]]:
    """Return who looked at what, oldest first."""
    kept = TrailEntry.objects.filter(kind="look").order_by("pk")
    return list(kept.values_list("username", "subject", "with_personal"))


@pytest.mark.parametrize("who", ["clerk", "head", "coordinator"])
def test_opening_a_case_leaves_one_look(office: Office, case: DisclosureRequest, signed_in: SignedIn, who: str) -> None:
    person = getattr(office, who)
    signed_in(person).get(page("change", case.pk))
    assert looks() == [(person.username, case.number, True)]
    kept = TrailEntry.objects.get(kind="look")
    assert (kept.organ, kept.at, kept.ip) == (office.first, NOW, "127.0.0.1")
    assert "钱" not in kept.subject


def test_so_does_the_form_of_correction_each_time_it_is_shown(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    browser = signed_in(office.clerk)
    browser.get(act_page(case, "amend"))
    browser.post(act_page(case, "amend"), {"reason": ""})  # comes back with what is wrong
    assert looks() == [("li.clerk", case.number, True)] * 2


@pytest.mark.parametrize("who", ["manager", "auditor", "administrator", "neighbour", "stranger"])
def test_who_sees_masks_or_nothing_leaves_no_look(
    office: Office, case: DisclosureRequest, signed_in: SignedIn, who: str
) -> None:
    browser = signed_in(getattr(office, who))
    for address in (page("change", case.pk), act_page(case, "amend"), page("changelist")):
        browser.get(address)
    assert looks() == []


def test_lists_and_forms_without_personal_data_leave_none(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    browser = signed_in(office.clerk)
    for address in (page("changelist"), act_page(case, "extend"), page("add"), reverse("admin:index")):
        text = browser.get(address).content.decode()
        assert "13800001111" not in text
    assert looks() == []


def test_the_log_masks_what_was_corrected_even_for_handlers(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    changes = {
        "phone": "13800009999", "id_number": "500118199001014321", "address": "重庆市永川区新虚构路2号附3号",
        "email": "other@example.org", "applicant_name": "孙大圣", "contact_name": "李小明", "postcode": "402168",
    }  # fmt: skip
    operations.amend(case=case, by=office.clerk, at=NOW, changes=changes, reason="记错（虚构）")
    operations.amend(case=case, by=office.clerk, at=NOW, changes={"phone": "13811119999"}, reason="再错（虚构）")
    log = signed_in(office.head).get(page("change", case.pk)).content.decode().partition('id="log"')[2]
    for secret in (*changes.values(), "13800001111", "500118199001011234", "13811119999"):
        assert secret not in log
    for shown in ("138****1111 → 138****9999", "5001************34 → 5001************21", "o***@example.org", "孙＊＊"):
        assert shown in log
    assert "138****9999 → 138****9999（被遮盖的部分有更正）" in log
    assert "402168" not in str(case.events.filter(kind="amended").values_list("data", flat=True))


def test_a_postcode_that_an_earlier_version_kept_in_the_open_is_masked_when_shown(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    operations.amend(case=case, by=office.clerk, at=NOW, changes={"note": "备注"}, reason="虚构")
    event = case.events.get(kind="amended")
    data = event.data | {"changes": {"postcode": ["402160", "402168"]}}
    models.QuerySet.update(CaseEvent.objects.filter(pk=event.pk), data=data)  # as an earlier version wrote it
    log = signed_in(office.head).get(page("change", case.pk)).content.decode().partition('id="log"')[2]
    assert "402168" not in log
    assert "邮政编码" in log
