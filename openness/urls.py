"""Addresses of all pages."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from openness.health import health

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", RedirectView.as_view(pattern_name="admin:index"), name="home"),
    path("healthz/", health, name="health"),
    path("", include("requests_app.urls")),
    path("", include("reports_app.urls")),
]
