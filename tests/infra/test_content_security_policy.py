"""Every answer carries the strict policy: nothing from outside, nothing inline."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client

from openness.middleware import HEADER, POLICY, ContentSecurityPolicyMiddleware


def directives() -> dict[str, str]:
    """Return the policy as directive → sources."""
    return dict(part.split(" ", 1) for part in POLICY.split("; "))


def test_nothing_inline_nothing_evaluated_nothing_from_outside() -> None:
    assert not any(word in POLICY for word in ("unsafe", "http", "*", "nonce"))


def test_the_policy_is_the_agreed_one() -> None:
    assert directives() == {
        "default-src": "'self'",
        "img-src": "'self' data:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/healthz/", "/admin/login/", "/admin/", "/no-such-page/"])
def test_every_answer_carries_it_whatever_its_status(client: Client, address: str) -> None:
    assert client.get(address).headers[HEADER] == POLICY


def test_a_page_that_brings_a_stricter_policy_keeps_it() -> None:
    def answer(_: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={HEADER: "default-src 'none'"})

    assert ContentSecurityPolicyMiddleware(answer)(HttpRequest()).headers[HEADER] == "default-src 'none'"
