"""The list behind a number: the cases or appeals that it counts, applicants masked, as long as the number."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from openness.organs.rights import Action
from openness.organs.scopes import report_scope
from reports_app.queries import Question
from reports_app.selections import BadSelection, Selection, is_of_appeals, read_selection, rows, title
from reports_app.views.places import Place, on_report, refused_page
from requests_app.choices import Timeliness
from requests_app.outcomes import LAW

ROWS_A_PAGE = 50


@on_report(Action.REPORT_VIEW)
def case_list(request: HttpRequest, place: Place) -> HttpResponse:
    """Show the rows behind one number of the report or the dashboard."""
    question = Question(report_scope(place.organ, place.year, place.scope), place.year)
    try:
        selection = read_selection(request.GET)
        found = rows(selection, format=place.format, question=question, today=timezone.localdate())
    except BadSelection as bad:
        return refused_page(request, str(bad))
    of_appeals = is_of_appeals(selection, place.format)
    page, total = _page(found, place, of_appeals, request.GET.get("page"))
    context = {
        "section": "reports",
        "place": place,
        "title": title(selection, place.format),
        "of_appeals": of_appeals,
        "page": page,
        "total": total,
        "hidden": total - page.paginator.count,
        "rows": _shown(page.object_list, of_appeals),
        "query": selection.query,
        "is_of_board": not selection.cell,
        "note": _note(selection, place),
    }
    return render(request, "reports_app/cases.html", context)


def _page(found: "QuerySet[Any]", place: Place, of_appeals: bool, number: str | None) -> "tuple[Page[Any], int]":
    """Units that left the person's subtree are counted in their year's report, but their cases are not shown."""
    visible = found.visible_to(place.user)  # type: ignore[attr-defined]
    related = ["organ", "request"] if of_appeals else ["organ"]
    order = "filed_on" if of_appeals else "received_on"
    rows_in_order = visible.select_related(*related).order_by(order, "pk")
    return Paginator(rows_in_order, ROWS_A_PAGE).get_page(number), found.count()


def _shown(found: Iterable[Any], of_appeals: bool) -> list[Any]:
    """Requests come with the words of their outcome and of how they stood to their term."""
    if of_appeals:
        return list(found)
    outcomes, timeliness = LAW.outcomes, dict(Timeliness.choices)
    return [
        (case, outcomes[case.outcome].label if case.outcome in outcomes else "", timeliness.get(case.timeliness, ""))
        for case in found
    ]


def _note(selection: Selection, place: Place) -> str:
    """For the fee the number is money, not a count of the rows."""
    cell = place.format.cell(selection.cell) if selection.cell else None
    return f"该数字是下列申请所收费用之和（{cell.unit}）。" if cell and cell.type == "amount" else ""
