"""What a row of the case sheet says, cell by cell, before its rules are checked."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from requests_app.ledger.basis import Basis
from requests_app.ledger.cells import Cell, amount, day, digits_text, number_text, text, whole_number
from requests_app.ledger.labels import CHANNELS, KINDS, code_of
from requests_app.ledger.lines import Line
from requests_app.regimes import EARLIEST_RECEIPT, regime_on

NUMBER_ROOM = 80
NAME_ROOM = 200


@dataclass(slots=True)
class Draft:
    """The parsed cells of one row, in the names of the columns."""

    organ_id: int
    number: str
    received_on: date | None
    channel: str
    applicant_kind: str
    applicant_name: str
    phone: str
    id_number: str
    content: str
    correction_asked_on: date | None
    correction_received_on: date | None
    consulted_on: date | None
    consultation_returned_on: date | None
    extended_on: date | None
    extension_days: int
    closed_on: date | None
    result: str
    detail: str
    processing_fee: Decimal | None
    note: str
    extra: dict[str, str]

    @property
    def regime(self) -> str:
        """The regulation of the receipt date; empty where no date tells it."""
        if self.received_on is None or self.received_on < EARLIEST_RECEIPT:
            return ""
        return regime_on(self.received_on)


def draft_of(line: Line[Any], basis: Basis) -> Draft:
    """Return the parsed cells of a row; what cannot be parsed is noted on the line and left empty.

    Args:
        line: the row.
        basis: the units and the day.
    """

    def unit(cell: Cell) -> int:
        return basis.organ_id(digits_text(cell))

    take = line.take
    return Draft(
        organ_id=take("organ_code", unit, basis.within.get(basis.default_code, 0)),
        number=take("number", lambda cell: number_text(cell, NUMBER_ROOM), ""),
        received_on=take("received_on", day, None),
        channel=take("channel", lambda cell: code_of(cell, CHANNELS), ""),
        applicant_kind=take("applicant_kind", lambda cell: code_of(cell, KINDS), ""),
        applicant_name=take("applicant_name", lambda cell: text(cell, NAME_ROOM), ""),
        phone=take("phone", digits_text, ""),
        id_number=take("id_number", digits_text, ""),
        content=take("content", text, ""),
        correction_asked_on=take("correction_asked_on", day, None),
        correction_received_on=take("correction_received_on", day, None),
        consulted_on=take("consulted_on", day, None),
        consultation_returned_on=take("consultation_returned_on", day, None),
        extended_on=take("extended_on", day, None),
        extension_days=take("extension_days", lambda cell: whole_number(cell, "延长的工作日数，如 15"), 0),
        closed_on=take("closed_on", day, None),
        result=take("result", text, ""),
        detail=take("detail", text, ""),
        processing_fee=take("processing_fee", amount, None),
        note=take("note", text, ""),
        extra=line.extra(),
    )
