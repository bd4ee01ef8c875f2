"""Entry of typed figures, one sheet a page."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from openness.organs.choices import Scope
from openness.organs.rights import Action
from reports_app import operations
from reports_app.cells import Cell, TypedSource
from reports_app.compiling import Compiled, compiled
from reports_app.figures import OWN, Rules
from reports_app.forms import FiguresForm
from reports_app.models import Figure
from reports_app.render.tables import number_text
from reports_app.sheets import Sheet, sheets
from reports_app.views.places import Place, on_report, refused_page
from requests_app.refusals import Refusal


@on_report(Action.REPORT_EDIT)
def figures(request: HttpRequest, place: Place, sheet: str) -> HttpResponse:
    """Show and take the figures of one sheet."""
    numbers = compiled(organ=place.organ, year=place.year, scope=place.scope)
    rows = list(_rows(place))
    found = sheets(Rules(place.format, numbers.kept), _own(place, rows))
    if sheet not in found:
        return refused_page(request, f"{place.format.id} 格式没有“{sheet}”这一表。")
    shown = found[sheet]
    form = FiguresForm(request.POST or None, sheet=shown, rows=rows, sums=_sums(place, numbers, rows))
    if form.is_valid():
        written = form.save(by=place.user, at=timezone.now(), organ=place.organ, year=place.year, scope=place.scope)
        if written is not None:
            messages.success(request, _told(written))
            return redirect(place.url("figures", sheet))
    context = {
        "section": "reports",
        "place": place,
        "sheet": shown,
        "form": form,
        "tabs": [_tab(place, one, current=sheet) for one in found.values()],
        "zero_url": place.url("zero", sheet),
        "missing": _missing(numbers, shown),
    }
    return render(request, "reports_app/figures.html", context)


@require_POST
@on_report(Action.REPORT_EDIT)
def fill_zero(request: HttpRequest, place: Place, sheet: str) -> HttpResponse:
    """Enter 0 in the rest of a table (「其余填 0」)."""
    try:
        written = operations.fill_rest_with_zero(
            by=place.user, at=timezone.now(), organ=place.organ, year=place.year, scope=place.scope, table=sheet
        )
    except Refusal as refused:
        return refused_page(request, str(refused))
    messages.success(request, f"其余 {len(written.created)} 格已填 0。")
    return redirect(place.url("figures", sheet))


def _rows(place: Place) -> "Iterable[Figure]":
    rows = Figure.objects.filter(organ=place.organ, year=place.year, scope=place.scope)
    return rows.select_related("entered_by").order_by("address")


def _own(place: Place, rows: Iterable[Figure]) -> list[Cell]:
    """Return what was entered in the report's own words, as cells; rates of two figures are computed, not typed."""
    return [
        Cell(row.address, row.label or row.address, row.unit, OWN, True, "", TypedSource())
        for row in rows
        if place.format.cell(row.address) is None and not row.of
    ]


def _sums(place: Place, numbers: Compiled, rows: Iterable[Figure]) -> dict[str, str]:
    """Say, at aggregate scope, what the units entered together: an entry here stands before it."""
    if place.scope == Scope.OWN:
        return {}
    here = {row.address for row in rows}
    return {
        address: f"未填汇总数时用各单位合计 {number_text(value.typed)}"
        for address, value in numbers.grid.values.items()
        if value.typed is not None and address not in here
    }


def _told(written: operations.Written) -> str:
    new, changed, withdrawn = len(written.created), len(written.changed), len(written.withdrawn)
    if not (new or changed or withdrawn):
        return "没有改动。"
    return f"已保存：新增 {new} 项，修改 {changed} 项，撤回 {withdrawn} 项。"


def _tab(place: Place, sheet: Sheet, *, current: str) -> dict[str, object]:
    return {"title": sheet.title, "url": place.url("figures", sheet.id), "is_current": sheet.id == current}


def _missing(numbers: Compiled, sheet: Sheet) -> int:
    """How many printed cells of the sheet nobody entered; own figures may be left out."""
    values = numbers.grid.values
    return sum(values[cell.address].value is None for cell in sheet.cells if cell.table)
