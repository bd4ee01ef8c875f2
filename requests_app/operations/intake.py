"""Receiving a request: registration, and the confirmation that fixes its legal receipt date (R19 Arts. 29–31)."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from openness.organs.models import Organ, User
from openness.organs.rights import Action
from openness.personal_data import digest
from requests_app.choices import ConfirmedBy, EventKind, Status
from requests_app.lifecycle import Act
from requests_app.models import CaseEvent, DisclosureRequest
from requests_app.operations.numbers import take_request_number
from requests_app.operations.refused_by_database import as_refusal
from requests_app.operations.work import Work, check_values, entries_of, require, settle_term
from requests_app.refusals import Refusal
from requests_app.regimes import EARLIEST_RECEIPT, regime_on

APPLICANT_FIELDS = frozenset(
    {
        "applicant_kind", "applicant_name", "id_number", "representative", "contact_name", "phone", "address",
        "email", "postcode", "content", "desired_form", "desired_delivery", "note",
    }
)  # fmt: skip


@transaction.atomic
def register(
    *,
    by: User,
    at: datetime,
    organ: Organ,
    channel: str,
    arrived_on: date,
    received_on: date | None = None,
    receipt_basis: str = "",
    number: str = "",
    confirmed_by: str = "",
    confirmed_with: str = "",
    **applicant: Any,
) -> DisclosureRequest:
    """Register a request and return its case.

    Args:
        by: who enters it.
        at: the instant of entry.
        organ: the unit that received it.
        channel: how it arrived.
        arrived_on: the day it arrived.
        received_on: the legal receipt date (R19 Art. 31); None while it is not confirmed with the applicant.
        receipt_basis: how that date was fixed; needed with it.
        number: the office's own number; empty takes the system's next one.
        confirmed_by: by what means the receipt was confirmed with the applicant (`ConfirmedBy`), where it was.
        confirmed_with: with whom; kept sealed.
        applicant: what Art. 29 asks: `APPLICANT_FIELDS`.

    Raises:
        Refusal: no right, dates out of order, or the number is taken.
    """
    require(by, Action.CASE_REGISTER, organ)
    check_receipt_dates(arrived_on, received_on, receipt_basis, today=localdate(at))
    unknown = set(applicant) - APPLICANT_FIELDS
    if unknown:
        raise TypeError(f"register() got unexpected fields {sorted(unknown)}")
    case = DisclosureRequest(
        organ=organ,
        number=number.strip() or take_request_number(organ=organ, year=(received_on or arrived_on).year),
        channel=channel,
        arrived_on=arrived_on,
        received_on=received_on,
        receipt_basis=receipt_basis,
        entered_at=at,
        regime=regime_on(received_on or arrived_on),
        status=Status.OPEN if received_on else Status.UNCONFIRMED,
        worked_on_at=at,
        **applicant,
    )
    return _store(case, by=by, at=at, how=confirmed_by, whom=confirmed_with)


@transaction.atomic
def confirm_receipt(
    *,
    case: DisclosureRequest,
    by: User,
    at: datetime,
    on: date,
    basis: str,
    confirmed_by: str = "",
    confirmed_with: str = "",
    note: str = "",
    version: int | None = None,
) -> DisclosureRequest:
    """Fix the legal receipt date of a request that waited for confirmation (R19 Art. 31).

    Args:
        case: the case in 待确认.
        by, at: who enters it, when.
        on: the day both sides confirmed it.
        basis: how (`ReceiptBasis`).
        confirmed_by: by what means (`ConfirmedBy`).
        confirmed_with: with whom; kept sealed.
        note: what else there is to say.
        version: the version the person saw.

    Raises:
        Refusal: not waiting for confirmation, or the date is out of order.
    """
    work = Work.begin(case=case, act=Act.CONFIRM_RECEIPT, by=by, at=at, on=on, version=version)
    work.set(received_on=on, receipt_basis=basis, regime=regime_on(on))
    how, whom = _confirmation(confirmed_by, confirmed_with)
    work.log(EventKind.RECEIPT_CONFIRMED, on=on, data={"basis": basis, **how}, sealed=whom, note=note)
    return work.finish()


def check_receipt_dates(arrived_on: date, received_on: date | None, basis: str, *, today: date) -> None:
    """Raise Refusal where a request cannot have arrived or been received on these days.

    Args:
        arrived_on: the day it arrived.
        received_on: the legal receipt date; None while it is not confirmed.
        basis: how that date was fixed.
        today: the day of entry.
    """
    if arrived_on > today:
        raise Refusal("in_the_future", f"到达日期 {arrived_on} 晚于今天（{today}），请核对。", "arrived_on")
    if (received_on or arrived_on) < EARLIEST_RECEIPT:
        field = "received_on" if received_on else "arrived_on"
        raise Refusal(
            "before_the_regulation",
            f"日期 {received_on or arrived_on} 早于《条例》施行之日（{EARLIEST_RECEIPT}），不能登记，请核对。",
            field,
        )
    if received_on is None:
        return
    if received_on > today:
        raise Refusal("in_the_future", f"收到日期 {received_on} 晚于今天（{today}），请核对。", "received_on")
    if received_on < arrived_on:
        raise Refusal(
            "received_before_arrival", f"收到日期 {received_on} 早于到达日期 {arrived_on}，请核对。", "received_on"
        )
    if not basis:
        raise Refusal(
            "basis_missing", "填了收到日期，还要选明依据（如当面提交、签收、与申请人确认）。", "receipt_basis"
        )


def _confirmation(by: str, whom: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return what the log keeps of a confirmation: the means, and sealed with whom."""
    if by and by not in ConfirmedBy.values:
        raise Refusal("unknown_way", "确认方式不在可选之列，请重新选择。", "confirmed_by")
    return ({"how": by} if by else {}), ({"with": whom} if whom else {})


def _store(case: DisclosureRequest, *, by: User, at: datetime, how: str, whom: str) -> DisclosureRequest:
    told, sealed = _confirmation(how, whom)
    case.id_digest, case.phone_digest = digest(case.id_number), digest(case.phone)
    check_values(case)
    try:
        with transaction.atomic():
            case.save()
            CaseEvent.objects.create(
                request=case,
                seq=1,
                kind=EventKind.REGISTERED,
                on=case.received_on or case.arrived_on,
                at=at,
                by=by,
                data={
                    "channel": case.channel,
                    "basis": case.receipt_basis,
                    "unconfirmed": case.received_on is None,
                    **told,
                },
                sealed=sealed,
                version=case.version,
            )
            settle_term(case, entries_of(case))
            case.save(update_fields=["due_on", "is_provisional"])
    except IntegrityError as broken:
        raise as_refusal(broken) from broken
    case.refresh_from_db()
    return case
