"""App configuration of the yearly statutory report."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Annual reports (年度报告)."""

    name = "reports_app"
    verbose_name = "年度报告"
    default_auto_field = "django.db.models.BigAutoField"
