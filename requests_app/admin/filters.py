"""The filters of the case list: fixed choices that cost no query, and a unit by its code or name."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from openness.organs.models import Organ, User
from openness.organs.rights import Action, may
from requests_app.admin.cards import TERM, WAITING, Look, cards_of
from requests_app.admin.desk import Desk
from requests_app.choices import Status
from requests_app.forms.outcome_choices import outcome_choices
from requests_app.models import Decision
from requests_app.querysets import UNFINISHED
from requests_app.regimes import EARLIEST_RECEIPT

Rows = QuerySet[Any]
ALONE = "="


class FormFilter(admin.SimpleListFilter):
    """A filter that is filled in and sent, for what has too many choices for links."""

    template = "admin/requests_app/filter_form.html"

    def has_output(self) -> bool:
        """Show it always."""
        return True

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """Yield one thing: what the form keeps of the other filters, and what it is filled with."""
        others = {
            key: value for key, value in changelist.filter_params.items() if key not in (self.parameter_name, "p")
        }
        kept = [(key, value) for key, values in others.items() for value in _each(values)]
        yield {
            "name": self.parameter_name,
            "value": self.value() or "",
            "kept": kept,
            "clear": changelist.get_query_string(remove=[str(self.parameter_name), "p"]),
            "groups": self.groups(),
            "hint": self.hint,
        }

    hint = ""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return no links."""
        return []

    def groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return the choices of a drop-down list by heading; none means that text is typed."""
        return []


class LinkFilter(admin.SimpleListFilter):
    """A filter of few choices, each a link."""


class YearFilter(FormFilter):
    """By the register year: that of receipt, or of arrival while that is not confirmed; a number may bear the one before."""

    title = "年度"
    parameter_name = "year"

    def groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return the years since the Regulation, the latest first."""
        years = range(Desk.of(self.request).today.year, EARLIEST_RECEIPT.year - 1, -1)
        return [("", [(str(year), f"{year}年") for year in years])]

    def queryset(self, request: HttpRequest, queryset: Rows) -> Rows:
        """Return the rows of the year by the date that the list is ordered by, so that one index serves both."""
        value = self.value() or ""
        if value not in {code for _, years in self.groups() for code, _ in years}:
            return queryset
        year = int(value)
        return queryset.filter(registered_on__gte=date(year, 1, 1), registered_on__lte=date(year, 12, 31))


class StatusFilter(LinkFilter):
    """By where the case is."""

    title = "状态"
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        """Return the statuses."""
        return [(str(value), str(label)) for value, label in Status.choices]

    def queryset(self, request: HttpRequest, queryset: Rows) -> Rows:
        """Return the rows in the status."""
        return queryset.filter(status=self.value()) if self.value() in Status.values else queryset


class CardFilter(LinkFilter):
    """By what waits: the choices and their conditions are the cards of the workbench."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        """Return what people look for, as far as it concerns this person."""
        user = request.user
        cards = cards_of(user, self.parameter_name or "") if isinstance(user, User) else []
        return [(card.value, card.label) for card in cards]

    def queryset(self, request: HttpRequest, queryset: Rows) -> Rows:
        """Return the rows that wait so."""
        look = Look.of(request)
        cards = cards_of(look.user, self.parameter_name or "") if look else []
        found = next((card for card in cards if card.value == self.value()), None)
        return queryset.filter(found.condition(look)) if found and look else queryset


class TermFilter(CardFilter):
    """By how the case stands to its term today."""

    title = "期限"
    parameter_name = TERM

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        """Return the cards, and whatever is without a reply."""
        return [*super().lookups(request, model_admin), ("unfinished", "未办结")]

    def queryset(self, request: HttpRequest, queryset: Rows) -> Rows:
        """Return the rows overdue, due today, due soon, or without a reply."""
        return queryset.filter(UNFINISHED) if self.value() == "unfinished" else super().queryset(request, queryset)


class WaitingFilter(CardFilter):
    """By what the case waits for."""

    title = "待办"
    parameter_name = WAITING


class HandlerFilter(LinkFilter):
    """By who handles the case."""

    title = "承办"
    parameter_name = "handler"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        """Return one's own, for whoever handles cases, and what nobody has taken yet."""
        own = [("mine", "我承办的")] if may(request.user, Action.CASE_WORK) else []
        return [*own, ("none", "未认领")]

    def queryset(self, request: HttpRequest, queryset: Rows) -> Rows:
        """Return the rows of the person, or those of nobody."""
        rows: Any = queryset
        if self.value() == "mine" and isinstance(request.user, User):
            return rows.handled_by(request.user)  # type: ignore[no-any-return]
        return rows.unclaimed() if self.value() == "none" else queryset


class ApprovalFilter(LinkFilter):
    """By how the answer was approved: what was only closed here, in a unit that asks for a second person."""

    title = "审核"
    parameter_name = "approval"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        """Return what a coordinator or auditor counts."""
        return [("outside", "系统外审核")]

    def queryset(self, request: HttpRequest, queryset: Rows) -> Rows:
        """Return the rows with such an answer."""
        if self.value() != "outside":
            return queryset
        return queryset.filter(pk__in=Decision.objects.approved_outside().order_by().values("request_id"))


class OutcomeFilter(FormFilter):
    """By outcome, grouped by the list it belongs to."""

    title = "办理结果"
    parameter_name = "outcome"

    def groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return the lists, newest first."""
        return outcome_choices(with_unspecified=True)

    def queryset(self, request: HttpRequest, queryset: Rows) -> Rows:
        """Return the rows that ended so."""
        offered = {code for _, outcomes in self.groups() for code, _ in outcomes}
        return queryset.filter(outcome=self.value()) if self.value() in offered else queryset


class UnitFilter(FormFilter):
    """By unit: a code or full name takes its whole subtree, part of a name every unit that bears it.

    Behind `=` a code takes that unit alone: what the table of the workbench counts for a unit with others below it.
    """

    title = "单位"
    parameter_name = "unit"
    hint = "单位代码或名称"

    def queryset(self, request: HttpRequest, queryset: Rows) -> Rows:
        """Return the rows of the units found within the person's own subtree."""
        value = (self.value() or "").replace("\0", "").strip()  # PostgreSQL takes no such character
        if not value or not isinstance(request.user, User):
            return queryset
        seen = Organ.objects.within(request.user.organ)
        if value.startswith(ALONE):
            alone = seen.filter(code=value.removeprefix(ALONE).strip())
            return queryset.filter(organ_id__in=alone.order_by().values("pk"))
        exact = seen.filter(Q(code=value) | Q(name=value)).first()
        if exact is not None:
            rows: Any = queryset
            return rows.within(exact)  # type: ignore[no-any-return]
        named = seen.filter(Q(name__icontains=value) | Q(short_name__icontains=value) | Q(code__startswith=value))
        return queryset.filter(organ_id__in=named.order_by().values("pk"))


def _each(values: Any) -> list[str]:
    return values if isinstance(values, list) else [values]
