"""App configuration of disclosure cases."""

from django.apps import AppConfig


class RequestsConfig(AppConfig):
    """Requests for government information (依申请公开)."""

    name = "requests_app"
    verbose_name = "依申请公开"
    default_auto_field = "django.db.models.BigAutoField"
