"""Cases, appeals, calendar, numbering and imports in the admin."""

from requests_app.admin import appeals, calendar, cases, paper_templates, registers

__all__ = ["appeals", "calendar", "cases", "paper_templates", "registers"]
