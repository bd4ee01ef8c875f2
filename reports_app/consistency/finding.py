"""What a check returns: a finding names its rule, its cells, what is wrong and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from reports_app.cells import Format

Number = int | Decimal
Numbers = Mapping[str, Number | None]

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not add up.

    rule: its stable id. severity: "error" blocks publishing, "warning" asks. answerable: a person may answer it in
    writing and go on. cells: addresses concerned. message, hint: Chinese, for the person who mends it.
    """

    rule: str
    severity: str
    answerable: bool
    cells: tuple[str, ...]
    message: str
    hint: str


@dataclass(frozen=True)
class Sheet:
    """What the rules read: the format, its numbers, and whether they stand in print (blanks are then somebody's).

    typed_over: counted cell → the units that keep cases here and typed it all the same. entered_by: typed cell of an
    aggregate → how many of how many units entered it, where some did not.
    """

    format: Format
    numbers: Numbers
    printed: bool = False
    typed_over: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    entered_by: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def known(self, addresses: tuple[str, ...]) -> list[Number]:
        """The numbers that are there; blanks are left out, and so count as nothing in a sum."""
        return [number for address in addresses if (number := self.numbers.get(address)) is not None]

    def is_blank(self, address: str) -> bool:
        """Whether the cell was not entered."""
        return self.numbers.get(address) is None

    def label(self, address: str) -> str:
        """The cell's full label, for messages."""
        cell = self.format.cell(address)
        return cell.label if cell else address
