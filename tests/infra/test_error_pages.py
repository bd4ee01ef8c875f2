"""Pages for what cannot be answered: in Chinese, with a way on."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.office import Office


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["?bogus=1", "?page=abc&bogus=1"])
def test_a_condition_nobody_offers_is_answered_in_chinese(query: str) -> None:
    client = Client()
    client.force_login(Office().clerk)
    answer = client.get(reverse("admin:requests_app_disclosurerequest_changelist") + query)
    assert answer.status_code == 400
    assert "系统不认识" in answer.content.decode()


@pytest.mark.django_db
def test_the_short_address_of_reports_leads_to_their_list() -> None:
    client = Client()
    client.force_login(Office().clerk)
    assert client.get("/report/")["Location"] == reverse("reports:list")
