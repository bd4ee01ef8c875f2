"""The only writers of reports and typed figures: keyword-only, one transaction, the acting person kept in the history."""

from reports_app.operations.drafts import compile_report, edit_report
from reports_app.operations.entry import Written, enter_figures, fill_rest_with_zero

__all__ = ["Written", "compile_report", "edit_report", "enter_figures", "fill_rest_with_zero"]
