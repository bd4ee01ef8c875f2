"""The list of reports: units of the person's subtree by years, with how far each report is."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from openness.organs.choices import Scope
from openness.organs.models import Organ, OrganQuerySet, User
from openness.organs.rights import Action
from reports_app.formats import NoFormat, format_for
from reports_app.forms import ChooseReportForm, FilterUnitsForm
from reports_app.models import Report
from reports_app.views.places import person_of, refused_page

UNITS_A_PAGE = 40
YEARS_SHOWN = 5


@dataclass(frozen=True)
class Entry:
    """One report of the list: where it is, and its status; "" = not compiled."""

    year: int
    url: str
    status: str


@dataclass(frozen=True)
class Row:
    """One unit and scope with its reports, newest first."""

    organ: Organ
    scope_label: str
    entries: tuple[Entry, ...]


@login_required
def report_list(request: HttpRequest) -> HttpResponse:
    """Show the units and their reports."""
    user = person_of(request, Action.REPORT_VIEW)
    today = timezone.localdate()
    form = FilterUnitsForm(request.GET or None, today=today, auto_id="filter_%s")
    last, words = (form.last_year, form.words_typed) if form.is_valid() else (today.year, "")
    years = [year for year in range(last, last - YEARS_SHOWN, -1) if _has_format(year)]
    page: Page[Organ] = Paginator(_units(user, words), UNITS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "reports",
        "form": form,
        "choose": ChooseReportForm(user=user, today=today),
        "years": years,
        "page": page,
        "rows": list(_rows(page.object_list, years)),
        "query": urlencode({"year": last, "words": words}),
    }
    return render(request, "reports_app/list.html", context)


@login_required
def open_report(request: HttpRequest) -> HttpResponse:
    """Go to the report that the form names."""
    user = person_of(request, Action.REPORT_VIEW)
    form = ChooseReportForm(request.GET, user=user, today=timezone.localdate())
    if not form.is_valid():
        return refused_page(request, "；".join(str(message) for errors in form.errors.values() for message in errors))
    chosen = form.cleaned_data
    return redirect("reports:report", chosen["unit"].code, chosen["year"], chosen["scope"])


def _units(user: User, words: str) -> OrganQuerySet:
    units: OrganQuerySet = Organ.objects.within(user.organ)
    return units.filter(Q(name__contains=words) | Q(code=words)) if words else units


def _rows(organs: Iterable[Organ], years: list[int]) -> Iterable[Row]:
    shown = list(organs)
    found = Report.objects.filter(organ__in=shown, year__in=years)
    status = {(report.organ_id, report.scope, report.year): report.get_status_display() for report in found}
    for organ in shown:
        for scope in Scope.values if not organ.is_leaf() else [Scope.OWN.value]:
            entries = tuple(
                Entry(year, _url(organ, year, scope), status.get((organ.pk, scope, year), "")) for year in years
            )
            yield Row(organ, str(Scope(scope).label), entries)


def _url(organ: Organ, year: int, scope: str) -> str:
    return reverse("reports:report", args=[organ.code, year, scope])


def _has_format(year: int) -> bool:
    try:
        format_for(year)
    except NoFormat:
        return False
    return True
