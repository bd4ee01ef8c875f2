"""App configuration of units and people."""

from django.apps import AppConfig


class OrgansConfig(AppConfig):
    """Units and people (单位与人员)."""

    name = "openness.organs"
    label = "organs"
    verbose_name = "单位与人员"
    default_auto_field = "django.db.models.BigAutoField"
