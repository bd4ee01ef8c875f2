"""Each request knows for whom its person stands in today."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate

from openness.organs.models import User
from openness.organs.standing import with_deputyships


class StandingInMiddleware:
    """Stands after AuthenticationMiddleware; the deputyships are read only where somebody asks who the person is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        known = request.user

        def knowing() -> Any:
            return with_deputyships(known, localdate()) if isinstance(known, User) else known

        lazy: Any = SimpleLazyObject(knowing)
        request.user = lazy
        return self.get_response(request)
