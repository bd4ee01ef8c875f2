"""What waits on a desk, one row each: the row serves the figure, the filter of the list behind it, and the test of both."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from openness.organs.models import User
from openness.organs.rights import Action, may
from requests_app.admin.desk import SOON, Desk
from requests_app.calendars import Calendars, by_calendar
from requests_app.choices import ProposalState, Status
from requests_app.models import Appeal, Decision, Proposal
from requests_app.querysets import (
    ANSWERED,
    AT_WORK,
    awaited_in_vain,
    due_between,
    is_overdue,
    is_unconfirmed_since,
    waits_for,
)
from requests_app.receipts import alarm_rule, last_overdue_arrival


@dataclass(frozen=True)
class Look:
    """Who looks, and when: everything that a condition may depend on.

    Args:
        user: the person.
        today: today's date.
        calendars: the working days of each unit.
    """

    user: User
    today: date
    calendars: Calendars

    @classmethod
    def of(cls, request: HttpRequest) -> "Look | None":
        """Return the look of a request; None where nobody is signed in."""
        desk = Desk.of(request)
        return cls(request.user, desk.today, desk.calendars()) if isinstance(request.user, User) else None


@dataclass(frozen=True)
class Card:
    """One kind of waiting.

    Args:
        parameter: the filter of the list that finds it.
        value: the choice of that filter.
        label: what people call it.
        condition: which cases they are, as `Q`, for whoever looks.
        note: a line that says what is counted where the label alone does not.
        right: who is shown it.
        is_grave: drawn in red where there are any.
        is_personal: about the person who looks, whoever handles the case.
    """

    parameter: str
    value: str
    label: str
    condition: Callable[[Look], Q]
    note: str = ""
    right: Action = Action.CASE_VIEW
    is_grave: bool = False
    is_personal: bool = False


def _proposed(proposals: "QuerySet[Any]") -> Q:
    """Return the condition that a case has one of these drafts; by key, for a case may have two."""
    return Q(pk__in=proposals.order_by().values("request_id"))


def _mine(state: ProposalState) -> Callable[[Look], Q]:
    return lambda look: _proposed(Proposal.objects.drafted_by(look.user).filter(state=state))


def _soon(look: Look) -> Q:
    tomorrow = look.today + timedelta(days=1)
    return by_calendar(
        look.calendars, lambda calendar: calendar.add(look.today, SOON), lambda last: due_between(tomorrow, last)
    )


def _unconfirmed_too_long(look: Look) -> Q:
    return by_calendar(
        look.calendars, lambda calendar: last_overdue_arrival(look.today, calendar), is_unconfirmed_since
    )


def _alarm_days() -> int:
    return int(str(alarm_rule(date.max).value))


def _standing(*statuses: Status) -> Callable[[Look], Q]:
    return lambda _: waits_for(*statuses)


def _ordered_anew(look: Look) -> Q:
    """Return the condition that a review or court ordered a new answer, and that none was decided on nor begun since."""
    since = Decision.objects.standing().filter(request=OuterRef("request"), decided_on__gte=OuterRef("concluded_on"))
    orders = Appeal.objects.visible_to(look.user).ordering_anew().filter(~Exists(since))
    return ANSWERED & Q(pk__in=orders.order_by().values("request_id"))


TERM, WAITING = "term", "waiting"

OVERDUE = Card(TERM, "overdue", "已逾期", lambda look: is_overdue(look.today), is_grave=True)
DUE_TODAY = Card(TERM, "today", "今天到期", lambda look: due_between(look.today, look.today), is_grave=True)
DUE_SOON = Card(TERM, "soon", f"{SOON} 个工作日内到期", _soon, "明天起算，不含今天到期和已逾期的")
UNCONFIRMED_TOO_LONG = Card(
    WAITING, "receipt_late", f"超过 {_alarm_days()} 个工作日未确认收到", _unconfirmed_too_long,
    "自到达次日起算；请立即与申请人确认", is_grave=True,
)  # fmt: skip
UNCONFIRMED = Card(WAITING, "receipt", "待确认收到", _standing(Status.UNCONFIRMED), "含已超时未确认的")
APPLICANT = Card(
    WAITING, "applicant", "等待申请人", _standing(Status.CORRECTING, Status.EXPLAINING), "补正、说明理由"
)  # fmt: skip
THIRD_PARTY = Card(WAITING, "consulted", "等待第三方或协办机关", _standing(Status.CONSULTING), "征求意见中")
UNTOLD = Card(
    WAITING,
    "untold",
    "延期未告知申请人",
    lambda _: AT_WORK & Q(owes_notice=True),
    "已同意延期，还没有登记告知",
    is_grave=True,
)
PAYMENT = Card(WAITING, "payment", "等待缴费", _standing(Status.PAYING))
LAPSED = Card(
    WAITING, "lapsed", "申请人逾期未办", lambda look: awaited_in_vain(look.today),
    "补正、说明理由或缴费的期限已过，由承办人决定如何处理", is_grave=True,
)  # fmt: skip
SERVICE = Card(WAITING, "service", "待送达", _standing(Status.DECIDED), "已作决定，还没有答复")
AGAIN = Card(WAITING, "again", "重新办理", _standing(Status.REOPENED), "依复议决定或判决再次答复")
ORDERED = Card(
    WAITING, "ordered", "责令重新答复，尚未重新办理", _ordered_anew, "复议或诉讼已审结，由审核人“重新办理”",
    is_grave=True,
)  # fmt: skip
TO_APPROVE = Card(
    WAITING, "approve", "待我审核", lambda look: _proposed(Proposal.objects.approvable_by(look.user)),
    right=Action.CASE_WORK, is_personal=True,
)  # fmt: skip
SUBMITTED = Card(
    WAITING, "submitted", "我送审的，等待审核", _mine(ProposalState.SUBMITTED), right=Action.CASE_WORK, is_personal=True
)
SENT_BACK = Card(
    WAITING, "sent_back", "退回我修改", _mine(ProposalState.SENT_BACK), right=Action.CASE_WORK, is_grave=True,
    is_personal=True,
)  # fmt: skip
DRAFTS = Card(WAITING, "draft", "我的草稿", _mine(ProposalState.DRAFT), right=Action.CASE_WORK, is_personal=True)

CARDS = (
    OVERDUE, DUE_TODAY, DUE_SOON, UNCONFIRMED_TOO_LONG, UNCONFIRMED, APPLICANT, THIRD_PARTY, UNTOLD, PAYMENT, LAPSED,
    SERVICE, ORDERED, AGAIN, TO_APPROVE, SUBMITTED, SENT_BACK, DRAFTS,
)  # fmt: skip


def cards_of(user: User, parameter: str = "") -> list[Card]:
    """Return the cards that a person is shown; of one filter only, where it is named."""
    return [card for card in CARDS if may(user, card.right) and parameter in ("", card.parameter)]
