"""Addresses of the report pages."""

from django.urls import path
from django.views.generic import RedirectView

from reports_app.views import board, cases, figures, listing, report

app_name = "reports"
REPORT = "report/<str:code>/<int:year>/<str:scope>/"

urlpatterns = [
    path("reports/", listing.report_list, name="list"),
    path("report/", RedirectView.as_view(pattern_name="reports:list")),
    path("reports/open/", listing.open_report, name="open"),
    path("dashboard/", board.dashboard, name="dashboard"),
    path(REPORT, report.report_page, name="report"),
    path(f"{REPORT}cases/", cases.case_list, name="cases"),
    path(f"{REPORT}compile/", report.compile_report, name="compile"),
    path(f"{REPORT}part/<str:no>/", report.edit_part, name="part"),
    path(f"{REPORT}front/", report.edit_front, name="front"),
    path(f"{REPORT}figures/<str:sheet>/", figures.figures, name="figures"),
    path(f"{REPORT}figures/<str:sheet>/zero/", figures.fill_zero, name="zero"),
    path(f"{REPORT}export/<str:kind>/", report.export, name="export"),
]
