"""Addresses of the pages about requests outside the admin."""

from django.urls import path

from requests_app.views import deadline

urlpatterns = [
    path("deadline/", deadline.calculator, name="deadline"),
    path("deadline/due/", deadline.due, name="deadline_due"),
]
