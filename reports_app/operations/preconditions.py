"""What every write to a report asks first: the right, and a year that has a format."""

from datetime import datetime

from django.utils.timezone import localdate

from openness.organs.choices import Scope
from openness.organs.models import Organ, User
from openness.organs.rights import Action, may
from reports_app.formats import Format, NoFormat
from reports_app.report_years import reportable
from requests_app.refusals import Refusal


def require_edit(by: User | None, organ: Organ) -> None:
    """Raise Refusal where `by` may not write reports of `organ`; None is the system itself (openness.organs.acting)."""
    if by is not None and not may(by, Action.REPORT_EDIT, organ):
        raise Refusal("not_allowed", f"您没有编制“{organ}”年度报告的权限；需要时请联系本单位审核人或主管部门。")


def require_format(year: int, at: datetime) -> Format:
    """Return the format of `year`; raises Refusal where none is prescribed or the year has not begun `at` that instant."""
    try:
        return reportable(year, today=localdate(at))
    except NoFormat as none:
        raise Refusal("no_format", str(none), "year") from none


def require_scope(scope: str) -> None:
    """Raise Refusal for a scope that is none."""
    if scope not in Scope.values:
        raise Refusal("unknown_scope", f"范围“{scope}”不对：应为 own（本机关）或 aggregate（汇总）。", "scope")
