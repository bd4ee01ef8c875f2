"""App configuration of the project itself and of its admin site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.core.checks import Tags, register

from openness.checks import law_files_are_readable, postgres_driver_is_psycopg2, uploads_lie_apart_from_what_is_served


class OpennessAdminConfig(AdminConfig):
    """The admin, on the project's own site object."""

    default_site = "openness.admin_site.OpennessAdminSite"
    verbose_name = "系统管理"


class OpennessConfig(AppConfig):
    """What belongs to no single part: static files, system checks."""

    name = "openness"
    verbose_name = "政府信息公开管理"

    def ready(self) -> None:
        """Register the system checks."""
        register(postgres_driver_is_psycopg2, Tags.compatibility)
        register(law_files_are_readable)
        register(uploads_lie_apart_from_what_is_served, Tags.security)
