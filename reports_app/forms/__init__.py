"""What people choose and type on the pages of the report; the rules themselves are checked by the operations."""

from reports_app.forms.choosing import ChooseReportForm, FilterUnitsForm
from reports_app.forms.figures import FiguresForm
from reports_app.forms.prose import FrontForm, PartForm

__all__ = ["ChooseReportForm", "FiguresForm", "FilterUnitsForm", "FrontForm", "PartForm"]
