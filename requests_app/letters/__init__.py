"""Papers of a case: templates, what stands in their fields, drafts, issued papers, and the file for the archive."""

from requests_app.letters.builtin import builtin_template
from requests_app.letters.check import complaints_about
from requests_app.letters.fields import fields_of
from requests_app.letters.issuing import asked_for, draft, issue_paper, template_bytes

__all__ = [
    "asked_for",
    "builtin_template",
    "complaints_about",
    "draft",
    "fields_of",
    "issue_paper",
    "template_bytes",
]
