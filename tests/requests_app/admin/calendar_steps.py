"""The two steps of a change of the calendar, as a person takes them."""

from typing import Any

from django.test import Client
from django.urls import reverse


def address(model: str, step: str, *args: Any) -> str:
    """Return the address of one of the calendar's pages: `add`, `change`, `delete`, `changelist`, `history`."""
    return reverse(f"admin:requests_app_{model}_{step}", args=args)


def previewed(browser: Client, page: str, sent: dict[str, Any]) -> Any:
    """Send the form and return the preview."""
    answer = browser.post(page, sent)
    assert "token" in answer.context, [entry.errors for entry in answer.context["form"]]
    return answer


def confirmed(browser: Client, page: str, sent: dict[str, Any]) -> Any:
    """Send the form, confirm what the preview shows, and return the page after it."""
    token = previewed(browser, page, sent).context["token"]
    answer = browser.post(page, sent | {"token": token}, follow=True)
    assert answer.redirect_chain, "not written"
    return answer


def removed(browser: Client, page: str) -> Any:
    """Open the page of a removal, confirm what it shows, and return the page after it."""
    answer = browser.post(page, {"token": browser.get(page).context["token"]}, follow=True)
    assert answer.redirect_chain, "not written"
    return answer
