"""A suit that skipped a review, or follows one that nobody entered, is saved and the page says so (行政复议法 2023 Art. 23)."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from requests_app import operations
from requests_app.models import Appeal, DisclosureRequest
from tests.office import NOW, Office
from tests.requests_app.admin.conftest import TODAY, SignedIn, act_page

SKIPPED = "应当先申请行政复议"
UNENTERED = "本件没有登记过行政复议"


def answered(
    case: DisclosureRequest, office: Office, outcome: str, exemptions: tuple[str, ...] = ()
) -> DisclosureRequest:
    return operations.decide(
        case=case, by=office.clerk, at=NOW, on=TODAY, outcome=outcome, exemptions=exemptions, replied_on=TODAY
    )


def entered(case: DisclosureRequest, office: Office, signed_in: SignedIn, route: str) -> str:
    """Enter a review or suit from the page of the case; return what the page then says."""
    sent = {"route": route, "filed_on": "2026-11-23", "version": case.version}
    answer = signed_in(office.clerk).post(act_page(case, "open_appeal"), sent, follow=True)
    assert Appeal.objects.filter(request=case, route=route).exists()
    return str(answer.content.decode())


@pytest.mark.parametrize(
    ("outcome", "exemptions", "is_told"),
    [
        ("DENY_THIRD", (), True),
        ("DENY_SECRET", (), True),
        ("PARTIAL", ("DENY_THIRD",), True),
        ("OPEN", (), False),
        ("DENY_QUERY", (), False),
        ("UNABLE_NOT_EXIST", (), False),
    ],
)
def test_a_direct_suit_about_what_goes_to_review_first_is_doubted(
    office: Office,
    case: DisclosureRequest,
    signed_in: SignedIn,
    outcome: str,
    exemptions: tuple[str, ...],
    is_told: bool,
) -> None:
    text = entered(answered(case, office, outcome, exemptions), office, signed_in, "lit_direct")
    assert (SKIPPED in text) is is_told
    assert ("《中华人民共和国行政复议法》（2023）第二十三条" in text) is is_told


def test_an_answer_before_the_law_of_2023_went_to_review_or_suit_alike(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    closed = answered(case, office, "DENY_THIRD")
    closed.decisions.update(decided_on=date(2023, 12, 29), replied_on=date(2023, 12, 29))
    assert SKIPPED not in entered(closed, office, signed_in, "lit_direct")


def test_a_suit_about_no_answer_at_all_is_not_doubted(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    assert SKIPPED not in entered(case, office, signed_in, "lit_direct")


def test_a_suit_after_a_review_that_nobody_entered_is_doubted(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    closed = answered(case, office, "DENY_THIRD")
    assert UNENTERED in entered(closed, office, signed_in, "lit_after")
    assert UNENTERED not in entered(closed, office, signed_in, "review")
    assert UNENTERED not in entered(closed, office, signed_in, "lit_after")


def test_a_void_review_is_none(office: Office, case: DisclosureRequest, signed_in: SignedIn) -> None:
    closed = answered(case, office, "DENY_THIRD")
    entered(closed, office, signed_in, "review")
    operations.void_appeal(appeal=Appeal.objects.get(), by=office.head, at=NOW, reason="登错")
    assert UNENTERED in entered(closed, office, signed_in, "lit_after")


def test_a_doubt_is_told_on_entry_by_number_and_on_amendment_too(
    office: Office, case: DisclosureRequest, signed_in: SignedIn
) -> None:
    closed = answered(case, office, "DENY_THIRD")
    browser = signed_in(office.clerk)
    sent: dict[str, Any] = {"organ": office.first.pk, "request_number": closed.number, "filed_on": "2026-11-23"}
    add = reverse("admin:requests_app_appeal_add")
    assert SKIPPED in browser.post(add, {**sent, "route": "lit_direct"}, follow=True).content.decode()
    assert SKIPPED not in browser.post(add, {**sent, "route": "review"}, follow=True).content.decode()
    review = Appeal.objects.get(route="review")
    amend = reverse("admin:requests_app_appeal_do", args=(review.pk, "amend"))
    changed = {**sent, "route": "lit_direct", "reason": "登错类别", "version": review.version}
    assert SKIPPED in browser.post(amend, changed, follow=True).content.decode()


def test_a_suit_about_something_not_kept_here_is_not_doubted(office: Office, signed_in: SignedIn) -> None:
    sent = {"organ": office.first.pk, "route": "lit_after", "filed_on": "2026-11-23", "request_number": "旧-9"}
    text = signed_in(office.clerk).post(reverse("admin:requests_app_appeal_add"), sent, follow=True).content.decode()
    assert "已登记" in text
    assert UNENTERED not in text
