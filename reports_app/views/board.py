"""The dashboard page: a year and a unit chosen on a form, and the board of it."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from openness.organs.choices import Scope
from openness.organs.models import Organ, User
from openness.organs.rights import Action
from openness.organs.scopes import report_scope
from openness.routers import reading_from_replica
from reports_app.dashboard import Board, board
from reports_app.forms import ChooseReportForm
from reports_app.queries import Question
from reports_app.selections import Selection
from reports_app.views.places import person_of


@login_required
def dashboard(request: HttpRequest) -> HttpResponse:
    """Show the year of a unit."""
    user = person_of(request, Action.DASHBOARD_VIEW)
    today = timezone.localdate()
    form = ChooseReportForm(_asked(request, user, today.year), user=user, today=today, action="", label="查看")
    context: dict[str, object] = {"section": "dashboard", "form": form}
    if form.is_valid():
        chosen = form.cleaned_data
        organ, year, scope = chosen["unit"], chosen["year"], chosen["scope"]
        question = Question(report_scope(organ, year, scope), year)
        cases_url = reverse("reports:cases", args=[organ.code, year, scope])
        context |= {
            "organ": organ,
            "scope_label": Scope(scope).label,
            "board": _board(question, today, cases_url),
            "report_url": reverse("reports:report", args=[organ.code, year, scope]),
        }
    return render(request, "reports_app/dashboard.html", context, status=200 if form.is_valid() else 404)


def _asked(request: HttpRequest, user: User, year: int) -> dict[str, str]:
    """Return what the address asks; where it asks nothing, the person's own unit with all under it, this year."""
    organ = user.organ
    own: dict[str, str] = {
        "unit": organ.code if organ else "",
        "year": str(year),
        "scope": _widest(organ),
    }
    return own | {name: request.GET[name] for name in own if name in request.GET}


def _widest(organ: Organ | None) -> str:
    return (Scope.OWN if organ is None or organ.is_leaf() else Scope.AGGREGATE).value


def _board(question: Question, today: date, cases_url: str) -> Board:
    """A year at a glance may be some seconds old: it is read from the replica where there is one."""

    def href(selection: Selection) -> str:
        return f"{cases_url}?{selection.query}"

    with reading_from_replica():
        return board(question, today=today, href=href)
