"""The consistency rules of the yearly report (law/README §7): one module each, findings instead of exceptions."""

from reports_app.consistency.finding import Finding
from reports_app.consistency.registry import RULES, check

__all__ = ["RULES", "Finding", "check"]
