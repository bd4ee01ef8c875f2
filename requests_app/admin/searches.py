"""Searches in the list of cases: what was typed stays out of the address, and a search by number leaves a trace.

The form posts; the words are kept sealed in the session, and the list is reached by a key in their place (`?q=@key`), so
that filters and pages keep working as with any other search.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin.views.main import SEARCH_VAR
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.utils.crypto import get_random_string

from openness.organs.choices import TrailKind
from openness.organs.models import User
from openness.organs.trail import leave_for
from openness.personal_data import SealBroken, normalised, seal, unseal
from requests_app.admin.desk import Desk

KEPT, MOST_KEPT = "case_searches", 20
MARK, KEY_LENGTH = "@", 10
FEWEST_DIGITS = 7
"""In a phone or identity number; fewer are a year, a date or a number of the office."""


def is_number_search(words: str) -> bool:
    """Say whether one of the words looks like a phone or identity number, or all of them together do."""
    return any(_is_number(word) for word in (*words.split(), words))


def searched_for(request: HttpRequest) -> str:
    """Return the words that the list is searched for: those of the address, or those kept under its key."""
    asked = request.GET.get(SEARCH_VAR, "")
    return asked if not asked.startswith(MARK) else _kept(request, asked) or ""


def is_gone(request: HttpRequest) -> bool:
    """Say whether the address bears a key under which this session keeps nothing."""
    asked = request.GET.get(SEARCH_VAR, "")
    return asked.startswith(MARK) and _kept(request, asked) is None


def posted(request: HttpRequest, filters: Iterable[str]) -> HttpResponseRedirect:
    """Lead to the list searched for what the form sent, with the filters that it kept."""
    kept = {name: request.POST.getlist(name) for name in filters if name in request.POST}
    return _led(request, request.POST.get(SEARCH_VAR, "").strip(), kept)


def taken_out_of_the_address(request: HttpRequest) -> HttpResponseRedirect | None:
    """Lead on from an address that bears a number, or a key that leads nowhere; None where it bears neither."""
    asked = request.GET.get(SEARCH_VAR, "")
    others = {name: values for name, values in request.GET.lists() if name not in (SEARCH_VAR, "p")}
    if is_gone(request):
        return _led(request, "", others)
    return _led(request, asked, others) if not asked.startswith(MARK) and is_number_search(asked) else None


def leave_number_search(request: HttpRequest, cases: Iterable[Any]) -> None:
    """Note in the trail which cases a search by number showed, never what was typed."""
    numbers = [case.number for case in cases]
    organ = request.user.organ if isinstance(request.user, User) else None
    leave_for(
        request, at=Desk.of(request).at, kind=TrailKind.LOOK, organ=organ, rows=len(numbers),
        subject=f"按号码查找申请：{'、'.join(numbers) or '没有找到'}",
    )  # fmt: skip


def _is_number(text: str) -> bool:
    plain = normalised(text)
    digits = sum(one.isdigit() for one in plain)
    return plain.isascii() and plain.lstrip("+").isalnum() and digits >= FEWEST_DIGITS


def _led(request: HttpRequest, words: str, others: dict[str, list[str]]) -> HttpResponseRedirect:
    asked = QueryDict(mutable=True)
    for name, values in others.items():
        asked.setlist(name, values)
    if words:
        asked[SEARCH_VAR] = _keep(request, words)
    return HttpResponseRedirect(f"{request.path}?{asked.urlencode()}" if asked else request.path)


def _keep(request: HttpRequest, words: str) -> str:
    """Keep words in the session and return the key that stands for them; the oldest make room."""
    kept: dict[str, str] = request.session.get(KEPT, {})
    key = f"{MARK}{get_random_string(KEY_LENGTH)}"
    request.session[KEPT] = dict([*kept.items(), (key, seal(words))][-MOST_KEPT:])
    return key


def _kept(request: HttpRequest, key: str) -> str | None:
    sealed = request.session.get(KEPT, {}).get(key)
    try:
        return unseal(sealed) if sealed else None
    except SealBroken:  # the key of the data was changed meanwhile: searched for again, it is found again
        return None
