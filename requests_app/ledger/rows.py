"""Rows of the case sheet: from cells to a checked Record, with everything that is wrong told."""

from datetime import date
from functools import lru_cache
from typing import TypeAlias

from requests_app.choices import Channel
from requests_app.ledger.basis import Basis
from requests_app.ledger.drafts import Draft, draft_of
from requests_app.ledger.lines import Line
from requests_app.ledger.rules import RULES
from requests_app.operations.records import Record
from requests_app.outcome_labels import UnreadableOutcome, outcome_from_ledger
from requests_app.regimes import EARLIEST_RECEIPT

CaseLine: TypeAlias = Line[Record]


def check_row(line: CaseLine, basis: Basis) -> None:
    """Give the line its record, or note everything that is wrong with it.

    Args:
        line: the row.
        basis: the units and the day.
    """
    draft = draft_of(line, basis)
    outcome = _outcome(line, draft)
    unreadable = {problem.column for problem in line.problems}
    for rule in RULES:
        for field, code, message in rule(draft, basis.today):
            if line.header.names[field] not in unreadable:
                line.note(field, code, message)
    if not line.problems:
        line.record = _record(draft, outcome)


def _outcome(line: CaseLine, draft: Draft) -> str:
    if draft.closed_on is None or draft.closed_on < EARLIEST_RECEIPT or not draft.result:
        return ""
    try:
        return _read_outcome(draft.result, draft.detail, draft.closed_on)
    except UnreadableOutcome as refused:
        field = next((name for name, header in line.header.names.items() if header == refused.column), "result")
        line.note(field, "unknown_outcome" if refused.found else "outcome_needs_detail", str(refused))
        return ""


@lru_cache(maxsize=4096)
def _read_outcome(result: str, detail: str, closed_on: date) -> str:
    return outcome_from_ledger(result=result, reason=detail, decided_on=closed_on)


def _record(draft: Draft, outcome: str) -> Record:
    assert draft.received_on is not None  # noqa: S101  required_cells has seen to it
    return Record(
        organ_id=draft.organ_id,
        number=draft.number,
        received_on=draft.received_on,
        channel=draft.channel or Channel.OTHER.value,
        applicant_kind=draft.applicant_kind,
        applicant_name=draft.applicant_name,
        phone=draft.phone,
        id_number=draft.id_number,
        content=draft.content,
        correction_asked_on=draft.correction_asked_on,
        correction_received_on=draft.correction_received_on,
        consulted_on=draft.consulted_on,
        consultation_returned_on=draft.consultation_returned_on,
        extended_on=draft.extended_on,
        extension_days=draft.extension_days,
        closed_on=draft.closed_on,
        outcome=outcome,
        processing_fee=draft.processing_fee,
        note=draft.note,
        extra=draft.extra,
    )
