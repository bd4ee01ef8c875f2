"""App configuration of disclosure cases."""

from importlib import import_module

from django.apps import AppConfig


class RequestsConfig(AppConfig):
    """Requests for government information (依申请公开)."""

    name = "requests_app"
    verbose_name = "依申请公开"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let terms follow units that move; the module reads models, which exist only now."""
        import_module("requests_app.operations.moved_units")
