"""App configuration of units and people."""

from importlib import import_module

from django.apps import AppConfig


class OrgansConfig(AppConfig):
    """Units and people (单位与人员)."""

    name = "openness.organs"
    label = "organs"
    verbose_name = "单位与人员"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to logins; the module reads models, which exist only now."""
        import_module("openness.organs.sign_ins")
