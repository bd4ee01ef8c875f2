"""Domain questions about cases and appeals, in domain words; each takes its date and can be chained."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from openness.organs.models import Organ
from openness.organs.rights import Action, may
from openness.personal_data import search_digests
from requests_app.choices import MAY_BE_PERSON, AppealResult, ApplicantKind, Consequence, FeeBasis, Status

if TYPE_CHECKING:
    from openness.organs.models import User

CARRIED = Q(ended_year__gt=models.F("received_year"))
"""A case that can be carried over a year end: open, or closed in a later year than received."""

SHOWN = Q(is_live=True) | Q(status=Status.VOID)
"""A case that people see: void ones too, but none of an import still being written."""


def has_phone(phone: str) -> Q:
    """Return the condition that the applicant gave exactly this phone number."""
    # the second condition says nothing new: SQLite takes a partial index only where its own condition is repeated
    return Q(phone_digest__in=search_digests(phone)) & ~Q(phone_digest="")


def has_id_number(id_number: str) -> Q:
    """Return the condition that the applicant gave exactly this identity number or credit code."""
    return Q(id_digest__in=search_digests(id_number)) & ~Q(id_digest="")


UNFINISHED = Q(is_live=True, closed_on__isnull=True)
"""A case without a first reply."""


AGAIN = Q(is_live=True, status=Status.REOPENED)
"""A case that a review or court decision had reopened: its term is the day by which that orders a new answer."""

ANSWERED = Q(is_live=True, closed_on__isnull=False) & ~Q(status=Status.REOPENED)
"""A case with nothing more to be done on it; said without its status, which would let a database read all closed cases."""

AT_WORK = Q(is_live=True) & (Q(closed_on__isnull=True) | Q(status=Status.REOPENED))
"""A case on which something is still to be done: without a first reply, or to be answered again."""

UNCLAIMED = AT_WORK & Q(handler__isnull=True)
"""A case in hand that nobody was assigned to."""


def due_between(first: date | None, last: date) -> Q:
    """Return the condition that a case in hand is to be answered from `first` (None: ever) to `last`, both included.

    Without a first reply by its due date; reopened, by the day ordered, where one was named. Each half has an index.
    """
    since, again = (Q(), Q()) if first is None else (Q(due_on__gte=first), Q(answer_by__gte=first))
    return UNFINISHED & since & Q(due_on__lte=last) | AGAIN & again & Q(answer_by__lte=last)


def is_overdue(today: date) -> Q:
    """Return the condition that the term of a case in hand ran out before `today`."""
    return due_between(None, today - timedelta(days=1))


def awaited_in_vain(today: date) -> Q:
    """Return the condition that the applicant let the time for correcting, giving reasons or paying run out."""
    return UNFINISHED & Q(awaited_until__lt=today)


def waits_for(*statuses: Status) -> Q:
    """Return the condition that a case stands in one of these statuses."""
    return Q(status__in=statuses) if len(statuses) > 1 else Q(status=statuses[0])


def is_unconfirmed_since(arrived_by: date) -> Q:
    """Return the condition that the receipt of what arrived by a day is still to be confirmed (R19 Art. 31)."""
    return waits_for(Status.UNCONFIRMED) & Q(arrived_on__lte=arrived_by)


NO_PERSON = ~Q(applicant_kind=ApplicantKind.NATURAL_PERSON)
"""An applicant that is no natural person, or of whom an old ledger does not tell: its name stands for itself."""


class UnitQuerySet(models.QuerySet[Any]):
    """Rows that belong to a unit."""

    def visible_to(self, user: "User") -> Self:
        """Return what `user` may see: the subtree of their unit, and nothing where their role reads no cases."""
        if not may(user, Action.CASE_VIEW):
            return self.none()
        return self.within(user.organ)

    def within(self, organ: Organ | None) -> Self:
        """Return the rows of today's subtree of `organ`; at the only root no condition at all."""
        if organ is None:
            return self.none()
        if organ.is_leaf():
            return self.filter(organ_id=organ.pk)
        if organ.is_root() and not Organ.objects.filter(depth=1).exclude(pk=organ.pk).exists():
            return self.all()
        return self.filter(organ_id__in=Organ.objects.within(organ).order_by().values("pk"))

    def live(self) -> Self:
        """Return what counts: neither void nor still being imported."""
        return self.filter(is_live=True)


