"""Addresses of all pages."""

from django.contrib import admin
from django.urls import path

from openness.health import health

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz/", health, name="health"),
]
