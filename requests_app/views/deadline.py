"""The deadline calculator (期限计算), and the due date that forms ask for while somebody types; no case is read."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from openness.organs.models import Organ, User
from openness.organs.rights import Action, may
from requests_app.calendars import calendar_of, office_calendar
from requests_app.choices import Channel, Regime
from requests_app.deadline_question import DeadlineQuestion, QuestionError, answer
from requests_app.forms.asking import DateEntry
from requests_app.forms.deadline import DeadlineForm, WorkingDaysForm

CONFIRMED_LATER = (Channel.LETTER, Channel.WEB, Channel.FAX)
"""Ways in which a request may have come whose receipt date is still to be confirmed with the applicant (R19 Art. 31)."""

LONGEST_KEY = len(str(2**63))
"""Digits from which a key is none that a database could hold."""


@login_required
def calculator(request: HttpRequest) -> HttpResponse:
    """Show a due date with the steps towards it, or a working day counted from a date, as the address asks."""
    user = _person(request)
    deadline = DeadlineForm(request.GET if "received" in request.GET else None, user=user)
    working_days = WorkingDaysForm(request.GET if "start" in request.GET else None, user=user, auto_id="count_%s")
    reading = deadline.reading() if deadline.is_bound else None
    context = {
        "section": "deadline",
        "form": deadline,
        "reading": reading,
        "regime_label": Regime(reading.regime).label if reading else "",
        "count_form": working_days,
        "counted": working_days.counted() if working_days.is_bound else None,
    }
    return render(request, "requests_app/deadline.html", context)


@login_required
def due(request: HttpRequest) -> JsonResponse:
    """Return the due date of a request received on a day: `due_on`, `provisional`, `text`; or `error` in Chinese.

    Reads `received` (a date), `channel` (a code) and `organ` (a unit's key, as forms have it) from the address.
    """
    user = _person(request)
    try:
        received = _received(request.GET.get("received", ""), request.GET.get("channel", ""))
        organ = _organ(user, request.GET.get("organ", ""))
        calendar = office_calendar() if organ is None else calendar_of(organ)
        reading = answer(DeadlineQuestion(received), calendar=calendar)
    except ValidationError as wrong:
        return _json({"error": wrong.messages[0]})
    except QuestionError as refused:
        return _json({"error": str(refused)})
    mark = "（暂定）" if reading.provisional else ""
    return _json({
        "due_on": reading.due_on.isoformat() if reading.due_on else None,
        "provisional": reading.provisional,
        "text": f"答复期限：{reading.due_on}{mark}",
    })  # fmt: skip


def _person(request: HttpRequest) -> User:
    """Return who asks; raise PermissionDenied for somebody without role or unit (every role may look at units)."""
    if not isinstance(request.user, User) or not may(request.user, Action.ORGAN_VIEW):
        raise PermissionDenied
    return request.user


def _received(text: str, channel: str) -> date:
    if not text and channel in CONFIRMED_LATER:
        raise ValidationError("收到日期尚未确认，期限还没有起算。")
    received: date = DateEntry(error_messages={"required": "请填写收到日期。"}).clean(text)
    return received


def _organ(user: User, key: str) -> Organ | None:
    if not key:
        return None
    is_key = key.isdecimal() and len(key) < LONGEST_KEY
    found: Organ | None = Organ.objects.within(user.organ).filter(pk=key).first() if is_key else None
    if found is None:
        raise ValidationError("没有这个单位，或者它不在您的单位之下。")
    return found


def _json(answered: dict[str, object]) -> JsonResponse:
    return JsonResponse(answered, json_dumps_params={"ensure_ascii": False})
