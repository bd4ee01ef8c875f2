"""Which report an address names, and whether the person may see it: outside their subtree it does not exist."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from openness.organs.choices import Scope
from openness.organs.models import Organ, User
from openness.organs.rights import Action, may
from reports_app.cells import Format
from reports_app.formats import NoFormat
from reports_app.report_years import reportable

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Place:
    """One report, the format of its year, and the person who looks at it."""

    user: User
    organ: Organ
    year: int
    scope: str
    format: Format

    @property
    def scope_label(self) -> str:
        """The scope in words."""
        return str(Scope(self.scope).label)

    def url(self, name: str = "report", *further: str) -> str:
        """Return the address of a page of this report."""
        return reverse(f"reports:{name}", args=[self.organ.code, self.year, self.scope, *further])

    def cases_url(self, query: str) -> str:
        """Return the address of the list behind a number."""
        return f"{self.url('cases')}?{query}"

    def cell_url(self, address: str) -> str:
        """Return the address of the list behind a cell."""
        return self.cases_url(f"cell={quote(address)}")

    def may(self, action: Action) -> bool:
        """Say whether the person may do `action` here."""
        return may(self.user, action, self.organ)


def person_of(request: HttpRequest, action: Action) -> User:
    """Return who asks; raises PermissionDenied where the role does not give `action`."""
    user = request.user
    if not isinstance(user, User) or not may(user, action):
        raise PermissionDenied
    return user


def organ_of(user: User, code: str) -> Organ:
    """Return the unit; raises Http404 for one that does not exist or lies outside the person's subtree."""
    organ = Organ.objects.filter(code=code).first()
    if organ is None or user.organ is None or not user.organ.contains(organ):
        raise Http404(f"没有代码为“{code}”的单位，或者它不在您的单位之下。")
    found: Organ = organ
    return found


def on_report(action: Action) -> Callable[[View], View]:
    """Let a view of one report take its `Place`, for people with `action` there."""

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, code: str, year: int, scope: str, *args: Any, **kwargs: Any) -> HttpResponse:
            user = person_of(request, action)
            organ = organ_of(user, code)
            if not may(user, action, organ):  # a right taken over for somebody absent holds in their unit only
                raise PermissionDenied
            if scope not in Scope.values:
                raise Http404
            try:
                place = Place(user, organ, year, scope, reportable(year, today=timezone.localdate()))
            except NoFormat as none:
                return refused_page(request, str(none))
            return view(request, place, *args, **kwargs)

        return guarded

    return decorate


def refused_page(request: HttpRequest, message: str, status: int = 404) -> HttpResponse:
    """Return the page that says why there is nothing to show."""
    return render(request, "reports_app/refused.html", {"section": "reports", "message": message}, status=status)
