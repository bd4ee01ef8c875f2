"""Whose case it is within the unit: assigned, claimed, handed over, handed back. Hand-offs never move the clock (law digest §2)."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from openness.organs.models import User
from openness.organs.rights import Action, may
from requests_app.choices import EventKind
from requests_app.lifecycle import Act
from requests_app.models import DisclosureRequest
from requests_app.operations.work import Work
from requests_app.refusals import Refusal


@transaction.atomic
def assign(
    *, case: DisclosureRequest, by: User, at: datetime, to: User, reason: str, version: int | None = None
) -> DisclosureRequest:
    """Give a case to a person of its unit, by whoever leads there.

    Args:
        case: the case.
        by, at: who assigns it, when.
        to: who is to handle it.
        reason: why.
        version: the version the person saw.

    Raises:
        Refusal: no right, no reason, closed, or a person who cannot work on it.
    """
    work = Work.begin(case=case, act=Act.ASSIGN, by=by, at=at, version=version, action=Action.CASE_ASSIGN)
    return hand(work, to, EventKind.ASSIGNED, reason)


@transaction.atomic
def claim(*, case: DisclosureRequest, by: User, at: datetime, version: int | None = None) -> DisclosureRequest:
    """Take a case that nobody handles.

    Args:
        case: the case.
        by, at: who takes it, when.
        version: the version the person saw.

    Raises:
        Refusal: somebody handles it already, no right, or closed.
    """
    work = Work.begin(case=case, act=Act.CLAIM, by=by, at=at, version=version)
    require_free(work.case, by)
    return hand(work, by, EventKind.CLAIMED, "", needs_reason=False)


@transaction.atomic
def hand_over(
    *, case: DisclosureRequest, by: User, at: datetime, to: User, reason: str, version: int | None = None
) -> DisclosureRequest:
    """Hand one's case over to a colleague of the unit.

    Args:
        case: the case.
        by, at: who hands it over, when.
        to: who takes it.
        reason: why.
        version: the version the person saw.

    Raises:
        Refusal: it is somebody else's, no reason, closed, or a person who cannot work on it.
    """
    work = Work.begin(case=case, act=Act.HAND_OVER, by=by, at=at, version=version)
    require_own(work.case, by)
    return hand(work, to, EventKind.HANDED_OVER, reason)


@transaction.atomic
def hand_back(
    *, case: DisclosureRequest, by: User, at: datetime, reason: str, version: int | None = None
) -> DisclosureRequest:
    """Give one's case back to the unit: nobody handles it until it is claimed or assigned.

    Args:
        case: the case.
        by, at: who gives it back, when.
        reason: why.
        version: the version the person saw.

    Raises:
        Refusal: it is somebody else's, no reason, or closed.
    """
    work = Work.begin(case=case, act=Act.HAND_BACK, by=by, at=at, version=version)
    require_own(work.case, by)
    return hand(work, None, EventKind.HANDED_BACK, reason)


def require_free(case: DisclosureRequest, by: User) -> None:
    """Raise Refusal where somebody handles the case, or `by` is not of its unit."""
    _require_of_the_unit(case, by)
    if case.handler is not None:
        raise Refusal("has_a_handler", f"本件由“{case.handler}”承办，不能认领。需要接手的请由其移交，或由审核人分派。")


def require_own(case: DisclosureRequest, by: User) -> None:
    """Raise Refusal where `by` does not handle the case."""
    if case.handler is None or case.handler.pk != by.pk:
        whose = f"由“{case.handler}”承办" if case.handler else "还没有人承办"
        raise Refusal("not_the_handler", f"本件{whose}，只有承办人能移交或交回。需要时请由审核人分派。")


def _require_of_the_unit(case: DisclosureRequest, person: User) -> None:
    """Raise Refusal where a person is not at work in the unit itself: who only stands above it handles no case of it."""
    if person.organ_id != case.organ_id or not may(person, Action.CASE_WORK, case.organ):
        raise Refusal("cannot_work_on_it", f"“{person}”不是“{case.organ}”的经办人员，不能承办本件。", "to")


def hand(work: Work, to: User | None, kind: EventKind, reason: str, *, needs_reason: bool = True) -> DisclosureRequest:
    """Let somebody handle a case already locked, or nobody; log it and finish."""
    if needs_reason and not reason.strip():
        raise Refusal("reason_missing", "请写明原因。", "reason")
    if to is not None:
        _require_of_the_unit(work.case, to)
    if to is not None and to.pk == work.case.handler_id:
        raise Refusal("same_person", f"本件已由“{to}”承办，没有变动。", "to")
    before = work.case.handler
    work.set(handler=to)
    data = {"from_person": str(before or ""), "to_person": str(to or "")}
    work.log(kind, on=localdate(work.at), data={key: value for key, value in data.items() if value}, note=reason)
    return work.finish()
