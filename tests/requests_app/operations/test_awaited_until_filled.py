"""The migration that adds the day by which an applicant is to act fills it for cases that wait, and mends split parts."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from requests_app.models import DisclosureRequest
from tests.requests_app.casework import Hands, day
from tests.requests_app.conftest import Register

pytestmark = pytest.mark.django_db
migration = import_module("requests_app.migrations.0003_awaited_until")


def test_each_waiting_case_gets_the_day_that_its_log_tells(register: Register, clerk: Hands) -> None:
    paying = clerk.notice_fee(case=register(), on=day("03-02"), basis="by_page", quantity=50)
    paying = clerk.deliver_fee(case=paying, on=day("03-03"))
    correcting = clerk.ask_correction(case=register(), on=day("02-11"), what="文号", respond_by=day("03-11"))
    explaining = clerk.ask_reasons(case=register(), on=day("02-11"), what="量大（虚构）", respond_by=day("02-27"))
    of_2018 = register(arrived_on=date(2018, 3, 1), received_on=date(2018, 3, 1))  # R07 names no day to correct by
    unnamed = clerk.ask_correction(case=of_2018, on=date(2018, 3, 5), what="文号")
    cases = (paying, correcting, explaining, unnamed)
    wanted = [case.awaited_until for case in cases]
    assert wanted == [day("03-31"), day("03-11"), day("02-27"), None]
    DisclosureRequest.objects.update(awaited_until=None)
    migration.fill(apps, None)
    assert [DisclosureRequest.objects.get(pk=case.pk).awaited_until for case in cases] == wanted


def test_a_part_owes_the_notice_of_an_extension_that_was_not_told(
    register: Register, head: Hands, clerk: Hands
) -> None:
    case = head.extend(
        case=register(), on=day("02-11"), days=20, reason="量大（虚构）", late_entry_reason="补登（虚构）"
    )
    untold = clerk.split(case=case, parts=["甲", "乙"], reason="一事一申请")[0]
    told = clerk.split(case=case, parts=["甲", "丙"], reason="一事一申请")[0]
    clerk.tell_extension(case=told, on=day("02-12"))
    DisclosureRequest.objects.filter(origin__isnull=False).update(owes_notice=False)
    migration.mend_parts(apps, None)
    assert [DisclosureRequest.objects.get(pk=part.pk).owes_notice for part in (untold, told)] == [True, False]
