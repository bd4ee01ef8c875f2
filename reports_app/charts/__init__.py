"""Charts as SVG text without script or style: every bar carries its number, its full name and a link to its cases."""

from reports_app.charts.bars import ranked_bars
from reports_app.charts.columns import Series, month_columns
from reports_app.charts.frame import Bar
from reports_app.charts.shares import share_bar

__all__ = ["Bar", "Series", "month_columns", "ranked_bars", "share_bar"]
