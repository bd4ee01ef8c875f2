"""How many failed logins are let through: for a name from an address, and, higher, for an address whatever the names."""

from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest


class LoginLimits(AxesDatabaseHandler):  # type: ignore[misc]
    """The limits of axes, and beside them one for an address: many names tried from one place are an attack.

    It lies far above what an office behind one address mistypes: whoever gets in has their failures taken back, so
    only those count that nobody resolved. It is off (None) where all addresses look alike, behind a proxy.
    """

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Return how near a try is to being locked out, as a number of failures of the name from the address."""
        of_the_name: int = super().get_failures(request, credentials)
        most = settings.LOGIN_FAILURES_PER_ADDRESS
        if most is None or of_the_name >= settings.AXES_FAILURE_LIMIT or _of_the_address(request) < most:
            return of_the_name
        return int(settings.AXES_FAILURE_LIMIT)


def _of_the_address(request: Any) -> int:
    """Return the failures from an address within the time that a lock lasts."""
    recent = AccessAttempt.objects.filter(
        ip_address=request.axes_ip_address, attempt_time__gte=get_cool_off_threshold(request)
    )
    return recent.aggregate(total=Sum("failures_since_start"))["total"] or 0
