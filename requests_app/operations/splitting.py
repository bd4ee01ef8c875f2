"""One matter, one request (一事一申请): an application that asks for several things becomes several cases."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from openness.organs.models import User
from openness.organs.rights import Action
from requests_app.choices import EventKind
from requests_app.lifecycle import Act, is_step
from requests_app.models import CaseEvent, DisclosureRequest
from requests_app.operations.numbers import take_request_number
from requests_app.operations.work import SETTLED, Work, check_values, entries_of, require, settle
from requests_app.refusals import Refusal
from requests_app.timeline import effective

SHARED = (
    "organ", "channel", "applicant_kind", "applicant_name", "id_number", "id_digest", "representative", "contact_name",
    "phone", "phone_digest", "address", "email", "postcode", "desired_form", "desired_delivery", "arrived_on",
    "received_on", "receipt_basis", "regime", "status", "handler", "extension_days",
)  # fmt: skip
"""What the parts have of the application they come from."""

MOST = 30
"""More parts than that are a slip of the hand: a batch of requests is registered one by one."""


@transaction.atomic
def split(
    *, case: DisclosureRequest, by: User, at: datetime, parts: Sequence[str], reason: str, version: int | None = None
) -> list[DisclosureRequest]:
    """Split an application: it keeps the first part, each further part becomes a case that names it; return the new ones.

    The parts have its applicant, its dates and the steps taken so far, so that their terms are the same.

    Args:
        case: the case.
        by, at: who splits it, when.
        parts: what each part asks for, the first for the case itself.
        reason: why.
        version: the version the person saw.

    Raises:
        Refusal: fewer than two parts, a repeated one, too many, no reason, no right, charged as a whole, an answer to the
            whole waits for approval, or not in this status.
    """
    work = Work.begin(case=case, act=Act.SPLIT, by=by, at=at, version=version)
    require(by, Action.CASE_REGISTER, work.case.organ)
    wanted = _checked(parts, reason)
    made = [_part(work, content, place) for place, content in enumerate(wanted[1:], start=2)]
    before = work.case.content
    work.set(content=wanted[0])
    data = {"parts": [part.number for part in made], "changes": {"content": [before, wanted[0]]}}
    work.log(EventKind.SPLIT, on=localdate(at), data=data, note=reason)
    work.finish()
    return made


def _checked(parts: Sequence[str], reason: str) -> list[str]:
    wanted = [part.strip() for part in parts if part.strip()]
    if len(wanted) < 2:
        raise Refusal("too_few_parts", "分案至少要写明两项内容，第一项留在本件，其余各成一件。", "parts")
    if len(wanted) > MOST:
        raise Refusal("too_many_parts", f"一次最多分成{MOST}件，现为{len(wanted)}件。请核对，或逐件登记。", "parts")
    repeated = sorted({part for part in wanted if wanted.count(part) > 1})
    if repeated:
        raise Refusal("part_repeated", f"有两项内容相同：“{repeated[0][:30]}”，请核对。", "parts")
    if not reason.strip():
        raise Refusal("reason_missing", "请写明分案的原因。", "reason")
    return wanted


def _part(work: Work, content: str, place: int) -> DisclosureRequest:
    origin, shared = work.case, {name: getattr(work.case, name) for name in SHARED}
    year = (origin.received_on or origin.arrived_on).year
    part = DisclosureRequest(
        **shared, number=take_request_number(organ=origin.organ, year=year), origin=origin, content=content,
        entered_at=work.at, worked_on_at=work.at, note=f"由 {origin.number} 分案，第{place}项",
    )  # fmt: skip
    check_values(part)
    part.save()
    _copy_steps(work, part)
    settle(part, entries_of(part))
    part.save(update_fields=sorted(SETTLED))
    part.refresh_from_db()
    return part


def _copy_steps(work: Work, part: DisclosureRequest) -> None:
    """Give the part the steps that its origin went through, as they stand after corrections."""
    logged = {event.seq: event for event in work.case.events.filter(appeal=None)}
    steps = [entry for entry in effective(work.entries) if is_step(entry)]
    CaseEvent.objects.bulk_create(
        CaseEvent(
            request=part, seq=seq, kind=entry.kind, on=entry.on, at=work.at, by=work.by, version=1,
            data={**_without_paper(entry.data), "origin": work.case.number}, sealed=logged[entry.seq].sealed, note=logged[entry.seq].note,
        )
        for seq, entry in enumerate(steps, start=1)
    )  # fmt: skip


def _without_paper(data: Mapping[str, Any]) -> dict[str, Any]:
    """The papers stay with the case that was split: its parts have none of those numbers."""
    return {name: value for name, value in data.items() if name not in ("paper", "document_number")}