class RequestQuerySet(UnitQuerySet):
    """Questions about cases."""

    def shown(self) -> Self:
        """Return what people see: void cases too, but no case of an import still being written."""
        return self.filter(is_shown=True)

    def of_the_applicant(self, case: Any) -> Self:
        """Return the cases of the same applicant: by identity number or phone; an organization by its name, too.

        A person's name alone proves nothing: namesakes are many.
        """
        same = Q(pk__in=[])
        if case.id_number:
            same |= has_id_number(case.id_number)
        if case.phone:
            same |= has_phone(case.phone)
        if case.applicant_name and case.applicant_kind not in MAY_BE_PERSON:
            same |= Q(applicant_name=case.applicant_name) & NO_PERSON
        return self.filter(same).exclude(pk=case.pk)

    def earlier_in_the_month_of(self, case: Any) -> Self:
        """Return the same applicant's cases of the same unit that were received before `case` in its calendar month."""
        on = case.received_on
        if on is None:
            return self.none()
        before = Q(received_on__lt=on) | Q(received_on=on, pk__lt=case.pk)
        return self.of_the_applicant(case).filter(before, organ_id=case.organ_id, received_on__gte=on.replace(day=1))

    def fee_items(self) -> int:
        """Return how many items the cases are for the fee: those of a standing notice by item, else one for each case."""
        noticed = self.filter(fee_notices__struck_at__isnull=True, fee_notices__basis=FeeBasis.BY_ITEM)
        told = noticed.order_by().aggregate(cases=models.Count("pk"), items=models.Sum("fee_notices__quantity"))
        return int(self.count() - told["cases"] + (told["items"] or 0))

    def unfinished(self) -> Self:
        """Return the cases without a first reply."""
        return self.filter(UNFINISHED)

    def overdue(self, today: date) -> Self:
        """Return the cases in hand whose term ran out before `today`; reopened ones by the day ordered."""
        return self.filter(is_overdue(today))

    def handled_by(self, user: "User") -> Self:
        """Return the cases assigned to a person."""
        return self.filter(handler=user)

    def unclaimed(self) -> Self:
        """Return the cases in hand that nobody was assigned to."""
        return self.filter(UNCLAIMED)

    def received_in(self, year: int) -> Self:
        """Return the cases received in `year` (part three, row 一)."""
        return self.live().filter(received_year=year)

    def closed_in(self, year: int) -> Self:
        """Return the cases closed in `year` (part three, rows 三)."""
        return self.live().filter(closed_year=year)

    def carried_into(self, year: int) -> Self:
        """Return the cases received before `year` and not closed before it (part three, row 二)."""
        return self.live().filter(CARRIED, received_year__lt=year, ended_year__gte=year)

    def carried_out_of(self, year: int) -> Self:
        """Return the cases received by the end of `year` and not closed by then (part three, row 四)."""
        return self.live().filter(CARRIED, received_year__lte=year, ended_year__gt=year)

    def carried_over(self, year: int) -> Self:
        """Return the cases carried into `year`, out of it, or through it."""
        return self.live().filter(CARRIED, received_year__lte=year, ended_year__gte=year)


class AppealQuerySet(UnitQuerySet):
    """Questions about reviews and suits."""

    def ordering_anew(self) -> Self:
        """Return the concluded ones that order a new answer to a request kept here; what upheld the old one orders none."""
        # the second condition says nothing new: see has_phone
        ordered = Q(consequence=Consequence.NEW_ANSWER, request__isnull=False) & ~Q(consequence="")
        return self.live().filter(ordered, concluded_on__isnull=False).exclude(result=AppealResult.UPHELD)

    def filed_in(self, year: int) -> Self:
        """Return the appeals filed in `year`: what prose often speaks of."""
        return self.live().filter(filed_year=year)

    def on_the_table(self, year: int) -> Self:
        """Return the appeals that part four of `year` counts: concluded in it, or filed by its end and pending."""
        return self.live().filter(filed_year__lte=year, ended_year__gte=year)
