"""The report page: tables as published, every counted number a link, findings, prose with the numbers it quotes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from openness.organs.choices import TrailKind
from openness.organs.rights import Action
from openness.organs.trail import leave_for
from reports_app import operations
from reports_app.compiling import compiled
from reports_app.forms import FrontForm, PartForm
from reports_app.models import Report
from reports_app.render.files import FORMATS, file_of
from reports_app.render.page import page_of
from reports_app.standing import StandingReport, standing_report
from reports_app.views.places import Place, on_report, refused_page
from requests_app.refusals import Refusal


@on_report(Action.REPORT_VIEW)
def report_page(request: HttpRequest, place: Place) -> HttpResponse:
    """Show one report as it stands now."""
    numbers = compiled(organ=place.organ, year=place.year, scope=place.scope)
    report = Report.objects.select_related("compiled_by").filter(
        organ=place.organ, year=place.year, scope=place.scope
    ).first()  # fmt: skip
    context = {
        "section": "reports",
        "place": place,
        "page": page_of(StandingReport(report or _blank(place), numbers), cell_url=place.cell_url),
        "report": report,
        "may_edit": place.may(Action.REPORT_EDIT),
        "may_export": place.may(Action.REPORT_EXPORT) and report is not None,
        "links": {
            "compile": place.url("compile"),
            "figures": place.url("figures", _first_table(place)),
            "front": place.url("front"),
            "exports": [(kind, place.url("export", kind)) for kind in FORMATS],
        },
        "may_view_board": place.may(Action.DASHBOARD_VIEW),
    }
    return render(request, "reports_app/report.html", context)


@require_POST
@on_report(Action.REPORT_EDIT)
def compile_report(request: HttpRequest, place: Place) -> HttpResponse:
    """Make or refresh the draft."""
    operations.compile_report(
        by=place.user, at=timezone.now(), organ=place.organ, year=place.year, scope=place.scope
    )  # fmt: skip
    messages.success(request, "已按当前数据编制；您改写过的部分没有变动。")
    return redirect(place.url())


@on_report(Action.REPORT_EDIT)
def edit_part(request: HttpRequest, place: Place, no: str) -> HttpResponse:
    """Edit the prose of one part, beside the numbers that belong in it."""
    try:
        standing = standing_report(organ=place.organ, year=place.year, scope=place.scope)
    except Refusal as refused:
        return refused_page(request, str(refused))
    part = next((part for part in page_of(standing, cell_url=place.cell_url).parts if part.no == no), None)
    if part is None:
        return refused_page(request, f"该年度报告没有第 {no} 部分。")
    form = PartForm(request.POST or None, report=standing.report, no=no)
    if form.is_valid() and form.save(by=place.user, at=timezone.now()):
        messages.success(request, f"已保存：{part.title}")
        return redirect(f"{place.url()}#part-{no}")
    return render(request, "reports_app/part.html", {"section": "reports", "place": place, "part": part, "form": form})


@on_report(Action.REPORT_EDIT)
def edit_front(request: HttpRequest, place: Place) -> HttpResponse:
    """Edit the introduction and the date under the report."""
    try:
        standing = standing_report(organ=place.organ, year=place.year, scope=place.scope)
    except Refusal as refused:
        return refused_page(request, str(refused))
    form = FrontForm(request.POST or None, report=standing.report, drafted=standing.introduction)
    if form.is_valid() and form.save(by=place.user, at=timezone.now()):
        messages.success(request, "已保存前言和落款日期。")
        return redirect(place.url())
    return render(request, "reports_app/front.html", {"section": "reports", "place": place, "form": form})


@on_report(Action.REPORT_EXPORT)
def export(request: HttpRequest, place: Place, kind: str) -> HttpResponse:
    """Hand out the report as a file."""
    if kind not in FORMATS:
        return refused_page(request, f"{kind} 格式尚未提供；目前可导出：{'、'.join(FORMATS)}。")
    try:
        standing = standing_report(organ=place.organ, year=place.year, scope=place.scope)
    except Refusal as refused:
        return refused_page(request, str(refused))
    file = file_of(standing, kind)
    leave_for(request, at=timezone.now(), kind=TrailKind.EXPORT, subject=file.name, organ=place.organ)
    response = HttpResponse(file.content, content_type=file.content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _blank(place: Place) -> Report:
    """Nothing stored yet: the numbers are shown all the same, and reading a page writes nothing."""
    return Report(organ=place.organ, year=place.year, scope=place.scope)


def _first_table(place: Place) -> str:
    return next(iter(place.format.tables))
